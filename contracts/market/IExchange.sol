// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";

/// @title Exchange: signed orders, matched by anyone
/// @notice The first venue. Traders sign orders (EIP-712) and hand them to whomever they like; anyone brings one taker's
/// order and makers' orders that cross it. Every fill is at the maker's price, so that what the taker would have given
/// more stays the taker's. Whoever matches gains nothing but can choose what to match: an order should name its worst price.
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

    event OrderFilled(bytes32 indexed hash, AccountId indexed account, int96 size, uint128 price, int96 filled);
    event OrderCancelled(bytes32 indexed hash, AccountId indexed account);
    event EpochRaised(AccountId indexed account, uint64 epoch);

    error Exchange_BadOrder(bytes32 hash);
    error Exchange_Expired(bytes32 hash, uint40 expiry);
    error Exchange_Cancelled(bytes32 hash);
    error Exchange_Filled(bytes32 hash);
    error Exchange_BadSignature(bytes32 hash);
    error Exchange_NotCrossing(bytes32 taker, bytes32 maker);
    error Exchange_NotReducing(bytes32 hash);
    error Exchange_PostOnlyTaker(bytes32 hash);
    /// @notice A fill-or-kill order was filled in part, or an order's minimum was not reached.
    error Exchange_NotFilled(bytes32 hash, int96 filled);
    error Exchange_LengthMismatch();
    error Exchange_NotTheOwner(AccountId account, address caller);
    error Exchange_FeeTooHigh(bytes32 hash);
    error Exchange_BadFees();
    error Exchange_EpochNotHigher(uint64 epoch, uint64 current);

    /// @notice Fills one taker's order against makers' orders in the order given, each as far as both go. Makers that fail
    /// (their margin, a filled, cancelled or expired order, a bad signature) are skipped. Returns what the taker was filled.
    function matchOrders(
        Order calldata taker,
        bytes calldata takerSignature,
        Order[] calldata makers,
        bytes[] calldata makerSignatures
    ) external returns (int96 filled);

    /// @notice Cancels one order (its owner or operator).
    function cancel(Order calldata order) external;
    /// @notice Cancels all orders of the account whose epoch is below `epoch` (its owner or operator).
    function cancelAll(AccountId account, uint64 epoch) external;

    function hashOrder(Order calldata order) external view returns (bytes32);
    /// @notice What was filled of an order, and whether it was cancelled.
    function orderState(bytes32 hash) external view returns (uint96 filled, bool cancelled);
    function epochOf(AccountId account) external view returns (uint64);
    /// @notice Fee rates in ppm of notional; the maker's may be negative, a rebate.
    function fees() external view returns (uint32 taker, int32 maker);
    /// @notice Sets fee rates within bounds (governance, delayed): taker at most 2,000 ppm, maker between minus the taker's
    /// and 2,000 ppm.
    function setFees(uint32 taker, int32 maker) external;

    function REDUCE_ONLY() external view returns (uint8); // 1
    function IMMEDIATE() external view returns (uint8); // 2: what is not filled at once is cancelled
    function FILL_OR_KILL() external view returns (uint8); // 4
    function POST_ONLY() external view returns (uint8); // 8: never the taker
}
