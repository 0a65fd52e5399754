// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlocks} from "./IBlocks.sol";
import {IMessenger, LaneView} from "./IMessenger.sol";
import {Inbox, Lane, Outbox} from "./Lane.sol";
import {Checkpoint, Message} from "./Message.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice One end of lanes; {Spoke} has one pair, to the hub, and {Gateway} one pair to each spoke.
/// @dev What a message means is the heir's: {_handle} must be total, of constant gas, and ask no oracle.
abstract contract Messenger is IMessenger, AccessManaged, ReentrancyGuardTransient {
    using Lane for Outbox;
    using Lane for Inbox;

    struct Link {
        address remote;
        bytes32 inLane;
        bytes32 outLane;
        Outbox outbox;
        Inbox inbox;
    }

    /// @notice A checkpoint without new messages earns a bounty only this long after the last one.
    uint256 public constant HEARTBEAT = 1 hours;
    /// Messages without acknowledgement over which the append fee doubles.
    uint256 private constant BACKLOG_UNIT = 256;
    /// Gas that the receiver of a bounty may use.
    uint256 private constant BOUNTY_GAS = 30_000;

    /// @notice Our registry number of this chain.
    uint32 public immutable CHAIN;
    /// @notice The least append fee, in wei.
    uint256 public immutable APPEND_FEE;
    /// @notice The contract that speaks for the other chains.
    address public immutable QUORUM;
    /// Zero where the block opcodes mean this chain's blocks.
    IBlocks private immutable BLOCKS;

    mapping(uint32 chain => Link) private _links;
    uint32[] private _chains;

    constructor(uint32 chain, uint256 appendFee_, address quorum, IBlocks blocks, address authority)
        AccessManaged(authority)
    {
        CHAIN = chain;
        APPEND_FEE = appendFee_;
        QUORUM = quorum;
        BLOCKS = blocks;
    }

    // ---------------------------------------------------------------------------------------------------- for anyone

    /// @inheritdoc IMessenger
    function ingest(uint32 chain, uint64 firstSeq, bytes calldata messages)
        external
        nonReentrant
        returns (uint64 lastSeq)
    {
        Link storage link = _link(chain);
        // once checkpoints are no longer taken, what was accepted before must still arrive: exits wait for it
        require(!link.inbox.frozen || link.outbox.closed, Messenger_LaneFrozen(chain));
        uint256 cursor;
        uint64 seq;
        (cursor, seq, lastSeq) = link.inbox.advance(firstSeq, messages, _blockNumber());

        uint256 pool = link.outbox.pool;
        uint256 reward = (lastSeq - seq + 1) * (APPEND_FEE / 4);
        if (reward > pool) reward = pool;
        if (reward != 0) link.outbox.pool = uint88(pool - reward);
        emit Ingested(chain, seq, lastSeq, msg.sender, reward);

        for (; seq <= lastSeq; ++seq) {
            uint8 kind;
            bytes calldata body;
            (kind, body, cursor) = Lane.item(messages, cursor);
            if (!_handle(chain, seq, kind, body)) emit MessageRejected(chain, seq, kind, body);
        }
        _reward(chain, msg.sender, reward);
    }

    /// @inheritdoc IMessenger
    function anchor(uint32 chain, uint64 fromSeq, bytes32 fromAcc, bytes32[] calldata leaves) external {
        _link(chain).inbox.anchor(fromSeq, fromAcc, leaves);
    }

    /// @inheritdoc IMessenger
    function prepare(uint32 chain, uint256 from, uint256 to) external {
        _link(chain).outbox.prepare(from, to);
    }

    // ----------------------------------------------------------------------------------------- for the quorum alone

    modifier onlyQuorum() {
        require(msg.sender == QUORUM, Messenger_NotTheQuorum(msg.sender));
        _;
    }

    /// @inheritdoc IMessenger
    function notePublished(uint32 chain, uint64 outSeq, bytes32 content, bool complete, address publisher)
        external
        onlyQuorum
        nonReentrant
        returns (uint256 reward)
    {
        Outbox storage outbox = _links[chain].outbox; // of the checkpoint just made
        if (complete) {
            if (outSeq > outbox.publishedSeq) reward = outbox.pool / 2;
            else if (block.timestamp >= outbox.publishedAt + HEARTBEAT) reward = outbox.pool / 8;
            outbox.publishedSeq = uint40(outSeq);
            outbox.publishedAt = uint48(block.timestamp);
        }
        outbox.published = content;
        outbox.pool -= uint88(reward);
        _reward(chain, publisher, reward);
    }

    /// @inheritdoc IMessenger
    function accept(uint32 chain, Checkpoint calldata c) external onlyQuorum {
        Link storage link = _link(chain);
        require(!link.outbox.closed, Messenger_Closed());
        if (c.inSeq > link.outbox.acked) link.outbox.acked = uint40(c.inSeq);
        if (link.inbox.accept(c, _blockNumber())) emit Accepted(chain, c.outSeq, c.inSeq, c.blockNumber);
    }

    /// @inheritdoc IMessenger
    function setFrozen(uint32 chain, bool frozen) external onlyQuorum {
        _link(chain).inbox.frozen = frozen;
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IMessenger
    function checkpoint(uint32 chain) external view returns (Checkpoint memory c) {
        Link storage link = _link(chain);
        uint256 number = _blockNumber();
        c.lane = link.outLane;
        c.outSeq = link.outbox.seqAtParent(number);
        c.outAcc = link.outbox.link(c.outSeq);
        (c.inSeq, c.inAcc, c.heardBlock, c.heardTime) = link.inbox.atParent(number);
        c.blockNumber = uint64(number - 1);
        c.blockHash = address(BLOCKS) == address(0) ? blockhash(number - 1) : BLOCKS.hash(number - 1);
        require(c.blockHash != 0, Messenger_UnknownBlock(number - 1));
        c.time = uint64(block.timestamp);
    }

    /// @inheritdoc IMessenger
    function appendFee(uint32 chain) external view returns (uint256) {
        return _appendFee(_link(chain).outbox);
    }

    /// @inheritdoc IMessenger
    function evidence(uint32 chain, uint64 inSeq, uint64 outSeq)
        external
        view
        returns (bytes32 inLane, bool frozen, uint64 sent, bytes32 sentAcc, bytes32 acceptedAcc)
    {
        Link storage link = _link(chain);
        (inLane, frozen, sent) = (link.inLane, link.inbox.frozen, link.outbox.seq);
        (sentAcc, acceptedAcc) = (link.outbox.link(inSeq), link.inbox.accepted[outSeq]);
        // what was forgotten can be neither believed nor called a lie: any newer checkpoint will do
        require(sentAcc != 0 || inSeq > sent, Messenger_Forgotten(inSeq));
    }

    /// @inheritdoc IMessenger
    function laneOf(uint32 chain) external view returns (LaneView memory v) {
        Link storage link = _link(chain);
        Outbox storage o = link.outbox;
        Inbox storage i = link.inbox;
        v.remote = link.remote;
        v.outLane = link.outLane;
        v.inLane = link.inLane;
        v.outSeq = o.seq;
        v.ackedSeq = o.acked;
        v.publishedSeq = o.publishedSeq;
        v.publishedAt = o.publishedAt;
        v.pool = o.pool;
        v.inSeq = i.seq;
        v.acceptedSeq = i.acceptedSeq;
        v.acceptedAt = i.acceptedAt;
        v.frozen = i.frozen;
        v.heardBlock = i.heardBlock;
        v.heardTime = i.heardTime;
        v.heardHash = i.heardHash;
        v.echoBlock = i.echoBlock;
        v.echoTime = i.echoTime;
    }

    /// @inheritdoc IMessenger
    function chains() external view returns (uint32[] memory) {
        return _chains;
    }

    /// @inheritdoc IMessenger
    function published(uint32 chain) external view returns (bytes32) {
        return _link(chain).outbox.published;
    }

    /// @inheritdoc IMessenger
    function accumulator(uint32 chain, uint64 seq) external view returns (bytes32) {
        return _link(chain).outbox.link(seq);
    }

    /// @inheritdoc IMessenger
    function acceptedAt(uint32 chain, uint64 seq) external view returns (bytes32) {
        return _link(chain).inbox.accepted[seq];
    }

    // ------------------------------------------------------------------------------------------------- for the heirs

    /// @dev Acts on one message. Must not revert when given its gas; returns false for a body that makes no sense.
    function _handle(uint32 chain, uint64 seq, uint8 kind, bytes calldata body) internal virtual returns (bool);

    /// @dev Opens both lanes to `remote`, a messenger on `chain`, once and for all.
    function _connect(uint32 chain, address remote, uint32 epoch) internal {
        Link storage link = _links[chain];
        require(link.remote == address(0), Messenger_AlreadyConnected(chain));
        require(chain != 0 && chain != CHAIN && remote != address(0), Messenger_UnknownChain(chain));
        link.remote = remote;
        link.outLane = Message.laneId(CHAIN, address(this), chain, remote, epoch);
        link.inLane = Message.laneId(chain, remote, CHAIN, address(this), epoch);
        link.outbox.open(link.outLane, _blockNumber());
        link.inbox.open(link.inLane);
        _chains.push(chain);
        emit LaneConnected(chain, remote, link.outLane, link.inLane);
    }

    /// @dev Appends a message; `fee` wei of the call's value go to the pool.
    function _append(uint32 chain, uint8 kind, bytes memory body, uint256 fee) internal returns (uint64 seq) {
        Outbox storage outbox = _links[chain].outbox;
        // the same slot that the append reads
        require(outbox.atBlock != 0, Messenger_UnknownChain(chain));
        uint256 required = _appendFee(outbox);
        require(fee >= required, Messenger_FeeTooLow(fee, required));
        require(fee <= type(uint64).max, Messenger_FeeTooHigh(fee)); // 18 coins: surely a slip
        return _appendFree(chain, kind, body, fee);
    }

    /// @dev Appends a message whatever its fee.
    function _appendFree(uint32 chain, uint8 kind, bytes memory body, uint256 fee) internal returns (uint64 seq) {
        seq = _links[chain].outbox.append(kind, body, _blockNumber(), fee);
        emit Appended(chain, seq, kind, body);
    }

    function _outbox(uint32 chain) internal view returns (Outbox storage) {
        return _links[chain].outbox;
    }

    function _inbox(uint32 chain) internal view returns (Inbox storage) {
        return _links[chain].inbox;
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _link(uint32 chain) private view returns (Link storage link) {
        link = _links[chain];
        // set when the lanes were opened, in a slot that is read anyway wherever gas matters
        require(link.inbox.acceptedAt != 0, Messenger_UnknownChain(chain));
    }

    /// @dev Pays a bounty; one that its earner refuses stays in the pool.
    function _reward(uint32 chain, address earner, uint256 amount) private {
        if (amount == 0) return;
        (bool paid,) = earner.call{value: amount, gas: BOUNTY_GAS}("");
        if (paid) return;
        _links[chain].outbox.pool += uint88(amount);
        emit BountyUnpaid(chain, earner, amount);
    }

    function _appendFee(Outbox storage outbox) private view returns (uint256) {
        return APPEND_FEE + APPEND_FEE * (outbox.seq - outbox.acked) / BACKLOG_UNIT;
    }

    function _blockNumber() private view returns (uint256) {
        return address(BLOCKS) == address(0) ? block.number : BLOCKS.number();
    }
}
