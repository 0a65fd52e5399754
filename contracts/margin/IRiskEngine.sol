// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";

/// @title Risk engine: what an account must hold
/// @notice One rule for every account: it must be solvent in every scenario. docs/margin.md is the formula, section by
/// section. A view over the book, the oracle and the surfaces: it never writes to them; two
/// chapters of it, {IRiskArrays} and {IRiskParameters}, have storage. All amounts in USD, 18 decimals; equity is rounded down, requirements are rounded up.
interface IRiskEngine {
    /// @notice What an account has and needs.
    struct Margin {
        int256 equity;
        uint256 requirement; // what the scenarios ask, with the charges for offsets and after the credits
        uint256 maintenance; // equity below it opens a liquidation
        uint256 initial; // equity below it takes no new risk and lets nothing out
    }

    /// @notice Risk arrays were computed for `strikes` (1e-8 USD) of one expiry at a forward of `anchor`.
    event Refreshed(bytes6 indexed underlying, uint40 indexed expiry, uint256 anchor, uint64[] strikes);

    error Risk_Unlisted(bytes6 underlying);
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

    /// @notice Computes and keeps the risk arrays of `strikes` (1e-8 USD, strictly rising, 1 to 128) of one expiry, at
    /// the current forward and newest surface. Anyone may call. Emits {Refreshed}.
    function refresh(bytes6 underlying, uint40 expiry, uint64[] calldata strikes) external;

    /// @notice The contract ({IRiskArrays}) that holds the newest arrays of an option's expiry, whatever its strike; zero where there
    /// is none. A strike that stands in it has its newest row there.
    function newestOf(uint256 instrument) external view returns (address);
    /// @notice What an instrument is worth now, and the least and highest price at which it may change hands ({Band}): USD, 18 decimals. Needs
    /// a sound price and, but for perpetuals, any slice of its expiry; reverts without, for this instrument alone.
    function bandOf(InstrumentId instrument) external view returns (uint256 mark, uint256 least, uint256 most);
    /// @notice Margin for opening and withdrawing: needs current arrays, and reverts with what is stale.
    function initialMargin(AccountId account) external view returns (Margin memory);
    /// @notice Margin for maintenance: takes arrays of any age near the current price; charges that only initial margin
    /// knows are left out of `initial`.
    function maintenanceMargin(AccountId account) external view returns (Margin memory);
    /// @notice {maintenanceMargin} as it is, and as it would be without `legs` (a word for each position, instrument << 96 | the part of its
    /// size that is taken, with its sign) and with `cash` more. What a check finds when they have been traded for it, to the unit; the
    /// requirement may be one unit more where no option of an underlying is left.
    function marginsWithout(AccountId account, uint256[] calldata legs, int256 cash)
        external
        view
        returns (Margin memory present, Margin memory left);
}
