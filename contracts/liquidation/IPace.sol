// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";

/// @title Pace: how fast the discount of an auction grows
/// @notice Fixed at the opening, between ten minutes and forty: twenty, longer while bidders are hindered (blocks are dear against
/// their slow average, or a chain on which the account's collateral lies is silent), shorter in a market that moves more than its scan
/// range supposes. A pace only says when a discount is reached: whether an account may be liquidated does not depend on it. The volatility
/// that is observed here scan ranges follow, too, slowly and within the bounds of {IRiskParameters-rangeAfter}.
interface IPace {
    /// @notice The slow average of base fees, one slot (128 + 48 = 176 bits).
    struct Fees {
        uint128 average; // wei
        uint48 time; // when it last moved, seconds
    }

    /// @notice How much an underlying moves, one slot (128 + 56 + 24 + 48 = 256 bits).
    struct Market {
        uint128 price; // when last observed, 18 decimals
        uint56 variance; // of a day, ppm²
        uint24 ratio; // volatility over what its scan range supposes, a thousand for one
        uint48 time; // when last observed, seconds; 0: never
    }

    event BaseFeeObserved(uint256 baseFee, uint256 average);
    event VolatilityObserved(bytes6 indexed underlying, uint256 price, uint256 variance, uint256 ratio);

    error Pace_TooEarly(bytes6 underlying, uint256 since);
    error Pace_Unlisted(bytes6 underlying);

    /// @notice Counts the base fee of this block in, at most once a minute. Anyone may call.
    function observeBaseFee() external;

    /// @notice Counts in how far the underlying's price has moved since last time, at most once in five minutes, and with it the base fee.
    /// Anyone may call.
    function observe(bytes6 underlying) external;

    /// @notice Lets the underlying's scan range follow {forecastOf} one step, at most once an hour. Anyone may call; reverts with
    /// `RiskParameters_Unmoved` when there is nothing to follow.
    function adapt(bytes6 underlying) external;

    /// @notice The scan range that the observed volatility asks for, ppm, rounded down; 0 when it was not observed for two days.
    function forecastOf(bytes6 underlying) external view returns (uint256);

    /// @notice The pace of an auction opened now, seconds, and what it is made of, a thousand for one: longer by `congestion` and `silence`,
    /// shorter by `speed`.
    function paceOf(AccountId account)
        external
        view
        returns (uint16 pace, uint256 congestion, uint256 silence, uint256 speed);

    /// @notice The same when the underlyings of the account's positions are at hand, as {IValuation-leftIn} says them.
    function paceWith(AccountId account, bytes6[] calldata underlyings)
        external
        view
        returns (uint16 pace, uint256 congestion, uint256 silence, uint256 speed);

    function feesOf() external view returns (Fees memory);
    function marketOf(bytes6 underlying) external view returns (Market memory);
}
