// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Checkpoint} from "./Message.sol";

/// @notice A bridge that attests, as governance listed it.
struct TransportView {
    address transport;
    bool enabled;
    uint64 incumbentFrom; // from then on it may be half of a quorum beside any other; before, only beside an incumbent
}

/// @notice Who has attested to one checkpoint, bit for bit the same, in the current round.
struct Vote {
    uint8 transports; // one bit each
    uint48 firstAt; // first vote of a transport
    uint48 committeeAt; // the committee's vote, 0 if none
}

/// @title Quorum: the transports of one chain, and what two of them agree on
/// @notice Sends the messenger's checkpoints through every transport, counts their votes on those of the other side, and
/// hands on what two have attested to. Freezes a lane, and nothing else, when they disagree.
interface IQuorum {
    // --------------------------------------------------------------------------------------------------------- events

    /// @notice A checkpoint was handed to the transports.
    event Published(uint32 indexed chain, uint64 indexed outSeq, bytes checkpoint, address publisher, uint256 reward);
    /// @notice One transport did not take it; the same bytes can be sent again with {republish}.
    event TransportFailed(uint32 indexed chain, address indexed transport, bytes reason);
    /// @notice A transport attested to a checkpoint whose bytes hash to `content`.
    event Attested(uint32 indexed chain, address indexed transport, uint64 indexed outSeq, bytes32 content);
    /// @notice The operators' committee attested; `eligibleAt` is when {accept} may count it beside one transport.
    event CommitteeAttested(uint32 indexed chain, uint64 indexed outSeq, bytes32 content, uint64 eligibleAt);
    /// @notice A checkpoint was accepted on the word of one transport and the committee.
    event FailedOver(uint32 indexed chain, uint64 indexed outSeq, bytes32 content);
    /// @notice Transports disagreed on one sequence, or one attested to something that this side knows to be false.
    event LaneFrozen(uint32 indexed chain, uint64 indexed outSeq, bytes32 known, bytes32 claimed, address transport);
    event LaneUnfrozen(uint32 indexed chain, uint32 round);
    event TransportAdded(address indexed transport, uint64 incumbentFrom);
    event TransportDisabled(address indexed transport);
    event CommitteeSet(address committee);

    // --------------------------------------------------------------------------------------------------------- errors

    error Quorum_FeesMismatch(uint256 given, uint256 transports);
    error Quorum_FeesExceedValue(uint256 fees, uint256 value);
    error Quorum_NotPublished(uint32 chain, bytes32 content);
    error Quorum_NotATransport(address caller);
    error Quorum_NotTheCommittee(address caller);
    error Quorum_WrongLane(bytes32 given, bytes32 expected);
    error Quorum_LaneFrozen(uint32 chain);
    error Quorum_NotFrozen(uint32 chain);
    error Quorum_NotEnough(uint256 transports, uint64 eligibleAt);
    error Quorum_FalseAcknowledgement(uint64 inSeq);
    error Quorum_TooManyTransports();
    error Quorum_TransportKnown(address transport);
    error Quorum_RefundRefused(address caller, uint256 amount);

    // -------------------------------------------------------------------------------------------------------- sending

    /// @notice Sends the newest checkpoint through every enabled transport, `fees[i]` wei to the i-th of {transports}
    /// (0 for a disabled one). Emits {Published}, and {TransportFailed} for each that did not take it: one failing
    /// transport never stops the others. The lane's bounty goes to the caller if all of them took it (see
    /// {IMessenger.notePublished}); the rest of the value goes back.
    function publish(uint32 chain, uint256[] calldata fees) external payable returns (Checkpoint memory);

    /// @notice Sends the newest published checkpoint again, the same bytes, through the transports whose bits are set in
    /// `only`. Pays nothing.
    function republish(uint32 chain, bytes calldata data, uint256[] calldata fees, uint8 only) external payable;

    // ------------------------------------------------------------------------------------------------------ receiving

    /// @notice The vote of the calling transport, which verified that the other side published `data`. The second vote
    /// for the same bytes accepts them. Freezes the lane when the vote contradicts another one, or what this side knows
    /// of its own messages.
    function attest(uint32 chain, bytes calldata data) external;

    /// @notice The vote of the operators' committee, which alone never suffices.
    function attestCommittee(uint32 chain, bytes calldata data) external;

    /// @notice Accepts a checkpoint that two enabled transports attested to, one of them an incumbent; or, 24 hours
    /// after it had both, an incumbent transport and the committee, if every other enabled transport has since been
    /// silent. Anyone may call.
    function accept(uint32 chain, bytes calldata data) external;

    // ---------------------------------------------------------------------------------------------------------- views

    function transports() external view returns (TransportView[] memory);
    function committee() external view returns (address);
    function roundOf(uint32 chain) external view returns (uint32 set, uint32 lane);
    /// @notice Who attested to these bytes in the current round, and when failover becomes possible (0: it is not).
    function votesFor(uint32 chain, bytes calldata data) external view returns (Vote memory vote, uint64 eligibleAt);
    /// @notice The newest checkpoint time that the i-th transport attested to on the lane from `chain`.
    function newestTime(uint32 chain, uint256 index) external view returns (uint64);

    // ----------------------------------------------------------------------------------------------------- governance

    /// @notice Lists a transport (loosening: delayed). The first two are incumbents at once; a later one votes only
    /// beside an incumbent for 30 days, longer than the escape delay, so that new ones alone can never speak.
    function addTransport(address transport) external;

    /// @notice Ends a transport's vote at once (tightening). The quorum stays two; all pending votes are forgotten.
    function disableTransport(address transport) external;

    /// @notice Names the contract whose vote is the committee's (loosening: delayed).
    function setCommittee(address committee) external;

    /// @notice Lets a frozen lane run again (loosening: delayed), with all votes and claims forgotten.
    function unfreeze(uint32 chain) external;
}
