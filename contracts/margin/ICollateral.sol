// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOracle} from "../oracle/IOracle.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";

/// @title Collateral: what an account's cash and collateral are worth
/// @notice A view over the hub's book and the oracle; it never writes to either. All in USD, 18 decimals. Cash counts at
/// par, collateral after its haircut, and a token whose price the oracle refuses counts nothing, with the reason shown.
/// Warning: equity here knows no positions. A refused price lowers it, which must never by itself be a ground to
/// liquidate: look at the refusals first.
interface ICollateral {
    /// @notice One token that the account holds.
    struct Line {
        AssetId asset;
        uint256 amount; // 18 decimals
        uint256 price; // USD per whole unit, 18 decimals; 0 when refused
        IOracle.Refusal refusal;
        uint16 haircutBps;
        uint256 value; // amount * price * (1 - haircut), rounded down; 0 when refused
    }

    /// @notice Cash (negative is borrowed) plus the values of all lines, and a line for each token held.
    function valueOf(AccountId account) external view returns (int256 equity, Line[] memory lines);
}
