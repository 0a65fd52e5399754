// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPoint} from "./FixedPoint.sol";
import {OptionPricing} from "./OptionPricing.sol";
import {Scenarios} from "./Scenarios.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @title Risk arrays: a call at the nodes of the scenarios
/// @notice docs/margin.md, section 4. A row is 63 bytes: for each of the 21 nodes of {Scenarios-nodes} three bytes, big-endian, with
/// the call's value as a share of the node's price in units of 2^-24, rounded down, at most 2^24 - 1. What depends on
/// scan range, shock and expiry alone is computed once for a batch of strikes: the {Grid}.
library RiskArray {
    uint256 internal constant ROW = 63;
    uint256 private constant WAD = 1e18;

    /// @notice What the rows of one expiry share. Seven nodes at shocked volatility, then seven at volatility as is.
    struct Grid {
        uint256[14] prices; // node / anchor, ppm
        int256[14] logs; // its logarithm, wad
        uint256 up; // factors on volatility, wad
        uint256 down;
    }

    /// ln 0.34, ln 0.5, ln 2 and ln 4, wad.
    int256 private constant LN_34 = -1078809661371929978;
    int256 private constant LN_2 = 693147180559945309;
    int256 private constant LN_4 = 1386294361119890619;
    uint256 private constant GROUP_MASK = (1 << 168) - 1;

    /// @notice The grid of an expiry. `scanRange` in ppm, at most 333,333; `tau` in seconds; `volShock` in ppm.
    function grid(uint256 tau, uint256 scanRange, uint256 volShock) internal pure returns (Grid memory g) {
        unchecked {
            (g.up, g.down) = Scenarios.multipliers(volShock, tau);
            int256[14] memory moves = Scenarios.nodes(scanRange);
            (uint256[14] memory prices, int256[14] memory logs) = (g.prices, g.logs);
            for (uint256 offset; offset < 14 * 32; offset += 32) {
                int256 node;
                assembly ("memory-safe") {
                    // three scan ranges are below the whole price: every node is above 0
                    node := add(mload(add(moves, offset)), 1000000)
                    mstore(add(prices, offset), node)
                }
                // from 10 on the moves are always the same
                if (node == 1e6 || offset >= 10 * 32) continue;
                int256 log = FixedPointMathLib.lnWad(node * 1e12);
                assembly ("memory-safe") {
                    mstore(add(logs, offset), log)
                }
            }
            (logs[10], logs[11], logs[12], logs[13]) = (LN_34, -LN_2, LN_2, LN_4);
        }
    }

    /// @notice One row as bytes, for one strike alone.
    function encode(uint256 forward, uint256 strike, uint256 variance, uint256 tau, uint256 scanRange, uint256 volShock)
        internal
        pure
        returns (bytes memory row)
    {
        row = new bytes(ROW);
        write(row, 0, grid(tau, scanRange, volShock), forward, strike, variance);
    }

    /// @notice Writes the row of a strike at `offset` of `blob`, which must have room for it. Forward, strike and variance (wad)
    /// must be below 2^127 ({OptionPricing_TooLarge}).
    function write(bytes memory blob, uint256 offset, Grid memory g, uint256 forward, uint256 strike, uint256 variance)
        internal
        pure
    {
        OptionPricing.requireSmall(forward, strike, variance);
        if (strike == 0 || forward == 0) {
            // a call without strike is the underlying, a call on nothing is nothing
            uint256 same = strike == 0 ? GROUP_MASK : 0;
            return _put(blob, offset, same, same, same);
        }
        writeAt(blob, offset, g, forward, strike, FixedPoint.lnRatio(forward, strike), variance);
    }

    /// @notice {write}, for who knows `l` = ln(forward / strike) already; forward and strike above 0.
    function writeAt(
        bytes memory blob,
        uint256 offset,
        Grid memory g,
        uint256 forward,
        uint256 strike,
        int256 l,
        uint256 variance
    ) internal pure {
        unchecked {
            uint256 s = FixedPoint.sqrtDown(variance);
            // both are below 2^127: strike in units of the forward, rounded up, wad
            uint256 moneyness = (strike * WAD + forward - 1) / forward;
            // a root is below 2^94 and factors are below 2^76
            _put(
                blob,
                offset,
                _group(g, 0, l, s * g.up / WAD, moneyness),
                _group(g, 0, l, s * g.down / WAD, moneyness),
                _group(g, 7, l, s, moneyness)
            );
        }
    }

    /// @notice Reads node `i` of the row at `offset` of `blob`: a share of the node's price, 2^-24.
    function read(bytes memory blob, uint256 offset, uint256 i) internal pure returns (uint256 share) {
        assembly ("memory-safe") {
            share := shr(232, mload(add(add(add(blob, 32), offset), mul(3, i))))
        }
    }

    /// @dev Seven nodes of one volatility from number `first` of the grid, 24 bits each, the first one highest.
    function _group(Grid memory g, uint256 first, int256 l, uint256 s, uint256 moneyness)
        private
        pure
        returns (uint256 word)
    {
        unchecked {
            for (uint256 i = first; i < first + 7; ++i) {
                int256 log;
                uint256 payoff;
                assembly ("memory-safe") {
                    // first is 0 or 7: within both arrays. `logs` follows `prices`
                    let price := add(mload(g), shl(5, i))
                    log := add(l, mload(add(mload(add(g, 32)), shl(5, i))))
                    price := mload(price)
                    // strike / node's price, rounded up; moneyness is below 2^187
                    let cost := div(add(mul(moneyness, 1000000), sub(price, 1)), price)
                    payoff := mul(
                        mul(sub(1000000000000000000, cost), lt(cost, 1000000000000000000)),
                        1000000000000000000
                    )
                }
                uint256 share;
                bool straddling;
                // a variance that is not 0 has a root of at least 1e9, and factors are at least a quarter
                if (s != 0) (share,,, straddling) = OptionPricing.shares(log, s);
                if (!straddling) share += payoff;
                assembly ("memory-safe") {
                    // a share is below 2^120; at most 2^24 - 1 of 2^24
                    share := div(shl(24, share), 1000000000000000000000000000000000000)
                    word := or(shl(24, word), sub(share, shr(24, share)))
                }
            }
        }
    }

    /// @dev Puts three groups of 21 bytes in order, each by overwriting the end of the word that ends with it.
    function _put(bytes memory blob, uint256 offset, uint256 up, uint256 down, uint256 asIs) private pure {
        assembly ("memory-safe") {
            // the first word begins 11 bytes before the row: at the earliest within the blob's length, whose bytes are kept
            let place := add(add(blob, 21), offset)
            mstore(place, or(and(mload(place), not(GROUP_MASK)), up))
            place := add(place, 21)
            mstore(place, or(and(mload(place), not(GROUP_MASK)), down))
            place := add(place, 21)
            mstore(place, or(and(mload(place), not(GROUP_MASK)), asIs))
        }
    }
}
