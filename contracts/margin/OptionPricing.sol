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
            uint256 callDelta;
            (value, callDelta) = _call(forward, strike, variance);
            delta = int256(callDelta);
            if (!isCall) (value, delta) = (value + strike - forward, delta - int256(WAD));
        }
    }

    /// @dev Value clamped between payoff and forward, and delta.
    function _call(uint256 forward, uint256 strike, uint256 variance)
        private
        pure
        returns (uint256 value, uint256 delta)
    {
        unchecked {
            if (strike == 0) return (forward, WAD);
            if (forward == 0) return (0, 0);
            uint256 payoff = forward > strike ? forward - strike : 0;
            if (variance == 0) return (payoff, forward > strike ? WAD : forward == strike ? WAD / 2 : 0);
            uint256 time;
            bool straddling;
            (time, delta, straddling) = shares(FixedPoint.lnRatio(forward, strike), FixedPoint.sqrtDown(variance));
            // forward is below 2^127 and a share at most 1e36, below 2^120
            value = forward * time / WAD2;
            if (!straddling) value += payoff;
            if (value < payoff) value = payoff;
            if (value > forward) value = forward;
        }
    }

    /// @notice What an option is worth for each unit of forward. `l` = ln(forward / strike), at most 89 either way; `s` the
    /// square root of its variance, at least 1e-9, below 2^95; wad.
    /// @return share 36 decimals, at most 1: when `straddling` (d1 >= 0 > d2), the whole call; else what it is worth beyond its
    /// payoff at the forward.
    /// @return delta of the call, wad, rounded down.
    function shares(int256 l, uint256 s) internal pure returns (uint256 share, uint256 delta, bool straddling) {
        unchecked {
            // |l| is below 89e18 and s at least 1e9: |d1| and |d2| are below 89e27 + 2^95, their squares below 2^196
            int256 d1 = _divide(l * int256(WAD), s) + int256(s >> 1);
            int256 d2 = d1 - int256(s);
            uint256 density = FixedPoint.bell(d1);
            // tails are at most half, so that their sum is at most 1
            if (d1 < 0) {
                if (density == 0) return (0, 0, false);
                uint256 tail1 = FixedPoint.scaledTail(uint256(-d1));
                uint256 tail2 = FixedPoint.scaledTail(uint256(-d2));
                // the approximation ripples by 3e-14: a difference below that can come out negative
                return (tail1 > tail2 ? density * (tail1 - tail2) : 0, density * tail1 / WAD, false);
            }
            straddling = d2 < 0;
            if (density == 0) return (straddling ? WAD2 : 0, WAD, straddling);
            uint256 upper = FixedPoint.scaledTail(uint256(d1));
            uint256 lower = FixedPoint.scaledTail(uint256(straddling ? -d2 : d2));
            share = straddling ? WAD2 - density * (upper + lower) : lower > upper ? density * (lower - upper) : 0;
            delta = WAD - (density * upper + WAD - 1) / WAD;
        }
    }

    /// @notice Refuses what {shares} and the products here cannot hold.
    function requireSmall(uint256 forward, uint256 strike, uint256 variance) internal pure {
        require((forward | strike | variance) >> 127 == 0, OptionPricing_TooLarge(forward, strike, variance));
    }

    /// @dev a / b toward zero, without Solidity's check: b is never 0.
    function _divide(int256 a, uint256 b) private pure returns (int256 c) {
        assembly ("memory-safe") {
            c := sdiv(a, b)
        }
    }
}
