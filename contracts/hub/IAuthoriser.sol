// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";

/// @title Authoriser: the part of the hub that venues ask who speaks for an account
interface IAuthoriser {
    /// @notice Requires that `signature` over `digest` is by somebody with this `right` (a bit: 1 trades) on the account.
    function authorise(AccountId account, bytes32 digest, bytes calldata signature, uint8 right) external view;

    /// @notice Whether `caller`, calling itself, has this `right` on the account.
    function isAuthorised(AccountId account, address caller, uint8 right) external view returns (bool);
}
