// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FixedPoint} from "./FixedPoint.sol";

/// @title Options by Black (1976)
/// @notice Undiscounted values of European options on the forward: docs/margin.md, section 2. Everything is a function of the
/// log-moneyness l = ln(forward / strike) and of s, the square root of the total variance. With T(x) = exp(x^2 / 2) N(-x)
/// ({FixedPoint-scaledTail}) and strike / forward * exp(-d2^2 / 2) = exp(-d1^2 / 2), one exponential prices both terms:
/// N(-|d1|) = exp(-d1^2 / 2) T(|d1|), and strike / forward * N(-|d2|) = exp(-d1^2 / 2) T(|d2|). No term ever is a
/// difference of large numbers, so that the error is the same far from the money: below 1e-13 of the forward.
library OptionPricing {
    uint256 internal constant WAD = 1e18;
    uint256 private constant WAD2 = 1e36;

    /// @notice A forward, strike or variance of 2^127 or more, which no market has.
    error OptionPricing_TooLarge(uint256 forward, uint256 strike, uint256 variance);

    /// @notice Value and delta of an option. All wad; `variance` is the total variance until expiry.
    /// @return value within 1e-13 of the forward and one unit, rounded down; at least the payoff at the forward, at most the
    /// forward (call) or the strike (put). Call less put is forward less strike, exactly.
    /// @return delta within 1e-13, rounded down: 0 to 1 (call) or -1 to 0 (put); exactly one more for the call.
    function price(uint256 forward, uint256 strike, uint256 variance, bool isCall)
        internal
        pure
        returns (uint256 value, int256 delta)
    {
        requireSmall(forward, strike, variance);
        unchecked {
            // forward and strike are below 2^127: their sums and differences fit
            (value, delta) = _call(forward, strike, variance);
            if (!isCall) (value, delta) = (value + strike - forward, delta - int256(WAD));
        }
    }

    /// @dev Value clamped between payoff and forward, and delta.
    function _call(uint256 forward, uint256 strike, uint256 variance)
        private
        pure
        returns (uint256 value, int256 delta)
    {
        unchecked {
            if (strike == 0) return (forward, int256(WAD));
            if (forward == 0) return (0, 0);
            uint256 payoff = forward > strike ? forward - strike : 0;
            if (variance == 0) {
                return (payoff, forward > strike ? int256(WAD) : forward == strike ? int256(WAD / 2) : int256(0));
            }
            return call(forward, strike, FixedPoint.lnRatio(forward, strike), FixedPoint.sqrtDown(variance));
        }
    }

    /// @notice Value and delta of a call, as {price}, for those who know `l` and `s` of {shares} already; forward and strike
    /// above 0.
    function call(uint256 forward, uint256 strike, int256 l, uint256 s)
        internal
        pure
        returns (uint256 value, int256 delta)
    {
        (uint256 share, uint256 tail, int256 d1, bool straddling) = shares(l, s);
        assembly ("memory-safe") {
            // forward is below 2^127 and a share at most 1e36, below 2^120
            value := div(mul(forward, share), 1000000000000000000000000000000000000)
            let payoff := mul(sub(forward, strike), gt(forward, strike))
            // the whole call is at most the forward; beyond its payoff it is at least nothing
            switch straddling
            case 1 { if lt(value, payoff) { value := payoff } }
            default {
                value := add(value, payoff)
                if gt(value, forward) { value := forward }
            }
            if iszero(slt(d1, 0)) { tail := sub(1000000000000000000000000000000000000, tail) }
            delta := div(tail, 1000000000000000000)
        }
    }

    /// @notice What an option is worth for each unit of forward. `l` = ln(forward / strike), at most 95 either way; `s` the
    /// square root of its variance, at least 1e-9 / 4, below 2^127; wad.
    /// @return share 36 decimals, at most 1: when `straddling` (d1 >= 0 > d2), the whole call; else what it is worth beyond its
    /// payoff at the forward, the same for call and put.
    /// @return tail N(-|d1|), 36 decimals.
    /// @return d1 wad.
    /// @return straddling whether the forward lies within half a deviation (squared) of the strike.
    function shares(int256 l, uint256 s)
        internal
        pure
        returns (uint256 share, uint256 tail, int256 d1, bool straddling)
    {
        int256 d2;
        uint256 x1;
        uint256 x2;
        assembly ("memory-safe") {
            // |l| is below 2^67 and s at least 2^27: d1 and d2 are below 2^128, so that the sign of either is right
            d1 := add(sdiv(mul(l, 1000000000000000000), s), shr(1, s))
            d2 := sub(d1, s)
            straddling := slt(xor(d1, d2), 0)
            let sign := sar(255, d1)
            x1 := sub(xor(d1, sign), sign)
            sign := sar(255, d2)
            x2 := sub(xor(d2, sign), sign)
        }
        unchecked {
            // below 9.1 deviations from both, density is 0 and so is all that it multiplies
            uint256 density = FixedPoint.bell(x1);
            if (density == 0) {
                if (straddling) share = WAD2;
                return (share, 0, d1, straddling);
            }
            // tails are at most half: their sum is at most 1
            (uint256 tail1, uint256 tail2) = (FixedPoint.scaledTail(x1), FixedPoint.scaledTail(x2));
            tail = density * tail1;
            assembly ("memory-safe") {
                switch straddling
                case 1 { share := sub(1000000000000000000000000000000000000, mul(density, add(tail1, tail2))) }
                default {
                    // the nearer one has the larger tail; where they nearly agree the approximation may order them otherwise
                    share := sub(tail1, tail2)
                    let sign := sar(255, share)
                    share := mul(density, sub(xor(share, sign), sign))
                }
            }
        }
    }

    /// @notice Refuses what {shares} and the products here cannot hold.
    function requireSmall(uint256 forward, uint256 strike, uint256 variance) internal pure {
        require((forward | strike | variance) >> 127 == 0, OptionPricing_TooLarge(forward, strike, variance));
    }
}
