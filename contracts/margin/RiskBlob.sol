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

    /// @notice Header (a word, see {parse}) and rows. The strikes follow the rows in memory as they do in code, and a strike of 0 behind them:
    /// {find} and {findRow} look there.
    function read(address blob) internal view returns (uint256 header, bytes memory rows) {
        assembly ("memory-safe") {
            // a STOP byte, the header, 63 bytes of row and 8 of strike each
            let rowCount := div(sub(extcodesize(blob), 33), 71)
            let size := add(40, mul(71, rowCount))
            rows := mload(0x40)
            // the header comes to stand where the length belongs; beyond the code there are zeros
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
            // an account's options often begin with the first row: below it none is sought
            let left := mul(end, gt(strike, and(mload(from), 0xffffffffffffffff)))
            for {} left {} {
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
        // no position stands in a row yet
        if (newest.count == 0) return i;
        assembly ("memory-safe") {
            let place := or(mload(add(newest, 128)), shl(24, mload(add(newest, 160))))
            // a strike's word ends with its eight bytes, and those of the row before stand above them
            let strikes := mload(add(newest, 64))
            strikes := add(add(strikes, 16), add(mload(strikes), shl(3, mload(add(newest, 160)))))
            next := add(add(words, 32), shl(5, i))
            places := sub(places, words)
            // a call of this expiry: underlying (48), kind (8), time (40)
            let call_ := or(and(shr(160, mload(next)), 0xffffffffffff00ffffffffff), 0x30000000000)
            // behind the last word stands no option: {Words-ask}
            for {} 1 { next := add(next, 32) } {
                let word := mload(next)
                let other := xor(shr(160, word), call_)
                // its put, and nothing else
                if other { if xor(other, 0x70000000000) { break } }
                word := shr(96, word)
                other := mload(strikes)
                // behind the last strike stands 0, which none is
                if shl(192, xor(other, word)) {
                    if shl(192, xor(shr(64, other), word)) { break }
                    mstore(add(next, places), place)
                    continue
                }
                strikes := add(strikes, 8)
                place := add(place, 0x1000000)
                mstore(add(next, places), place)
            }
            mstore(add(newest, 160), shr(24, place))
            next := shr(5, sub(sub(next, words), 32))
        }
    }
}
