// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";

/// @title Parameters of the risk engine
/// @notice A chapter of {IRiskEngine} in a contract of its own. docs/margin.md, section 10: governance sets them within
/// bounds that it cannot move. A listing is for good: an underlying that somebody holds never loses its margin.
interface IRiskParameters {
    /// @notice Risk parameters of one underlying, in one slot (32 * 7 + 16 = 240 bits). ppm: millionths.
    struct RiskParams {
        uint32 scanRange; // ppm of price; 20,000 to 330,000. Set: the least; read: what counts now
        uint32 volShock; // ppm of volatility at 30 days
        uint32 basisRate; // ppm of what is offset between products
        uint32 floorRate; // ppm of gross notional
        uint32 shortRate; // ppm of the notional of short options
        uint32 tenorRate; // ppm of volatility risk offset between expiries
        uint32 concentration; // ppm of notional for each 1,000 units of net size
        bool listed;
    }

    /// @notice What a scan range moves within, and when it moved, one slot (32 + 48 + 48 = 128 bits).
    struct Range {
        uint32 least; // ppm, as governance set it; at most half as much again, and 330,000
        uint48 changedAt; // when governance last changed it, seconds
        uint48 followedAt; // when it last followed the forecast, seconds
    }

    /// @notice How collateral is margined, one slot.
    struct CollateralParams {
        bytes6 underlying; // whose price moves it; 0 for stable tokens, which no scenario moves
        uint32 basisRate; // ppm of what it offsets
        bool listed;
    }

    /// @notice A credit for two underlyings that fall and rise together: at most half of the smaller opposed loss.
    struct Correlation {
        bytes6 first;
        bytes6 second;
        uint32 share; // ppm, at most 500,000
    }

    event RiskSet(bytes6 indexed underlying, RiskParams params);
    event CollateralSet(AssetId indexed asset, CollateralParams params);
    event CorrelationsSet(Correlation[] correlations);
    event InitialFactorSet(uint32 factor);
    event ForecasterSet(address forecaster);

    error RiskParameters_BadParams(bytes6 underlying);
    error RiskParameters_BadCollateral(AssetId asset);
    error RiskParameters_BadCorrelation(bytes6 first, bytes6 second);
    error RiskParameters_TooManyCorrelations(uint256 count);
    error RiskParameters_BadFactor(uint32 factor);
    /// @notice A scan range moves by a fifth of its value at most, and once a day: not before `free`.
    error RiskParameters_TooFast(bytes6 underlying, uint256 present, uint256 asked, uint256 free);

    error RiskParameters_NotTheForecaster(address caller);
    /// @notice The scan range is where it should be, or may not move before `free`.
    error RiskParameters_Unmoved(bytes6 underlying, uint256 present, uint256 free);

    /// @notice The parameters of an underlying, and the initial factor, ppm, that is the same for all.
    function riskOf(bytes6 underlying) external view returns (RiskParams memory params, uint256 initialFactor);
    /// @notice How a token is margined, and its haircut as the hub listed it, basis points.
    function collateralOf(AssetId asset) external view returns (CollateralParams memory params, uint256 haircutBps);
    function correlations() external view returns (Correlation[] memory);
    function rangeOf(bytes6 underlying) external view returns (Range memory);
    /// @notice Whose forecasts scan ranges follow; 0: nobody's.
    function forecaster() external view returns (address);
    /// @notice What {follow} would set now: towards `forecast`, a scan range in ppm, by a hundredth of what it is, once an hour, never
    /// below what governance set nor above half as much again. The present one when it may not move, rounded toward it.
    function rangeAfter(bytes6 underlying, uint256 forecast) external view returns (uint32 scanRange);
    /// @notice Moves a scan range as {rangeAfter} says. The forecaster only.
    function follow(bytes6 underlying, uint256 forecast) external;

    /// @notice Lists an underlying or changes its parameters (governance, delayed), within: scanRange 20,000 to 330,000,
    /// volShock 100,000 to 1,000,000, basisRate 1,000 to 200,000, floorRate 1,000 to 50,000, shortRate 5,000 to 200,000,
    /// tenorRate 50,000 to 1,000,000, concentration at most 1,000,000. A scan range moves by a fifth of its value at most, once
    /// a day, and what a forecast added moves in proportion. A listing is for good.
    function setRisk(bytes6 underlying, RiskParams calldata params) external;
    /// @notice Says how a token that the hub knows is margined (governance, delayed): by which listed underlying it moves and,
    /// unless stable, its basisRate, 1,000 to 200,000. A token that is not listed here counts nothing.
    function setCollateral(AssetId asset, CollateralParams calldata params) external;
    /// @notice Sets all credits (governance, delayed): at most 16, of listed underlyings, used in this order.
    function setCorrelations(Correlation[] calldata list) external;
    /// @notice Sets the initial factor (governance, delayed): 1,100,000 to 2,500,000.
    function setInitialFactor(uint32 factor) external;
    /// @notice Says whose forecasts are followed (governance, delayed).
    function setForecaster(address forecaster) external;
}
