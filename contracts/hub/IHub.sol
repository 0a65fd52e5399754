// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {IKeyring} from "./IKeyring.sol";

/// @title Hub: the only book
/// @notice START HERE. Accounts hold cash and collateral; each collateral token is a claim on the one vault where it
/// lies, cash is pooled over all vaults. Messages of the spokes come in through {handle}, which never fails; value goes
/// out by withdrawals, tickets and refunds, each a Release to the vault that holds it.
/// Cash and collateral are in 18 decimals here; amounts that name a token are in its own units.
interface IHub {
    // ---------------------------------------------------------------------------------------------------------- types

    enum Status {
        None,
        Pending, // waits for {executeDeposit} or {refundDeposit}; a ticket waits for {executeTicket}
        Done, // credited, or paid
        Refunded, // sent back to the depositor
        Cancelled, // a ticket its owner withdrew, or that expired
        Rejected // a body without meaning
    }

    enum Reason {
        None,
        UnknownAsset, // the hub has not listed the token
        Halted, // the token's deposits are stopped
        Depegged, // the cash token is off its peg
        OverCap, // until there is room under the token's cap
        OverRate, // until there is room in the rate, or `matureAt`
        VaultClosed, // the spoke has not heard the hub for too long
        ReservedAccount // nobody owns the account: can only go back
    }

    /// @notice What governance says of a token, in one slot (160 + 32 + 8 * 5 + 16 = 248 bits).
    struct AssetConfig {
        address token;
        uint32 chain;
        uint8 decimals;
        bool isCash;
        bool halted; // deposits stopped
        bool depegged; // set and cleared by {checkPeg}
        uint8 index; // its bit in an account's set of assets
        uint16 haircutBps; // taken off its value as collateral
    }

    /// @notice What the hub knows of one vault, in token units. Two by two in one slot, as they are needed together: the first
    /// four by a withdrawal, the first and the third two by a credit.
    struct Vault {
        uint128 reserve; // credited and not yet released
        uint128 released; // all that was ever released, in flight or paid
        uint128 deficit; // what the vault lacks, as it reported
        uint128 outflowFloor; // an hour's outflow that is always allowed
        uint128 cap; // credited at most
        uint128 inflowFloor; // an hour's inflow that is always credited at once
        uint128 pending; // arrived, not credited
        uint128 target; // cash: the reserve below which leaving costs a fee
    }

    /// @notice One account, in one slot (128 + 64 + 32 + 16 + 8 = 248 bits).
    struct Account {
        int128 cash; // 18 decimals; negative is borrowed
        uint64 assets; // one bit for each collateral asset that it holds
        uint32 version; // rises with every change
        uint16 positions;
        uint8 mode;
    }

    /// @notice What a trade or a settlement changes in one account. 18 decimals.
    struct Posting {
        AccountId account;
        int256 cash;
        int256 cost; // change of the entry cost that clearing keeps
        int16 positions; // change of their number
    }

    /// @notice Borrowed cash and its price now, 18 decimals. Reserved accounts lend nothing.
    struct Rates {
        uint256 lent; // sum of positive cash
        uint256 borrowed; // sum of negative cash
        uint256 utilisation; // borrowed over lent, rounded down, at most 1
        uint256 borrowRate; // a year
        uint256 lendRate;
    }

    struct Holding {
        AssetId asset;
        uint256 amount; // 18 decimals
    }

    /// @notice A deposit that could not be credited at once, or a ticket.
    struct Entry {
        bytes32 bodyHash;
        uint48 bookedAt;
        uint48 matureAt; // deposits: the rate no longer applies from here; tickets: expiry
        Status status;
        Reason reason;
    }

    /// @notice A withdrawal signed by an account's owner (EIP-712 type `Withdrawal`).
    struct Withdrawal {
        AccountId account;
        AssetId asset;
        uint256 amount; // token units
        address receiver; // on the asset's chain
        uint256 maxFee; // exit fee in cash, 18 decimals
        uint256 nonce; // any number not used before by this owner
        uint256 deadline; // seconds
    }

    // --------------------------------------------------------------------------------------------------------- events

