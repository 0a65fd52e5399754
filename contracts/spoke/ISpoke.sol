// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMessenger} from "../messaging/IMessenger.sol";
import {BidTerms} from "../messaging/Message.sol";
import {AccountId} from "../types/AccountId.sol";

/// @title Spoke: the vault of one chain
/// @notice Locks tokens and tells the hub; pays what the hub releases. It keeps no accounts: all it knows of a token is
/// how much of it is still owed. Amounts are in token units; {NATIVE} stands for the chain's coin.
/// Each call that appends a message takes a fee in native coin, at least {IMessenger.appendFee}; all of it goes to those
/// who publish and ingest, so more than the least speeds a crossing up.
interface ISpoke is IMessenger {
    struct Vault {
        // 120 + 120 + 8 + 8 = 256 bits
        uint120 owed; // what came in minus what was paid: free reserve, releases on their way, claims, deposits on theirs
        uint120 cap; // deposits stop above it
        uint8 level; // 0 open, 1 deposits stopped
        bool listed;
    }

    struct Outflow {
        // 128 + 48 = 176 bits
        uint128 floor; // an hour's outflow that is always allowed
        uint48 brakedUntil; // releases wait until then
    }

    struct Hatch {
        uint64 openedAt; // 0 while closed
        uint64 blockNumber; // the hub's block against which the exits are proven
        bytes32 blockHash;
        uint64 inSeq; // deposits up to here are in that block's book; later ones go back
    }

    // --------------------------------------------------------------------------------------------------------- events

    /// @notice A release was paid.
    event Released(uint64 indexed seq, uint64 indexed id, address indexed receiver, address token, uint256 amount);
    /// @notice A release waits, for the outflow limit or a brake: anyone may call {payWaiting} from `matureAt` at the
    /// latest, and before if the limit has room.
    event ReleaseWaiting(
        uint64 indexed seq, uint64 indexed id, address indexed receiver, address token, uint256 amount, uint64 matureAt
    );
    /// @notice The token or the receiver refused: the receiver may {claim}, also to another address.
    event ReleaseClaimable(
        uint64 indexed seq, uint64 indexed id, address indexed receiver, address token, uint256 amount
    );
    event Claimed(address indexed receiver, address indexed token, uint256 amount, address to);
    /// @notice The hub tightened: deposits of the token are stopped until this chain's governance loosens.
    event Halted(address indexed token, uint8 level);
    event CapSet(address indexed token, uint256 cap);
    event FloorSet(address indexed token, uint256 floor);
    event Braked(address indexed token, uint64 until);
    event DeficitReported(address indexed token, uint256 shortfall);
    event HatchOpened(uint64 blockNumber, bytes32 blockHash);
    event Reclaimed(uint64 indexed seq, address indexed depositor, address token, uint256 amount);
    event Escaped(AccountId indexed account, address indexed token, uint256 amount, address to);

    // --------------------------------------------------------------------------------------------------------- errors

    error Spoke_ZeroAmount();
    error Spoke_ReservedAccount(AccountId account);
    error Spoke_UnknownToken(address token);
    error Spoke_Halted(address token, uint8 level);
    error Spoke_OverCap(address token, uint256 amount, uint256 room);
    error Spoke_ShortTransfer(address token, uint256 balance, uint256 owed);
    error Spoke_UseDepositNative();
    error Spoke_NotTheOwner(AccountId account, address caller);
    error Spoke_NotAContract(address caller);
    error Spoke_BadLegs(uint256 expected, uint256 actual);
    error Spoke_Late(uint64 deadline);
    error Spoke_ZeroReceiver();
    error Spoke_NotWaiting(uint64 seq);
    error Spoke_StillWaiting(uint64 seq, uint64 matureAt);
    error Spoke_NothingToClaim(address receiver, address token);
    error Spoke_PaymentRefused(address token, address to, uint256 amount);
    error Spoke_NoDeficit(address token, uint256 balance, uint256 owed);
    error Spoke_OnlySelf();
    error Spoke_TooLittleGas(uint256 left);
    error Spoke_NotTighter(uint256 current, uint256 given);
    error Spoke_BrakeSpent(address token, uint64 nextAt);
    error Spoke_HatchClosed(uint64 opensAt);
    error Spoke_HatchOpen();
    error Spoke_IngestFirst(uint64 ingested, uint64 accepted);
    error Spoke_NotReclaimable(uint64 seq);
    error Spoke_NotTheEscape(address caller);

    // ------------------------------------------------------------------------------------------------------- deposits

