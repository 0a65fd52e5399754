// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What was allocated since a moment, kept and put back: for what is computed twice from one beginning.
library Memory {
    /// @notice Where the next allocation will be.
    function next() internal pure returns (uint256 start) {
        assembly ("memory-safe") {
            start := mload(0x40)
        }
    }

    /// @notice A copy of all that was allocated from `start` on.
    function copyFrom(uint256 start) internal pure returns (bytes memory copy) {
        assembly ("memory-safe") {
            copy := mload(0x40)
            let size := sub(copy, start)
            mstore(copy, size)
            mcopy(add(copy, 32), start, size)
            mstore(0x40, add(add(copy, 32), size))
        }
    }

    /// @notice Puts back a {copyFrom} the same `start`: every pointer into it holds again.
    function restore(uint256 start, bytes memory copy) internal pure {
        assembly ("memory-safe") {
            mcopy(start, add(copy, 32), mload(copy))
        }
    }
}
