// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISurfaces} from "../oracle/ISurfaces.sol";
import {FixedPoint} from "./FixedPoint.sol";
import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @title A slice of the volatility surface
/// @notice Total variance by raw SVI (Gatheral, 2004), and whether a slice is free of arbitrage. docs/margin.md, section 2.
library Svi {
    uint256 private constant WAD = 1e18;
    uint256 internal constant YEAR = 365 days;
    /// (1 %)^2 a year, wad.
    uint256 internal constant FLOOR_RATE = 1e14;
    /// 25 (500 %, squared) a year, and 1 whatever the time.
    uint256 internal constant CEILING_RATE = 25e18;
    uint256 internal constant CEILING_BASE = 1e18;

    // What a sound slice stays within, so that nothing below overflows.
    uint256 private constant MAX_SIGMA = 10e9; // 1e-9
    int256 private constant MAX_M = 10e8; // 1e-8
    int256 private constant MIN_VARIANCE = 1e9; // wad, wherever it is looked at

    /// @notice A slice at one time to expiry: what does not depend on the strike.
    struct Curve {
        int256 a; // wad
        uint256 b;
        int256 rho;
        int256 m; // wad
        uint256 bend; // sigma squared, 36 decimals
        uint256 tau;
        uint256 tauAtPublication;
        uint256 lowest; // variance, wad
        uint256 highest;
        uint256 root; // of the strike looked at last, where the next one's search begins
    }

    /// @notice Total variance of a strike until expiry, wad: the slice's, rounded down, scaled by `tau` / `tauAtPublication`
    /// (seconds, below 2^40), rounded down; then at least {FLOOR_RATE} and at most {CEILING_RATE} a year plus {CEILING_BASE}.
    /// Forward and strike as in {FixedPoint-lnRatio}.
    function variance(
        ISurfaces.Slice memory slice,
        uint256 forward,
        uint256 strike,
        uint256 tau,
        uint256 tauAtPublication
    ) internal pure returns (uint256) {
        return variance(curve(slice, tau, tauAtPublication), FixedPoint.lnRatio(forward, strike));
    }

    /// @notice The curve on which {variance} looks up strike after strike.
    function curve(ISurfaces.Slice memory slice, uint256 tau, uint256 tauAtPublication)
        internal
        pure
        returns (Curve memory c)
    {
        unchecked {
            // times are below 2^40
            (c.a, c.b, c.rho, c.m) = (int256(slice.a) * 1e9, slice.b, slice.rho, int256(slice.m) * 1e10);
            c.bend = uint256(slice.sigma) * slice.sigma * 1e18;
            // published at expiry or after it, what no guard admits, counts as a second before
            (c.tau, c.tauAtPublication) = (tau, tauAtPublication == 0 ? 1 : tauAtPublication);
            (c.lowest, c.highest) = (FLOOR_RATE * tau / YEAR, CEILING_RATE * tau / YEAR + CEILING_BASE);
        }
    }

    /// @notice Total variance, as above, of a strike with `l` = ln(forward / strike), which is -k.
    function variance(Curve memory c, int256 l) internal pure returns (uint256 w) {
        unchecked {
            // |w| is below 2^100 and times are below 2^40
            int256 y = -l - c.m;
            uint256 root = FixedPoint.sqrtNear(uint256(y * y) + c.bend, c.root);
            c.root = root;
            int256 at_ = c.a + _floor(int256(c.b) * (c.rho * y + int256(root) * 1e6), 1e15);
            (uint256 tau, uint256 tauAtPublication, uint256 lowest) = (c.tau, c.tauAtPublication, c.lowest);
            uint256 highest = c.highest;
            assembly ("memory-safe") {
                // nothing below 0; a time at publication is never 0
                w := div(mul(mul(at_, sgt(at_, 0)), tau), tauAtPublication)
                if lt(w, lowest) { w := lowest }
                if gt(w, highest) { w := highest }
            }
        }
    }

    /// @notice w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)) at publication, wad, rounded down to a unit. |k| below 2^70.
    function varianceAt(ISurfaces.Slice memory slice, int256 k) internal pure returns (int256) {
        unchecked {
            // |y| is below 2^71, hence the root below 2^72; b is below 2^40: every product fits
            int256 y = k - int256(slice.m) * 1e10;
            uint256 sigma = uint256(slice.sigma) * 1e9;
            int256 root = int256(FixedPointMathLib.sqrt(uint256(y * y) + sigma * sigma));
            // one division for both 1e6 of rho and 1e9 of b; the shift is arithmetic: toward minus infinity
            return int256(slice.a) * 1e9 + _floor(int256(uint256(slice.b)) * (int256(slice.rho) * y + root * 1e6), 1e15);
        }
    }

    /// @notice Whether a slice allows no arbitrage within itself: |rho| < 1, sigma > 0, least variance a + b sigma
    /// sqrt(1 - rho^2) not negative, wings b (1 + |rho|) at most 2, and Durrleman's g(k), of which the density has the sign,
    /// not negative at 34 strikes: every half standard deviation up to five, and 13 around the bend at m, sigma apart or closer.
    /// Also refused: sigma or |m| above 10, and variance below 1e-9 at one of these strikes.
    function isSound(ISurfaces.Slice memory slice) internal pure returns (bool) {
        unchecked {
            int256 rho = slice.rho;
            uint256 slope = uint256(rho < 0 ? -rho : rho);
            if (slope >= 1e6 || slice.sigma == 0 || slice.sigma > MAX_SIGMA) return false;
            if (slice.m > MAX_M || slice.m < -MAX_M) return false;
            if (uint256(slice.b) * (1e6 + slope) > 2e15) return false;
            if (slice.a < 0) {
                // squares of 1e-18, compared without a root: below 2^200
                uint256 below = uint256(-int256(slice.a)) * 1e9;
                uint256 lift = uint256(slice.b) * slice.sigma;
                if (below * below * 1e12 > lift * lift * (1e12 - slope * slope)) return false;
            }
            int256 atTheMoney = varianceAt(slice, 0);
            if (atTheMoney < MIN_VARIANCE) return false;
            int256 half = int256(FixedPoint.sqrtDown(uint256(atTheMoney)) / 2);
            for (int256 i = -10; i <= 10; ++i) {
                if (!_isDense(slice, i * half)) return false;
            }
            (int256 m, int256 quarter) = (int256(slice.m) * 1e10, int256(uint256(slice.sigma)) * 25e7);
            if (!_isDense(slice, m)) return false;
            for (int256 step = 1; step <= 32; step *= 2) {
                if (!_isDense(slice, m - step * quarter) || !_isDense(slice, m + step * quarter)) return false;
            }
            return true;
        }
    }

    /// @notice g(k) = (1 - k w' / 2w)^2 - w'^2 / 4 (1 / w + 1 / 4) + w'' / 2 >= 0, in wad, each step rounded toward zero.
    function _isDense(ISurfaces.Slice memory slice, int256 k) private pure returns (bool) {
        unchecked {
            // a sound slice has |k| below 2^77, w' at most 2, w between 1e-9 and 2^80: every product below 2^250
            int256 w = varianceAt(slice, k);
            if (w < MIN_VARIANCE) return false;
            int256 wad = int256(WAD);
            int256 y = k - int256(slice.m) * 1e10;
            int256 sigma = int256(uint256(slice.sigma)) * 1e9;
            int256 root = int256(FixedPointMathLib.sqrt(uint256(y * y + sigma * sigma)));
            int256 b = int256(uint256(slice.b)) * 1e9;
            int256 first = b * (int256(slice.rho) * 1e12 + y * wad / root) / wad;
            int256 share = sigma * wad / root;
            int256 second = b * share / wad * share / root;
            int256 skew = wad - k * first / (2 * w);
            int256 g = skew * skew / wad - first * first / wad * (wad * wad / w + wad / 4) / (4 * wad) + second / 2;
            return g >= 0;
        }
    }

    /// @dev a / b toward minus infinity; b above 0.
    function _floor(int256 a, int256 b) private pure returns (int256 c) {
        assembly ("memory-safe") {
            c := sub(sdiv(a, b), slt(smod(a, b), 0))
        }
    }
}
