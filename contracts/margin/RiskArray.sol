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

    /// @notice What the rows of one expiry share.
    struct Grid {
        uint256[21] prices; // node / anchor, ppm
        int256[21] logs; // its logarithm, wad
        uint256 up; // factors on volatility, wad
        uint256 down;
    }

    /// @notice The grid of an expiry. `scanRange` in ppm, at most 333,333; `tau` in seconds; `volShock` in ppm.
    function grid(uint256 tau, uint256 scanRange, uint256 volShock) internal pure returns (Grid memory g) {
        unchecked {
            (g.up, g.down) = Scenarios.multipliers(volShock, tau);
            int256[21] memory moves = Scenarios.nodes(scanRange);
            for (uint256 i; i < Scenarios.NODES; ++i) {
                // moves are above -1e6: three scan ranges are below the whole price
                g.prices[i] = uint256(int256(1e6) + moves[i]);
            }
            for (uint256 i; i < 7; ++i) {
                g.logs[i + 7] = g.logs[i] = _ln(g.prices[i]);
                g.logs[i + 14] = _ln(g.prices[i + 14]);
            }
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
        unchecked {
            if (strike == 0 || forward == 0) {
                // a call without strike is the underlying, a call on nothing is nothing
                for (uint256 i; i < Scenarios.NODES; ++i) {
                    _put(blob, offset + 3 * i, strike == 0 ? type(uint24).max : 0);
                }
                return;
            }
            int256 l = FixedPoint.lnRatio(forward, strike);
            uint256 s = FixedPoint.sqrtDown(variance);
            // both are below 2^127: strike in units of the forward, rounded up, wad
            uint256 moneyness = (strike * 1e18 + forward - 1) / forward;
            for (uint256 i; i < Scenarios.NODES; ++i) {
                // a variance that is not 0 has a root of at least 1e9, and factors are at least a quarter
                uint256 deviation = i < 7 ? s * g.up / 1e18 : i < 14 ? s * g.down / 1e18 : s;
                _put(blob, offset + 3 * i, _share(l + g.logs[i], deviation, moneyness, g.prices[i]));
            }
        }
    }

    /// @notice Reads node `i` of the row at `offset` of `blob`: a share of the node's price, 2^-24.
    function read(bytes memory blob, uint256 offset, uint256 i) internal pure returns (uint256 share) {
        assembly ("memory-safe") {
            share := shr(232, mload(add(add(add(blob, 32), offset), mul(3, i))))
        }
    }

    /// @dev The call's share of the node's price in 2^-24, rounded down.
    function _share(int256 l, uint256 s, uint256 moneyness, uint256 price) private pure returns (uint256 share) {
        unchecked {
            // shares are below 2^120 before the shift; moneyness is below 2^187
            uint256 payoff;
            if (l > 0) {
                uint256 cost = (moneyness * 1e6 + price - 1) / price;
                if (cost < 1e18) payoff = (1e18 - cost) * 1e18;
            }
            bool straddling;
            if (s != 0) (share,, straddling) = OptionPricing.shares(l, s);
            if (!straddling) share += payoff;
            share = (share << 24) / 1e36;
            if (share > type(uint24).max) share = type(uint24).max;
        }
    }

    /// @dev Puts three bytes, by overwriting the last three of the word that ends with them.
    function _put(bytes memory blob, uint256 offset, uint256 share) private pure {
        assembly ("memory-safe") {
            // the word begins 29 bytes before: at the earliest within the blob's length, whose bytes are kept
            let at := add(add(blob, 3), offset)
            mstore(at, or(and(mload(at), not(0xffffff)), share))
        }
    }

    function _ln(uint256 ppm) private pure returns (int256) {
        unchecked {
            return FixedPointMathLib.lnWad(int256(ppm * 1e12));
        }
    }
}
