// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";

/// @title Oracle: guarded prices
/// @notice One price per underlying, from one or more sources that check each other. A price that the guard refuses is
/// never used: it is refused with the reason.
interface IOracle {
    /// @notice Why the guard refused.
    enum Refusal {
        None,
        Unknown, // no source is listed
        Silent, // the source reverted
        Stale, // older than the source's `maxAge`
        Future, // dated more than a minute ahead
        Zero, // zero or negative
        Uncertain, // confidence interval wider than `maxConfidenceBps` of the price
        Deviating // the sources differ by more than `maxDeviationBps`
    }

    struct Price {
        uint256 price; // USD per whole unit, 18 decimals; 0 when refused
        uint256 confidence; // half width of the interval, 18 decimals; 0 where the source gives none
        uint64 time; // when the older of the sources was updated, seconds
        Refusal refusal;
        address source; // the source that made the guard refuse, if one did
    }

    /// @notice What all adapters answer.
    struct Answer {
        int256 price; // 18 decimals
        uint256 confidence; // 18 decimals
        uint64 time; // seconds
    }

    event UnderlyingSet(
        bytes32 indexed underlying, address[] sources, uint32 maxAge, uint16 maxConfidenceBps, uint16 maxDeviationBps
    );
    event AssetSet(AssetId indexed asset, bytes32 indexed underlying);

    error Oracle_Refused(bytes32 underlying, Refusal refusal, address source);
    error Oracle_BadConfig(bytes32 underlying);

    /// @notice The guarded price of an underlying, e.g. `bytes32("ETH")`. Never reverts; look at `refusal`.
    function priceOf(bytes32 underlying) external view returns (Price memory);
    /// @notice The guarded price of a token's underlying. Never reverts.
    function assetPrice(AssetId asset) external view returns (Price memory);
    /// @notice The price, or a revert with {Oracle_Refused}.
    function requirePrice(bytes32 underlying) external view returns (uint256 price, uint256 confidence);
    function underlyingOf(AssetId asset) external view returns (bytes32);
    function sourcesOf(bytes32 underlying)
        external
        view
        returns (address[] memory sources, uint32 maxAge, uint16 maxConfidenceBps, uint16 maxDeviationBps);

    /// @notice Sets the sources (adapters) and the guard of an underlying (governance, delayed).
    function setUnderlying(
        bytes32 underlying,
        address[] calldata sources,
        uint32 maxAge,
        uint16 maxConfidenceBps,
        uint16 maxDeviationBps
    ) external;
    /// @notice Says which underlying a token's price is (governance, delayed).
    function setAsset(AssetId asset, bytes32 underlying) external;
}
