// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMessenger} from "../messaging/IMessenger.sol";

/// @title Gateway: the hub's end of all lanes
interface IGateway is IMessenger {
    error Gateway_NotTheHub(address caller);

    /// @notice Appends a message to the lane to `chain` (hub only). The value is the fee.
    function append(uint32 chain, uint8 kind, bytes calldata body) external payable returns (uint64 seq);

    /// @notice Opens the lanes to a spoke, once (governance, delayed).
    function connect(uint32 chain, address spoke, uint32 epoch) external;

    /// @notice Whether the hub keeps the vaults of `chain` closed: the newest block of the hub that the spoke had accepted
    /// when it last spoke is older than {CLOSE_AFTER}, a quarter of the escape delay. `heardTime`: that block's time.
    function isClosed(uint32 chain) external view returns (bool closed, uint64 heardTime);

    /// @notice Time of the newest accepted checkpoint from `chain`, by its own clock; 0 before the first.
    function heardAt(uint32 chain) external view returns (uint64);

    function CLOSE_AFTER() external view returns (uint256);
}
