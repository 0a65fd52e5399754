// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Aggregator: the part of Chainlink's `AggregatorV3Interface` that consumers read
interface IAggregatorV3 {
    function decimals() external view returns (uint8);
    function description() external view returns (string memory);
    function version() external view returns (uint256);

    /// @notice The newest round. `updatedAt` is 0 while the round is incomplete; `answeredInRound` is deprecated.
    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
