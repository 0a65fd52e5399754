// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregatorV3} from "./IAggregatorV3.sol";
import {ISignedFeed} from "./ISignedFeed.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice The price of one underlying, signed by m of n publishers. See {ISignedFeed}.
contract SignedFeed is ISignedFeed, AccessManaged, EIP712 {
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
    /// @inheritdoc ISignedFeed
    uint16 public size;
    /// @inheritdoc ISignedFeed
    uint16 public threshold;
    /// @inheritdoc ISignedFeed
    mapping(address publisher => bool) public isPublisher;

    constructor(bytes32 underlying, address[] memory publishers, uint16 threshold_, address authority)
        AccessManaged(authority)
        EIP712("Causeway SignedFeed", "1")
    {
        UNDERLYING = underlying;
        _change(publishers, new address[](0), threshold_);
    }

    /// @inheritdoc ISignedFeed
    function update(Report calldata report, bytes[] calldata signatures) external {
        require(report.underlying == UNDERLYING, SignedFeed_WrongUnderlying(report.underlying, UNDERLYING));
        require(report.price > 0, SignedFeed_NotPositive(report.price));
        // strictly: an old report never comes back, and two of one time cannot take turns
        require(report.time > _time, SignedFeed_NotNewer(report.time, _time));
        uint256 latestAllowed = block.timestamp + MAX_AHEAD;
        require(report.time <= latestAllowed, SignedFeed_Future(report.time, latestAllowed));
        require(signatures.length >= threshold, SignedFeed_TooFew(signatures.length, threshold));

        bytes32 digest = hashReport(report);
        address last;
        for (uint256 i; i < signatures.length; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            require(signer > last, SignedFeed_OutOfOrder(signer));
            require(isPublisher[signer], SignedFeed_NotAPublisher(signer));
            last = signer;
        }
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
    function hashReport(Report calldata report) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(REPORT_TYPEHASH, report.underlying, report.price, report.time)));
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc ISignedFeed
    function change(address[] calldata added, address[] calldata removed, uint16 threshold_) external restricted {
        _change(added, removed, threshold_);
    }

    function _change(address[] memory added, address[] memory removed, uint16 threshold_) private {
        for (uint256 i; i < removed.length; ++i) {
            require(isPublisher[removed[i]], SignedFeed_NotAPublisher(removed[i]));
            isPublisher[removed[i]] = false;
        }
        for (uint256 i; i < added.length; ++i) {
            require(added[i] != address(0) && !isPublisher[added[i]], SignedFeed_AlreadyAPublisher(added[i]));
            isPublisher[added[i]] = true;
        }
        uint256 size_ = size + added.length - removed.length;
        require(
            threshold_ != 0 && threshold_ <= size_ && size_ <= type(uint16).max,
            SignedFeed_BadThreshold(threshold_, size_)
        );
        (size, threshold) = (uint16(size_), threshold_);
        emit PublishersChanged(added, removed, uint16(size_), threshold_);
    }
}
