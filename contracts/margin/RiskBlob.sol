// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRiskArrays} from "./IRiskArrays.sol";
import {RiskArray} from "./RiskArray.sol";

/// @notice Reads what {IRiskArrays} wrote as code.
library RiskBlob {
    /// @notice The newest arrays of an expiry. {findRow} knows the order of these.
    struct Newest {
        address holder; // 0 where there are none
        uint256 header;
        bytes rows; // and strikes
        uint256 count; // of rows, once a position stands in one
        uint256 place; // of such, without the row: see {MarginInput}
        uint256 row; // found last
    }

    /// @notice Header (a word, see {parse}) and rows. The strikes follow the rows in memory as they do in code: {find} looks there.
    function read(address blob) internal view returns (uint256 header, bytes memory rows) {
        assembly ("memory-safe") {
            // a STOP byte, the header, 63 bytes of row and 8 of strike each
            let rowCount := div(sub(extcodesize(blob), 33), 71)
            let size := add(32, mul(71, rowCount))
            rows := mload(0x40)
            // the header comes to stand where the length belongs
            extcodecopy(blob, rows, 1, size)
            header := mload(rows)
            mstore(rows, mul(63, rowCount))
            mstore(0x40, and(add(add(rows, size), 31), not(31)))
        }
    }

    /// @notice What a header says.
    function parse(uint256 word) internal pure returns (IRiskArrays.Header memory header) {
        header.anchor = word >> 144;
        header.time = uint40(word >> 104);
        header.sliceTime = uint40(word >> 64);
        header.scanRange = uint32(word >> 32);
        header.volShock = uint32(word);
    }

    /// @notice How many rows were {read}.
    function count(bytes memory rows) internal pure returns (uint256) {
        return rows.length / RiskArray.ROW;
    }

    /// @notice Which of the first `end` rows that were {read} is that of a strike, or `end` if none is.
    function find(bytes memory rows, uint256 end, uint256 strike) internal pure returns (uint256 row) {
        assembly ("memory-safe") {
            // a strike's word ends with its eight bytes; they rise from row to row
            let from := add(add(rows, 8), mload(rows))
            for { let left := end } left {} {
                let half := shr(1, left)
                let middle := add(row, half)
                switch lt(and(mload(add(from, shl(3, middle))), 0xffffffffffffffff), strike)
                case 1 {
                    row := add(middle, 1)
                    left := sub(left, add(half, 1))
                }
                default { left := half }
            }
            if lt(row, end) {
                if xor(and(mload(add(from, shl(3, row))), 0xffffffffffffffff), strike) { row := end }
            }
        }
    }

    /// @notice Notes the places of positions from number `i` on, as long as they are options of one expiry and the strike of each is
    /// that of the row found before or of the next one: so they mostly stand, a put beside its call. Returns the number of the
    /// first that is not noted.
    function findRow(Newest memory newest, uint256[] memory words, uint256[] memory places, uint256 i)
        internal
        pure
        returns (uint256 next)
    {
        assembly ("memory-safe") {
            let end := mload(add(newest, 96))
            let row := mload(add(newest, 160))
            let from := mload(add(newest, 64))
            // a strike's word ends with its eight bytes
            from := add(add(from, 8), mload(from))
            let at_ := add(add(words, 32), shl(5, i))
            let to := sub(places, words)
            let behind := add(add(words, 32), shl(5, mload(words)))
            // an expiry by its underlying (48) and its time (40), without the kind (8) between them
            let expiry := and(shr(160, mload(at_)), 0xffffffffffff00ffffffffff)
            for {} lt(at_, behind) { at_ := add(at_, 32) } {
                let word := mload(at_)
                if xor(and(shr(160, word), 0xffffffffffff00ffffffffff), expiry) { break }
                if lt(byte(6, word), 3) { break }
                let strike := and(shr(96, word), 0xffffffffffffffff)
                let after := add(row, 1)
                let two := mload(add(from, shl(3, after)))
                let isNext := eq(and(two, 0xffffffffffffffff), strike)
                if iszero(or(isNext, eq(and(shr(64, two), 0xffffffffffffffff), strike))) { break }
                row := add(row, isNext)
                if iszero(lt(row, end)) { break }
                mstore(add(at_, to), or(mload(add(newest, 128)), shl(24, row)))
                mstore(add(newest, 160), row)
            }
            next := shr(5, sub(sub(at_, words), 32))
        }
    }
}
