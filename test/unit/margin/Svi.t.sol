// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Svi} from "causeway/margin/Svi.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {Test} from "forge-std/Test.sol";

contract SviTest is Test {
    uint256 private constant FORWARD = 3000e18;

    /// @dev w = 0.01 + 0.05 (-0.3 (k - 0.05) + sqrt((k - 0.05)^2 + 0.1^2)).
    function slice() private pure returns (ISurfaces.Slice memory) {
        return
            ISurfaces.Slice({a: 0.01e9, b: 0.05e9, rho: -0.3e6, m: 0.05e8, sigma: 0.1e9, basis: 0, time: 1_800_000_000});
    }

    function test_varianceAt() public pure {
        // at k = m: a + b sigma
        assertEq(Svi.varianceAt(slice(), 0.05e18), 0.015e18);
        // 0.01 + 0.05 (0.015 + sqrt(0.0125)), sqrt(0.0125) = 0.111803398874989484...
        assertEq(Svi.varianceAt(slice(), 0), 0.016340169943749474e18);
        assertEq(Svi.varianceAt(slice(), 0.1e18), 0.014840169943749474e18);
    }

    function test_variance_scaledByTime() public pure {
        assertEq(Svi.variance(slice(), FORWARD, FORWARD, 30 days, 30 days), 0.016340169943749474e18);
        assertEq(Svi.variance(slice(), FORWARD, FORWARD, 10 days, 30 days), 0.005446723314583158e18);
    }

    function test_variance_floorAndCeiling() public pure {
        ISurfaces.Slice memory s = slice();
        s.a = -1e9;
        // (1 %)^2 a year; 25 a year and 1
        assertEq(Svi.variance(s, FORWARD, FORWARD, 365 days, 365 days), 0.0001e18);
        assertEq(Svi.variance(s, FORWARD, FORWARD, 73 days, 365 days), 0.00002e18);
        s.a = 1e9;
        assertEq(Svi.variance(s, FORWARD, FORWARD, 365 days, 1), 26e18);
        assertEq(Svi.variance(s, FORWARD, FORWARD, 73 days, 0), 6e18);
    }

    function testFuzz_variance_withinBounds(ISurfaces.Slice memory s, uint256 k, uint256 tau, uint256 then)
        public
        pure
    {
        (k, tau, then) = (bound(k, 1, 1 << 126), bound(tau, 0, 1 << 40), bound(then, 0, 1 << 40));
        uint256 w = Svi.variance(s, FORWARD, k, tau, then);
        assertGe(w, 1e14 * tau / 365 days);
        assertLe(w, 25e18 * tau / 365 days + 1e18);
    }

    function test_isSound() public pure {
        assertTrue(Svi.isSound(slice()));
        // a flat one
        assertTrue(Svi.isSound(ISurfaces.Slice(0.04e9, 0, 0, 0, 1, 0, 1)));
    }

    /// @dev Axel Vogt's smile (Gatheral and Jacquier, Arbitrage-free SVI volatility surfaces, 2014, section 3.1): every
    /// variance is positive, yet the density is not.
    function test_isSound_densityOfVogt() public pure {
        assertFalse(Svi.isSound(ISurfaces.Slice(-0.041e9, 0.1331e9, 0.306e6, 0.3586e8, 0.4153e9, 0, 1)));
    }

    function test_isSound_limits() public pure {
        ISurfaces.Slice memory s = slice();
        s.rho = -1e6;
        assertFalse(Svi.isSound(s), "rho");
        s.rho = 1e6;
        assertFalse(Svi.isSound(s), "rho");
        s = slice();
        s.sigma = 0;
        assertFalse(Svi.isSound(s), "sigma");
        s.sigma = 10e9 + 1;
        assertFalse(Svi.isSound(s), "sigma");
        s = slice();
        s.m = 10e8 + 1;
        assertFalse(Svi.isSound(s), "m");
        s.m = -10e8 - 1;
        assertFalse(Svi.isSound(s), "m");
        s = ISurfaces.Slice(0, 0, 0, 0, 1, 0, 1);
        assertFalse(Svi.isSound(s), "no variance at all");
    }

    function test_isSound_wings() public pure {
        // b (1 + |rho|) = 2 is the limit; far out g is then (a / 4 - 1 / 2) / k, so that a must be above 2
        ISurfaces.Slice memory s = ISurfaces.Slice(3e9, 1.6e9, 0.25e6, 0, 1e9, 0, 1);
        assertTrue(Svi.isSound(s));
        s.b += 1;
        assertFalse(Svi.isSound(s));
    }

    function test_isSound_leastVariance() public pure {
        // b sigma sqrt(1 - rho^2) = 0.05 * 0.1 * 0.8 = 0.004
        ISurfaces.Slice memory s = slice();
        (s.rho, s.m) = (0.6e6, 0);
        s.a = -0.004e9 - 1;
        assertFalse(Svi.isSound(s));
        s.a = -0.002e9;
        assertTrue(Svi.isSound(s));
    }

    function testFuzz_isSound_neverReverts(ISurfaces.Slice memory s) public pure {
        if (!Svi.isSound(s)) return;
        assertGt(Svi.varianceAt(s, 0), 0);
    }
}
