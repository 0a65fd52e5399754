// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CALL, InstrumentId, toInstrumentId} from "../types/InstrumentId.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {ExpiryInput} from "./MarginInput.sol";
import {RiskArray} from "./RiskArray.sol";
import {RiskBlob} from "./RiskBlob.sol";
import {Svi} from "./Svi.sol";

/// @notice Computes and keeps risk arrays. See {IRiskArrays}.
contract RiskArrays is IRiskArrays {
    uint256 private constant MAX_STRIKES = 128;
    uint256 private constant NO_ROW = type(uint256).max;

    address public immutable ENGINE = msg.sender;

    mapping(uint256 strike => uint256) private _places;
    mapping(uint256 expiry => address) private _newest;

    /// @inheritdoc IRiskArrays
    function write(
        bytes6 underlying,
        uint40 expiry,
        uint64[] calldata strikes,
        ExpiryInput calldata e,
        uint32 scanRange,
        uint32 volShock
    ) external {
        require(msg.sender == ENGINE, RiskArrays_NotTheEngine(msg.sender));
        bytes memory rows = _rows(strikes, e, scanRange, volShock);
        address blob = _create(Header(e.forward, block.timestamp, e.slice.time, scanRange, volShock), rows, strikes);
        _newest[_expiryOf(InstrumentId.unwrap(toInstrumentId(underlying, CALL, expiry, 0)))] = blob;
        for (uint256 i; i < strikes.length; ++i) {
            InstrumentId call = toInstrumentId(underlying, CALL, expiry, strikes[i]);
            _places[_strikeOf(InstrumentId.unwrap(call))] = (uint256(uint160(blob)) << 96) | i;
        }
    }

    /// @inheritdoc IRiskArrays
    function placesOf(uint256[] calldata instruments) external view returns (uint256[] memory places) {
        uint256 count = instruments.length;
        places = new uint256[](count);
        uint256 expiry;
        uint256 blob;
        bytes memory strikes;
        for (uint256 i; i < count; ++i) {
            uint256 instrument = instruments[i];
            // most are found in the newest arrays of their expiry, without a slot for each; where they are, none is newer
            if (_expiryOf(instrument) != expiry || i == 0) {
                expiry = _expiryOf(instrument);
                blob = uint160(_newest[expiry]);
                if (blob != 0) strikes = RiskBlob.readStrikes(address(uint160(blob)));
                else strikes = "";
            }
            uint256 row = _find(strikes, uint64(instrument));
            places[i] = row == NO_ROW ? _places[_strikeOf(instrument)] : (blob << 96) | row;
        }
    }

    /// @dev Which of rising strikes (8 bytes each) this is.
    function _find(bytes memory strikes, uint256 strike) private pure returns (uint256 row) {
        assembly ("memory-safe") {
            row := not(0)
            let low := 0
            let high := shr(3, mload(strikes))
            let from := add(strikes, 8) // a strike's word ends with its eight bytes
            for {} lt(low, high) {} {
                let middle := shr(1, add(low, high))
                let found := and(mload(add(from, shl(3, middle))), 0xffffffffffffffff)
                if eq(found, strike) {
                    row := middle
                    break
                }
                switch lt(found, strike)
                case 1 { low := add(middle, 1) }
                default { high := middle }
            }
        }
    }

    /// @dev A strike is named by its call or put without the kind.
    function _strikeOf(uint256 instrument) private pure returns (uint256) {
        return instrument & ~(uint256(0xff) << 104);
    }

    /// @dev An expiry by any of its options without kind and strike.
    function _expiryOf(uint256 instrument) private pure returns (uint256) {
        return _strikeOf(instrument) >> 64;
    }

    function _rows(uint64[] calldata strikes, ExpiryInput memory e, uint256 scanRange, uint256 volShock)
        private
        pure
        returns (bytes memory rows)
    {
        uint256 count = strikes.length;
        require(count != 0 && count <= MAX_STRIKES, RiskArrays_BadStrikes(count));
        rows = new bytes(count * RiskArray.ROW);
        RiskArray.Grid memory grid = RiskArray.grid(e.tau, scanRange, volShock);
        uint256 before;
        for (uint256 i; i < count; ++i) {
            uint256 strike = uint256(strikes[i]) * 1e10;
            require(strike > before, RiskArrays_BadStrikes(count));
            before = strike;
            uint256 variance = Svi.variance(e.slice, e.forward, strike, e.tau, e.tauAtPublication);
            RiskArray.write(rows, i * RiskArray.ROW, grid, e.forward, strike, variance);
        }
    }

    /// @dev The strikes, eight bytes each.
    function _table(uint64[] calldata strikes) private pure returns (bytes memory table) {
        uint256 count = strikes.length;
        table = new bytes(8 * count + 24); // room for the last word
        for (uint256 i; i < count; ++i) {
            uint256 strike = strikes[i];
            assembly ("memory-safe") {
                mstore(add(add(table, 32), shl(3, i)), shl(192, strike))
            }
        }
        assembly ("memory-safe") {
            mstore(table, shl(3, count))
        }
    }

    /// @dev Ten bytes of code return the rest: PUSH2 size, DUP1, PUSH1 10, RETURNDATASIZE, CODECOPY, RETURNDATASIZE, RETURN.
    function _create(Header memory h, bytes memory rows, uint64[] calldata strikes) private returns (address blob) {
        bytes memory table = _table(strikes);
        bytes memory data = abi.encodePacked(
            hex"61",
            uint16(33 + rows.length + table.length),
            hex"80600a3d393df3",
            bytes1(0),
            uint112(h.anchor),
            uint40(h.time),
            uint40(h.sliceTime),
            uint32(h.scanRange),
            uint32(h.volShock),
            rows,
            table
        );
        assembly ("memory-safe") {
            blob := create(0, add(data, 32), mload(data))
        }
        require(blob != address(0), RiskArrays_NotWritten());
    }
}
