// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";

/// @title Exchange: signed orders, matched by anyone
/// @notice The first venue. Traders sign orders (EIP-712) and hand them to whomever they like; anyone brings one taker's
/// order and makers' orders that cross it. Every fill is at the maker's price, so that what the taker would have given
/// more stays the taker's.
///
/// Warning: whoever brings a match chooses the makers and their order, and may leave out better ones or stop early: the
/// only promises are the order's own price, size and fee rate. An IMMEDIATE order may so end with a small part filled;
/// who minds signs FILL_OR_KILL. Whoever brings a match gains nothing else: no fee goes to him.
///
/// What the orders themselves say wrong about each other (sides, instruments, prices, the same one twice) is the caller's
/// mistake and reverts. What can change between the caller's look and his transaction (expiry, cancellation, fills,
/// positions, margin, signers) skips a maker with an event and never stops the taker; the taker's own reverts.
interface IExchange {
    /// @notice What a trader signs (EIP-712 type `Order`).
    struct Order {
        AccountId account;
        InstrumentId instrument;
        int96 size; // positive buys; 18 decimals
        uint128 price; // worst price, USD, 18 decimals
        uint64 maxFeeRate; // most that the fee may be, ppm of the notional
        uint40 expiry; // seconds: good until, inclusive
        uint8 flags; // see below
        uint64 salt; // makes two equal orders two
        uint64 epoch; // orders of an epoch below the account's are cancelled
    }

    /// @notice What is known of an order, in one slot (96 + 8 = 104 bits).
    struct OrderState {
        uint96 filled; // how much, in either direction
        bool cancelled;
    }

    /// @notice Why an order takes no part.
    enum Refusal {
        None,
        Malformed, // no size or price, an unknown instrument kind, flags that contradict each other, or too large
        Expired,
        Cancelled, // itself, or with its epoch
        Filled,
        FeeTooHigh,
        BadSignature,
        NotReducing, // reduce-only, and there is nothing to reduce
        TakerOnly, // IMMEDIATE or FILL_OR_KILL, brought as a maker
        SameAccount // as the taker's
    }

    /// @notice `size` was filled in the order's own direction (positive: bought) at `price`, and `filled` of it so far. A
    /// taker's order emits it once for each call, at the average price, rounded against it.
    event OrderFilled(bytes32 indexed hash, AccountId indexed account, int96 size, uint128 price, int96 filled);
    /// @notice A maker's order took no part. Those who lack margin are told by {IClearing.MakerSkipped}.
    event OrderSkipped(bytes32 indexed hash, AccountId indexed account, Refusal refusal);
    event OrderCancelled(bytes32 indexed hash, AccountId indexed account);
    event EpochRaised(AccountId indexed account, uint64 epoch);
    event FeesSet(uint32 taker, int32 maker);

    error Exchange_BadOrder(bytes32 hash);
    error Exchange_Expired(bytes32 hash, uint40 expiry);
    error Exchange_Cancelled(bytes32 hash);
    error Exchange_Filled(bytes32 hash);
    error Exchange_BadSignature(bytes32 hash);
    error Exchange_NotCrossing(bytes32 taker, bytes32 maker);
    error Exchange_Repeated(bytes32 maker);
    error Exchange_NotReducing(bytes32 hash);
    error Exchange_PostOnlyTaker(bytes32 hash);
    /// @notice Nothing was filled, or not all of a FILL_OR_KILL order.
    error Exchange_NotFilled(bytes32 hash, int96 filled);
    error Exchange_LengthMismatch(uint256 makers, uint256 signatures);
    error Exchange_TooManyMakers(uint256 makers, uint256 most);
    error Exchange_NotAuthorised(AccountId account, address caller);
    error Exchange_FeeTooHigh(bytes32 hash, uint256 rate, uint64 maxFeeRate);
    error Exchange_BadFees(uint32 taker, int32 maker);
    error Exchange_EpochNotHigher(uint64 epoch, uint64 current);

    /// @notice Fills one taker's order against makers' orders in the order given, each as far as both go. Returns what the
    /// taker was filled, positive if bought. Emits {OrderFilled} for each order that was, {OrderSkipped} for makers' orders
    /// that take no part.
    ///
    /// Notes:
    /// - Fees are in ppm of the notional, rounded up where paid and down where received.
    /// - A REDUCE_ONLY order is filled up to the position at that time, whatever its size.
    /// - When the clearing skips a maker, those further down the list take its place, so that it stops nobody.
    /// - What is left of an IMMEDIATE or FILL_OR_KILL order is cancelled. FILL_OR_KILL with REDUCE_ONLY asks for all that
    ///   there is to reduce.
    ///
    /// Requirements:
    /// - `takerSignature` is by somebody who may trade for the taker's account, or is empty and the caller may.
    /// - The taker's order is well-formed, unexpired, not cancelled, not filled, and allows the fee; it is not POST_ONLY.
    /// - Each maker's order crosses it: same instrument, other side, a price at least as good as the taker's worst.
    /// - No maker's order stands twice; at most 256 do.
    /// - Something is filled, and the taker's margin suffices.
    function matchOrders(
        Order calldata taker,
        bytes calldata takerSignature,
        Order[] calldata makers,
        bytes[] calldata makerSignatures
    ) external returns (int96 filled);

    /// @notice Cancels one order. Emits {OrderCancelled}. Requires that the caller may trade for the account, and that the
    /// order is neither filled nor cancelled. A fill that is in a block before the cancellation stands.
    function cancel(Order calldata order) external;
    /// @notice The same by a signature over `Cancel(bytes32 order)`, brought by anyone.
    function cancelFor(Order calldata order, bytes calldata signature) external;
    /// @notice Cancels all orders of the account whose epoch is below `epoch`, signed already or not. Emits {EpochRaised}.
    /// Requires that the caller may trade for the account, and that its epoch is lower.
    function cancelAll(AccountId account, uint64 epoch) external;
    /// @notice The same by a signature over `CancelAll(bytes32 account,uint64 epoch)`, brought by anyone.
    function cancelAllFor(AccountId account, uint64 epoch, bytes calldata signature) external;

    function hashOrder(Order calldata order) external view returns (bytes32);
    /// @notice What is signed to cancel the order with this hash.
    function hashCancel(bytes32 order) external view returns (bytes32);
    function hashCancelAll(AccountId account, uint64 epoch) external view returns (bytes32);
    /// @notice What was filled of an order, and whether it was cancelled by itself ({epochOf} tells of the others).
    function orderState(bytes32 hash) external view returns (uint96 filled, bool cancelled);
    function epochOf(AccountId account) external view returns (uint64);
    /// @notice Fee rates in ppm of notional; the maker's may be negative, a rebate.
    function fees() external view returns (uint32 taker, int32 maker);
    /// @notice Sets fee rates within bounds (governance, delayed): taker at most 2,000 ppm, maker between minus the taker's
    /// and 2,000 ppm. Emits {FeesSet}.
    function setFees(uint32 taker, int32 maker) external;

    function REDUCE_ONLY() external view returns (uint8); // 1
    function IMMEDIATE() external view returns (uint8); // 2: what is not filled at once is cancelled; never a maker
    function FILL_OR_KILL() external view returns (uint8); // 4: all at once or nothing; never a maker
    function POST_ONLY() external view returns (uint8); // 8: never the taker
}
