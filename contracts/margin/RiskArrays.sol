// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CALL, InstrumentId, toInstrumentId} from "../types/InstrumentId.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {ExpiryInput} from "./MarginInput.sol";
import {RiskArray} from "./RiskArray.sol";
import {Svi} from "./Svi.sol";

/// @notice Computes and keeps risk arrays. See {IRiskArrays}.
contract RiskArrays is IRiskArrays {
    uint256 private constant MAX_STRIKES = 64;

    address public immutable ENGINE = msg.sender;

    mapping(uint256 key => uint256) private _places;

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
        address blob = _create(Header(e.forward, block.timestamp, e.slice.time, scanRange, volShock), rows);
        for (uint256 i; i < strikes.length; ++i) {
            InstrumentId call = toInstrumentId(underlying, CALL, expiry, strikes[i]);
            _places[_keyOf(InstrumentId.unwrap(call))] = (uint256(uint160(blob)) << 96) | i;
        }
    }

    /// @inheritdoc IRiskArrays
    function placesOf(uint256[] calldata instruments) external view returns (uint256[] memory places) {
        places = new uint256[](instruments.length);
        for (uint256 i; i < instruments.length; ++i) {
            places[i] = _places[_keyOf(instruments[i])];
        }
    }

    /// @dev A strike is named by its call or put without the kind.
    function _keyOf(uint256 instrument) private pure returns (uint256) {
        return instrument & ~(uint256(0xff) << 104);
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

    /// @dev Ten bytes of code return the rest: PUSH2 size, DUP1, PUSH1 10, RETURNDATASIZE, CODECOPY, RETURNDATASIZE, RETURN.
    function _create(Header memory h, bytes memory rows) private returns (address blob) {
        bytes memory data = abi.encodePacked(
            hex"61",
            uint16(rows.length + 33),
            hex"80600a3d393df3",
            bytes1(0),
            uint112(h.anchor),
            uint40(h.time),
            uint40(h.sliceTime),
            uint32(h.scanRange),
            uint32(h.volShock),
            rows
        );
        assembly ("memory-safe") {
            blob := create(0, add(data, 32), mload(data))
        }
        require(blob != address(0), RiskArrays_NotWritten());
    }
}
