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
    uint256 internal constant SMALL = 1 << 88; // most of a size that {add} takes
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

    /// @notice Lanes without anything in them; behind them the mask of a pair.
    function emptyLanes() internal pure returns (int256[] memory lanes) {
        lanes = new int256[](LANES + 1);
        assembly ("memory-safe") {
            mstore(add(lanes, 384), 0xffffff000000000000000000000000ffffff)
        }
    }

    /// @notice Adds `size` (signed) of a row to `lanes`.
    /// @dev Two nodes are multiplied at once, 120 bits apart as they stand in a row. Sizes of {SMALL} at most and shares below 2^24
    /// keep 127 sums below 2^119, so that the lower never reaches the upper but by its sign, which {addLanes} undoes.
    function add(int256[] memory lanes, bytes memory rows, uint256 row, int256 size) internal pure {
        assembly ("memory-safe") {
            function addPair(to, size_, pairs) {
                mstore(to, add(mload(to), mul(size_, pairs)))
            }
            // a constant the compiler would build anew for each pair
            let both := mload(add(lanes, 384))
            let from := add(add(rows, 32), mul(row, 63))
            let word := mload(from) // nodes 0 to 9
            addPair(add(lanes, 32), size, and(shr(112, word), both))
            addPair(add(lanes, 64), size, and(shr(88, word), both))
            addPair(add(lanes, 96), size, and(shr(64, word), both))
            addPair(add(lanes, 128), size, and(shr(40, word), both))
            addPair(add(lanes, 160), size, and(shr(16, word), both))
            word := mload(add(from, 30)) // nodes 10 to 19
            addPair(add(lanes, 192), size, and(shr(112, word), both))
            addPair(add(lanes, 224), size, and(shr(88, word), both))
            addPair(add(lanes, 256), size, and(shr(64, word), both))
            addPair(add(lanes, 288), size, and(shr(40, word), both))
            addPair(add(lanes, 320), size, and(shr(16, word), both))
            word := and(mload(add(from, 31)), 0xffffff)
            mstore(add(lanes, 352), add(mload(add(lanes, 352)), mul(size, word)))
        }
    }

    /// @notice Adds a `size` of any height to `nodes`, one by one.
    function addLarge(int256[] memory nodes, bytes memory rows, uint256 row, int256 size) internal pure {
        assembly ("memory-safe") {
            // a node's word ends with its three bytes
            let from := add(add(rows, 3), mul(row, 63))
            let to := add(nodes, 32)
            for { let i := 0 } lt(i, 63) { i := add(i, 3) } {
                mstore(to, add(mload(to), mul(size, and(mload(add(from, i)), 0xffffff))))
                to := add(to, 32)
            }
        }
    }

    /// @notice The 21 sums in eleven lanes, to each of which comes `unit`, and what of `large` sizes was summed apart (none: empty).
    function unpack(int256[] memory lanes, int256[] memory large, int256 unit)
        internal
        pure
        returns (int256[] memory nodes)
    {
        nodes = new int256[](NODES);
        assembly ("memory-safe") {
            let to := add(nodes, 32)
            for { let i := 32 } lt(i, 352) { i := add(i, 32) } {
                let pair := mload(add(lanes, i))
                // sign of 120 bits
                let low := sar(136, shl(136, pair))
                mstore(to, add(unit, sar(120, sub(pair, low))))
                mstore(add(to, 160), add(unit, low))
                // five lanes hold ten nodes
                to := add(to, add(32, mul(160, iszero(mod(i, 160)))))
            }
            mstore(to, add(unit, mload(add(lanes, 352))))
            if mload(large) {
                for { let i := 32 } lt(i, 704) { i := add(i, 32) } {
                    mstore(add(nodes, i), add(mload(add(nodes, i)), mload(add(large, i))))
                }
            }
        }
    }

    /// @notice The places of an array's nodes in ppm of its anchor, from its scan range: seven with a shock of volatility, then
    /// seven as it is, by rising price; and last which node of a row each of the latter is, a byte each.
    function points(uint256 scanRange) internal pure returns (uint256[] memory places) {
        int256[14] memory moves = Scenarios.nodes(scanRange);
        places = new uint256[](2 * SHOCKED + 1);
        // only −3r changes its place among them
        uint256 order =
            moves[7] < moves[10] ? 0x0e1112_0f101314 : moves[7] < moves[11] ? 0x110e12_0f101314 : 0x11120e_0f101314;
        assembly ("memory-safe") {
            for { let i := 0 } lt(i, 7) { i := add(i, 1) } {
                let to := add(add(places, 32), shl(5, i))
                mstore(to, add(1000000, mload(add(moves, shl(5, i)))))
                let node := sub(byte(add(25, i), order), 7)
                mstore(add(to, 224), add(1000000, mload(add(moves, shl(5, node)))))
            }
            mstore(add(places, 480), order)
        }
    }

    /// @notice For each target the two nodes of its chord and the weight of each: USD per whole option and whole share,
    /// 18 decimals, rounded down. `nodes`: {points} of the scan range of the array; `ends`: {targets} of the present one, or some of
    /// them side by side, the first being number `t`.
    /// Three words each: where the nodes stand among those of {unpack} (bytes, the upper's above 16 bits), and the weights.
    /// @dev Prices below 2^98 and targets below 2^23 keep every product below 2^146.
    function find(uint256[] memory nodes, uint256 anchor, uint256[] memory ends, uint256 t, uint256 forward)
        internal
        pure
        returns (int256[] memory chords)
    {
        chords = new int256[](ends.length * 3);
        assembly ("memory-safe") {
            function divDown(x, y) -> z {
                z := sub(sdiv(x, y), slt(smod(x, y), 0))
            }
            let to := add(chords, 32)
            nodes := add(nodes, 32)
            for { let last := add(ends, shl(5, mload(ends))) } lt(ends, last) { t := add(t, 1) } {
                let from := add(nodes, mul(224, gt(t, 6)))
                ends := add(ends, 32)
                let end := mul(forward, mload(ends))
                // the upper node of the seven is the first at or above the end, not at the place of the one below; the last chord
                // reaches beyond it. A target stands near the node of the same move: the search begins there, unless the
                // node below it is at or above the end already
                let k := byte(t, 0x0304020501060104010102050600000000000000000000000000000000000000)
                let low := mload(add(from, shl(5, sub(k, 1))))
                if iszero(gt(end, mul(anchor, low))) {
                    k := 1
                    low := mload(from)
                }
                let high := mload(add(from, shl(5, k)))
                for {} and(lt(k, 6), or(gt(end, mul(anchor, high)), eq(low, high))) {} {
                    k := add(k, 1)
                    low := high
                    high := mload(add(from, shl(5, k)))
                }
                mstore(add(to, 32), divDown(mul(low, sub(mul(anchor, high), end)), mul(1000000, sub(high, low))))
                mstore(add(to, 64), divDown(mul(high, sub(end, mul(anchor, low))), mul(1000000, sub(high, low))))
                switch lt(t, 7)
                case 1 { mstore(to, or(shl(5, sub(k, 1)), shl(21, k))) }
                default {
                    // behind the seven as they are stands which nodes of a row they are
                    let order := mload(add(nodes, 448))
                    mstore(to, or(shl(5, byte(add(24, k), order)), shl(21, byte(add(25, k), order))))
                }
                to := add(to, 96)
            }
        }
    }

    /// @notice Options of one blob, summed where one scenario ends. {sumRun} knows the order of these.
    struct Run {
        bytes rows;
        uint256 low; // the nodes of their chord, bytes from a row's start
        uint256 high;
        int256 lowSum; // size times share
        int256 highSum;
        int256 puts; // net size of puts
        int256 strikes; // of puts, 36 decimals
    }

    /// @notice Adds the options that stand side by side from number `i` on in one place (see {MarginInput}); behind the last place must
    /// stand a word that is none. Of short ones each share counts a unit more. Returns the number of the first that is not added.
    /// @dev Both nodes are multiplied at once. Sizes below 2^95 and shares of 2^24 at most keep 128 sums within 2^126, so that the lower never
    /// reaches the upper but by its sign. Prices are below 2^98.
    function sumRun(Run memory run, uint256[] memory words, uint256[] memory places, uint256 i)
        internal
        pure
        returns (uint256 next)
    {
        assembly ("memory-safe") {
            next := add(add(words, 32), shl(5, i))
            places := sub(places, words)
            i := mload(add(next, places))
            // the row is no part of the place
            let place := shl(232, i)
            // a node's word ends with its three bytes
            let low := add(add(mload(run), 3), mload(add(run, 32)))
            let high := add(add(mload(run), 3), mload(add(run, 64)))
            let both := 0
            for {} eq(place, shl(232, i)) { i := mload(add(next, places)) } {
                i := mul(63, shr(24, i))
                i := or(shl(128, and(mload(add(low, i)), 0xffffff)), and(mload(add(high, i)), 0xffffff))
                let word := mload(next)
                let size := signextend(11, word)
                both := add(both, mul(size, add(i, mul(slt(size, 0), 0x100000000000000000000000000000001))))
                next := add(next, 32)
                // the kind is the seventh byte
                if eq(byte(6, word), 3) { continue }
                mstore(add(run, 160), add(mload(add(run, 160)), size))
                word := mul(and(shr(96, word), 0xffffffffffffffff), 10000000000)
                mstore(add(run, 192), add(mload(add(run, 192)), mul(size, word)))
            }
            next := shr(5, sub(sub(next, words), 32))
            // what the lower half borrowed
            high := signextend(15, both)
            mstore(add(run, 96), add(mload(add(run, 96)), sar(128, sub(both, high))))
            mstore(add(run, 128), add(mload(add(run, 128)), high))
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
                let low := mul(mload(add(group, and(pair, 0xffff))), mload(add(chord, 32)))
                let high := mul(mload(add(group, shr(16, pair))), mload(add(chord, 64)))
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
    /// weights, the target and what is charged. Then the most that a tail charges, or 2^64 where a chord reaches beyond its nodes.
    function side(int256[] memory chords, uint256[] memory ends, uint256[] memory charged, bool falls)
        internal
        pure
        returns (int256[] memory frame)
    {
        frame = new int256[](25);
        // targets +r, +3r, +100 %, +300 %, or −r, −3r, −66 %, −50 %: a byte each
        uint256 order = falls ? 0x0608090a : 0x05070b0c;
        assembly ("memory-safe") {
            let to := add(frame, 32)
            let most := 0
            for { let i := 28 } lt(i, 32) { i := add(i, 1) } {
                let t := byte(i, order)
                let chord := add(add(chords, 32), mul(96, t))
                let pair := mload(chord)
                // a word of the sums is three bytes of a row
                mstore(to, mul(3, shr(5, and(pair, 0xffff))))
                mstore(add(to, 32), mul(3, shr(21, pair)))
                mstore(add(to, 64), mload(add(chord, 32)))
                mstore(add(to, 96), mload(add(chord, 64)))
                mstore(add(to, 128), mload(add(add(ends, 32), shl(5, t))))
                let part := mload(add(add(charged, 32), shl(5, t)))
                mstore(add(to, 160), part)
                to := add(to, 192)
                if eq(i, 28) { continue }
                if gt(part, most) { most := part }
                if slt(or(mload(add(chord, 32)), mload(add(chord, 64))), 0) { most := 0x10000000000000000 }
            }
            mstore(to, most)
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
            // a node's word ends with its three bytes; a short pays one unit more
            function share(node, unit_) -> v {
                v := add(unit_, and(0xffffff, mload(node)))
            }
            function divUp(x, y) -> z {
                z := add(div(x, y), gt(mod(x, y), 0))
            }
            let unit := slt(size, 0)
            row := add(add(rows, 3), mul(row, 63))
            frame := add(frame, 32)
            // the end of the range is charged whole; volatility down stands seven nodes behind volatility up
            rows := add(row, mul(21, sgt(size, 0)))
            let loss := mul(share(add(rows, mload(frame)), unit), mload(add(frame, 64)))
            loss := add(loss, mul(share(add(rows, mload(add(frame, 32))), unit), mload(add(frame, 96))))
            loss := sub(0, add(constant_, sar(24, mul(size, loss))))
            if debt {
                let x := mul(debt, mload(add(frame, 128)))
                loss := add(loss, add(sdiv(x, 1000000), sgt(smod(x, 1000000), 0)))
            }
            if sgt(loss, 0) { worst := divUp(loss, 1000000000000000000) }
            let bound := mul(worst, 1000000000000000000000000)
            let end := add(frame, 576)
            if and(iszero(debt), iszero(unit)) {
                // a long call loses at most what it is worth: often more at the end of the range than a tail charges of all of it
                let most := mload(add(frame, 768))
                if iszero(shr(64, most)) {
                    most := divUp(mul(divUp(sub(0, constant_), 1000000000000000000), most), 1000000)
                    if iszero(lt(worst, most)) { end := frame }
                }
            }
            // the tails
            for {} lt(frame, end) {} {
                frame := add(frame, 192)
                loss := mul(share(add(row, mload(frame)), unit), mload(add(frame, 64)))
                loss := add(loss, mul(share(add(row, mload(add(frame, 32))), unit), mload(add(frame, 96))))
                loss := sub(0, add(constant_, sar(24, mul(size, loss))))
                if debt {
                    let x := mul(debt, mload(add(frame, 128)))
                    loss := add(loss, add(sdiv(x, 1000000), sgt(smod(x, 1000000), 0)))
                }
                if sgt(loss, 0) {
                    let charged := mload(add(frame, 160))
                    // both roundings together add less than one unit of loss: most are not the worst even so
                    if gt(mul(add(loss, 1000000000000000000), charged), bound) {
                        loss := divUp(mul(divUp(loss, 1000000000000000000), charged), 1000000)
                        if gt(loss, worst) {
                            worst := loss
                            bound := mul(worst, 1000000000000000000000000)
                        }
                    }
                }
            }
        }
    }
}