    event Credited(
        AccountId indexed account, AssetId indexed asset, uint64 indexed seq, uint256 amount, uint256 rebate
    );
    event DepositPending(
        AccountId indexed account,
        AssetId indexed asset,
        uint64 indexed seq,
        uint256 amount,
        address depositor,
        Reason reason,
        uint64 matureAt
    );
    event DepositRefunded(AssetId indexed asset, uint64 indexed seq, address indexed depositor, uint256 amount);
    event Withdrawn(
        AccountId indexed account,
        AssetId indexed asset,
        uint64 indexed releaseSeq,
        uint256 amount,
        address receiver,
        uint256 fee
    );
    event TicketBooked(
        AccountId indexed account,
        AssetId indexed asset,
        uint64 indexed seq,
        uint256 amount,
        address receiver,
        uint64 expiry
    );
    event TicketClosed(
        AccountId indexed account, uint32 indexed chain, uint64 indexed seq, Status status, uint256 amount
    );
    event SignerSet(address indexed owner, uint32 indexed chain, address signer, uint64 expiry);
    event DeficitBooked(AssetId indexed asset, uint256 shortfall);
    event EscapeDebited(AccountId indexed account, AssetId indexed asset, uint256 paid, uint256 uncovered);
    /// @notice A trade or a settlement moved `cash`, and the `cost` and number of positions, of an account.
    event Posted(AccountId indexed account, int256 cash, int256 cost, int16 positions);
    /// @notice Positive cash lost `amount` pro rata to `account`, or got it back from there (negative).
    event CashCut(AccountId indexed account, int256 amount);
    /// @notice Interest was paid to the account, or by it (negative), with a change of its cash. The other side is the
    /// reserved account for interest.
    event InterestSettled(AccountId indexed account, int256 amount);
    event Transferred(AccountId indexed from, AccountId indexed to, AssetId indexed asset, uint256 amount);
    event ModeSet(AccountId indexed account, uint8 mode);
    event Depegged(AssetId indexed asset, bool depegged, uint256 price);
    event AssetListed(AssetId indexed asset, uint8 decimals, bool isCash, uint16 haircutBps);
    event LimitsSet(AssetId indexed asset, uint256 cap, uint256 target, uint256 inflowFloor, uint256 outflowFloor);
    event AssetHalted(AssetId indexed asset, bool halted);

    // --------------------------------------------------------------------------------------------------------- errors

    error Hub_NotTheGateway(address caller);
    error Hub_NotTheClearing(address caller);
    error Hub_NotTheLiquidation(address caller);
    error Hub_NotTheOwner(AccountId account, address caller);
    error Hub_BadSignature(AccountId account);
    error Hub_NonceUsed(AccountId account, uint256 nonce);
    error Hub_Expired(uint256 deadline);
    error Hub_ReceiverNotOwner(AccountId account, address receiver);
    error Hub_UnknownAsset(AssetId asset);
    error Hub_AssetKnown(AssetId asset);
    error Hub_CashKnown(uint32 chain);
    error Hub_TooManyAssets();
    error Hub_BadConfig(AssetId asset);
    error Hub_ZeroAmount();
    error Hub_ZeroReceiver();
    error Hub_InsufficientBalance(AccountId account, AssetId asset, uint256 balance, uint256 needed);
    error Hub_NotCovered(AssetId asset, uint256 reserve, uint256 needed);
    error Hub_OutflowLimited(AssetId asset, uint256 available, uint256 needed);
    /// @notice An insolvency is being settled: cash leaves again from `until` on.
    error Hub_CashWaits(uint256 until);
    error Hub_HaircutTooLarge(int256 amount);
    error Hub_FeeTooHigh(uint256 fee, uint256 maxFee);
    error Hub_VaultClosed(uint32 chain, uint64 heardTime);
    error Hub_NotPending(uint32 chain, uint64 seq, Status status);
    error Hub_WrongBody(uint32 chain, uint64 seq);
    error Hub_StillBlocked(uint32 chain, uint64 seq, Reason reason, uint64 matureAt);
    error Hub_NotRefundable(uint32 chain, uint64 seq, uint64 anyoneFrom);
    error Hub_Unbalanced(int256 cash, int256 cost);
    error Hub_BadMode(uint8 mode);
    error Hub_NotOneOwner(AccountId from, AccountId to);
    error Hub_TicketFee(uint256 fee, uint64 anyoneFrom);
    error Hub_PegUnknown(AssetId asset);
    error Hub_NotTighter();

    // -------------------------------------------------------------------------------------------------- from the lanes

    /// @notice Acts on one message of a spoke (gateway only). Total, of constant gas: what cannot be honoured now is
    /// booked, with its reason. Returns false for a body without meaning. `closed`: the spoke has not heard the hub.
    function handle(uint32 chain, uint64 seq, uint8 kind, bytes calldata body, bool closed) external returns (bool);

    // --------------------------------------------------------------------------------------------------------- leaving

    /// @notice Withdraws `amount` (token units) of the account's `asset` to `receiver` on the asset's chain. Only the
    /// owner, or to the owner an operator with that right. The value pays the lane's append fee. Cash may be taken on any
    /// chain whose reserve covers it and costs an exit fee where it is scarce, at most `maxFee` (18 decimals). Cash that the
    /// account does not have is borrowed against its collateral. Requires initial margin afterwards.
    function withdraw(AccountId account, AssetId asset, uint256 amount, address receiver, uint256 maxFee)
        external
        payable
        returns (uint64 releaseSeq);

    /// @notice The same for an owner who signed it (ECDSA, ERC-1271 here), or for an operator or the signer that a contract
    /// wallet on a spoke named, who can withdraw to the owner alone. Anyone brings it and pays the append fee.
    function withdrawFor(Withdrawal calldata withdrawal, bytes calldata signature)
        external
        payable
        returns (uint64 releaseSeq);

    /// @notice Pays a ticket as far as the account's balance goes, once vault and limits allow. Anyone may call; during
    /// the ticket's first day only its owner if the exit fee exceeds half a percent. A ticket too large for the limits
    /// is paid all the same after the time that the limits would have taken for it alone, at most {REFUND_DELAY} twice.
    function executeTicket(uint32 chain, uint64 seq, bytes calldata body) external payable returns (uint64 releaseSeq);

