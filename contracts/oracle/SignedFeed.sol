// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregatorV3} from "./IAggregatorV3.sol";
import {ISignedFeed} from "./ISignedFeed.sol";
import {Publishers} from "./Publishers.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice The price of one underlying, signed by m of n publishers. See {ISignedFeed}.
contract SignedFeed is ISignedFeed, AccessManaged, EIP712 {
    using Publishers for Publishers.State;

    /// `keccak256("Report(bytes32 underlying,int192 price,uint64 time)")`
    bytes32 public constant REPORT_TYPEHASH = keccak256("Report(bytes32 underlying,int192 price,uint64 time)");
    /// @notice How far a report's time may be ahead of this chain's, seconds.
    uint256 public constant MAX_AHEAD = 60;
    /// @inheritdoc IAggregatorV3
    uint8 public constant decimals = 8;
    /// @inheritdoc IAggregatorV3
    uint256 public constant version = 1;

    /// @inheritdoc ISignedFeed
    bytes32 public immutable UNDERLYING;

    /// 192 + 64 = 256 bits
    int192 private _price;
    uint64 private _time;
    Publishers.State private _publishers;

    constructor(bytes32 underlying, address[] memory publishers, uint16 threshold_, address authority)
        AccessManaged(authority)
        EIP712("Causeway SignedFeed", "1")
    {
        UNDERLYING = underlying;
        _publishers.change(publishers, new address[](0), threshold_);
    }

    /// @inheritdoc ISignedFeed
    function update(Report calldata report, bytes[] calldata signatures) external {
        require(report.underlying == UNDERLYING, SignedFeed_WrongUnderlying(report.underlying, UNDERLYING));
        require(report.price > 0, SignedFeed_NotPositive(report.price));
        // strictly: an old report never comes back, and two of one time cannot take turns
        require(report.time > _time, SignedFeed_NotNewer(report.time, _time));
        uint256 latestAllowed = block.timestamp + MAX_AHEAD;
        require(report.time <= latestAllowed, SignedFeed_Future(report.time, latestAllowed));
        _publishers.requireSigned(hashReport(report), signatures);
        (_price, _time) = (report.price, report.time);
        emit Updated(report.price, report.time);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IAggregatorV3
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        (int192 price, uint64 time) = (_price, _time);
        return (time, price, time, time, time);
    }

    /// @inheritdoc IAggregatorV3
    function description() external view returns (string memory) {
        uint256 length;
        while (length < 32 && UNDERLYING[length] != 0) ++length;
        bytes memory name = new bytes(length);
        for (uint256 i; i < length; ++i) {
            name[i] = UNDERLYING[i];
        }
        return string.concat(string(name), " / USD");
    }

    /// @inheritdoc ISignedFeed
    function isPublisher(address publisher) external view returns (bool) {
        return _publishers.isMember[publisher];
    }

    /// @inheritdoc ISignedFeed
    function size() external view returns (uint16) {
        return _publishers.size;
    }

    /// @inheritdoc ISignedFeed
    function threshold() external view returns (uint16) {
        return _publishers.threshold;
    }

    /// @inheritdoc ISignedFeed
    function hashReport(Report calldata report) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(REPORT_TYPEHASH, report.underlying, report.price, report.time)));
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc ISignedFeed
    function change(address[] calldata added, address[] calldata removed, uint16 threshold_) external restricted {
        _publishers.change(added, removed, threshold_);
    }
}
