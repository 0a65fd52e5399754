// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPointMathLib} from "solady/utils/FixedPointMathLib.sol";

/// @title Fixed-point functions of the normal distribution
/// @notice Integers with 18 decimals (wad). Natural logarithm, exponential and square root are solady's, which are exact to a
/// few units; what the normal distribution needs is ours, for it is evaluated 42 times for each risk array: continued
/// fractions, which the EVM evaluates with one division (5 gas) for each step.
/// Every step rounds as written here (divisions toward zero), and `packages/risk/src/fixedPoint.ts` rounds the same.
library FixedPoint {
    uint256 internal constant WAD = 1e18;
    /// ln(2^128 / 1e18), wad.
    int256 private constant LN_SCALE = 47276307437780177293;
    /// 2 ln 2, 36 decimals: how much x^2 grows while exp(-x^2 / 2) halves.
    uint256 private constant HALVING = 1386294361119890618834464242916353136;

    /// @notice ln(a / b), wad, within 2 units. Both must be above 0 and below 2^127.
    function lnRatio(uint256 a, uint256 b) internal pure returns (int256) {
        unchecked {
            // a is below 2^127, so the quotient is below 2^255; a quotient is at least 2, as a / b is above 2^-127
            return FixedPointMathLib.lnWad(int256((a << 128) / b)) - LN_SCALE;
        }
    }

    /// @notice sqrt(x) of a wad below 2^195, rounded down.
    function sqrtDown(uint256 x) internal pure returns (uint256) {
        unchecked {
            return FixedPointMathLib.sqrt(x * WAD);
        }
    }

    /// @notice sqrt(x), rounded down, from a `guess`, 0 for none: nearby ones save steps, and none changes the result. x must be below
    /// 2^195, the guess below 2^128.
    /// @dev Newton's first step leads to the root or above it, from wherever; each further one comes down, or from the root one up.
    /// From nearby three will do, and a fourth shows it.
    function sqrtNear(uint256 x, uint256 guess) internal pure returns (uint256 root) {
        if (guess == 0) return FixedPointMathLib.sqrt(x);
        assembly ("memory-safe") {
            root := shr(1, add(guess, div(x, guess)))
            root := shr(1, add(root, div(x, root)))
            root := shr(1, add(root, div(x, root)))
            for {} 1 {} {
                let next := shr(1, add(root, div(x, root)))
                if iszero(lt(next, root)) { break }
                root := next
            }
        }
    }

    /// @notice exp(-x^2 / 2), wad, within 3e-15. x must be below 2^127, or 2^128 with 0 as the result.
    /// @dev x^2 = k * 2 ln 2 + 2u, hence 2^-k exp(-u) with u below ln 2; exp(-u) = (c - u) / (c + u) where c = u coth(u / 2) by
    /// Lambert's fraction 2 + u^2 / (6 + u^2 / (10 + ...)). Broken off after 22 it errs by 2e-15.
    function bell(uint256 x) internal pure returns (uint256 y) {
        assembly ("memory-safe") {
            let square := mul(x, x)
            let u := div(mod(square, HALVING), 2000000000000000000)
            let uu := mul(u, u)
            y := add(18000000000000000000, div(uu, 22000000000000000000))
            y := add(14000000000000000000, div(uu, y))
            y := add(10000000000000000000, div(uu, y))
            y := add(6000000000000000000, div(uu, y))
            y := add(2000000000000000000, div(uu, y))
            y := shr(div(square, HALVING), div(mul(sub(y, u), 1000000000000000000), add(y, u)))
        }
    }

    /// @notice exp(x^2 / 2) N(-x), the tail of the normal distribution freed of its exponential; wad, within 3.1e-14. x must be
    /// at least 0 and below 2^127.
    /// @dev The best rational approximation of degree 7 / 8 (equal ripples on [0, inf), see test/reference/tail.py), as a
    /// continued fraction. Only the innermost denominator has a zero, at 11.64; the fraction goes through infinity there,
    /// and the lowest bit set keeps a division by 0, whose result is 0 on the EVM, from being met.
    function scaledTail(uint256 x) internal pure returns (uint256 y) {
        assembly ("memory-safe") {
            y := or(sub(x, 11641945771055831476), 1)
            y := add(add(x, 14959893160080529968), sdiv(202998771406314826459943482750161846641, y))
            y := add(add(x, 6545571893042101188), sdiv(1792373271819971667671882645989185410, y))
            y := add(add(x, 2875559365615242344), sdiv(47724563294269131756855524219091899222, y))
            y := sub(add(x, 6502995439095521045), sdiv(38867982202043900942193036506895059552, y))
            y := add(sub(x, 101400564343838212), sdiv(5062246605941865827748255145708228924, y))
            y := add(add(x, 190241297185303), sdiv(1992560486221143930819713251436076489, y))
            y := add(sub(x, 25653117688), sdiv(1000003047021056601548024725692504487, y))
            y := sdiv(398942280370528669450178172589401675, y)
        }
    }

    /// @notice The normal distribution N(x), wad, within 3e-14. |x| must be below 2^127.
    function normalCdf(int256 x) internal pure returns (uint256) {
        unchecked {
            // both factors are at most 1e18
            uint256 size = uint256(x < 0 ? -x : x);
            uint256 tail = bell(size) * scaledTail(size) / WAD;
            return x < 0 ? tail : WAD - tail;
        }
    }
}