    /// @notice Closes a ticket: its owner at any time, anyone after it expired.
    function cancelTicket(uint32 chain, uint64 seq, bytes calldata body) external;

    // ------------------------------------------------------------------------------------------------------- the book

    /// @notice Books what a trade or a settlement changes (clearing and liquidation only). Emits {Posted} for each. Requires that the
    /// changes of cash and of entry cost have one sum: nothing is created.
    function post(Posting[] calldata postings) external;

    /// @notice Moves collateral of a liquidated account to who took it over (liquidation only), `amount` in 18 decimals.
    function seize(AccountId from, AccountId to, AssetId asset, uint256 amount) external;

    /// @notice Lets no cash leave before `until` (liquidation only): while an insolvency is open nobody runs with the cash that may
    /// have to bear a part of it.
    function holdCash(uint256 until) external;

    /// @notice Takes `amount` (18 decimals) from all positive cash, pro rata, and gives it to `account`; negative: takes it from
    /// `account` and gives it back to all (liquidation only). It is part of everybody's {interestOf} at once.
    function cut(AccountId account, int256 amount) external;

    /// @notice Moves cash (`asset` 0) or collateral between accounts of one owner, `amount` in 18 decimals. Only the owner.
    /// Requires initial margin of `from` afterwards.
    function transfer(AccountId from, AccountId to, AssetId asset, uint256 amount) external;

    /// @notice Sets what may net in an account's margin, see contracts/types/MarginMode.sol. Only the owner. Requires
    /// initial margin in the new mode.
    function setMode(AccountId account, uint8 mode) external;

    // -------------------------------------------------------------------------------------------------------- pending

    /// @notice Credits a pending deposit once what stood against it is gone. Anyone may call.
    function executeDeposit(uint32 chain, uint64 seq, bytes calldata body) external;

    /// @notice Sends a pending deposit back where it came from, without fee: its depositor or the account's owner at any
    /// time, anyone after {REFUND_DELAY}, then only if it cannot be credited. The value pays the append fee.
    function refundDeposit(uint32 chain, uint64 seq, bytes calldata body) external payable returns (uint64 releaseSeq);

    // ---------------------------------------------------------------------------------------------------------- views

    function accountOf(AccountId account) external view returns (Account memory);
    /// @notice The account's collateral in `asset`, 18 decimals.
    function collateralOf(AccountId account, AssetId asset) external view returns (uint256);
    /// @notice All collateral of the account.
    function holdingsOf(AccountId account) external view returns (Account memory, Holding[] memory);
    function assets() external view returns (AssetId[] memory);
    function assetOf(AssetId asset) external view returns (AssetConfig memory config, Vault memory vault);
    /// @notice What has become of message `seq` of `chain`, if it was a deposit that had to wait or an exit request.
    function entryOf(uint32 chain, uint64 seq) external view returns (Entry memory);
    /// @notice Cash collected in exit fees at `chain`, and paid out as rebates there. 18 decimals.
    function exitPool(uint32 chain) external view returns (uint256);
    /// @notice Exit fee (18 decimals) of withdrawing `amount` token units of `asset` now, and what one large withdrawal
    /// could take from reserve and limits, token units.
    function quoteWithdraw(AssetId asset, uint256 amount) external view returns (uint256 fee, uint256 available);
    /// @notice Rebate (18 decimals) that a deposit of `amount` token units would earn now.
    function quoteDeposit(AssetId asset, uint256 amount) external view returns (uint256 rebate);
    function rates() external view returns (Rates memory);
    /// @notice Interest that the account has earned, or owes (negative), since its cash last changed: part of its equity.
    function interestOf(AccountId account) external view returns (int256);
    /// @notice Who may act for an account.
    function KEYRING() external view returns (IKeyring);
    function REFUND_DELAY() external view returns (uint256);
    function TICKET_LIFE() external view returns (uint256);

    // ----------------------------------------------------------------------------------------------------- governance

    /// @notice Lists a token (loosening: delayed). At most one cash token per chain; 64 assets in all.
    function listAsset(AssetId asset, uint8 decimals, bool isCash, uint16 haircutBps) external;
    /// @notice Sets caps, target and floors (loosening: delayed), token units.
    function setLimits(AssetId asset, uint128 cap, uint128 target, uint128 inflowFloor, uint128 outflowFloor) external;
    /// @notice Lowers a cap (tightening: at once). What is above it stays.
    function lowerCap(AssetId asset, uint128 cap) external;
    /// @notice Stops a token's deposits here and, by message, at its vault (tightening: at once). The value pays the
    /// append fee.
    function halt(AssetId asset) external payable returns (uint64 seq);
    /// @notice Lets them run again (loosening: delayed).
    function resume(AssetId asset) external;
    /// @notice Reads the oracle and marks a cash token as off its peg below 0.98, or as back above 0.99. Anyone may call.
    function checkPeg(AssetId asset) external;
}
