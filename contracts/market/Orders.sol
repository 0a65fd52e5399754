// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {IExchange} from "./IExchange.sol";

/// @notice Orders: their hashes, what is known of them, and what stands against filling them.
library Orders {
    uint8 internal constant REDUCE_ONLY = 1;
    uint8 internal constant IMMEDIATE = 2;
    uint8 internal constant FILL_OR_KILL = 4;
    uint8 internal constant POST_ONLY = 8;
    /// Orders that never rest: what is left of them after their call is cancelled.
    uint8 internal constant TAKER_ONLY = IMMEDIATE | FILL_OR_KILL;

    uint256 internal constant WAD = 1e18;
    uint256 private constant PPM = 1e6;
    /// Keeps notional within int128, and its fee far within.
    uint256 private constant MAX_WORTH = uint256(uint128(type(int128).max)) * WAD;

    bytes32 internal constant ORDER_TYPEHASH = keccak256(
        "Order(bytes32 account,uint160 instrument,int96 size,uint128 price,uint64 maxFeeRate,uint40 expiry,uint8 flags,uint64 salt,uint64 epoch)"
    );
    bytes32 internal constant CANCEL_TYPEHASH = keccak256("Cancel(bytes32 order)");
    bytes32 internal constant CANCEL_ALL_TYPEHASH = keccak256("CancelAll(bytes32 account,uint64 epoch)");

    struct State {
        mapping(bytes32 hash => IExchange.OrderState) orders;
        mapping(AccountId => uint64) epochs;
    }

    // --------------------------------------------------------------------------------------------------------- writing

    /// @notice Adds to what is filled of an order; with `close`, what is left of it is cancelled. Returns its total. The
    /// caller has kept `amount` within the order's size.
    function fill(State storage self, bytes32 hash, uint256 amount, bool close) internal returns (uint96 filled) {
        filled = self.orders[hash].filled + uint96(amount);
        self.orders[hash] = IExchange.OrderState({filled: filled, cancelled: close});
    }

    function cancel(State storage self, bytes32 hash, IExchange.Order memory order) internal {
        IExchange.OrderState storage state = self.orders[hash];
        require(!state.cancelled && order.epoch >= self.epochs[order.account], IExchange.Exchange_Cancelled(hash));
        require(state.filled < magnitude(order.size), IExchange.Exchange_Filled(hash));
        state.cancelled = true;
        emit IExchange.OrderCancelled(hash, order.account);
    }

    function raiseEpoch(State storage self, AccountId account, uint64 epoch) internal {
        uint64 current = self.epochs[account];
        require(epoch > current, IExchange.Exchange_EpochNotHigher(epoch, current));
        self.epochs[account] = epoch;
        emit IExchange.EpochRaised(account, epoch);
    }

    // --------------------------------------------------------------------------------------------------------- reading

    /// @notice What is open of an order, or why nothing may be filled of it; signature, position and fee aside.
    function look(State storage self, bytes32 hash, IExchange.Order memory order)
        internal
        view
        returns (IExchange.Refusal refusal, uint256 open)
    {
        if (!isWellFormed(order)) return (IExchange.Refusal.Malformed, 0);
        if (block.timestamp > order.expiry) return (IExchange.Refusal.Expired, 0);
        IExchange.OrderState memory state = self.orders[hash];
        uint256 size = magnitude(order.size);
        if (state.filled >= size) return (IExchange.Refusal.Filled, 0);
        if (state.cancelled || order.epoch < self.epochs[order.account]) return (IExchange.Refusal.Cancelled, 0);
        return (IExchange.Refusal.None, size - state.filled);
    }

    /// @notice Reverts with the error that says why an order of a taker is refused.
    function requireNone(IExchange.Refusal refusal, bytes32 hash, IExchange.Order memory order) internal pure {
        require(refusal != IExchange.Refusal.Malformed, IExchange.Exchange_BadOrder(hash));
        require(refusal != IExchange.Refusal.Expired, IExchange.Exchange_Expired(hash, order.expiry));
        require(refusal != IExchange.Refusal.Filled, IExchange.Exchange_Filled(hash));
        require(refusal != IExchange.Refusal.Cancelled, IExchange.Exchange_Cancelled(hash));
    }

    /// @notice Whether an order can mean something. Its instrument need not be listed: the clearing asks.
    function isWellFormed(IExchange.Order memory order) internal pure returns (bool) {
        uint8 flags = order.flags;
        // an order that never rests and never takes could not be filled; one that may end partly filled is no fill-or-kill
        bool contradictory =
            flags > 15 || (flags & TAKER_ONLY != 0 && flags & POST_ONLY != 0) || flags & TAKER_ONLY == TAKER_ONLY;
        return !contradictory && order.size != 0 && order.price != 0 && !order.account.isReserved()
            && order.instrument.isWellFormed();
    }

    /// @notice Whether a fill of the whole order, at its price, is small enough to be counted.
    function isCountable(IExchange.Order memory order) internal pure returns (bool) {
        return magnitude(order.size) * order.price <= MAX_WORTH; // 2^95 * 2^128 at most
    }

    /// @notice Whether a maker's order meets a taker's: the same instrument, other sides, and a price that is no worse for
    /// the taker than his own.
    function crosses(IExchange.Order memory taker, IExchange.Order memory maker) internal pure returns (bool) {
        if (InstrumentId.unwrap(taker.instrument) != InstrumentId.unwrap(maker.instrument)) return false;
        if (taker.size > 0) return maker.size < 0 && maker.price <= taker.price;
        return maker.size > 0 && maker.price >= taker.price;
    }

    /// @notice How much an order may fill that must not open: at most the position, when it goes against it.
    function reducible(int256 position, int96 size) internal pure returns (uint256) {
        if (position == 0 || (position > 0) == (size > 0)) return 0;
        return uint256(position > 0 ? position : -position);
    }

    /// @notice The fee on a fill worth `worth` (size times price, 36 decimals) at `rate` ppm: rounded up when it is paid,
    /// down when it is a rebate.
    function feeOf(uint256 worth, int256 rate) internal pure returns (int128) {
        uint256 unit = WAD * PPM;
        if (rate < 0) return -int128(int256(worth * uint256(-rate) / unit));
        return int128(int256((worth * uint256(rate) + unit - 1) / unit));
    }

    function magnitude(int96 size) internal pure returns (uint256) {
        int256 wide = size;
        return uint256(wide < 0 ? -wide : wide);
    }

    // --------------------------------------------------------------------------------------------------------- hashing

    function hashOf(IExchange.Order memory order) internal pure returns (bytes32) {
        return keccak256(abi.encode(ORDER_TYPEHASH, order));
    }

    function hashCancel(bytes32 order) internal pure returns (bytes32) {
        return keccak256(abi.encode(CANCEL_TYPEHASH, order));
    }

    function hashCancelAll(AccountId account, uint64 epoch) internal pure returns (bytes32) {
        return keccak256(abi.encode(CANCEL_ALL_TYPEHASH, account, epoch));
    }
}
