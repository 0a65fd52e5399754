// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregatorV3} from "./IAggregatorV3.sol";
import {IOracle} from "./IOracle.sol";
import {IPriceAdapter} from "./IPriceAdapter.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Reads Chainlink feeds, and any other that speaks their interface, such as {SignedFeed}. They give no
/// confidence.
contract ChainlinkAdapter is IPriceAdapter, AccessManaged {
    using SafeCast for uint256;

    /// 160 + 8 = 168 bits
    struct Feed {
        IAggregatorV3 aggregator;
        uint8 decimals; // read once: a feed that is in use does not change them
    }

    mapping(bytes32 underlying => Feed) private _feeds;

    event FeedSet(bytes32 indexed underlying, IAggregatorV3 aggregator, uint8 decimals);

    error ChainlinkAdapter_NoFeed(bytes32 underlying);
    error ChainlinkAdapter_IncompleteRound(bytes32 underlying, uint80 roundId);
    error ChainlinkAdapter_TooManyDecimals(bytes32 underlying, uint8 decimals);

    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IPriceAdapter
    function read(bytes32 underlying) external view returns (IOracle.Answer memory) {
        Feed memory feed = _feeds[underlying];
        require(address(feed.aggregator) != address(0), ChainlinkAdapter_NoFeed(underlying));
        (uint80 roundId, int256 answer,, uint256 updatedAt,) = feed.aggregator.latestRoundData();
        require(updatedAt != 0, ChainlinkAdapter_IncompleteRound(underlying, roundId));
        int256 price = feed.decimals <= 18
            ? answer * int256(10 ** (18 - feed.decimals))
            : answer / int256(10 ** (feed.decimals - 18));
        return IOracle.Answer({price: price, confidence: 0, time: updatedAt.toUint64()});
    }

    /// @notice The feed of an underlying, and its decimals.
    function feedOf(bytes32 underlying) external view returns (IAggregatorV3 aggregator, uint8 decimals) {
        Feed memory feed = _feeds[underlying];
        return (feed.aggregator, feed.decimals);
    }

    /// @notice Names the feed of an underlying (governance, delayed). At most 36 decimals.
    function setFeed(bytes32 underlying, IAggregatorV3 aggregator) external restricted {
        uint8 decimals = aggregator.decimals();
        require(decimals <= 36, ChainlinkAdapter_TooManyDecimals(underlying, decimals));
        _feeds[underlying] = Feed({aggregator: aggregator, decimals: decimals});
        emit FeedSet(underlying, aggregator, decimals);
    }
}
