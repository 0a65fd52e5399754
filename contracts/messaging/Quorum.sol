// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMessenger} from "./IMessenger.sol";
import {IQuorum, TransportView, Vote} from "./IQuorum.sol";
import {ITransport} from "./ITransport.sol";
import {Checkpoint, Message} from "./Message.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice The transports of one chain, and what two of them agree on. See {IQuorum}.
contract Quorum is IQuorum, AccessManaged, ReentrancyGuardTransient {
    /// 8 + 8 + 32 + 192 = 240 bits
    struct TransportSet {
        uint8 count;
        uint8 enabled; // one bit each
        uint32 round; // a change of the set begins a new round: pending votes and claims are forgotten
        uint192 incumbentFrom; // four times of 48 bits
    }

    /// 32 + 128 = 160 bits
    struct LaneVotes {
        uint32 round; // a thawed lane begins a new round too
        uint128 newestTimes; // per transport, the newest checkpoint time that it attested to (four of 32 bits)
        mapping(uint256 round => mapping(uint64 seq => bytes32)) claims; // first link that any transport claimed
        mapping(uint256 round => mapping(bytes32 content => Vote)) votes;
    }

    /// @notice How long the committee's vote beside one transport must stand, visible and uncontradicted.
    uint256 public constant FAILOVER_DELAY = 24 hours;
    /// @notice How long a new transport needs an incumbent beside it. Longer than the escape delay.
    uint256 public constant INCUMBENCY = 30 days;
    /// Gas that one transport may use: LayerZero's send with three DVNs takes about a third of it.
    uint256 private constant SEND_GAS = 1_500_000;
    /// Of a transport's reason for failing, no more bytes are kept: enough for a custom error and four values.
    uint256 private constant REASON_LENGTH = 0xa0;

    IMessenger public immutable MESSENGER;

    TransportSet private _set;
    address[4] private _transports;
    mapping(address transport => uint8 indexPlusOne) private _indexOf;
    mapping(uint32 chain => LaneVotes) private _lanes;
    /// @inheritdoc IQuorum
    address public committee;

    constructor(IMessenger messenger, address authority) AccessManaged(authority) {
        MESSENGER = messenger;
    }

    // -------------------------------------------------------------------------------------------------------- sending

    /// @inheritdoc IQuorum
    function publish(uint32 chain, uint256[] calldata fees)
        external
        payable
        nonReentrant
        returns (Checkpoint memory c)
    {
        c = MESSENGER.checkpoint(chain);
        bytes memory data = Message.encode(c);
        (uint256 spent, bool complete) = _send(chain, data, fees, _set.enabled);
        // no bounty for work half done: a caller who starves one transport of its fee earns nothing
        uint256 reward = MESSENGER.notePublished(chain, c.outSeq, keccak256(data), complete, msg.sender);
        emit Published(chain, c.outSeq, data, msg.sender, reward);
        _refund(msg.value - spent);
    }

    /// @inheritdoc IQuorum
    function republish(uint32 chain, bytes calldata data, uint256[] calldata fees, uint8 only)
        external
        payable
        nonReentrant
    {
        bytes32 content = keccak256(data);
        require(content == MESSENGER.published(chain), Quorum_NotPublished(chain, content));
        (uint256 spent,) = _send(chain, data, fees, _set.enabled & only);
        _refund(msg.value - spent);
    }

    // ------------------------------------------------------------------------------------------------------ receiving

    /// @inheritdoc IQuorum
    function attest(uint32 chain, bytes calldata data) external {
        TransportSet memory set = _set;
        uint256 bit = (1 << _indexOf[msg.sender]) >> 1;
        require(bit & set.enabled != 0, Quorum_NotATransport(msg.sender));
        Checkpoint memory c = Message.decodeCheckpoint(data);
        (bool truthful, bytes32 sentAcc, bytes32 acceptedAcc) = _judge(chain, c);

        // what we sent we know: an acknowledgement of anything else is a lie or a reorganisation, and never a delay
        if (!truthful) return _freeze(chain, c.inSeq, sentAcc, c.inAcc);

        LaneVotes storage lane = _lanes[chain];
        uint256 round = _round(set, lane);
        bytes32 known = acceptedAcc != 0 ? acceptedAcc : lane.claims[round][c.outSeq];
        if (known == 0) lane.claims[round][c.outSeq] = c.outAcc;
        else if (known != c.outAcc) return _freeze(chain, c.outSeq, known, c.outAcc);

        bytes32 content = keccak256(data);
        uint8 voters = _count(lane.votes[round][content], uint8(bit));
        _noteTime(lane, _indexOf[msg.sender] - 1, c.time);
        emit Attested(chain, msg.sender, c.outSeq, content);
        if (_isQuorum(set, voters)) MESSENGER.accept(chain, c);
    }

    /// @inheritdoc IQuorum
    function attestCommittee(uint32 chain, bytes calldata data) external {
        require(msg.sender == committee, Quorum_NotTheCommittee(msg.sender));
        Checkpoint memory c = Message.decodeCheckpoint(data);
        _judge(chain, c);
        LaneVotes storage lane = _lanes[chain];
        bytes32 content = keccak256(data);
        Vote storage vote = lane.votes[_round(_set, lane)][content];
        if (vote.committeeAt == 0) vote.committeeAt = uint48(block.timestamp);
        emit CommitteeAttested(chain, c.outSeq, content, _eligibleAt(vote));
    }

    /// @inheritdoc IQuorum
    function accept(uint32 chain, bytes calldata data) external {
        Checkpoint memory c = Message.decodeCheckpoint(data);
        (bool truthful,,) = _judge(chain, c);
        require(truthful, Quorum_FalseAcknowledgement(c.inSeq));
        TransportSet memory set = _set;
        LaneVotes storage lane = _lanes[chain];
        Vote memory vote = lane.votes[_round(set, lane)][keccak256(data)];
        if (!_isQuorum(set, vote.transports)) {
            require(_isFailover(lane, set, vote, c), Quorum_NotEnough(vote.transports, _eligibleAt(vote)));
            emit FailedOver(chain, c.outSeq, keccak256(data));
        }
        MESSENGER.accept(chain, c);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IQuorum
    function transports() external view returns (TransportView[] memory list) {
        TransportSet memory set = _set;
        list = new TransportView[](set.count);
        for (uint256 i; i < set.count; ++i) {
            list[i] = TransportView({
                transport: _transports[i], enabled: set.enabled & (1 << i) != 0, incumbentFrom: _incumbentFrom(set, i)
            });
        }
    }

    /// @inheritdoc IQuorum
    function roundOf(uint32 chain) external view returns (uint32, uint32) {
        return (_set.round, _lanes[chain].round);
    }

    /// @inheritdoc IQuorum
    function votesFor(uint32 chain, bytes calldata data) external view returns (Vote memory vote, uint64 eligibleAt) {
        LaneVotes storage lane = _lanes[chain];
        vote = lane.votes[_round(_set, lane)][keccak256(data)];
        eligibleAt = _eligibleAt(vote);
    }

    /// @inheritdoc IQuorum
    function newestTime(uint32 chain, uint256 index) public view returns (uint64) {
        return uint32(_lanes[chain].newestTimes >> (index * 32));
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IQuorum
    function addTransport(address transport) external restricted {
        TransportSet memory set = _set;
        require(set.count < 4, Quorum_TooManyTransports());
        require(_indexOf[transport] == 0, Quorum_TransportKnown(transport));
        uint256 incumbentFrom = set.count < 2 ? block.timestamp : block.timestamp + INCUMBENCY;
        _transports[set.count] = transport;
        set.incumbentFrom |= uint192(incumbentFrom << (uint256(set.count) * 48));
        set.enabled |= uint8(1 << set.count);
        _indexOf[transport] = ++set.count;
        ++set.round;
        _set = set;
        emit TransportAdded(transport, uint64(incumbentFrom));
    }

    /// @inheritdoc IQuorum
    function disableTransport(address transport) external restricted {
        uint256 bit = (1 << _indexOf[transport]) >> 1;
        require(bit & _set.enabled != 0, Quorum_NotATransport(transport));
        _set.enabled &= ~uint8(bit);
        ++_set.round;
        emit TransportDisabled(transport);
    }

    /// @inheritdoc IQuorum
    function setCommittee(address committee_) external restricted {
        committee = committee_;
        emit CommitteeSet(committee_);
    }

    /// @inheritdoc IQuorum
    function unfreeze(uint32 chain) external restricted {
        (, bool frozen,,,) = MESSENGER.evidence(chain, 0, 0);
        require(frozen, Quorum_NotFrozen(chain));
        emit LaneUnfrozen(chain, ++_lanes[chain].round);
        MESSENGER.setFrozen(chain, false);
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev Requires the checkpoint to be of the lane from `chain`, and that lane to run. Says whether its acknowledgement
    /// is of what we sent, what we did send, and what was accepted at its sequence.
    function _judge(uint32 chain, Checkpoint memory c)
        private
        view
        returns (bool truthful, bytes32 sentAcc, bytes32 acceptedAcc)
    {
        bytes32 inLane;
        bool frozen;
        uint64 sent;
        (inLane, frozen, sent, sentAcc, acceptedAcc) = MESSENGER.evidence(chain, c.inSeq, c.outSeq);
        require(c.lane == inLane, Quorum_WrongLane(c.lane, inLane));
        require(!frozen, Quorum_LaneFrozen(chain));
        truthful = c.inSeq <= sent && sentAcc == c.inAcc;
    }

    function _freeze(uint32 chain, uint64 seq, bytes32 known, bytes32 claimed) private {
        emit LaneFrozen(chain, seq, known, claimed, msg.sender);
        MESSENGER.setFrozen(chain, true);
    }

    /// @dev Adds a vote; returns the bits of all who voted for the same bytes.
    function _count(Vote storage vote, uint8 bit) private returns (uint8 voters) {
        voters = vote.transports | bit;
        vote.transports = voters;
        if (vote.firstAt == 0) vote.firstAt = uint48(block.timestamp);
    }

    function _noteTime(LaneVotes storage lane, uint256 index, uint64 time) private {
        uint256 shift = index * 32;
        uint256 times = lane.newestTimes;
        if (uint32(times >> shift) >= uint32(time)) return;
        lane.newestTimes = uint128((times & ~(uint256(type(uint32).max) << shift)) | (uint256(uint32(time)) << shift));
    }

    function _send(uint32 chain, bytes memory data, uint256[] calldata fees, uint256 mask)
        private
        returns (uint256 spent, bool complete)
    {
        uint256 count = _set.count;
        require(fees.length == count, Quorum_FeesMismatch(fees.length, count));
        complete = mask != 0;
        for (uint256 i; i < count; ++i) {
            if (mask & (1 << i) == 0) continue;
            require(spent + fees[i] <= msg.value, Quorum_FeesExceedValue(spent + fees[i], msg.value));
            address transport = _transports[i];
            // bounded gas and a bounded answer: one transport can neither starve the next nor make publishing dear
            try ITransport(transport).send{value: fees[i], gas: SEND_GAS}(chain, data, msg.sender) {
                spent += fees[i];
            } catch {
                complete = false;
                emit TransportFailed(chain, transport, _reason());
            }
        }
    }

    /// @dev The first {REASON_LENGTH} bytes, at most, of what the last call answered.
    function _reason() private pure returns (bytes memory reason) {
        assembly ("memory-safe") {
            reason := mload(0x40)
            let length := returndatasize()
            if gt(length, REASON_LENGTH) { length := REASON_LENGTH }
            mstore(reason, length)
            returndatacopy(add(reason, 0x20), 0, length)
            mstore(0x40, add(reason, add(0x20, REASON_LENGTH)))
        }
    }

    function _refund(uint256 amount) private {
        if (amount == 0) return;
        (bool paid,) = msg.sender.call{value: amount}("");
        require(paid, Quorum_RefundRefused(msg.sender, amount));
    }

    function _isQuorum(TransportSet memory set, uint256 voters) private view returns (bool) {
        uint256 count;
        bool incumbent;
        for (uint256 i; i < set.count; ++i) {
            if (voters & set.enabled & (1 << i) == 0) continue;
            ++count;
            if (block.timestamp >= _incumbentFrom(set, i)) incumbent = true;
        }
        return count >= 2 && incumbent;
    }

    /// @dev One incumbent and the committee, for a day; and no other transport alive: a live one would have attested to
    /// something newer since (heartbeats see to it on an idle lane), and then no failover is needed, or it is a lie.
    function _isFailover(LaneVotes storage lane, TransportSet memory set, Vote memory vote, Checkpoint memory c)
        private
        view
        returns (bool)
    {
        uint64 eligible = _eligibleAt(vote);
        if (eligible == 0 || block.timestamp < eligible) return false;
        // dated ahead of its own vote, it could not be contradicted by anything newer
        if (c.time > vote.firstAt) return false;
        bool incumbent;
        for (uint256 i; i < set.count; ++i) {
            if (set.enabled & (1 << i) == 0) continue;
            if (vote.transports & (1 << i) == 0) {
                if (uint32(lane.newestTimes >> (i * 32)) > c.time) return false;
            } else if (block.timestamp >= _incumbentFrom(set, i)) {
                incumbent = true;
            }
        }
        return incumbent;
    }

    function _eligibleAt(Vote memory vote) private pure returns (uint64) {
        if (vote.committeeAt == 0 || vote.firstAt == 0) return 0;
        uint48 both = vote.committeeAt > vote.firstAt ? vote.committeeAt : vote.firstAt;
        return uint64(both + FAILOVER_DELAY);
    }

    function _incumbentFrom(TransportSet memory set, uint256 index) private pure returns (uint64) {
        return uint48(set.incumbentFrom >> (index * 48));
    }

    function _round(TransportSet memory set, LaneVotes storage lane) private view returns (uint256) {
        return (uint256(set.round) << 32) | lane.round;
    }
}
