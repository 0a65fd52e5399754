// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRiskArrays} from "./IRiskArrays.sol";

/// @notice Reads what {IRiskArrays} wrote as code.
library RiskBlob {
    uint256 private constant ROWS = 33; // where they begin, behind a STOP byte and the header
    uint256 private constant EACH = 71; // 63 bytes of row, 8 of strike

    /// @notice Header and rows.
    function read(address blob) internal view returns (IRiskArrays.Header memory header, bytes memory rows) {
        uint256 word;
        assembly ("memory-safe") {
            extcodecopy(blob, 0, 1, 32)
            word := mload(0)
            let size := mul(63, div(sub(extcodesize(blob), ROWS), EACH))
            rows := mload(0x40)
            mstore(rows, size)
            extcodecopy(blob, add(rows, 32), ROWS, size)
            mstore(0x40, and(add(add(rows, size), 63), not(31)))
        }
        header.anchor = word >> 144;
        header.time = uint40(word >> 104);
        header.sliceTime = uint40(word >> 64);
        header.scanRange = uint32(word >> 32);
        header.volShock = uint32(word);
    }

    /// @notice The strikes, 8 bytes each.
    function readStrikes(address blob) internal view returns (bytes memory strikes) {
        assembly ("memory-safe") {
            let count := div(sub(extcodesize(blob), ROWS), EACH)
            strikes := mload(0x40)
            mstore(strikes, shl(3, count))
            extcodecopy(blob, add(strikes, 32), add(ROWS, mul(63, count)), shl(3, count))
            mstore(0x40, and(add(add(strikes, shl(3, count)), 63), not(31)))
        }
    }
}
