// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Checkpoint, Message} from "./Message.sol";

/// @notice The sending end of a lane: a hash chain of everything appended. In storage are its newest links and all that the
/// other side may still acknowledge; places are used again, so that an append writes no new slot.
struct Outbox {
    // 40 + 40 + 40 + 40 + 88 + 8 = 256 bits: all that an append touches besides the links
    uint40 seq; // messages ever appended
    uint40 seqBefore; // the same as of the end of the block before `atBlock`
    uint40 atBlock; // block of the newest append, at first of the opening: 0 before
    uint40 acked; // messages that the other side has handled, as it told us
    uint88 pool; // native coin (wei) that waits for those who publish and ingest
    bool closed; // for good: no checkpoint of the other side is taken any more
    // 40 + 48 = 88 bits
    uint40 publishedSeq; // `outSeq` of the newest published checkpoint
    uint48 publishedAt; // and when it was published
    bytes32 published; // hash of its bytes, so that the same bytes can be sent again
    mapping(uint256 place => bytes32) acc; // the newest links, each at its sequence modulo {Lane.RING}; link 0 is the id
    mapping(uint256 seq => bytes32) kept; // links that were not acknowledged when their place was used again
}

/// @notice The receiving end: what two transports agreed on, and how much of it has been handled.
struct Inbox {
    // 40 * 4 + 48 + 8 = 216 bits
    uint40 seq; // messages handled
    uint40 seqBefore; // the same as of the end of the block before `atBlock`
    uint40 atBlock; // block of the newest ingest
    uint40 acceptedSeq; // highest accepted sequence
    uint48 acceptedAt; // when the newest checkpoint was accepted (our clock), at first of the opening: 0 before
    bool frozen;
    // 48 * 5 = 240 bits
    uint48 heardBlock; // source block of the newest accepted checkpoint
    uint48 heardTime; // its time (source's clock)
    uint48 heardBlockBefore; // both as of the end of the block before `heardAtBlock`
    uint48 heardTimeBefore;
    uint48 heardAtBlock;
    // 64 * 2 = 128 bits
    uint64 echoBlock; // newest of our own blocks that the other side had accepted by then
    uint64 echoTime; // that block's checkpoint's time (our clock)
    bytes32 heardHash; // hash of block `heardBlock`: the state root that the escape hatch proves against
    mapping(uint256 seq => bytes32) accepted; // accepted[0] is the lane's id
}

