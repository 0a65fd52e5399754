// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {IKeyring} from "../hub/IKeyring.sol";
import {AccountId} from "../types/AccountId.sol";
import {TRADE} from "../types/Rights.sol";
import {IClearing} from "./IClearing.sol";
import {IExchange} from "./IExchange.sol";
import {Orders} from "./Orders.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice Matches signed orders and has the clearing settle them. See {IExchange}.
contract Exchange is IExchange, AccessManaged, EIP712, ReentrancyGuardTransient {
    using Orders for Orders.State;

    uint32 private constant MAX_FEE = 2_000; // ppm
    /// The clearing answers with a bit for each fill.
    uint256 private constant MAX_MAKERS = 256;
    /// A maker that is a contract checks its signature with its own code, which must not burn the taker's gas.
    uint256 private constant MAKER_GAS = 300_000;

    IHub public immutable HUB;
    IKeyring public immutable KEYRING;
    IClearing public immutable CLEARING;

    /// 32 + 32 = 64 bits
    struct Fees {
        uint32 taker;
        int32 maker;
    }

    /// @dev Where a match stands.
    struct Progress {
        bytes32 hash; // the taker's order
        Fees fees;
        uint256 wanted; // what the taker could still be filled
        uint256 filled;
        uint256 worth; // size times price of what was filled
        uint256 next; // the maker to look at next
        uint256 count; // of the round's fills
        bool cut; // the round's last fill left something of its maker's order
        uint256 last; // where that order stands in the caller's list
        IClearing.Fill[] fills;
        bytes32[] hashes; // of the makers' orders
    }

    Orders.State private _orders;
    Fees private _fees;

    constructor(IHub hub, IClearing clearing, address authority)
        AccessManaged(authority)
        EIP712("Causeway Exchange", "1")
    {
        HUB = hub;
        KEYRING = hub.KEYRING();
        CLEARING = clearing;
    }

    // -------------------------------------------------------------------------------------------------------- matching

    /// @inheritdoc IExchange
    /// @dev Orders are written after the clearing's call, since it says what was made; the guard keeps everybody out
    /// meanwhile.
    function matchOrders(
        Order calldata taker,
        bytes calldata takerSignature,
        Order[] calldata makers,
        bytes[] calldata makerSignatures
    ) external nonReentrant returns (int96 filled) {
        require(makers.length == makerSignatures.length, Exchange_LengthMismatch(makers.length, makerSignatures.length));
        require(makers.length <= MAX_MAKERS, Exchange_TooManyMakers(makers.length, MAX_MAKERS));
        Order memory order = taker; // read and checked once
        Progress memory p = _open(order, takerSignature);
        // more than one round only when the clearing skipped a maker: the next ones take its place
        while (p.wanted != 0 && p.next < makers.length) {
            _pick(p, order, makers, makerSignatures);
            if (p.count != 0) _settle(p, order);
        }
        return _close(p, order);
    }

    /// @dev Requires that the taker's order can be filled, and starts its match.
    function _open(Order memory taker, bytes calldata signature) private view returns (Progress memory p) {
        bytes32 hash = _digest(taker);
        (Refusal refusal, uint256 open) = _orders.look(hash, taker);
        Orders.requireNone(refusal, hash, taker);
        require(taker.flags & Orders.POST_ONLY == 0, Exchange_PostOnlyTaker(hash));
        p.hash = hash;
        p.fees = _fees;
        require(p.fees.taker <= taker.maxFeeRate, Exchange_FeeTooHigh(hash, p.fees.taker, taker.maxFeeRate));
        bool may = signature.length == 0
            ? KEYRING.isAuthorised(taker.account, msg.sender, TRADE)
            : _isSigned(taker.account, hash, signature, gasleft());
        require(may, Exchange_BadSignature(hash));
        if (taker.flags & Orders.REDUCE_ONLY != 0) {
            uint256 most = Orders.reducible(_positionOf(taker), taker.size);
            require(most != 0, Exchange_NotReducing(hash));
            if (open > most) open = most;
        }
        p.wanted = open;
    }

    /// @dev Goes down the list of makers and makes a fill for each that takes part, until the taker has enough.
    function _pick(Progress memory p, Order memory taker, Order[] calldata makers, bytes[] calldata signatures)
        private
    {
        uint256 rest = makers.length - p.next;
        (p.fills, p.hashes, p.count) = (new IClearing.Fill[](rest), new bytes32[](rest), 0);
        uint256 wanted = p.wanted;
        uint256 i = p.next;
        for (; wanted != 0 && i < makers.length; ++i) {
            Order memory maker = makers[i];
            bytes32 hash = _digest(maker);
            require(Orders.crosses(taker, maker), Exchange_NotCrossing(p.hash, hash));
            (Refusal refusal, uint256 open) = _lookAtMaker(p, taker, maker, hash, signatures[i]);
            if (refusal != Refusal.None) {
                emit OrderSkipped(hash, maker.account, refusal);
                continue;
            }
            p.cut = open > wanted;
            if (p.cut) open = wanted;
            wanted -= open;
            p.last = i;
            _add(p, taker, maker, hash, open);
        }
        p.next = i;
    }

    /// @dev What may be filled of a maker's order beside what this round already fills, or why nothing.
    function _lookAtMaker(
        Progress memory p,
        Order memory taker,
        Order memory maker,
        bytes32 hash,
        bytes calldata signature
    ) private view returns (Refusal refusal, uint256 open) {
        uint256 pending; // what the round fills of the same account: always in the same direction
        for (uint256 k; k < p.count; ++k) {
            // its state is not written yet, so that a second one would be filled twice
            require(p.hashes[k] != hash, Exchange_Repeated(hash));
            if (AccountId.unwrap(p.fills[k].maker) == AccountId.unwrap(maker.account)) {
                pending += Orders.magnitude(p.fills[k].size);
            }
        }
        if (AccountId.unwrap(maker.account) == AccountId.unwrap(taker.account)) return (Refusal.SameAccount, 0);
        (refusal, open) = _orders.look(hash, maker);
        if (refusal != Refusal.None) return (refusal, 0);
        if (!Orders.isCountable(maker)) return (Refusal.Malformed, 0);
        if (maker.flags & Orders.TAKER_ONLY != 0) return (Refusal.TakerOnly, 0);
        int256 rate = p.fees.maker;
        if (rate > 0 && uint256(rate) > maker.maxFeeRate) return (Refusal.FeeTooHigh, 0);
        if (maker.flags & Orders.REDUCE_ONLY != 0) {
            uint256 most = Orders.reducible(_positionOf(maker), maker.size);
            if (most <= pending) return (Refusal.NotReducing, 0);
            if (open > most - pending) open = most - pending;
        }
        if (!_isSigned(maker.account, hash, signature, MAKER_GAS)) return (Refusal.BadSignature, 0);
    }

    /// @dev Adds a fill to the round.
    function _add(Progress memory p, Order memory taker, Order memory maker, bytes32 hash, uint256 amount)
        private
        pure
    {
        uint256 worth = amount * maker.price; // within bounds: see Orders.isCountable
        int96 size = int96(int256(amount)); // at most the order's own
        p.hashes[p.count] = hash;
        p.fills[p.count++] = IClearing.Fill({
            maker: maker.account,
            instrument: maker.instrument,
            size: taker.size > 0 ? size : -size,
            price: maker.price,
            takerFee: Orders.feeOf(worth, int256(uint256(p.fees.taker))),
            makerFee: Orders.feeOf(worth, p.fees.maker)
        });
    }

    /// @dev Has the round's fills settled, and writes what was made.
    function _settle(Progress memory p, Order memory taker) private {
        uint256 made = CLEARING.trade(taker.account, _shortened(p.fills, p.count));
        for (uint256 k; k < p.count; ++k) {
            if (made & (1 << k) == 0) continue;
            (IClearing.Fill memory f, bytes32 hash) = (p.fills[k], p.hashes[k]);
            uint256 amount = Orders.magnitude(f.size);
            uint96 total = _orders.fill(hash, amount, false);
            p.wanted -= amount;
            p.filled += amount;
            p.worth += amount * f.price;
            emit OrderFilled(hash, f.maker, -f.size, f.price, _signed(total, f.size < 0));
        }
        // what is left of the last order can take the place of one that was skipped
        if (p.cut && made & (1 << (p.count - 1)) != 0) p.next = p.last;
    }

    /// @dev Requires that the match is what the taker wanted, and writes it.
    function _close(Progress memory p, Order memory taker) private returns (int96 filled) {
        bool buys = taker.size > 0;
        filled = _signed(uint96(p.filled), buys);
        require(
            p.filled != 0 && (p.wanted == 0 || taker.flags & Orders.FILL_OR_KILL == 0),
            Exchange_NotFilled(p.hash, filled)
        );
        uint96 total = _orders.fill(p.hash, p.filled, taker.flags & Orders.TAKER_ONLY != 0);
        uint256 price = (buys ? p.worth + p.filled - 1 : p.worth) / p.filled;
        emit OrderFilled(p.hash, taker.account, filled, uint128(price), _signed(total, buys));
    }

    // ------------------------------------------------------------------------------------------------------ cancelling

    /// @inheritdoc IExchange
    function cancel(Order calldata order) external nonReentrant {
        _requireMay(order.account);
        _orders.cancel(_digest(order), order);
    }

    /// @inheritdoc IExchange
    function cancelFor(Order calldata order, bytes calldata signature) external nonReentrant {
        bytes32 hash = _digest(order);
        KEYRING.authorise(order.account, hashCancel(hash), signature, TRADE);
        _orders.cancel(hash, order);
    }

    /// @inheritdoc IExchange
    function cancelAll(AccountId account, uint64 epoch) external nonReentrant {
        _requireMay(account);
        _orders.raiseEpoch(account, epoch);
    }

    /// @inheritdoc IExchange
    function cancelAllFor(AccountId account, uint64 epoch, bytes calldata signature) external nonReentrant {
        KEYRING.authorise(account, hashCancelAll(account, epoch), signature, TRADE);
        _orders.raiseEpoch(account, epoch);
    }

    // ------------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IExchange
    function setFees(uint32 taker, int32 maker) external restricted {
        // a rebate beyond what the taker pays would be paid by nobody
        bool sound = taker <= MAX_FEE && maker <= int32(MAX_FEE) && int256(maker) >= -int256(uint256(taker));
        require(sound, Exchange_BadFees(taker, maker));
        _fees = Fees(taker, maker);
        emit FeesSet(taker, maker);
    }

    // ------------------------------------------------------------------------------------------------------------ views

    /// @inheritdoc IExchange
    function hashOrder(Order calldata order) external view returns (bytes32) {
        return _digest(order);
    }

    /// @inheritdoc IExchange
    function hashCancel(bytes32 order) public view returns (bytes32) {
        return _hashTypedDataV4(Orders.hashCancel(order));
    }

    /// @inheritdoc IExchange
    function hashCancelAll(AccountId account, uint64 epoch) public view returns (bytes32) {
        return _hashTypedDataV4(Orders.hashCancelAll(account, epoch));
    }

    /// @inheritdoc IExchange
    function orderState(bytes32 hash) external view returns (uint96, bool) {
        OrderState memory state = _orders.orders[hash];
        return (state.filled, state.cancelled);
    }

    /// @inheritdoc IExchange
    function epochOf(AccountId account) external view returns (uint64) {
        return _orders.epochs[account];
    }

    /// @inheritdoc IExchange
    function fees() external view returns (uint32, int32) {
        return (_fees.taker, _fees.maker);
    }

    /// @inheritdoc IExchange
    function REDUCE_ONLY() external pure returns (uint8) {
        return Orders.REDUCE_ONLY;
    }

    /// @inheritdoc IExchange
    function IMMEDIATE() external pure returns (uint8) {
        return Orders.IMMEDIATE;
    }

    /// @inheritdoc IExchange
    function FILL_OR_KILL() external pure returns (uint8) {
        return Orders.FILL_OR_KILL;
    }

    /// @inheritdoc IExchange
    function POST_ONLY() external pure returns (uint8) {
        return Orders.POST_ONLY;
    }

    // ---------------------------------------------------------------------------------------------------------- private

    function _digest(Order memory order) private view returns (bytes32) {
        return _hashTypedDataV4(Orders.hashOf(order));
    }

    function _isSigned(AccountId account, bytes32 hash, bytes calldata signature, uint256 most)
        private
        view
        returns (bool)
    {
        try KEYRING.authorise{gas: most}(account, hash, signature, TRADE) returns (bool) {
            return true;
        } catch {
            return false;
        }
    }

    function _requireMay(AccountId account) private view {
        require(KEYRING.isAuthorised(account, msg.sender, TRADE), Exchange_NotAuthorised(account, msg.sender));
    }

    function _positionOf(Order memory order) private view returns (int256) {
        return CLEARING.positionOf(order.account, order.instrument).size;
    }

    function _shortened(IClearing.Fill[] memory fills, uint256 count) private pure returns (IClearing.Fill[] memory) {
        if (fills.length == count) return fills;
        IClearing.Fill[] memory short = new IClearing.Fill[](count);
        for (uint256 k; k < count; ++k) {
            short[k] = fills[k];
        }
        return short;
    }

    /// @dev `amount` is at most an order's size.
    function _signed(uint96 amount, bool positive) private pure returns (int96) {
        return positive ? int96(amount) : -int96(amount);
    }
}
