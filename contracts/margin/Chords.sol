// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Scenarios} from "./Scenarios.sol";

/// @title Chords: what options are worth where the scenarios end, from the nodes of their risk arrays
/// @notice docs/margin.md, section 4. A row holds a call's value at 21 nodes: seven with volatility up and seven with it
/// down, both by rising price, and seven with it as it is. Between two nodes the straight line counts.
/// @dev Twenty scenarios end at thirteen prices ("targets"): seven moves within the range, each at two volatilities, then
/// two moves of three ranges and four tails.
library Chords {
    uint256 internal constant TARGETS = 13;
    uint256 internal constant NODES = 21;
    uint256 internal constant LANES = 11; // two nodes to a lane, see {add}
    uint256 internal constant SHOCKED = 7; // targets with a shock of volatility, and nodes of each

    /// @notice Where the moves of a scan range (ppm) end, in ppm of the price, and how much of a loss there counts, ppm.
    function targets(uint256 scanRange) internal pure returns (uint256[] memory ends, uint256[] memory charged) {
        int256[20] memory moves = Scenarios.moves(scanRange);
        uint256[20] memory shares = Scenarios.charged(scanRange);
        ends = new uint256[](TARGETS);
        charged = new uint256[](TARGETS);
        assembly ("memory-safe") {
            for { let t := 0 } lt(t, 13) { t := add(t, 1) } {
                // of the shocked ones every second, from scenario 14 on each
                let i := shl(5, add(t, xor(7, mul(lt(t, 7), xor(7, t)))))
                let to := add(32, shl(5, t))
                mstore(add(ends, to), add(1000000, mload(add(moves, i))))
                mstore(add(charged, to), mload(add(shares, i)))
            }
        }
    }

    /// @notice Adds `size` (signed) of a row to `nodes`. Shares are rounded down: a short pays one unit more.
    /// @dev Two nodes are multiplied at once, 128 bits apart. Sizes below 2^95 and shares up to 2^24 keep 127 sums
    /// below 2^126, so that the lower never reaches the upper but by its sign, which {unpack} undoes.
    function add(int256[] memory lanes, bytes memory rows, uint256 row, int256 size) internal pure {
        assembly ("memory-safe") {
            function addPair(to, size_, unit, low, high, shift) {
                let pair := or(and(shr(shift, low), 0xffffff), shl(128, and(shr(shift, high), 0xffffff)))
                mstore(to, add(mload(to), mul(size_, add(pair, unit))))
            }
            let from := add(add(rows, 32), mul(row, 63))
            let low := mload(from) // nodes 0 to 9
            let high := mload(add(from, 30)) // nodes 10 to 19
            let unit := mul(slt(size, 0), 0x100000000000000000000000000000001)
            addPair(add(lanes, 32), size, unit, low, high, 232)
            addPair(add(lanes, 64), size, unit, low, high, 208)
            addPair(add(lanes, 96), size, unit, low, high, 184)
            addPair(add(lanes, 128), size, unit, low, high, 160)
            addPair(add(lanes, 160), size, unit, low, high, 136)
            addPair(add(lanes, 192), size, unit, low, high, 112)
            addPair(add(lanes, 224), size, unit, low, high, 88)
            addPair(add(lanes, 256), size, unit, low, high, 64)
            addPair(add(lanes, 288), size, unit, low, high, 40)
            addPair(add(lanes, 320), size, unit, low, high, 16)
            let last := add(and(mload(add(from, 31)), 0xffffff), slt(size, 0))
            mstore(add(lanes, 352), add(mload(add(lanes, 352)), mul(size, last)))
        }
    }

    /// @notice The 21 sums in eleven lanes.
    function unpack(int256[] memory lanes) internal pure returns (int256[] memory nodes) {
        nodes = new int256[](NODES);
        assembly ("memory-safe") {
            let to := add(nodes, 32)
            for { let i := 32 } lt(i, 352) { i := add(i, 32) } {
                let pair := mload(add(lanes, i))
                let low := signextend(15, pair)
                mstore(to, low)
                mstore(add(to, 320), sar(128, sub(pair, low)))
                to := add(to, 32)
            }
            mstore(add(to, 320), mload(add(lanes, 352)))
        }
    }

    /// @notice For each target the two nodes of its chord and the weight of each: USD per whole option and whole share,
    /// 18 decimals, rounded down. `ends`: {targets} of the present scan range; `scanRange`: that of the array.
    /// @dev Prices below 2^98 and targets below 2^23 keep every product below 2^146.
    function find(uint256 anchor, uint256 scanRange, uint256 forward, uint256[] memory ends)
        internal
        pure
        returns (int256[] memory chords)
    {
        chords = new int256[](TARGETS * 3);
        (uint256[] memory points, uint256 order) = _points(scanRange);
        assembly ("memory-safe") {
            function divDown(x, y) -> z {
                z := sub(sdiv(x, y), slt(smod(x, y), 0))
            }
            // writes both weights, and returns the upper node of the group's seven
            function chord(to, from, anchor_, end) -> k {
                k := 1
                let low := mload(from)
                let high := mload(add(from, 32))
                // the first at or above the end, not at the place of the one below; the last chord reaches beyond it
                for {} and(lt(k, 6), or(gt(end, mul(anchor_, high)), eq(low, high))) {} {
                    k := add(k, 1)
                    low := high
                    high := mload(add(from, shl(5, k)))
                }
                let width := mul(1000000, sub(high, low))
                mstore(to, divDown(mul(low, sub(mul(anchor_, high), end)), width))
                mstore(add(to, 32), divDown(mul(high, sub(end, mul(anchor_, low))), width))
            }
            points := add(points, 32)
            let to := add(chords, 32)
            for { let t := 0 } lt(t, 13) { t := add(t, 1) } {
                ends := add(ends, 32)
                let end := mul(forward, mload(ends))
                switch lt(t, 7)
                case 1 {
                    let k := chord(add(to, 32), points, anchor, end)
                    mstore(to, or(sub(k, 1), shl(8, k)))
                }
                default {
                    let k := chord(add(to, 32), add(points, 224), anchor, end)
                    mstore(to, or(byte(add(24, k), order), shl(8, byte(add(25, k), order))))
                }
                to := add(to, 96)
            }
        }
    }

    /// @notice Adds to the profit of each scenario what `nodes` are worth there: wad2, rounded down. Returns that of the first.
    function addValues(int256[] memory profits, int256[] memory nodes, int256[] memory chords)
        internal
        pure
        returns (int256 first)
    {
        assembly ("memory-safe") {
            function value(group, chord) -> v {
                let pair := mload(chord)
                let low := mul(mload(add(group, shl(5, and(pair, 0xff)))), mload(add(chord, 32)))
                let high := mul(mload(add(group, shl(5, shr(8, pair)))), mload(add(chord, 64)))
                v := sar(24, add(low, high))
            }
            let group := add(nodes, 32)
            let chord := add(chords, 32)
            let to := add(profits, 32)
            first := value(group, chord)
            for { let end := add(chord, 672) } lt(chord, end) { chord := add(chord, 96) } {
                mstore(to, add(mload(to), value(group, chord)))
                to := add(to, 32)
                // volatility down stands seven nodes behind volatility up
                mstore(to, add(mload(to), value(add(group, 224), chord)))
                to := add(to, 32)
            }
            for { let end := add(chord, 576) } lt(chord, end) { chord := add(chord, 96) } {
                mstore(to, add(mload(to), value(group, chord)))
                to := add(to, 32)
            }
        }
    }

    /// @notice Adds to the profit of each scenario what `debt` (wad2: puts times forward, without their sign) costs at its
    /// end, rounded up, and `constant_`.
    function addDebt(int256[] memory profits, uint256[] memory ends, int256 debt, int256 constant_) internal pure {
        assembly ("memory-safe") {
            let to := add(profits, 32)
            for { let t := 0 } lt(t, 13) { t := add(t, 1) } {
                let x := mul(sub(0, debt), mload(add(add(ends, 32), shl(5, t))))
                let profit := add(constant_, sub(sdiv(x, 1000000), slt(smod(x, 1000000), 0)))
                mstore(to, add(mload(to), profit))
                to := add(to, 32)
                if lt(t, 7) {
                    mstore(to, add(mload(to), profit))
                    to := add(to, 32)
                }
            }
        }
    }

    /// @notice The four scenarios of one side of the price in which an option by itself can lose most, for {worstLossUp}: the
    /// end of the range and three tails. Six words for each: where the chord's nodes stand in a row (bytes), their
    /// weights, the target and what is charged.
    function side(int256[] memory chords, uint256[] memory ends, uint256[] memory charged, bool falls)
        internal
        pure
        returns (int256[] memory frame)
    {
        frame = new int256[](24);
        // targets +r, +3r, +100 %, +300 %, or −r, −3r, −66 %, −50 %: a byte each
        uint256 order = falls ? 0x0608090a : 0x05070b0c;
        assembly ("memory-safe") {
            let to := add(frame, 32)
            for { let i := 28 } lt(i, 32) { i := add(i, 1) } {
                let t := byte(i, order)
                let chord := add(add(chords, 32), mul(96, t))
                let pair := mload(chord)
                mstore(to, mul(3, and(pair, 0xff)))
                mstore(add(to, 32), mul(3, shr(8, pair)))
                mstore(add(to, 64), mload(add(chord, 32)))
                mstore(add(to, 96), mload(add(chord, 64)))
                mstore(add(to, 128), mload(add(add(ends, 32), shl(5, t))))
                mstore(add(to, 160), mload(add(add(charged, 32), shl(5, t))))
                to := add(to, 192)
            }
        }
    }

    /// @notice The worst loss of `size` options of one row in the four scenarios of `frame`: USD, 18 decimals, rounded up.
    /// `debt` and `constant_` as in {addDebt}. At the end of the range a long option is read at lowered volatility, a
    /// short one at raised.
    function worstLossUp(
        int256[] memory frame,
        bytes memory rows,
        uint256 row,
        int256 size,
        int256 debt,
        int256 constant_
    ) internal pure returns (uint256 worst) {
        assembly ("memory-safe") {
            // shares times weights; a node's word ends with its three bytes
            function value(from, at_, unit) -> v {
                let low := add(unit, and(0xffffff, mload(add(from, mload(at_)))))
                let high := add(unit, and(0xffffff, mload(add(from, mload(add(at_, 32))))))
                v := add(mul(low, mload(add(at_, 64))), mul(high, mload(add(at_, 96))))
            }
            function divUp(x, y) -> z {
                z := add(div(x, y), gt(mod(x, y), 0))
            }
            function moved(debt_, end) -> z {
                let x := mul(sub(0, debt_), end)
                z := sub(sdiv(x, 1000000), slt(smod(x, 1000000), 0))
            }
            row := add(add(rows, 3), mul(row, 63))
            // volatility down stands seven nodes behind volatility up
            rows := add(row, mul(21, sgt(size, 0)))
            frame := add(frame, 32)
            for { let end := add(frame, 768) } lt(frame, end) { frame := add(frame, 192) } {
                let loss := sar(24, mul(size, value(rows, frame, slt(size, 0))))
                loss := sub(0, add(add(loss, constant_), moved(debt, mload(add(frame, 128)))))
                if sgt(loss, 0) {
                    loss := divUp(mul(divUp(loss, 1000000000000000000), mload(add(frame, 160))), 1000000)
                    if gt(loss, worst) { worst := loss }
                }
                rows := row
            }
        }
    }

    /// @dev The nodes' places in ppm of the anchor: seven with a shock of volatility, then seven as it is, by rising
    /// price; and which node of a row each of the latter is, a byte each. Only −3r changes its place among them.
    function _points(uint256 scanRange) private pure returns (uint256[] memory points, uint256 order) {
        int256[14] memory moves = Scenarios.nodes(scanRange);
        order = moves[7] < moves[10] ? 0x0e1112_0f101314 : moves[7] < moves[11] ? 0x110e12_0f101314 : 0x11120e_0f101314;
        points = new uint256[](2 * SHOCKED);
        assembly ("memory-safe") {
            for { let i := 0 } lt(i, 7) { i := add(i, 1) } {
                let to := add(add(points, 32), shl(5, i))
                mstore(to, add(1000000, mload(add(moves, shl(5, i)))))
                let node := sub(byte(add(25, i), order), 7)
                mstore(add(to, 224), add(1000000, mload(add(moves, shl(5, node)))))
            }
        }
    }
}
