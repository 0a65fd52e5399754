// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {IHub} from "./IHub.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Interest on cash, docs/margin.md section 8: who owes pays, who holds earns, by two indices that only grow. An
/// index is what a unit of cash has paid or earned since the start; an account's interest is its cash times what the index
/// has grown since its cash last changed. Between two changes of any cash nothing moves the rate, so it is exact.
library Interest {
    using SafeCast for int256;

    uint256 private constant ONE = 1e18;
    uint256 internal constant KINK = 0.8e18;
    uint256 internal constant RATE_AT_KINK = 0.04e18;
    uint256 internal constant RATE_ABOVE = 0.6e18; // added from the kink to full use
    uint256 internal constant LENDERS_SHARE = 9; // of ten
    uint256 private constant YEAR = 365 days;
    uint256 private constant INDEX_ONE = 1e27;
    int256 internal constant MOST_CUT = 0.9e27;

    /// 120 + 120 + 8 = 248 bits. Saturates: no sum of a broken spoke's lies may stop its lane.
    struct Totals {
        uint120 lent; // sum of positive cash, reserved accounts aside
        uint120 borrowed; // sum of negative cash
        bool started; // an index has grown
    }

    /// 104 + 104 + 48 = 256 bits. Growing by at most 64 % a year, an index takes 15,000 years to fill its bits. A haircut on
    /// cash lowers what lenders have earned, below zero if need be.
    struct Indices {
        uint104 borrow;
        int104 lend;
        uint48 time;
    }

    struct State {
        Totals totals;
        Indices indices;
        // the index of the side that its cash is on, when it last changed
        mapping(AccountId => int256) checkpoints;
        int256 peak; // the lenders' index at its highest, as of the last cut
    }

    /// @notice Changes an account's `cash` by `delta` and by the interest since its last change, which the caller books
    /// against the reserved account. Writes no more than the totals before anybody has borrowed.
    function change(State storage self, AccountId account, int256 cash, int256 delta)
        internal
        returns (int256 next, int256 interest)
    {
        Totals memory t = self.totals;
        if (t.borrowed == 0 && !t.started) {
            next = cash + delta;
        } else {
            Indices memory x = _accrue(self, t);
            int256 since = self.checkpoints[account];
            interest = _interest(cash, since, x);
            next = cash + interest + delta;
            int256 index = next < 0 ? int256(uint256(x.borrow)) : x.lend;
            if (index != since) self.checkpoints[account] = index;
        }
        uint256 borrowed = _move(t.borrowed, -cash, -next);
        uint256 lent = _move(t.lent, cash, next);
        // the first to borrow starts the clock
        if (t.borrowed == 0 && borrowed != 0) self.indices.time = uint48(block.timestamp);
        if (lent == t.lent && borrowed == t.borrowed) return (next, interest);
        // at most the type's greatest
        self.totals = Totals({lent: uint120(lent), borrowed: uint120(borrowed), started: t.started});
    }

    /// @notice Takes `amount` from all positive cash, pro rata, rounded up, or gives it back (negative), rounded down. Of an account
    /// whose cash has not changed since the first of many cuts they take nine tenths at most.
    function cut(State storage self, int256 amount) internal {
        Totals memory t = self.totals;
        Indices memory x = _accrue(self, t);
        int256 index = x.lend;
        if (amount >= 0) {
            require(t.lent != 0, IHub.Hub_HaircutTooLarge(amount));
            if (index > self.peak) self.peak = index;
            index -= int256(Math.mulDiv(uint256(amount), INDEX_ONE, t.lent, Math.Rounding.Ceil));
            require(self.peak - index <= MOST_CUT, IHub.Hub_HaircutTooLarge(amount));
        } else {
            // nobody is left to get it: it stays where it is
            if (t.lent == 0) return;
            index += int256(Math.mulDiv(uint256(-amount), INDEX_ONE, t.lent));
        }
        x.lend = index.toInt104();
        self.indices = x;
        if (!t.started) self.totals.started = true;
    }

    /// @notice Interest that an account has earned (or owes: negative) since its cash last changed.
    function accrued(State storage self, AccountId account, int256 cash) internal view returns (int256) {
        Totals memory t = self.totals;
        // nothing to earn on, or nobody has ever borrowed
        if (cash == 0 || (t.borrowed == 0 && !t.started)) return 0;
        (Indices memory x,) = _indices(self, t);
        return _interest(cash, self.checkpoints[account], x);
    }

    /// @notice Borrowed over lent, 18 decimals, rounded down, at most 1.
    function utilisationDown(Totals memory t) internal pure returns (uint256) {
        if (t.borrowed >= t.lent) return t.borrowed == 0 ? 0 : ONE;
        return uint256(t.borrowed) * ONE / t.lent;
    }

    /// @notice What borrowers pay a year, 18 decimals.
    function borrowRate(uint256 utilisation) internal pure returns (uint256) {
        if (utilisation <= KINK) return utilisation * RATE_AT_KINK / KINK;
        return RATE_AT_KINK + (utilisation - KINK) * RATE_ABOVE / (ONE - KINK);
    }

    /// @notice What lenders earn of that, spread over all that is lent.
    function lendShareDown(uint256 amount, uint256 utilisation) internal pure returns (uint256) {
        return amount * utilisation * LENDERS_SHARE / (10 * ONE);
    }

    function _accrue(State storage self, Totals memory t) private returns (Indices memory x) {
        bool grown;
        (x, grown) = _indices(self, t);
        if (!grown) return x;
        self.indices = x;
        if (t.started) return x;
        t.started = true;
        self.totals.started = true;
    }

    function _indices(State storage self, Totals memory t) private view returns (Indices memory x, bool grown) {
        x = self.indices;
        if (t.borrowed == 0 || x.time == block.timestamp) return (x, false);
        uint256 utilisation = utilisationDown(t);
        uint256 elapsed = block.timestamp - x.time;
        uint256 growth = Math.ceilDiv(borrowRate(utilisation) * elapsed * (INDEX_ONE / ONE), YEAR);
        x.borrow += uint104(growth);
        x.lend += int104(uint104(lendShareDown(growth, utilisation)));
        x.time = uint48(block.timestamp);
        grown = true;
    }

    /// @dev Rounded against the account: earned down, owed and lost up.
    function _interest(int256 cash, int256 since, Indices memory x) private pure returns (int256) {
        unchecked {
            // cash is below 2^127 and an index below 2^104; that of borrowers is never below an earlier one
            int256 growth = (cash < 0 ? int256(uint256(x.borrow)) : x.lend) - since;
            int256 product = cash * growth;
            if (product >= 0) return product / int256(INDEX_ONE);
            return -int256(Math.ceilDiv(uint256(-product), INDEX_ONE));
        }
    }

    /// @dev A total of positive parts, after one of them changed.
    function _move(uint256 total, int256 before, int256 next) private pure returns (uint256) {
        uint256 less = before > 0 ? uint256(before) : 0;
        uint256 more = next > 0 ? uint256(next) : 0;
        total = (total > less ? total - less : 0) + more;
        return total < type(uint120).max ? total : type(uint120).max;
    }
}
