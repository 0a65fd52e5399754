// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";

/// @notice The state of one lane and of the chain at its source, as of the end of one block. All that bridges carry.
struct Checkpoint {
    bytes32 lane; // which lane: version, both chains, both applications, epoch
    uint64 outSeq; // messages ever appended to the lane
    bytes32 outAcc; // the hash chain after them
    uint64 inSeq; // messages of the opposite lane handled at the source: acknowledges all up to here
    bytes32 inAcc; // the opposite hash chain after them
    uint64 blockNumber; // the block that all of this describes
    bytes32 blockHash; // its hash, hence the state root of the source
    uint64 heardBlock; // newest block of the destination of which the source has accepted a checkpoint
    uint64 heardTime; // that checkpoint's time, by the destination's clock
    uint64 time; // when it was published, by the source's clock, in seconds
}

/// @notice What a bid from a spoke says besides its deposit and its legs. 18 decimals.
struct BidTerms {
    AccountId account; // that is liquidated
    uint32 share; // ppm of everything; 0: the legs
    int128 maxCost;
    uint64 deadline; // seconds
    address receiver; // of the collateral, on the chains where it lies
    uint8 collateralLegs; // how many there are
    uint8 positionLegs;
}

/// @notice The wire format, here and nowhere else in Solidity: packed, big-endian, fixed lengths.
/// Its vectors are in test/vectors/messages.json.
library Message {
    uint8 internal constant VERSION = 1;

    // kinds, spoke → hub
    uint8 internal constant DEPOSIT = 1;
    uint8 internal constant EXIT_REQUEST = 2;
    uint8 internal constant SET_SIGNER = 3;
    uint8 internal constant BID = 4;
    uint8 internal constant DEFICIT = 5;
    uint8 internal constant ESCAPED = 6;
    // kinds, hub → spoke
    uint8 internal constant RELEASE = 16;
    uint8 internal constant HALT = 17;

    // why a release was made
    uint8 internal constant REASON_WITHDRAWAL = 1;
    uint8 internal constant REASON_TICKET = 2;
    uint8 internal constant REASON_REFUND = 3;

    uint256 internal constant CHECKPOINT_LENGTH = 176;
    uint256 internal constant DEPOSIT_LENGTH = 88;
    uint256 internal constant EXIT_REQUEST_LENGTH = 88;
    uint256 internal constant SET_SIGNER_LENGTH = 48;
    /// A bid's body: a deposit, what it bids, and its legs. These many bytes stand in front of the legs.
    uint256 internal constant BID_HEAD_LENGTH = 170;
    uint256 internal constant COLLATERAL_LEG_LENGTH = 40;
    uint256 internal constant POSITION_LEG_LENGTH = 32;
    uint256 internal constant DEFICIT_LENGTH = 36;
    uint256 internal constant ESCAPED_LENGTH = 68;
    uint256 internal constant RELEASE_LENGTH = 65;
    uint256 internal constant HALT_LENGTH = 21;

    /// A message inside `ingest`: kind (1) | body length (2) | body.
    uint256 internal constant HEADER_LENGTH = 3;

    error Message_BadLength(uint256 expected, uint256 actual);

    // ------------------------------------------------------------------------------------------------ the hash chain

    /// @notice Names a lane and seeds its hash chain. Chains are our registry numbers.
    function laneId(uint32 sourceChain, address source, uint32 destinationChain, address destination, uint32 epoch)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(
            abi.encodePacked("causeway.lane", VERSION, sourceChain, source, destinationChain, destination, epoch)
        );
    }

    /// @notice The hash of one message in its place.
    function leaf(uint64 seq, uint8 kind, bytes32 bodyHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(seq, kind, bodyHash));
    }

    /// @notice The hash chain after one more message.
    function fold(bytes32 acc, bytes32 leaf_) internal pure returns (bytes32) {
        return keccak256(abi.encode(acc, leaf_));
    }

    // ---------------------------------------------------------------------------------------------------- checkpoint

    function encode(Checkpoint memory c) internal pure returns (bytes memory) {
        return abi.encodePacked(
            abi.encodePacked(c.lane, c.outSeq, c.outAcc, c.inSeq, c.inAcc),
            abi.encodePacked(c.blockNumber, c.blockHash, c.heardBlock, c.heardTime, c.time)
        );
    }

    /// @notice Reverts with {Message_BadLength} unless `data` is exactly one checkpoint.
    function decodeCheckpoint(bytes calldata data) internal pure returns (Checkpoint memory c) {
        require(data.length == CHECKPOINT_LENGTH, Message_BadLength(CHECKPOINT_LENGTH, data.length));
        c.lane = bytes32(_word(data, 0));
        c.outSeq = uint64(_word(data, 32) >> 192);
        c.outAcc = bytes32(_word(data, 40));
        c.inSeq = uint64(_word(data, 72) >> 192);
        c.inAcc = bytes32(_word(data, 80));
        c.blockNumber = uint64(_word(data, 112) >> 192);
        c.blockHash = bytes32(_word(data, 120));
        c.heardBlock = uint64(_word(data, 152) >> 192);
        c.heardTime = uint64(_word(data, 160) >> 192);
        c.time = uint64(_word(data, 168) >> 192);
    }

    // -------------------------------------------------------------------------------------------------------- bodies
    // Decoders expect the length to have been checked: a handler must not revert.

    function encodeDeposit(AccountId account, address token, uint128 amount, address depositor)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(account, token, amount, depositor);
    }

    function decodeDeposit(bytes calldata body)
        internal
        pure
        returns (AccountId account, address token, uint128 amount, address depositor)
    {
        account = AccountId.wrap(bytes32(_word(body, 0)));
        token = address(uint160(_word(body, 32) >> 96));
        amount = uint128(_word(body, 52) >> 128);
        depositor = address(uint160(_word(body, 68) >> 96));
    }

    function encodeExitRequest(AccountId account, address token, uint128 amount, address receiver)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(account, token, amount, receiver);
    }

    function decodeExitRequest(bytes calldata body)
        internal
        pure
        returns (AccountId account, address token, uint128 amount, address receiver)
    {
        return decodeDeposit(body); // the same fields in the same places
    }

    function encodeSetSigner(address owner, address signer, uint64 expiry) internal pure returns (bytes memory) {
        return abi.encodePacked(owner, signer, expiry);
    }

    function decodeSetSigner(bytes calldata body) internal pure returns (address owner, address signer, uint64 expiry) {
        owner = address(uint160(_word(body, 0) >> 96));
        signer = address(uint160(_word(body, 20) >> 96));
        expiry = uint64(_word(body, 40) >> 192);
    }

    /// @notice What follows a bid's deposit, in front of its legs.
    function encodeBidTerms(BidTerms memory t) internal pure returns (bytes memory) {
        return abi.encodePacked(t.account, t.share, t.maxCost, t.deadline, t.receiver, t.collateralLegs, t.positionLegs);
    }

    function decodeBidTerms(bytes calldata body) internal pure returns (BidTerms memory t) {
        t.account = AccountId.wrap(bytes32(_word(body, 88)));
        t.share = uint32(_word(body, 120) >> 224);
        t.maxCost = int128(uint128(_word(body, 124) >> 128));
        t.deadline = uint64(_word(body, 140) >> 192);
        t.receiver = address(uint160(_word(body, 148) >> 96));
        t.collateralLegs = uint8(_word(body, 168) >> 248);
        t.positionLegs = uint8(_word(body, 169) >> 248);
    }

    /// @notice The length of a bid's body with these numbers of legs.
    function bidLength(uint8 collateralLegs, uint8 positionLegs) internal pure returns (uint256) {
        return
            BID_HEAD_LENGTH + uint256(collateralLegs) * COLLATERAL_LEG_LENGTH + uint256(positionLegs)
                * POSITION_LEG_LENGTH;
    }

    /// @notice Collateral leg `i`: the token and its chain, and an amount, 18 decimals.
    function decodeCollateralLeg(bytes calldata body, uint256 i)
        internal
        pure
        returns (uint32 chain, address token, uint128 amount)
    {
        uint256 at_ = BID_HEAD_LENGTH + i * COLLATERAL_LEG_LENGTH;
        chain = uint32(_word(body, at_) >> 224);
        token = address(uint160(_word(body, at_ + 4) >> 96));
        amount = uint128(_word(body, at_ + 24) >> 128);
    }

    /// @notice Position leg `i`, which stands behind all collateral legs: an instrument and a size.
    function decodePositionLeg(bytes calldata body, uint8 collateralLegs, uint256 i)
        internal
        pure
        returns (uint160 instrument, uint96 size)
    {
        uint256 word = _word(body, bidLength(collateralLegs, 0) + i * POSITION_LEG_LENGTH);
        (instrument, size) = (uint160(word >> 96), uint96(word));
    }

    /// @notice The sub-account that the cash of a bid, message `seq` of `chain`, is credited to: its owner's, and no other bid's, so
    /// that a chain that lies in a bidder's name reaches nothing that he has elsewhere.
    function bidSubaccount(uint32 chain, uint64 seq) internal pure returns (uint64) {
        return (1 << 63) | (uint64(chain) & 0x7fffff) << 40 | (seq & 0xffffffffff);
    }

    function encodeDeficit(address token, uint128 shortfall) internal pure returns (bytes memory) {
        return abi.encodePacked(token, shortfall);
    }

    function decodeDeficit(bytes calldata body) internal pure returns (address token, uint128 shortfall) {
        token = address(uint160(_word(body, 0) >> 96));
        shortfall = uint128(_word(body, 20) >> 128);
    }

    function encodeEscaped(AccountId account, address token, uint128 paid) internal pure returns (bytes memory) {
        return abi.encodePacked(account, token, paid);
    }

    function decodeEscaped(bytes calldata body) internal pure returns (AccountId account, address token, uint128 paid) {
        account = AccountId.wrap(bytes32(_word(body, 0)));
        token = address(uint160(_word(body, 32) >> 96));
        paid = uint128(_word(body, 52) >> 128);
    }

    function encodeRelease(uint64 id, address token, uint128 amount, address receiver, uint8 reason)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(id, token, amount, receiver, reason);
    }

    function decodeRelease(bytes calldata body)
        internal
        pure
        returns (uint64 id, address token, uint128 amount, address receiver, uint8 reason)
    {
        id = uint64(_word(body, 0) >> 192);
        token = address(uint160(_word(body, 8) >> 96));
        amount = uint128(_word(body, 28) >> 128);
        receiver = address(uint160(_word(body, 44) >> 96));
        reason = uint8(_word(body, 64) >> 248);
    }

    function encodeHalt(address token, uint8 level) internal pure returns (bytes memory) {
        return abi.encodePacked(token, level);
    }

    function decodeHalt(bytes calldata body) internal pure returns (address token, uint8 level) {
        token = address(uint160(_word(body, 0) >> 96));
        level = uint8(_word(body, 20) >> 248);
    }

    /// @dev The 32 bytes from `offset` on. Reads what lies behind when `data` is shorter: lengths are checked before.
    function _word(bytes calldata data, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := calldataload(add(data.offset, offset))
        }
    }
}
