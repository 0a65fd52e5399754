// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IAggregatorV3} from "./IAggregatorV3.sol";

/// @title Signed feed: the price of one underlying where no public feed exists
/// @notice Named publishers sign reports; anyone brings one that enough of them signed. Reads like a Chainlink feed of
/// 8 decimals, whose round number is the report's time. Nothing depends on who calls, so updates of several feeds can
/// go in one batch; one that came too late fails alone where the batch allows it to.
/// Warning: `threshold` publishers together can publish any price. The oracle's other sources are the check on them.
interface ISignedFeed is IAggregatorV3 {
    /// @notice What the publishers sign (EIP-712 type `Report`, in the domain of this one contract).
    struct Report {
        bytes32 underlying;
        int192 price; // USD per whole unit, 8 decimals
        uint64 time; // seconds
    }

    event Updated(int192 price, uint64 time);

    error SignedFeed_WrongUnderlying(bytes32 given, bytes32 expected);
    error SignedFeed_NotPositive(int192 price);
    error SignedFeed_NotNewer(uint64 time, uint64 latest);
    error SignedFeed_Future(uint64 time, uint256 latestAllowed);

    /// @notice Publishes a report, with the signatures of at least {threshold} publishers in ascending order of signer
    /// ({Publishers} has the errors). Emits {Updated}. Requires a positive price and a time later than the last one's and at
    /// most 60 seconds ahead.
    function update(Report calldata report, bytes[] calldata signatures) external;

    /// @notice Changes the publishers and how many of them must sign (governance, delayed).
    function change(address[] calldata added, address[] calldata removed, uint16 threshold) external;

    function UNDERLYING() external view returns (bytes32);
    function isPublisher(address publisher) external view returns (bool);
    /// @notice How many publishers there are.
    function size() external view returns (uint16);
    /// @notice How many of them must sign.
    function threshold() external view returns (uint16);
    /// @notice What a publisher signs.
    function hashReport(Report calldata report) external view returns (bytes32);
}
