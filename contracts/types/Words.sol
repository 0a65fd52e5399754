// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Words of an array by their number, without the check that there are so many: for loops that have counted.
library Words {
    function get(uint256[] memory array, uint256 i) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(array, 32), shl(5, i)))
        }
    }

    function get(int256[] memory array, uint256 i) internal pure returns (int256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(array, 32), shl(5, i)))
        }
    }

    /// @notice The word `offset` bytes behind the first.
    function load(uint256[] memory array, uint256 offset) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(array, offset), 32))
        }
    }

    function set(uint256[] memory array, uint256 i, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(array, 32), shl(5, i)), word)
        }
    }

    function set(int256[] memory array, uint256 i, int256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(array, 32), shl(5, i)), word)
        }
    }

    /// @notice Ends a call with two arrays of one length as its answer: as the compiler would, which copies word by word.
    function answer(uint256[] memory first, int256[] memory second) internal pure {
        assembly ("memory-safe") {
            let size := shl(5, add(mload(first), 1))
            let head := mload(0x40)
            mstore(head, 64)
            mstore(add(head, 32), add(64, size))
            mcopy(add(head, 64), first, size)
            mcopy(add(add(head, 64), size), second, size)
            return(head, add(64, shl(1, size)))
        }
    }

    /// @notice Asks `target`, which must have code, for an {answer}: its arrays as they came, for the compiler would again copy word
    /// by word. So behind the first one's last word stands the second one's length. Reverts as it does.
    function ask(address target, bytes memory question)
        internal
        view
        returns (uint256[] memory first, int256[] memory second)
    {
        assembly ("memory-safe") {
            let head := mload(0x40)
            let succeeded := staticcall(gas(), target, add(question, 32), mload(question), 0, 0)
            let size := returndatasize()
            returndatacopy(head, 0, size)
            // two offsets and two lengths at least
            if or(iszero(succeeded), lt(size, 128)) { revert(head, mul(size, iszero(succeeded))) }
            mstore(0x40, add(head, size))
            first := add(head, mload(head))
            second := add(head, mload(add(head, 32)))
        }
    }
}
