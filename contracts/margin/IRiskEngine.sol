// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {MarginInput} from "./MarginInput.sol";

/// @title Risk engine: what an account must hold
/// @notice One rule for every account: it must be solvent in every scenario. docs/margin.md is the formula, section by
/// section. A view over the book, the oracle and the surfaces: it never writes to them; its own storage is the risk arrays
/// and the parameters. All amounts in USD, 18 decimals; equity is rounded down, requirements are rounded up.
interface IRiskEngine {
    /// @notice What an account has and needs.
    struct Margin {
        int256 equity;
        uint256 requirement; // what the scenarios ask, with the charges for offsets and after the credits
        uint256 maintenance; // equity below it opens a liquidation
        uint256 initial; // equity below it takes no new risk and lets nothing out
    }

    /// @notice Risk parameters of one underlying, in one slot (32 * 7 + 16 = 240 bits). ppm: millionths.
    struct RiskParams {
        uint32 scanRange; // ppm of price; 20,000 to 330,000
        uint32 volShock; // ppm of volatility at 30 days
        uint32 basisRate; // ppm of what is offset between products
        uint32 floorRate; // ppm of gross notional
        uint32 shortRate; // ppm of the notional of short options
        uint32 tenorRate; // ppm of volatility risk offset between expiries
        uint32 concentration; // ppm of notional for each 1,000 units of net size
        bool listed;
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
    /// @notice Risk arrays were computed for `strikes` (1e-8 USD) of one expiry at a forward of `anchor`.
    event Refreshed(bytes6 indexed underlying, uint40 indexed expiry, uint256 anchor, uint64[] strikes);

    error Risk_Unlisted(bytes6 underlying);
    error Risk_BadParams(bytes6 underlying);
    error Risk_BadCollateral(AssetId asset);
    error Risk_BadCorrelation(bytes6 first, bytes6 second);
    error Risk_TooManyCorrelations(uint256 count);
    error Risk_BadFactor(uint32 factor);
    /// @notice A scan range moves by a fifth of its value at most, and once a day: not before `free`.
    error Risk_TooFast(bytes6 underlying, uint256 present, uint256 asked, uint256 free);
    error Risk_NoPrice(bytes6 underlying, uint8 refusal);
    error Risk_NoAssetPrice(AssetId asset, uint8 refusal);
    /// @notice A price of 2^96 (79 billion USD) or more, with which nothing can be computed.
    error Risk_PriceTooHigh(uint256 price);
    error Risk_NoSurface(bytes6 underlying, uint40 expiry);
    error Risk_NoArray(bytes6 underlying, uint40 expiry, uint64 strike);
    /// @notice Its newest slice is too old for new risk: publish one.
    error Risk_StaleSurface(bytes6 underlying, uint40 expiry, uint40 time);
    /// @notice Refresh the arrays of this strike in the same call.
    error Risk_StaleArray(bytes6 underlying, uint40 expiry, uint64 strike);
    error Risk_Expired(bytes6 underlying, uint40 expiry);
    error Risk_IsolatedMixed(AccountId account);

    /// @notice Computes and keeps the risk arrays of `strikes` (1e-8 USD, strictly rising, 1 to 64) of one expiry, at
    /// the current forward and newest surface. Anyone may call. Emits {Refreshed}.
    function refresh(bytes6 underlying, uint40 expiry, uint64[] calldata strikes) external;

    /// @notice Margin for opening and withdrawing: needs current arrays, and reverts with what is stale.
    function initialMargin(AccountId account) external view returns (Margin memory);
    /// @notice Margin for maintenance: takes arrays of any age near the current price; charges that only initial margin
    /// knows are left out of `initial`.
    function maintenanceMargin(AccountId account) external view returns (Margin memory);

    function riskOf(bytes6 underlying) external view returns (RiskParams memory);
    function collateralOf(AssetId asset) external view returns (CollateralParams memory);
    function correlations() external view returns (Correlation[] memory);
    /// @notice Initial margin as a multiple of maintenance, ppm.
    function initialFactor() external view returns (uint32);
    /// @notice All that an account's margin is computed from, as the TypeScript twin takes it: reverts like
    /// {initialMargin} or {maintenanceMargin}.
    function inputOf(AccountId account, bool initial) external view returns (MarginInput memory);
    /// @notice The chapter that keeps the risk arrays.
    function ARRAYS() external view returns (IRiskArrays);

    /// @notice Lists an underlying or changes its parameters (governance, delayed), within: scanRange 20,000 to 330,000,
    /// volShock 100,000 to 1,000,000, basisRate 1,000 to 200,000, floorRate 1,000 to 50,000, shortRate 5,000 to 200,000,
    /// tenorRate 50,000 to 1,000,000, concentration at most 1,000,000. A scan range moves by a fifth of its value at most, once
    /// a day. A listing is for good.
    function setRisk(bytes6 underlying, RiskParams calldata params) external;
    /// @notice Says how a token that the hub knows is margined (governance, delayed): by which listed underlying it moves and,
    /// unless stable, its basisRate, 1,000 to 200,000. A token that is not listed here counts nothing.
    function setCollateral(AssetId asset, CollateralParams calldata params) external;
    /// @notice Sets all credits (governance, delayed): at most 16, of listed underlyings, used in this order.
    function setCorrelations(Correlation[] calldata list) external;
    /// @notice Sets the initial factor (governance, delayed): 1,100,000 to 2,500,000.
    function setInitialFactor(uint32 factor) external;
}
