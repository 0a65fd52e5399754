// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {ILiquidation} from "./ILiquidation.sol";

/// @title Valuation: what an account is worth at mark, and what is left of it in one scenario
/// @notice A view over the same prices as {IRiskEngine-maintenanceMargin}, in one piece. USD, 18 decimals.
interface IValuation {
    /// @notice At mark.
    struct Marks {
        uint256[] positions; // of each position, in the order of the book: for a unit of it
        uint256[] notionals; // for a unit of it: its mark, or an option's forward
        uint256 haircuts; // what all tokens are worth beyond what they count in equity: equity at mark is equity plus this
        uint256 notional; // of all positions, without sign
    }

    /// @notice What a bid takes, and what that is worth at mark.
    struct Taken {
        ILiquidation.CollateralLeg[] collateral;
        uint256[] prices; // of a unit of each; 0: it has none
        uint256[] legs; // positions: instrument << 96 | size, of the position's sign
        uint256[] marks; // of a unit of each
        int256 worth; // of positions, as a trade has it
        uint256 value; // of collateral, rounded up: summed as it is seized
        int256 cost; // of options; of collateral too once it is seized
        uint256 haircuts; // on all collateral of the account before
    }

    error Valuation_BadScenarios(uint256 expected, uint256 actual);
    /// @notice Scenarios 0 to 13 count whole; only of a whole loss can be said what is left without pricing each option.
    error Valuation_BadScenario(uint8 scenario);
    /// @notice Of correlated underlyings what one may credit the other is not known from single scenarios: give none.
    error Valuation_Correlated();

    /// @notice What is left of the account's equity after its losses in the scenarios named (see {ILiquidation-open}): never less
    /// than equity less the requirement, so that below zero it proves that the account is below maintenance. 0xff names none for an
    /// underlying, or a line, without options.
    function leftIn(AccountId account, bytes calldata scenarios) external view returns (int256);

    /// @notice The marks of all positions.
    function marksOf(AccountId account) external view returns (Marks memory);

    /// @notice What a bid names, at mark, without the account's other positions; reverts as {ILiquidation-bid} does.
    function appraise(ILiquidation.Bid calldata b) external view returns (Taken memory);

    /// @notice The marks of these instruments alone (a word for each, instrument << 96 | anything) and of these tokens (0: it has no price),
    /// and `haircuts` as {Marks} has them.
    function pricesOf(AccountId account, uint256[] calldata legs, AssetId[] calldata assets)
        external
        view
        returns (uint256[] memory marks, uint256[] memory prices, uint256 haircuts);
}
