// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {CALL, InstrumentId, toInstrumentId} from "../types/InstrumentId.sol";
import {FixedPoint} from "./FixedPoint.sol";
import {Forwards} from "./Forwards.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {ExpiryInput} from "./MarginInput.sol";
import {MarginMath} from "./MarginMath.sol";
import {RiskArray} from "./RiskArray.sol";
import {Svi} from "./Svi.sol";

/// @notice Computes and keeps risk arrays. See {IRiskArrays}.
contract RiskArrays is IRiskArrays, Forwards {
    uint256 private constant MAX_STRIKES = 128;

    IRiskEngine public immutable ENGINE = IRiskEngine(msg.sender);

    mapping(uint256 strike => uint256) private _places;

    constructor(IClearing clearing, IOracle oracle, ISurfaces surfaces) Forwards(clearing, oracle, surfaces) {}

    /// @inheritdoc IRiskArrays
    function refresh(IRiskParameters parameters, bytes6 underlying, uint40 expiry, uint64[] calldata strikes)
        external
        returns (uint256 forward, address blob)
    {
        require(msg.sender == address(ENGINE), RiskArrays_NotTheEngine(msg.sender));
        (IRiskParameters.RiskParams memory params,) = parameters.riskOf(underlying);
        require(params.listed, IRiskEngine.Risk_Unlisted(underlying));
        (uint256 index,) = _index(underlying, false);
        ExpiryInput memory e = _forward(underlying, expiry, index);
        require(!e.settled, IRiskEngine.Risk_Expired(underlying, expiry));
        bytes memory rows = _rows(strikes, e, params.scanRange, params.volShock);
        Header memory header = Header(e.forward, block.timestamp, e.slice.time, params.scanRange, params.volShock);
        blob = _create(header, rows, strikes);
        for (uint256 i; i < strikes.length; ++i) {
            InstrumentId call = toInstrumentId(underlying, CALL, expiry, strikes[i]);
            _places[_strikeOf(InstrumentId.unwrap(call))] = (uint256(uint160(blob)) << 96) | i;
        }
        return (e.forward, blob);
    }

    /// @inheritdoc IRiskArrays
    function newestOf(uint256 instrument) external view returns (address) {
        return ENGINE.newestOf(instrument);
    }

    /// @inheritdoc IRiskArrays
    function placesOf(uint256[] calldata instruments) external view returns (uint256[] memory places) {
        uint256 count = instruments.length;
        places = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            places[i] = _places[_strikeOf(instruments[i])];
        }
    }

    /// @inheritdoc IRiskArrays
    function markOf(ExpiryInput calldata expiry, uint256 strike, bool isCall) external pure returns (uint256) {
        return MarginMath.markOf(expiry, strike, isCall);
    }

    /// @dev A strike is named by its call or put without the kind.
    function _strikeOf(uint256 instrument) private pure returns (uint256) {
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
        Svi.Curve memory curve = Svi.curve(e.slice, e.tau, e.tauAtPublication);
        uint256 before;
        for (uint256 i; i < count; ++i) {
            uint256 strike = uint256(strikes[i]) * 1e10;
            require(strike > before, RiskArrays_BadStrikes(count));
            before = strike;
            int256 l = FixedPoint.lnRatio(e.forward, strike);
            RiskArray.writeAt(rows, i * RiskArray.ROW, grid, e.forward, strike, l, Svi.variance(curve, l));
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