    /// @notice Locks `amount` of an ERC-20 token, approved before, for `account` on the hub. The call's value is the fee.
    /// Requires that the vault received all of it: a token that takes a fee or shrinks is refused.
    /// Warning: anyone can be credited. An id of a contract owner must name the chain on which the contract lives.
    function deposit(address token, uint256 amount, AccountId account) external payable returns (uint64 seq);

    /// @notice The same with an EIP-2612 permit. A permit that somebody has already used is no hindrance.
    function depositWithPermit(
        address token,
        uint256 amount,
        AccountId account,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external payable returns (uint64 seq);

    /// @notice The same through Uniswap's Permit2, signed by the caller with this contract as the spender.
    function depositWithPermit2(
        address token,
        uint256 amount,
        AccountId account,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external payable returns (uint64 seq);

    /// @notice Locks `amount` wei of native coin; the rest of the value is the fee.
    function depositNative(uint256 amount, AccountId account) external payable returns (uint64 seq);

    /// @notice Locks `amount` of the chain's cash token and sends a bid for a liquidation, made with it on the hub by anyone until the
    /// terms' deadline. `legs`: as many of 40 bytes (chain, token, amount) and then of 32 bytes (instrument, size) as the terms say. What
    /// is bought goes to the terms' receiver; what is left comes back here. Reverts for a deadline that has passed, a
    /// length that is not the terms', and as {deposit}.
    function bid(address token, uint256 amount, BidTerms calldata terms, bytes calldata legs)
        external
        payable
        returns (uint64 seq);

    // -------------------------------------------------------------------------------------------------------- leaving

    /// @notice Asks the hub, uncensorably, to release `amount` (token units; the largest uint128 for all) of `token`
    /// to `receiver` here. Only the account's owner. No brake stops it.
    function requestExit(AccountId account, address token, uint128 amount, address receiver)
        external
        payable
        returns (uint64 seq);

    /// @notice Names who may sign on the hub for the calling contract, until `expiry` (seconds).
    function setSigner(address signer, uint64 expiry) external payable returns (uint64 seq);

    /// @notice Pays a waiting release once the limit has room for it or it is mature. Anyone may call.
    function payWaiting(uint64 seq, uint64 id, address token, uint128 amount, address receiver, uint64 matureAt)
        external;

    /// @notice Takes what a refused release left to the caller, to any address. Reverts when the token refuses again.
    function claim(address token, address to) external returns (uint256 amount);

    // ------------------------------------------------------------------------------------------------------ reporting

    /// @notice Tells the hub that the vault holds less of `token` than it owes, and stops its deposits. Anyone may call.
    function reportDeficit(address token) external payable returns (uint64 seq);

    // ------------------------------------------------------------------------------------------------------ the hatch

    /// @notice Opens the hatch when the hub has been silent for {ESCAPE_DELAY}, and fixes its last accepted block.
    /// From then on no checkpoint is taken and no deposit. Anyone may call.
    function openHatch() external;

    /// @notice Gives a deposit back that the hub had not handled in the fixed block. Anyone may call.
    function reclaim(uint64 seq, bytes calldata body) external;

    /// @notice Pays an exit that {ESCAPE} has proven against the fixed block, and tells the hub. Requires that all
    /// accepted releases were ingested.
    function payEscape(AccountId account, address token, uint128 amount, address to) external;

    // ---------------------------------------------------------------------------------------------------------- views

    function vaultOf(address token) external view returns (Vault memory vault, Outflow memory outflow);
    function tokens() external view returns (address[] memory);
    function claimable(address receiver, address token) external view returns (uint256);
    /// @notice Hash of a waiting release, 0 if none waits.
    function waiting(uint64 seq) external view returns (bytes32);
    /// @notice What one large release could take from the outflow limit now, in token units.
    function outflowAvailable(address token) external view returns (uint256);
    function hatch() external view returns (Hatch memory);
    function ESCAPE_DELAY() external view returns (uint256);

    // ----------------------------------------------------------------------------------------------------- governance

    /// @notice Lists a token, or raises its cap and its outflow floor, or opens its deposits again (loosening: delayed).
    function setVault(address token, uint120 cap, uint128 floor) external;

    /// @notice Lowers a cap (tightening: at once). Holds up nothing that is on its way.
    function lowerCap(address token, uint120 cap) external;

    /// @notice Makes releases of a token wait for at most 72 hours from now; once in 30 days, so that it ends by itself.
    function brake(address token) external;
}
