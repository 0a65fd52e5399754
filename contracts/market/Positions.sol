// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {IClearing} from "./IClearing.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Positions, account by account: what a trade does to one of them. A position never knows who stands opposite; that
/// both sides get the same numbers with opposite signs is the caller's part.
library Positions {
    using SafeCast for int256;

    uint256 internal constant MOST = 128;
    int256 private constant ONE = 1e18;

    /// 128 + 128 = 256 bits
    struct Detail {
        int128 cost;
        int128 fundingIndex;
    }

    /// @dev A word (instrument 160 | size 96) for each position, without gaps; the first that is zero ends them, so that no
    /// length is written. `details` of options are zero.
    struct Book {
        uint256[MOST] words;
        Detail[MOST] details;
    }

    struct State {
        mapping(AccountId => Book) books;
    }

    /// @notice What changed, and by how much.
    struct Change {
        int256 cash; // realised, without funding
        int256 cost;
        int256 funding; // paid
        int256 positions;
        int256 long; // what is held long
        bool reduced; // nearer to zero, not beyond
    }

    /// @notice Adds `delta` to a position at a total price of `value` (negative when sold).
    function trade(
        State storage self,
        AccountId account,
        InstrumentId instrument,
        int256 delta,
        int256 value,
        int256 fundingIndex
    ) internal returns (Change memory c) {
        Book storage book = self.books[account];
        (uint256 place, int256 size) = find(book, instrument);
        require(place < MOST, IClearing.Clearing_TooManyPositions(account));
        int256 next = size + delta;
        c.reduced = size > 0 ? delta < 0 && next >= 0 : size < 0 && delta > 0 && next <= 0;
        c.long = _positive(next) - _positive(size);
        c.positions = (next == 0 ? int256(0) : int256(1)) - (size == 0 ? int256(0) : int256(1));
        if (!instrument.isLinear()) {
            c.cash = -value;
        } else {
            Detail memory d = book.details[place];
            c.funding = owedUp(size, fundingIndex - d.fundingIndex);
            int256 cost;
            (c.cash, cost) = realise(size, d.cost, delta, value);
            c.cost = cost - d.cost;
            if (next != 0) {
                book.details[place] = Detail({cost: cost.toInt128(), fundingIndex: fundingIndex.toInt128()});
            }
        }
        if (next == 0) remove(book, place);
        else book.words[place] = word(instrument, next.toInt96());
    }

    /// @notice Realises a linear position's profit at a price, and its funding.
    function mark(State storage self, AccountId account, InstrumentId instrument, uint256 price, int256 fundingIndex)
        internal
        returns (Change memory c)
    {
        Book storage book = self.books[account];
        (uint256 place, int256 size) = find(book, instrument);
        require(size != 0, IClearing.Clearing_NoPosition(account, instrument));
        Detail memory d = book.details[place];
        c.funding = owedUp(size, fundingIndex - d.fundingIndex);
        int256 cost = valueDown(size, price);
        (c.cash, c.cost) = (cost - d.cost, cost - d.cost);
        book.details[place] = Detail({cost: cost.toInt128(), fundingIndex: fundingIndex.toInt128()});
    }

    /// @notice Takes a position from the book; size 0 if there is none.
    function take(State storage self, AccountId account, InstrumentId instrument)
        internal
        returns (int256 size, int256 cost)
    {
        Book storage book = self.books[account];
        uint256 place;
        (place, size) = find(book, instrument);
        if (size == 0) return (0, 0);
        cost = book.details[place].cost;
        remove(book, place);
    }

    /// @notice Cash that a trade realises, and the entry cost afterwards. Cash is rounded down; what rounding took from it
    /// stays in the cost, so that cash less cost changes by exactly minus `value`.
    function realise(int256 size, int256 cost, int256 delta, int256 value)
        internal
        pure
        returns (int256 cash, int256 next)
    {
        if (size == 0 || (size > 0) == (delta > 0)) return (0, cost + value);
        int256 left = size + delta;
        if (left == 0) return (-cost - value, 0);
        if ((left > 0) == (size > 0)) {
            int256 released = mulDivUp(cost, -delta, size);
            return (-released - value, cost - released);
        }
        // beyond zero: the part of the price that closes, and the part that opens
        int256 closing = mulDivUp(value, -size, delta);
        return (-cost - closing, value - closing);
    }

    /// @notice Funding that a position owes for a growth of the index, rounded up; negative is earned.
    function owedUp(int256 size, int256 growth) internal pure returns (int256) {
        return mulDivUp(size, growth, ONE);
    }

    /// @notice a * b / c rounded toward plus infinity, of any signs. Products of sizes (95 bits) and costs or indices (127)
    /// fit 256.
    function mulDivUp(int256 a, int256 b, int256 c) internal pure returns (int256) {
        int256 product = a * b;
        int256 quotient = product / c;
        return product % c != 0 && (product > 0) == (c > 0) ? quotient + 1 : quotient;
    }

    /// @notice size * price rounded toward minus infinity.
    function valueDown(int256 size, uint256 price) internal pure returns (int256) {
        return -mulDivUp(-size, int256(price), ONE);
    }

    /// @notice Where a position stands and its size; where the next would stand and 0 if there is none.
    function find(Book storage book, InstrumentId instrument) internal view returns (uint256 place, int256 size) {
        uint256 wanted = InstrumentId.unwrap(instrument);
        uint256 w;
        assembly ("memory-safe") {
            // `words` are a book's first slots
            for { let slot := book.slot } lt(place, 128) { place := add(place, 1) } {
                w := sload(add(slot, place))
                if or(iszero(w), eq(shr(96, w), wanted)) { break }
                w := 0
            }
        }
        size = sizeOf(w);
    }

    /// @notice Removes the position that stands at `place`, where there must be one; the last takes its place.
    function remove(Book storage book, uint256 place) internal {
        uint256 last = count(book) - 1;
        bool isLinear = instrumentOf(book.words[place]).isLinear();
        if (last != place) {
            uint256 w = book.words[last];
            book.words[place] = w;
            // an option's details are zero, and stay untouched
            bool isLastLinear = instrumentOf(w).isLinear();
            if (isLinear || isLastLinear) book.details[place] = book.details[last];
            isLinear = isLastLinear;
        }
        delete book.words[last];
        if (isLinear) delete book.details[last];
    }

    function count(Book storage book) internal view returns (uint256 n) {
        assembly ("memory-safe") {
            // `words` are a book's first slots: of a long one in steps of eight, then back
            let slot := book.slot
            for {} lt(n, 8) { n := add(n, 1) } { if iszero(sload(add(slot, n))) { break } }
            if eq(n, 8) {
                for {} lt(n, 128) { n := add(n, 8) } { if iszero(sload(add(slot, n))) { break } }
                for {} iszero(sload(add(slot, sub(n, 1)))) { n := sub(n, 1) } {}
            }
        }
    }

    /// @notice The words of all positions, each read once, and which is the first linear one: their number if none is.
    function wordsOf(Book storage book) internal view returns (uint256[] memory words, uint256 linear) {
        assembly ("memory-safe") {
            // `words` are a book's first slots
            let slot := book.slot
            linear := not(0)
            words := mload(0x40)
            let to := add(words, 32)
            let end := add(to, 4096)
            for { let held := sload(slot) } held { held := mul(sload(slot), lt(to, end)) } {
                mstore(to, held)
                // perpetuals and futures: the kind is the seventh byte
                if lt(byte(6, held), 3) { if gt(linear, to) { linear := to } }
                to := add(to, 32)
                slot := add(slot, 1)
            }
            if gt(linear, to) { linear := to }
            linear := shr(5, sub(sub(linear, words), 32))
            mstore(words, shr(5, sub(sub(to, words), 32)))
            mstore(0x40, to)
        }
    }

    function word(InstrumentId instrument, int96 size) internal pure returns (uint256) {
        return uint256(InstrumentId.unwrap(instrument)) << 96 | uint96(size);
    }

    function sizeOf(uint256 w) internal pure returns (int96) {
        return int96(uint96(w));
    }

    function instrumentOf(uint256 w) internal pure returns (InstrumentId) {
        return InstrumentId.wrap(uint160(w >> 96));
    }

    function _positive(int256 x) private pure returns (int256) {
        return x > 0 ? x : int256(0);
    }
}