/// @notice The state transitions of both ends. Nothing in here knows who may call, who pays, or what a message means.
library Lane {
    /// Places for links of the outbox. More messages than these on their way cost a slot each.
    uint256 internal constant RING = 256;

    error Lane_Gap(uint256 expected, uint256 given);
    error Lane_UnknownStart(uint256 seq);
    error Lane_AlreadyIngested(uint256 handled);
    error Lane_NotAccepted(uint256 seq, bytes32 acc);
    error Lane_Truncated(uint256 length);

    // ---------------------------------------------------------------------------------------------------- sending end

    /// @notice Opens the outbox of `lane`.
    function open(Outbox storage self, bytes32 lane, uint256 blockNumber) internal {
        self.acc[0] = lane;
        self.atBlock = uint40(blockNumber);
    }

    /// @notice Writes places `from` to `to` that no message has used yet, so that none has to pay for a new slot.
    function prepare(Outbox storage self, uint256 from, uint256 to) internal {
        uint256 next = uint256(self.seq) + 1;
        for (uint256 place = from < next ? next : from; place <= to && place < RING; ++place) {
            self.acc[place] = bytes32(type(uint256).max);
        }
    }

    /// @notice Appends one message at block `blockNumber` and returns its sequence. `fee` goes to the pool.
    function append(Outbox storage self, uint8 kind, bytes memory body, uint256 blockNumber, uint256 fee)
        internal
        returns (uint64 seq)
    {
        uint40 last = self.seq;
        seq = last + 1;
        uint256 place = seq % RING;
        // whatever the other side may still acknowledge is never forgotten
        if (seq >= RING && seq - RING >= self.acked) self.kept[seq - RING] = self.acc[place];
        self.acc[place] = Message.fold(self.acc[last % RING], Message.leaf(seq, kind, keccak256(body)));
        if (self.atBlock != blockNumber) {
            self.seqBefore = last;
            self.atBlock = uint40(blockNumber);
        }
        self.seq = uint40(seq);
        // at most 2^88 wei of pool: 300 million coins of fees
        self.pool += uint88(fee);
    }

    /// @notice The outbox's sequence as of the end of the block before `blockNumber`.
    function seqAtParent(Outbox storage self, uint256 blockNumber) internal view returns (uint64) {
        return self.atBlock == blockNumber ? self.seqBefore : self.seq;
    }

    /// @notice The hash chain after message `seq`; 0 if there is none, or it was acknowledged and its place used again.
    function link(Outbox storage self, uint64 seq) internal view returns (bytes32) {
        uint64 last = self.seq;
        if (seq > last) return 0;
        return last - seq < RING ? self.acc[seq % RING] : self.kept[seq];
    }

    /// @notice Whether `body` was appended as message `seq` of this lane, as far as its links are still known.
    function contains(Outbox storage self, uint64 seq, uint8 kind, bytes memory body) internal view returns (bool) {
        if (seq == 0) return false;
        (bytes32 before, bytes32 after_) = (link(self, seq - 1), link(self, seq));
        return before != 0 && after_ == Message.fold(before, Message.leaf(seq, kind, keccak256(body)));
    }

    // -------------------------------------------------------------------------------------------------- receiving end

    /// @notice Opens the inbox of `lane`.
    function open(Inbox storage self, bytes32 lane) internal {
        self.accepted[0] = lane;
        self.acceptedAt = uint48(block.timestamp);
        self.echoTime = uint64(block.timestamp);
    }

    /// @notice Fixes what an agreed checkpoint says about its own lane. A late, older one changes nothing that a newer
    /// one said. Returns whether it was news.
    function accept(Inbox storage self, Checkpoint calldata c, uint256 blockNumber) internal returns (bool news) {
        if (c.outSeq > self.seq && self.accepted[c.outSeq] == 0) {
            self.accepted[c.outSeq] = c.outAcc;
            if (c.outSeq > self.acceptedSeq) self.acceptedSeq = uint40(c.outSeq);
            news = true;
        }
        if (c.blockNumber > self.heardBlock) {
            if (self.heardAtBlock != blockNumber) {
                self.heardBlockBefore = self.heardBlock;
                self.heardTimeBefore = self.heardTime;
                self.heardAtBlock = uint48(blockNumber);
            }
            self.heardBlock = uint48(c.blockNumber);
            self.heardTime = uint48(c.time);
            self.heardHash = c.blockHash;
            self.acceptedAt = uint48(block.timestamp);
            if (c.heardTime > self.echoTime) {
                self.echoBlock = c.heardBlock;
                self.echoTime = c.heardTime;
            }
            news = true;
        }
    }

    /// @notice Folds `messages` from `firstSeq` on, requires that they arrive at an accepted link, and marks them as
    /// handled. Returns where the unhandled ones begin, as an offset into `messages` and a sequence, and the last sequence.
    /// @dev Messages handled before may stand in front: two who ingest at once do not harm each other.
    function advance(Inbox storage self, uint64 firstSeq, bytes calldata messages, uint256 blockNumber)
        internal
        returns (uint256 offset, uint64 fromSeq, uint64 lastSeq)
    {
        uint64 handled = self.seq;
        require(firstSeq != 0 && firstSeq <= handled + 1, Lane_Gap(handled + 1, firstSeq));
        bytes32 acc = self.accepted[firstSeq - 1];
        require(acc != 0, Lane_UnknownStart(firstSeq));

        uint256 cursor;
        uint64 seq = firstSeq;
        while (cursor < messages.length) {
            (uint8 kind, bytes calldata body, uint256 next) = item(messages, cursor);
            if (seq == handled + 1) offset = cursor;
            acc = Message.fold(acc, Message.leaf(seq, kind, keccak256(body)));
            cursor = next;
            ++seq;
        }
        lastSeq = seq - 1;
        require(lastSeq > handled, Lane_AlreadyIngested(handled));
        require(self.accepted[lastSeq] == acc, Lane_NotAccepted(lastSeq, acc));

        if (self.atBlock != blockNumber) {
            self.seqBefore = uint40(handled);
            self.atBlock = uint40(blockNumber);
        }
        self.seq = uint40(lastSeq);
        fromSeq = handled + 1;
    }

    /// @notice Proves an earlier link from an accepted later one, so that a long backlog can be ingested in pieces:
    /// (`fromSeq`, `fromAcc`) becomes accepted if folding `leaves` over it arrives at an accepted link.
    function anchor(Inbox storage self, uint64 fromSeq, bytes32 fromAcc, bytes32[] calldata leaves) internal {
        bytes32 acc = fromAcc;
        for (uint256 i; i < leaves.length; ++i) {
            acc = Message.fold(acc, leaves[i]);
        }
        uint256 to = fromSeq + leaves.length;
        require(leaves.length != 0 && self.accepted[to] == acc, Lane_NotAccepted(to, acc));
        self.accepted[fromSeq] = fromAcc;
    }

    /// @notice What of this inbox held at the end of the block before `blockNumber`.
    function atParent(Inbox storage self, uint256 blockNumber)
        internal
        view
        returns (uint64 seq, bytes32 acc, uint64 heardBlock, uint64 heardTime)
    {
        seq = self.atBlock == blockNumber ? self.seqBefore : self.seq;
        acc = self.accepted[seq]; // every handled sequence was an arrival, hence accepted
        bool changed = self.heardAtBlock == blockNumber;
        heardBlock = changed ? self.heardBlockBefore : self.heardBlock;
        heardTime = changed ? self.heardTimeBefore : self.heardTime;
    }

    /// @notice The message that begins at `cursor`: kind, body, and where the next one begins.
    function item(bytes calldata messages, uint256 cursor)
        internal
        pure
        returns (uint8 kind, bytes calldata body, uint256 next)
    {
        uint256 start = cursor + Message.HEADER_LENGTH;
        require(start <= messages.length, Lane_Truncated(messages.length));
        kind = uint8(messages[cursor]);
        next = start + uint16(bytes2(messages[cursor + 1:start]));
        require(next <= messages.length, Lane_Truncated(messages.length));
        body = messages[start:next];
    }
}
