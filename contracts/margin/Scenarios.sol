// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @title Scenarios: the table
/// @notice docs/margin.md, sections 3 and 4, as data. Moves are in ppm of the price, thirds of the scan range rounded toward
/// zero. 0 to 15 are SPAN's sixteen; in 0 to 13 even ones raise volatility and odd ones lower it, from 14 on it stays.
library Scenarios {
    uint256 internal constant COUNT = 20;
    /// The first scenario at unchanged volatility.
    uint256 internal constant AS_IS = 14;

    int256 private constant DEEP_FALL = -660_000;
    int256 private constant FALL = -500_000;
    int256 private constant RISE = 1_000_000;
    int256 private constant HIGH_RISE = 3_000_000;
    uint256 private constant PPM = 1e6;
    uint256 private constant EXTREME_SHARE = 330_000; // of a loss in three ranges
    uint256 private constant TAIL_SHARE = 990_000; // times range over move

    /// @notice Price moves, ppm. `r` is the scan range, ppm, at most 330,000.
    function moves(uint256 r) internal pure returns (int256[COUNT] memory m) {
        unchecked {
            (int256 one, int256 two, int256 three) = _thirds(r);
            (m[2], m[3], m[4], m[5], m[6], m[7]) = (one, one, -one, -one, two, two);
            (m[8], m[9], m[10], m[11], m[12], m[13]) = (-two, -two, three, three, -three, -three);
            (m[14], m[15]) = (3 * three, -3 * three);
            (m[16], m[17], m[18], m[19]) = (DEEP_FALL, FALL, RISE, HIGH_RISE);
        }
    }

    /// @notice The move of one scenario before {AS_IS}, as in {moves}.
    function moveOf(uint256 r, uint256 scenario) internal pure returns (int256 move) {
        unchecked {
            // two scenarios each at 0, one third up, one down, two up and so on
            uint256 pair = scenario / 2;
            move = int256((pair + 1) / 2 * r / 3);
            if (pair % 2 == 0) move = -move;
        }
    }

    /// @notice How much of a loss counts, ppm, rounded up: against the account.
    function charged(uint256 r) internal pure returns (uint256[COUNT] memory c) {
        unchecked {
            // those before {AS_IS}
            (c[0], c[1], c[2], c[3], c[4], c[5], c[6]) = (PPM, PPM, PPM, PPM, PPM, PPM, PPM);
            (c[7], c[8], c[9], c[10], c[11], c[12], c[13]) = (PPM, PPM, PPM, PPM, PPM, PPM, PPM);
            (c[14], c[15]) = (EXTREME_SHARE, EXTREME_SHARE);
            (c[16], c[17]) = (_tailShareUp(r, uint256(-DEEP_FALL)), _tailShareUp(r, uint256(-FALL)));
            (c[18], c[19]) = (_tailShareUp(r, uint256(RISE)), _tailShareUp(r, uint256(HIGH_RISE)));
        }
    }

    /// @notice Moves of a risk array's nodes, ppm: seven from -r to r for raised and again for lowered volatility, then seven as
    /// is: -3r, 0, 3r, -66 %, -50 %, +100 %, +300 %.
    function nodes(uint256 r) internal pure returns (int256[14] memory m) {
        unchecked {
            (int256 one, int256 two, int256 three) = _thirds(r);
            (m[0], m[1], m[2], m[4], m[5], m[6]) = (-three, -two, -one, one, two, three);
            (m[7], m[9]) = (-3 * three, 3 * three);
            (m[10], m[11], m[12], m[13]) = (DEEP_FALL, FALL, RISE, HIGH_RISE);
        }
    }

    /// @notice Factors on volatility, wad: 1 + x, and 1 - x but at least a quarter, where
    /// x = volShock (30 d / max(tau, 1 d))^0.3. `volShock` in ppm, below 2^32; `tau` in seconds, below 2^40.
    function multipliers(uint256 volShock, uint256 tau) internal pure returns (uint256 up, uint256 down) {
        unchecked {
            // the power is at most 30^0.3 = 2.8, so that x is below 2^75
            int256 ratio = int256(30 days * 1e18 / (tau > 1 days ? tau : 1 days));
            uint256 x = volShock * uint256(FixedPointMathLib.expWad(FixedPointMathLib.lnWad(ratio) * 3 / 10)) / PPM;
            up = 1e18 + x;
            down = x < 0.75e18 ? 1e18 - x : 0.25e18;
        }
    }

    function _thirds(uint256 r) private pure returns (int256, int256, int256) {
        unchecked {
            return (int256(r / 3), int256(2 * r / 3), int256(r));
        }
    }

    function _tailShareUp(uint256 r, uint256 move) private pure returns (uint256) {
        unchecked {
            uint256 share = (TAIL_SHARE * r + move - 1) / move;
            return share < PPM ? share : PPM;
        }
    }
}
