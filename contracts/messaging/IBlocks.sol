// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice A chain's own block numbers and hashes, where the opcodes mean something else (Arbitrum, for one).
interface IBlocks {
    /// @notice The number of the block being built.
    function number() external view returns (uint256);

    /// @notice The hash of a recent earlier block, 0 if the chain has forgotten it.
    function hash(uint256 number) external view returns (bytes32);
}
