// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOracle} from "./IOracle.sol";
import {IPriceAdapter} from "./IPriceAdapter.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IPyth} from "@pythnetwork/pyth-sdk-solidity/IPyth.sol";
import {PythStructs} from "@pythnetwork/pyth-sdk-solidity/PythStructs.sol";

/// @notice Reads Pyth's contract on this chain, with its confidence. Whoever needs a fresh price updates it there.
contract PythAdapter is IPriceAdapter, AccessManaged {
    using SafeCast for uint256;

    IPyth public immutable PYTH;

    /// @notice Pyth's id of the feed of an underlying, 0 if none.
    mapping(bytes32 underlying => bytes32 id) public feedOf;

    event FeedSet(bytes32 indexed underlying, bytes32 id);

    error PythAdapter_NoFeed(bytes32 underlying);
    error PythAdapter_ExponentTooLarge(bytes32 underlying, int32 exponent);

    constructor(IPyth pyth, address authority) AccessManaged(authority) {
        PYTH = pyth;
    }

    /// @inheritdoc IPriceAdapter
    function read(bytes32 underlying) external view returns (IOracle.Answer memory) {
        bytes32 id = feedOf[underlying];
        require(id != 0, PythAdapter_NoFeed(underlying));
        PythStructs.Price memory p = PYTH.getPriceUnsafe(id);
        (int256 price, uint256 confidence) = _scale(underlying, p.price, p.conf, p.expo);
        return IOracle.Answer({price: price, confidence: confidence, time: p.publishTime.toUint64()});
    }

    /// @notice Names the feed of an underlying by Pyth's id (governance, delayed); 0 for none.
    function setFeed(bytes32 underlying, bytes32 id) external restricted {
        feedOf[underlying] = id;
        emit FeedSet(underlying, id);
    }

    /// @dev To 18 decimals: the price rounded towards zero, the confidence up.
    function _scale(bytes32 underlying, int64 price, uint64 confidence, int32 exponent)
        private
        pure
        returns (int256, uint256)
    {
        int256 shift = int256(exponent) + 18;
        if (shift >= 0) {
            // 2^64 * 10^57 is below 2^255
            require(shift <= 57, PythAdapter_ExponentTooLarge(underlying, exponent));
            uint256 factor = 10 ** uint256(shift);
            return (price * int256(factor), confidence * factor);
        }
        // 10^20 is above 2^64: a longer divisor gives the same quotients
        uint256 divisor = 10 ** uint256(shift < -20 ? int256(20) : -shift);
        return (price / int256(divisor), Math.ceilDiv(confidence, divisor));
    }
}
