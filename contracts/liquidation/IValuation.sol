// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";

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

    error Valuation_BadScenarios(uint256 expected, uint256 actual);
    /// @notice Scenarios 0 to 13 count whole; only of a whole loss can be said what is left without pricing each option.
    error Valuation_BadScenario(uint8 scenario);
    /// @notice Of correlated underlyings what one may credit the other is not known from single scenarios: give none.
    error Valuation_Correlated();

    /// @notice What is left of the account's equity after its losses in the scenarios named (see {ILiquidation-open}): never less
    /// than equity less the requirement, so that below zero it proves that the account is below maintenance. 0xff names none for an
    /// underlying, or a line, without options. `underlyings`: of its positions, and zeros.
    function leftIn(AccountId account, bytes calldata scenarios)
        external
        view
        returns (int256 left, bytes6[] memory underlyings);

    /// @notice The marks of all positions.
    function marksOf(AccountId account) external view returns (Marks memory);

    /// @notice The marks of these instruments alone (a word for each, instrument << 96 | anything) and of these tokens (0: it has no price),
    /// and `haircuts` as {Marks} has them: what a bid is made of, without the account's other positions.
    function pricesOf(AccountId account, uint256[] calldata legs, AssetId[] calldata assets)
        external
        view
        returns (uint256[] memory marks, uint256[] memory prices, uint256 haircuts);
}
