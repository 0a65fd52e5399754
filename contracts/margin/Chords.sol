// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Rounding} from "./Rounding.sol";
import {Scenarios} from "./Scenarios.sol";

/// @title Chords: what options are worth where the scenarios end, from the nodes of their risk arrays
/// @notice docs/margin.md, section 4. A row holds a call's value at 21 nodes: seven with volatility up and seven with it
/// down, both by rising price, and seven with it as it is. Between two nodes the straight line counts.
/// @dev Twenty scenarios end at thirteen prices ("targets"): seven moves within the range, each at two volatilities, then
/// two moves of three ranges and four tails.
library Chords {
    using Rounding for int256;

    uint256 internal constant TARGETS = 13;
    uint256 internal constant LANES = 11; // two nodes to a lane, see {add}
    uint256 private constant GROUP = 7; // nodes of one volatility; targets with a shock of volatility
    int256 private constant PPM = 1e6;

    /// @notice Where the moves of a scan range (ppm) end, in ppm of the price, and how much of a loss there counts, ppm.
    function targets(uint256 scanRange) internal pure returns (int256[] memory ends, uint256[] memory charged) {
        int256[20] memory moves = Scenarios.moves(scanRange);
        uint256[20] memory shares = Scenarios.charged(scanRange);
        ends = new int256[](TARGETS);
        charged = new uint256[](TARGETS);
        unchecked {
            for (uint256 t; t < TARGETS; ++t) {
                uint256 i = t < GROUP ? 2 * t : t + GROUP;
                (ends[t], charged[t]) = (PPM + moves[i], shares[i]);
            }
        }
    }

    /// @notice The target of scenario `i`.
    function targetOf(uint256 i) internal pure returns (uint256) {
        unchecked {
            return i < 2 * GROUP ? i >> 1 : i - GROUP;
        }
    }

    /// @notice Adds `size` (signed) of a row to `nodes`. Shares are rounded down: a short pays one unit more.
    /// @dev Two nodes are multiplied at once, 128 bits apart. Sizes below 2^95 and shares up to 2^24 keep 127 sums
    /// below 2^126, so that the lower never reaches the upper but by its sign, which {unpack} undoes.
    function add(int256[] memory lanes, bytes memory rows, uint256 row, int256 size) internal pure {
        assembly ("memory-safe") {
            let at := add(add(rows, 32), mul(row, 63))
            let low := mload(at) // nodes 0 to 9
            let high := mload(add(at, 30)) // nodes 10 to 19
            let unit := mul(slt(size, 0), 0x100000000000000000000000000000001)
            let to := add(lanes, 32)
            for { let shift := 232 } sgt(shift, 0) { shift := sub(shift, 24) } {
                let pair := or(and(shr(shift, low), 0xffffff), shl(128, and(shr(shift, high), 0xffffff)))
                mstore(to, add(mload(to), mul(size, add(pair, unit))))
                to := add(to, 32)
            }
            let last := add(and(mload(add(at, 31)), 0xffffff), slt(size, 0))
            mstore(to, add(mload(to), mul(size, last)))
        }
    }

    /// @notice The same for a row alone: writes its 21 nodes, times `size`, over `nodes`.
    function scale(int256[] memory nodes, bytes memory rows, uint256 row, int256 size) internal pure {
        assembly ("memory-safe") {
            let at := add(add(rows, 3), mul(row, 63)) // the first node ends 29 bytes later: each is a word's last three
            let unit := slt(size, 0)
            let to := add(nodes, 32)
            for { let end := add(at, 63) } lt(at, end) { at := add(at, 3) } {
                mstore(to, mul(size, add(and(mload(at), 0xffffff), unit)))
                to := add(to, 32)
            }
        }
    }

    /// @notice The 21 sums in eleven lanes.
    function unpack(int256[] memory lanes) internal pure returns (int256[] memory nodes) {
        nodes = new int256[](Scenarios.NODES);
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
    /// 18 decimals, rounded down. `x`: {targets} of the present scan range; `scanRange`: that of the array.
    function find(uint256 anchor, uint256 scanRange, uint256 forward, int256[] memory x)
        internal
        pure
        returns (int256[] memory chords)
    {
        chords = new int256[](TARGETS * 3);
        (int256[] memory points, uint256 order) = _points(scanRange);
        unchecked {
            // prices below 2^98 and targets below 2^23 keep every product below 2^145
            for (uint256 t; t < TARGETS; ++t) {
                int256 end = int256(forward) * x[t];
                uint256 first = t < GROUP ? 0 : GROUP;
                uint256 k = first + 1;
                // the first node at or above the end; the last chord reaches beyond it
                while (k < first + GROUP - 1) {
                    if (end <= int256(anchor) * points[k] && points[k] != points[k - 1]) break;
                    ++k;
                }
                uint256 nodes = t < GROUP ? (k - 1) | (k << 8) : _nodeAt(order, k - 1) | (_nodeAt(order, k) << 8);
                chords[t * 3] = int256(nodes);
                (chords[t * 3 + 1], chords[t * 3 + 2]) = _weights(int256(anchor), points[k - 1], points[k], end);
            }
        }
    }

    /// @dev What a share of 1 at each end of a chord counts at the target.
    function _weights(int256 anchor, int256 low, int256 high, int256 end) private pure returns (int256, int256) {
        unchecked {
            uint256 width = uint256(PPM * (high - low));
            return ((low * (anchor * high - end)).divDown(width), (high * (end - anchor * low)).divDown(width));
        }
    }

    /// @notice What `nodes` are worth at scenario `i`: wad2, rounded down.
    function valueDown(int256[] memory nodes, int256[] memory chords, uint256 i) internal pure returns (int256 value) {
        assembly ("memory-safe") {
            let wide := gt(i, 13)
            let target := sub(shr(iszero(wide), i), mul(wide, 7))
            // volatility down stands seven nodes behind volatility up
            let group := add(add(nodes, 32), mul(and(iszero(wide), i), 224))
            let chord := add(add(chords, 32), mul(target, 96))
            let pair := mload(chord)
            let low := mload(add(group, shl(5, and(pair, 0xff))))
            let high := mload(add(group, shl(5, shr(8, pair))))
            value := sar(24, add(mul(low, mload(add(chord, 32))), mul(high, mload(add(chord, 64)))))
        }
    }

    /// @dev The nodes' places in ppm of the anchor: seven with a shock of volatility, then seven as it is, by rising
    /// price; and which node of a row each of the latter is, a byte each. Only −3r changes its place among them.
    function _points(uint256 scanRange) private pure returns (int256[] memory points, uint256 order) {
        int256[21] memory moves = Scenarios.nodes(scanRange);
        order = moves[14] < moves[17] ? 0x0e11120f101314 : moves[14] < moves[18] ? 0x110e120f101314 : 0x11120e0f101314;
        points = new int256[](2 * GROUP);
        unchecked {
            for (uint256 i; i < GROUP; ++i) {
                points[i] = PPM + moves[i];
                points[GROUP + i] = PPM + moves[_nodeAt(order, GROUP + i)];
            }
        }
    }

    /// @dev Points 7 to 13, the first in the highest of seven bytes.
    function _nodeAt(uint256 order, uint256 point) private pure returns (uint256) {
        unchecked {
            return (order >> (8 * (2 * GROUP - 1 - point))) & 0xff;
        }
    }
}
