// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Spoke} from "causeway/spoke/Spoke.sol";

/// @notice The end of a lane on a chain that is broken: says whatever it is told to say.
contract LyingSpoke is Spoke {
    constructor(Config memory config) Spoke(config) {}

    function lie(uint8 kind, bytes calldata body) external payable {
        _append(HUB_CHAIN, kind, body, msg.value);
    }
}
