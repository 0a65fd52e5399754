// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {BlobInput} from "./MarginInput.sol";

/// @title Risk arrays as code
/// @notice The rows of one {IRiskEngine-refresh} are the code of a contract that is only data: a STOP byte, a header of one
/// word, rows of 63 bytes. A strike's slot says in which blob and row it stands. Reading a blob costs one cold access,
/// however many of its rows are read.
library RiskArrays {
    uint256 private constant ROWS = 33; // where the rows begin

    /// 112 + 40 + 40 + 32 + 32 = 256 bits
    struct Header {
        uint256 anchor; // the forward
        uint256 time;
        uint256 sliceTime; // the slice's version
        uint256 scanRange; // ppm
        uint256 volShock; // ppm
    }

    struct State {
        mapping(uint256 strike => uint256) places; // address of the blob << 96 | row
    }

    error RiskArrays_NotWritten();

    /// @notice Names a strike: its call's and put's instrument id without the kind.
    function key(bytes6 underlying, uint40 expiry, uint64 strike) internal pure returns (uint256) {
        return (uint256(uint48(underlying)) << 104) | (uint256(expiry) << 64) | strike;
    }

    /// @notice Writes `rows` under `header`, and for each strike its place.
    function write(
        State storage self,
        Header memory header,
        bytes memory rows,
        bytes6 underlying,
        uint40 expiry,
        uint64[] calldata strikes
    ) internal {
        address blob = _create(header, rows);
        for (uint256 i; i < strikes.length; ++i) {
            self.places[key(underlying, expiry, strikes[i])] = (uint256(uint160(blob)) << 96) | i;
        }
    }

    /// @notice The blob and the row of a strike; no blob: there never was one.
    function placeOf(State storage self, uint256 strike) internal view returns (address blob, uint256 row) {
        uint256 place = self.places[strike];
        return (address(uint160(place >> 96)), uint96(place));
    }

    /// @notice A blob's header and rows.
    function read(address blob) internal view returns (Header memory header, bytes memory rows) {
        uint256 word;
        assembly ("memory-safe") {
            extcodecopy(blob, 0, 1, 32)
            word := mload(0)
            let size := sub(extcodesize(blob), ROWS)
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

    /// @dev Ten bytes of code return the rest: PUSH2 size, DUP1, PUSH1 10, RETURNDATASIZE, CODECOPY, RETURNDATASIZE, RETURN.
    function _create(Header memory header, bytes memory rows) private returns (address blob) {
        bytes memory data = abi.encodePacked(
            hex"61",
            uint16(rows.length + ROWS),
            hex"80600a3d393df3",
            bytes1(0),
            uint112(header.anchor),
            uint40(header.time),
            uint40(header.sliceTime),
            uint32(header.scanRange),
            uint32(header.volShock),
            rows
        );
        assembly ("memory-safe") {
            blob := create(0, add(data, 32), mload(data))
        }
        require(blob != address(0), RiskArrays_NotWritten());
    }
}
