// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPoint} from "causeway/margin/FixedPoint.sol";
import {Test} from "forge-std/Test.sol";

contract FixedPointTest is Test {
    uint256 private constant WAD = 1e18;
    uint256 private constant LARGEST = type(uint128).max >> 1;

    /// @dev Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 26.1: N(x) to 15 digits.
    function test_normalCdf() public pure {
        assertApproxEqAbs(FixedPoint.normalCdf(0), 0.5e18, 31_000);
        assertApproxEqAbs(FixedPoint.normalCdf(0.5e18), 0.691462461274013e18, 31_000);
        assertApproxEqAbs(FixedPoint.normalCdf(1e18), 0.841344746068543e18, 31_000);
        assertApproxEqAbs(FixedPoint.normalCdf(-1e18), 0.158655253931457e18, 31_000);
        assertApproxEqAbs(FixedPoint.normalCdf(1.96e18), 0.97500210485178e18, 31_000);
        assertApproxEqAbs(FixedPoint.normalCdf(3e18), 0.99865010196837e18, 31_000);
        assertEq(FixedPoint.normalCdf(40e18), WAD);
        assertEq(FixedPoint.normalCdf(-40e18), 0);
    }

    function testFuzz_normalCdf(int256 x, uint256 step) public pure {
        x = bound(x, -int256(LARGEST), int256(LARGEST));
        uint256 n = FixedPoint.normalCdf(x);
        assertLe(n, WAD);
        assertEq(n + FixedPoint.normalCdf(-x), x == 0 ? 2 * n : WAD, "symmetric");
        int256 above = x + int256(bound(step, 0, 1e18));
        assertGe(FixedPoint.normalCdf(above) + 62_000, n, "rising");
    }

    /// @dev The innermost denominator is 0 at one x; on both sides of it, and there, the tail is the same.
    function test_scaledTail_throughInfinity() public pure {
        uint256 zero = 11641945771055831476;
        uint256 there = FixedPoint.scaledTail(zero);
        // exp(x^2 / 2) N(-x) at 11.64...: 0.03402...
        assertApproxEqAbs(there, FixedPoint.scaledTail(zero + 1e6), 1e5);
        for (uint256 i = 1; i < 5; ++i) {
            assertApproxEqAbs(FixedPoint.scaledTail(zero - i), there, 10);
            assertApproxEqAbs(FixedPoint.scaledTail(zero + i), there, 10);
        }
    }

    function testFuzz_scaledTail(uint256 x) public pure {
        x = bound(x, 1e18, LARGEST);
        // Gordon (1941): x / (1 + x^2) < sqrt(2 pi) * tail < 1 / x
        uint256 tail = FixedPoint.scaledTail(x);
        uint256 upper = 0.398942280401432678e36 / x;
        assertLe(tail, upper + 31_000);
        assertGe(tail + 31_000, x < 1e27 ? upper * (x * x / WAD) / (WAD + x * x / WAD) : 0);
    }

    function testFuzz_bell(uint256 x, uint256 step) public pure {
        x = bound(x, 0, 20e18);
        uint256 y = FixedPoint.bell(x);
        assertLe(y, WAD);
        assertLe(FixedPoint.bell(x + bound(step, 0, LARGEST)), y + 3_000);
        assertEq(FixedPoint.bell(0), WAD);
        assertApproxEqAbs(FixedPoint.bell(2e18), 0.135335283236612691e18, 3_000);
    }

    function testFuzz_lnRatio(uint256 a, uint256 b) public pure {
        (a, b) = (bound(a, 1, LARGEST), bound(b, 1, LARGEST));
        // a quotient of at least 2 keeps 128 digits of a fraction near 1, and one digit of 2^-127
        int256 there = FixedPoint.lnRatio(a, b);
        if (a >= b) assertGe(there, -2);
        if (a <= b) assertLe(there, 2);
        assertEq(FixedPoint.lnRatio(a, a), FixedPoint.lnRatio(b, b));
        assertApproxEqAbs(FixedPoint.lnRatio(1e18, 1e17), 2.302585092994045684e18, 2);
    }

    function testFuzz_sqrtDown(uint256 x) public pure {
        x = bound(x, 0, LARGEST);
        uint256 root = FixedPoint.sqrtDown(x);
        assertLe(root * root, x * WAD);
        assertGt((root + 1) * (root + 1), x * WAD);
    }
}
