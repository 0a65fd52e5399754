// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Checkpoint} from "./Message.sol";

/// @notice What can be read of both lanes to one chain in one call. Sequences count messages, times are seconds.
struct LaneView {
    address remote; // the messenger at the other end
    bytes32 outLane;
    bytes32 inLane;
    uint64 outSeq;
    uint64 ackedSeq;
    uint64 publishedSeq;
    uint64 publishedAt;
    uint256 pool; // wei
    uint64 inSeq;
    uint64 acceptedSeq;
    uint64 acceptedAt;
    bool frozen;
    uint64 heardBlock;
    uint64 heardTime;
    bytes32 heardHash;
    uint64 echoBlock;
    uint64 echoTime;
}

/// @title Messenger: one end of lanes
/// @notice Each lane runs one way between a spoke and the hub. Messages are appended to a hash chain; {IQuorum} sends
/// checkpoints of it through every transport, and tells this contract what two transports of the other side agreed on;
/// whoever brings the bodies has them handled, each once and in order. Everything that moves a message is open to
/// anyone, and repeating it does no harm.
interface IMessenger {
    // --------------------------------------------------------------------------------------------------------- events

    /// @notice A message joined the lane to `chain`. The body is all that is needed to ingest it there.
    event Appended(uint32 indexed chain, uint64 indexed seq, uint8 kind, bytes body);
    /// @notice A checkpoint of the lane from `chain` has its quorum.
    event Accepted(uint32 indexed chain, uint64 indexed outSeq, uint64 inSeq, uint64 blockNumber);
    /// @notice Messages `firstSeq` to `lastSeq` of the lane from `chain` were handled.
    event Ingested(uint32 indexed chain, uint64 firstSeq, uint64 lastSeq, address ingester, uint256 reward);
    /// @notice A body that nobody could have sent in good faith was passed over.
    event MessageRejected(uint32 indexed chain, uint64 indexed seq, uint8 kind, bytes body);
    event LaneConnected(uint32 indexed chain, address remote, bytes32 outLane, bytes32 inLane);
    /// @notice The bounty could not be paid to its earner and stayed in the pool.
    event BountyUnpaid(uint32 indexed chain, address indexed earner, uint256 amount);

    // --------------------------------------------------------------------------------------------------------- errors

    error Messenger_UnknownChain(uint32 chain);
    error Messenger_AlreadyConnected(uint32 chain);
    error Messenger_FeeTooLow(uint256 given, uint256 required);
    error Messenger_FeeTooHigh(uint256 given);
    error Messenger_LaneFrozen(uint32 chain);
    error Messenger_UnknownBlock(uint256 number);
    error Messenger_NotTheQuorum(address caller);
    error Messenger_Closed();
    error Messenger_Forgotten(uint64 seq);

    // ---------------------------------------------------------------------------------------------------- for anyone

    /// @notice Handles messages of the lane from `chain`, from `firstSeq` on; `messages` is a row of
    /// kind (1 byte) | length (2 bytes) | body. Requires that they arrive at an accepted checkpoint. Anyone may call,
    /// with any gas: too little reverts and changes nothing. Pays the caller from the pool of the opposite lane.
    function ingest(uint32 chain, uint64 firstSeq, bytes calldata messages) external returns (uint64 lastSeq);

    /// @notice Makes an earlier link accepted by folding `leaves` from it to an accepted one, so that a long backlog
    /// can be ingested in pieces. Anyone may call.
    function anchor(uint32 chain, uint64 fromSeq, bytes32 fromAcc, bytes32[] calldata leaves) external;

    /// @notice Pays for the storage of places `from` to `to` (1 to 255, 22,100 gas each) of the lane to `chain`, so that its
    /// first messages cost no more than later ones. Anyone may call, whoever deploys does; places in use are left alone.
    function prepare(uint32 chain, uint256 from, uint256 to) external;

    // ----------------------------------------------------------------------------------------- for the quorum alone

    /// @notice Notes that a checkpoint was sent and pays `publisher`: half of the lane's pool for new messages, an eighth
    /// for a heartbeat that is due, nothing when not `complete`.
    function notePublished(uint32 chain, uint64 outSeq, bytes32 content, bool complete, address publisher)
        external
        returns (uint256 reward);

    /// @notice Takes a checkpoint that has its quorum.
    function accept(uint32 chain, Checkpoint calldata c) external;

    /// @notice Freezes the lane from `chain`, or lets it run again.
    function setFrozen(uint32 chain, bool frozen) external;

    // ---------------------------------------------------------------------------------------------------------- views

    /// @notice The newest checkpoint of the lane to `chain`: all of it as of the end of the parent block.
    function checkpoint(uint32 chain) external view returns (Checkpoint memory);

    /// @notice The least fee that an append to the lane costs now, in wei: rises with the messages not yet acknowledged.
    function appendFee(uint32 chain) external view returns (uint256);

    /// @notice What a vote is judged by: the incoming lane's id, whether it is frozen, how many messages were sent the
    /// other way and the link after `inSeq` of them, and the link already accepted at `outSeq` (0 if none). Reverts for an
    /// acknowledgement so old that its link was forgotten.
    function evidence(uint32 chain, uint64 inSeq, uint64 outSeq)
        external
        view
        returns (bytes32 inLane, bool frozen, uint64 sent, bytes32 sentAcc, bytes32 acceptedAcc);

    function laneOf(uint32 chain) external view returns (LaneView memory);
    function chains() external view returns (uint32[] memory);
    /// @notice Hash of the newest published checkpoint of the lane to `chain`.
    function published(uint32 chain) external view returns (bytes32 content);
    /// @notice The outbox's hash chain after message `seq`. Kept are the newest 256 and all not yet acknowledged; 0 for
    /// others. Whoever follows the lane loses nothing: each link is contained in every later one.
    function accumulator(uint32 chain, uint64 seq) external view returns (bytes32);
    /// @notice The accepted link at `seq` of the lane from `chain`, 0 if none was accepted there.
    function acceptedAt(uint32 chain, uint64 seq) external view returns (bytes32);
}
