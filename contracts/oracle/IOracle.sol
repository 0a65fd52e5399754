// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";

/// @title Oracle: guarded prices
/// @notice One price per underlying, from one to three sources that check each other: all of them must answer soundly
/// and agree, then the median counts (of two the mean, rounded down). A price that the guard refuses is never used: it
/// is refused with the reason. Sources are adapters, see {IPriceAdapter}.
/// Warning: the guard compares sources and clocks. It cannot tell a price that all sources have wrong.
interface IOracle {
    /// @notice Why the guard refused.
    enum Refusal {
        None,
        Unknown, // no source is listed
        Silent, // the source reverted, used too much gas, or answered nonsense
        Stale, // older than the source's `maxAge`
        Future, // dated more than a minute ahead
        Zero, // zero or negative
        Uncertain, // confidence interval wider than `maxConfidenceBps` of the price
        Deviating, // highest and lowest differ by more than `maxDeviationBps` of the lowest
        Jumping // further from the price last observed than {MAX_MOVE_BPS} for each minute since
    }

    struct Price {
        uint256 price; // USD per whole unit, 18 decimals; 0 when refused
        uint256 confidence; // half width of the widest interval, 18 decimals; 0 where no source gives one
        uint64 time; // when the oldest of the sources was updated, seconds; when refused, the refused source's
        Refusal refusal;
        address source; // the source that made the guard refuse, if it was one (of two that deviate, neither is blamed)
    }

    /// @notice What all adapters answer.
    struct Answer {
        int256 price; // 18 decimals
        uint256 confidence; // 18 decimals
        uint64 time; // seconds
    }

    event Observed(bytes32 indexed underlying, uint256 price);
    event UnderlyingSet(
        bytes32 indexed underlying, address[] sources, uint32 maxAge, uint16 maxConfidenceBps, uint16 maxDeviationBps
    );
    event AssetSet(AssetId indexed asset, bytes32 indexed underlying);

    error Oracle_Refused(bytes32 underlying, Refusal refusal, address source);
    error Oracle_BadConfig(bytes32 underlying);
    error Oracle_TooLittleGas(uint256 gas);

    /// @notice The guarded price of an underlying, e.g. `bytes32("ETH")`. Look at `refusal`: whatever a source does,
    /// this does not revert. Requires gas for a source that uses all it may (about 112,000 left before each source),
    /// else {Oracle_TooLittleGas}: otherwise who calls could choose that a sound source is silent.
    function priceOf(bytes32 underlying) external view returns (Price memory);
    /// @notice The guarded price of a token's underlying. Refuses like {priceOf}; an unknown token as Unknown.
    function assetPrice(AssetId asset) external view returns (Price memory);
    /// @notice The price, or a revert with {Oracle_Refused}.
    function requirePrice(bytes32 underlying) external view returns (uint256 price, uint256 confidence);
    /// @notice Remembers the present price, against which later ones are judged: nobody believes a move of more than
    /// {MAX_MOVE_BPS} a minute. Anyone may call; within a minute of the last one it does nothing. A price further away than the
    /// guard allows moves what is remembered as far as it allows. Emits {Observed}. Reverts with {Oracle_Refused} where
    /// sources are unsound. Warning: where nobody observes for ten minutes, any move is believed.
    function observe(bytes32 underlying) external;
    /// @notice The price last observed, and when; time 0 if never.
    function seenOf(bytes32 underlying) external view returns (uint256 price, uint64 time);
    function MAX_MOVE_BPS() external view returns (uint256);
    function underlyingOf(AssetId asset) external view returns (bytes32);
    function sourcesOf(bytes32 underlying)
        external
        view
        returns (address[] memory sources, uint32 maxAge, uint16 maxConfidenceBps, uint16 maxDeviationBps);

    /// @notice Sets the sources and the guard of an underlying (governance, delayed). One to three distinct contracts;
    /// `maxAge` in seconds, not 0; at most 10,000 basis points.
    function setUnderlying(
        bytes32 underlying,
        address[] calldata sources,
        uint32 maxAge,
        uint16 maxConfidenceBps,
        uint16 maxDeviationBps
    ) external;
    /// @notice Says which underlying a token's price is (governance, delayed). The underlying must be set before.
    function setAsset(AssetId asset, bytes32 underlying) external;
}
