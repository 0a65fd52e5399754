// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Duty, Roles} from "./Roles.sol";

/// @notice {Roles}, readable from outside: a deployment reads it by a call that carries this bytecode, and need not
/// deploy it.
contract RoleTable {
    uint64 public constant GOVERNOR = Roles.GOVERNOR;
    uint64 public constant GUARDIAN = Roles.GUARDIAN;
    uint32 public constant GOVERNOR_DELAY = Roles.GOVERNOR_DELAY;
    uint32 public constant GUARDIAN_DELAY = Roles.GUARDIAN_DELAY;

    /// @notice What each role may call on each kind of contract.
    function duties() external pure returns (Duty[] memory) {
        return Roles.table();
    }
}
