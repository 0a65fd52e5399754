// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ILiquidation} from "../liquidation/ILiquidation.sol";
import {IClearing} from "../market/IClearing.sol";
import {Message} from "../messaging/Message.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {AccountId, isOwnedBy, toAccountId} from "../types/AccountId.sol";
import {AssetId, toAssetId} from "../types/AssetId.sol";
import {PORTFOLIO} from "../types/MarginMode.sol";
import {RateLimits} from "../types/RateLimit.sol";
import {WITHDRAW} from "../types/Rights.sol";
import {IGateway} from "./IGateway.sol";
import {IHub} from "./IHub.sol";
import {IKeyring} from "./IKeyring.sol";
import {Interest} from "./Interest.sol";
import {Keyring} from "./Keyring.sol";
import {Ledger} from "./Ledger.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice The only book. See {IHub}: START HERE.
contract Hub is IHub, AccessManaged, ReentrancyGuardTransient {
    using Ledger for Ledger.State;
    using Interest for Interest.State;

    /// @inheritdoc IHub
    uint256 public constant REFUND_DELAY = 3 days;
    /// @inheritdoc IHub
    uint256 public constant TICKET_LIFE = 30 days;
    /// A ticket's first day: strangers may not execute it at a moment that costs its owner more than this.
    uint256 private constant TICKET_PATIENCE = 1 days;
    uint256 private constant TICKET_FEE_BPS = 50;
    /// The longest that a rate holds up a deposit or a ticket.
    uint256 private constant MAX_WAIT = 6 days;
    uint256 private constant PEG_LOST = 0.98e18;
    uint256 private constant PEG_FOUND = 0.99e18;

    IGateway public immutable GATEWAY;
    IOracle public immutable ORACLE;
    IClearing public immutable CLEARING;
    ILiquidation public immutable LIQUIDATION;
    /// @inheritdoc IHub
    IKeyring public immutable KEYRING;
    /// @notice Our registry number of this chain.
    uint32 public immutable CHAIN;

    Ledger.State private _book; // accounts and collateral first: the escape hatch proves them by their slots
    mapping(uint32 chain => mapping(uint64 seq => Entry)) private _entries;
    uint64 private _releases;

    constructor(
        IGateway gateway,
        IOracle oracle,
        IClearing clearing,
        ILiquidation liquidation,
        uint32 chain,
        address authority
    ) AccessManaged(authority) {
        GATEWAY = gateway;
        ORACLE = oracle;
        CLEARING = clearing;
        LIQUIDATION = liquidation;
        CHAIN = chain;
        KEYRING = new Keyring(chain);
    }

    // -------------------------------------------------------------------------------------------------- from the lanes

    /// @inheritdoc IHub
    function handle(uint32 chain, uint64 seq, uint8 kind, bytes calldata body, bool closed) external returns (bool) {
        require(msg.sender == address(GATEWAY), Hub_NotTheGateway(msg.sender));
        if (kind == Message.DEPOSIT && body.length == Message.DEPOSIT_LENGTH) {
            return _handleDeposit(chain, seq, body, closed);
        }
        if (kind == Message.BID && body.length >= Message.DEPOSIT_LENGTH) {
            // its cash is a deposit like any other: whatever becomes of the bid, it is there
            if (!_handleDeposit(chain, seq, body[:Message.DEPOSIT_LENGTH], closed)) return false;
            LIQUIDATION.book(chain, seq, body);
            return true;
        }
        if (kind == Message.EXIT_REQUEST && body.length == Message.EXIT_REQUEST_LENGTH) {
            return _handleExitRequest(chain, seq, body);
        }
        if (kind == Message.SET_SIGNER && body.length == Message.SET_SIGNER_LENGTH) {
            (address owner, address signer, uint64 expiry) = Message.decodeSetSigner(body);
            KEYRING.setSigner(owner, chain, signer, expiry);
            emit SignerSet(owner, chain, signer, expiry);
            return true;
        }
        if (kind == Message.DEFICIT && body.length == Message.DEFICIT_LENGTH) {
            (address token, uint128 shortfall) = Message.decodeDeficit(body);
            return _handleDeficit(toAssetId(chain, token), shortfall);
        }
        if (kind == Message.ESCAPED && body.length == Message.ESCAPED_LENGTH) {
            (AccountId account, address token, uint128 paid) = Message.decodeEscaped(body);
            AssetId asset = toAssetId(chain, token);
            // nothing escapes from a reserved account: a broken spoke must not overdraw the exit pool
            if (_book.configs[asset].chain == 0 || account.isReserved()) return false;
            emit EscapeDebited(account, asset, paid, _book.debitEscaped(account, asset, paid));
            return true;
        }
        return false;
    }

    // --------------------------------------------------------------------------------------------------------- leaving

    /// @inheritdoc IHub
    function withdraw(AccountId account, AssetId asset, uint256 amount, address receiver, uint256 maxFee)
        external
        payable
        nonReentrant
        returns (uint64)
    {
        // what a bidder bought goes where he said: {ILiquidation} has asked whether he may say so
        if (msg.sender != address(LIQUIDATION) && !isOwnedBy(account, msg.sender, CHAIN)) {
            require(KEYRING.isOperator(account, msg.sender, WITHDRAW), Hub_NotTheOwner(account, msg.sender));
            _requireToOwner(account, asset, receiver);
        }
        return _withdraw(account, asset, amount, receiver, maxFee);
    }

    /// @inheritdoc IHub
    function withdrawFor(Withdrawal calldata w, bytes calldata signature)
        external
        payable
        nonReentrant
        returns (uint64)
    {
        bool ownerOnly = KEYRING.useWithdrawal(w, signature);
        if (ownerOnly) _requireToOwner(w.account, w.asset, w.receiver);
        return _withdraw(w.account, w.asset, w.amount, w.receiver, w.maxFee);
    }

    /// @inheritdoc IHub
    function executeTicket(uint32 chain, uint64 seq, bytes calldata body)
        external
        payable
        nonReentrant
        returns (uint64 releaseSeq)
    {
        Entry storage entry = _pending(chain, seq, body, Message.EXIT_REQUEST);
        require(block.timestamp <= entry.matureAt, Hub_Expired(entry.matureAt));
        (AccountId account, address token, uint128 wanted, address receiver) = Message.decodeExitRequest(body);
        AssetId asset = toAssetId(chain, token);
        _requireOpen(chain);
        (uint256 amount, uint256 fee) = _payable(account, asset, wanted);
        _requirePatience(account, asset, amount, fee, entry.bookedAt);
        // a ticket that finds nothing stays: else anyone could close one whose deposit is still on its way
        require(amount != 0, Hub_InsufficientBalance(account, asset, 0, wanted));
        _takeTicketOutflow(asset, amount, entry.bookedAt);
        _close(entry, account, chain, seq, Status.Done, amount);
        _book.debit(account, asset, amount, fee);
        _requireHealthy(account);
        releaseSeq = _release(asset, amount, receiver, Message.REASON_TICKET);
        emit Withdrawn(account, asset, releaseSeq, amount, receiver, fee);
    }

    /// @inheritdoc IHub
    function cancelTicket(uint32 chain, uint64 seq, bytes calldata body) external {
        Entry storage entry = _pending(chain, seq, body, Message.EXIT_REQUEST);
        (AccountId account,,,) = Message.decodeExitRequest(body);
        require(
            isOwnedBy(account, msg.sender, CHAIN) || block.timestamp > entry.matureAt,
            Hub_NotTheOwner(account, msg.sender)
        );
        _close(entry, account, chain, seq, Status.Cancelled, 0);
    }

    // ------------------------------------------------------------------------------------------------------- the book

    /// @inheritdoc IHub
    function post(Posting[] calldata postings) external {
        require(msg.sender == address(CLEARING) || msg.sender == address(LIQUIDATION), Hub_NotTheClearing(msg.sender));
        _book.post(postings);
    }

    /// @inheritdoc IHub
    function seize(AccountId from, AccountId to, AssetId asset, uint256 amount) external {
        _requireLiquidation();
        _book.transfer(from, to, asset, amount);
        emit Transferred(from, to, asset, amount);
    }

    /// @inheritdoc IHub
    function holdCash(uint256 until) external {
        _requireLiquidation();
        _book.cashWaitsUntil = until;
    }

    /// @inheritdoc IHub
    function cut(AccountId account, int256 amount) external {
        _requireLiquidation();
        _book.cut(account, amount);
    }

    /// @inheritdoc IHub
    function transfer(AccountId from, AccountId to, AssetId asset, uint256 amount) external nonReentrant {
        _requireOwner(from);
        bool same = AccountId.unwrap(from) >> 64 == AccountId.unwrap(to) >> 64;
        require(same && AccountId.unwrap(from) != AccountId.unwrap(to), Hub_NotOneOwner(from, to));
        require(amount != 0, Hub_ZeroAmount());
        _book.transfer(from, to, asset, amount);
        _requireHealthy(from);
        emit Transferred(from, to, asset, amount);
    }

    /// @inheritdoc IHub
    function setMode(AccountId account, uint8 mode) external nonReentrant {
        _requireOwner(account);
        require(mode <= PORTFOLIO, Hub_BadMode(mode));
        Account storage a = _book.accounts[account];
        a.mode = mode;
        ++a.version;
        _requireHealthy(account);
        emit ModeSet(account, mode);
    }

    // -------------------------------------------------------------------------------------------------------- pending

    /// @inheritdoc IHub
    function executeDeposit(uint32 chain, uint64 seq, bytes calldata body) external nonReentrant {
        Entry storage entry = _pending(chain, seq, body, Message.DEPOSIT);
        (AccountId account, address token, uint128 amount,) = Message.decodeDeposit(body);
        AssetId asset = toAssetId(chain, token);
        Reason reason = _blocked(account, asset, amount, _isClosed(chain));
        if (reason == Reason.None && block.timestamp < entry.matureAt && !_takeInflow(asset, amount)) {
            reason = Reason.OverRate;
        }
        require(reason == Reason.None, Hub_StillBlocked(chain, seq, reason, entry.matureAt));
        entry.status = Status.Done;
        _book.vaults[asset].pending -= amount;
        _credit(account, asset, seq, amount);
    }

    /// @inheritdoc IHub
    function refundDeposit(uint32 chain, uint64 seq, bytes calldata body)
        external
        payable
        nonReentrant
        returns (uint64)
    {
        Entry storage entry = _pending(chain, seq, body, Message.DEPOSIT);
        (AccountId account, address token, uint128 amount, address depositor) = Message.decodeDeposit(body);
        AssetId asset = toAssetId(chain, token);
        _requireOpen(chain);
        if (!isOwnedBy(toAccountId(depositor, 0, 0), msg.sender, CHAIN) && !isOwnedBy(account, msg.sender, CHAIN)) {
            // A stranger must not send somebody's rescue deposit back while it could still be credited: strangers wait,
            // and then only for what cannot be.
            uint256 anyoneFrom = uint256(entry.matureAt) + REFUND_DELAY;
            require(
                block.timestamp >= anyoneFrom && _blocked(account, asset, amount, false) != Reason.None,
                Hub_NotRefundable(chain, seq, uint64(anyoneFrom))
            );
        }
        entry.status = Status.Refunded;
        _book.vaults[asset].pending -= amount;
        emit DepositRefunded(asset, seq, depositor, amount);
        return _release(asset, amount, depositor, Message.REASON_REFUND);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IHub
    function accountOf(AccountId account) external view returns (Account memory) {
        return _book.accounts[account];
    }

    /// @inheritdoc IHub
    function collateralOf(AccountId account, AssetId asset) external view returns (uint256) {
        return _book.collateral[account][asset];
    }

    /// @inheritdoc IHub
    function holdingsOf(AccountId account) external view returns (Account memory a, Holding[] memory holdings) {
        a = _book.accounts[account];
        uint256 count;
        for (uint64 bits = a.assets; bits != 0; bits &= bits - 1) {
            ++count;
        }
        holdings = new Holding[](count);
        uint256 found;
        for (uint256 i; found < count; ++i) {
            if (a.assets & (uint64(1) << uint64(i)) == 0) continue;
            AssetId asset = _book.list[i];
            holdings[found++] = Holding({asset: asset, amount: _book.collateral[account][asset]});
        }
    }

    /// @inheritdoc IHub
    function assets() external view returns (AssetId[] memory) {
        return _book.list;
    }

    /// @inheritdoc IHub
    function assetOf(AssetId asset) external view returns (AssetConfig memory, Vault memory) {
        return (_book.configs[asset], _book.vaults[asset]);
    }

    /// @inheritdoc IHub
    function entryOf(uint32 chain, uint64 seq) external view returns (Entry memory) {
        return _entries[chain][seq];
    }

    /// @inheritdoc IHub
    function exitPool(uint32 chain) external view returns (uint256) {
        return uint128(_book.accounts[Ledger.exitPool(chain)].cash);
    }

    /// @inheritdoc IHub
    function quoteWithdraw(AssetId asset, uint256 amount) external view returns (uint256 fee, uint256 available) {
        Vault storage vault = _book.vaults[asset];
        fee = _book.feeFor(asset, amount);
        available = _book.outflows[asset].available(Ledger.outflowCapacity(vault));
        uint256 covered = vault.reserve > vault.deficit ? vault.reserve - vault.deficit : 0;
        if (available > covered) available = covered;
    }

    /// @inheritdoc IHub
    function quoteDeposit(AssetId asset, uint256 amount) external view returns (uint256) {
        return _book.rebateFor(asset, _book.configs[asset], amount);
    }

    /// @inheritdoc IHub
    function rates() external view returns (Rates memory r) {
        Interest.Totals memory t = _book.interest.totals;
        (r.lent, r.borrowed) = (t.lent, t.borrowed);
        r.utilisation = Interest.utilisationDown(t);
        r.borrowRate = Interest.borrowRate(r.utilisation);
        r.lendRate = Interest.lendShareDown(r.borrowRate, r.utilisation);
    }

    /// @inheritdoc IHub
    function interestOf(AccountId account) external view returns (int256) {
        if (account.isReserved()) return 0;
        return _book.interest.accrued(account, _book.accounts[account].cash);
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IHub
    function listAsset(AssetId asset, uint8 decimals, bool isCash, uint16 haircutBps) external restricted {
        AssetConfig storage config = _book.configs[asset];
        uint256 index = _book.list.length;
        require(config.chain == 0, Hub_AssetKnown(asset));
        require(index < 64, Hub_TooManyAssets());
        require(asset.chain() != 0 && decimals <= 18 && haircutBps <= 10_000, Hub_BadConfig(asset));
        if (isCash) {
            for (uint256 i; i < index; ++i) {
                AssetConfig storage other = _book.configs[_book.list[i]];
                require(!other.isCash || other.chain != asset.chain(), Hub_CashKnown(other.chain));
            }
        }
        _book.configs[asset] = AssetConfig({
            token: asset.token(),
            chain: asset.chain(),
            decimals: decimals,
            isCash: isCash,
            halted: false,
            depegged: false,
            index: uint8(index),
            haircutBps: haircutBps
        });
        _book.list.push(asset);
        emit AssetListed(asset, decimals, isCash, haircutBps);
    }

    /// @inheritdoc IHub
    function setLimits(AssetId asset, uint128 cap, uint128 target, uint128 inflowFloor, uint128 outflowFloor)
        external
        restricted
    {
        AssetConfig storage config = _known(asset);
        uint256 most = uint256(cap > target ? cap : target);
        // keeps cash within int128 and the exit fee's products within 256 bits
        require(Ledger.toWad(most, config.decimals) < 2 ** 112, Hub_BadConfig(asset));
        Vault storage vault = _book.vaults[asset];
        (vault.cap, vault.target, vault.inflowFloor, vault.outflowFloor) = (cap, target, inflowFloor, outflowFloor);
        emit LimitsSet(asset, cap, target, inflowFloor, outflowFloor);
    }

    /// @inheritdoc IHub
    function lowerCap(AssetId asset, uint128 cap) external restricted {
        Vault storage vault = _book.vaults[asset];
        require(cap < vault.cap, Hub_NotTighter());
        vault.cap = cap;
        emit LimitsSet(asset, cap, vault.target, vault.inflowFloor, vault.outflowFloor);
    }

    /// @inheritdoc IHub
    function halt(AssetId asset) external payable restricted returns (uint64) {
        _known(asset).halted = true;
        emit AssetHalted(asset, true);
        return GATEWAY.append{value: msg.value}(asset.chain(), Message.HALT, Message.encodeHalt(asset.token(), 1));
    }

    /// @inheritdoc IHub
    function resume(AssetId asset) external restricted {
        _known(asset).halted = false;
        emit AssetHalted(asset, false);
    }

    /// @inheritdoc IHub
    function checkPeg(AssetId asset) external {
        AssetConfig storage config = _known(asset);
        IOracle.Price memory p = ORACLE.assetPrice(asset);
        require(config.isCash && p.refusal == IOracle.Refusal.None, Hub_PegUnknown(asset));
        bool depegged = config.depegged ? p.price < PEG_FOUND : p.price < PEG_LOST;
        config.depegged = depegged;
        emit Depegged(asset, depegged, p.price);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _handleDeposit(uint32 chain, uint64 seq, bytes calldata body, bool closed) private returns (bool) {
        (AccountId account, address token, uint128 amount, address depositor) = Message.decodeDeposit(body);
        if (amount == 0) return false;
        AssetId asset = toAssetId(chain, token);
        Reason reason = _blocked(account, asset, amount, closed);
        if (reason == Reason.None && !_takeInflow(asset, amount)) reason = Reason.OverRate;
        if (reason == Reason.None) {
            _credit(account, asset, seq, amount);
            return true;
        }
        Vault storage vault = _book.vaults[asset];
        // a vault never owes as much as 2^120: more is nonsense of a broken spoke, and must not stop its lane
        if (amount > type(uint120).max || vault.pending > type(uint120).max) return false;
        uint256 matureAt = block.timestamp;
        if (reason == Reason.OverRate) {
            matureAt += RateLimits.wait(amount, Ledger.inflowCapacity(vault), MAX_WAIT);
        }
        vault.pending += amount;
        _enter(chain, seq, Message.DEPOSIT, body, matureAt, reason);
        emit DepositPending(account, asset, seq, amount, depositor, reason, uint64(matureAt));
        return true;
    }

    function _handleExitRequest(uint32 chain, uint64 seq, bytes calldata body) private returns (bool) {
        (AccountId account, address token, uint128 amount, address receiver) = Message.decodeExitRequest(body);
        AssetId asset = toAssetId(chain, token);
        if (_book.configs[asset].chain == 0 || amount == 0 || receiver == address(0)) return false;
        uint256 expiry = block.timestamp + TICKET_LIFE;
        _enter(chain, seq, Message.EXIT_REQUEST, body, expiry, Reason.None);
        emit TicketBooked(account, asset, seq, amount, receiver, uint64(expiry));
        return true;
    }

    function _handleDeficit(AssetId asset, uint128 shortfall) private returns (bool) {
        AssetConfig storage config = _book.configs[asset];
        if (config.chain == 0) return false;
        config.halted = true;
        if (shortfall > _book.vaults[asset].deficit) _book.vaults[asset].deficit = shortfall;
        emit DeficitBooked(asset, shortfall);
        return true;
    }

    /// @dev What stands against crediting a deposit, its rate aside.
    function _blocked(AccountId account, AssetId asset, uint128 amount, bool closed) private view returns (Reason) {
        AssetConfig storage config = _book.configs[asset];
        if (account.isReserved()) return Reason.ReservedAccount;
        if (config.chain == 0) return Reason.UnknownAsset;
        if (config.halted) return Reason.Halted;
        if (config.depegged) return Reason.Depegged;
        if (closed) return Reason.VaultClosed;
        Vault storage vault = _book.vaults[asset];
        if (uint256(vault.reserve) + amount > vault.cap) return Reason.OverCap;
        return Reason.None;
    }

    function _credit(AccountId account, AssetId asset, uint64 seq, uint128 amount) private {
        uint256 rebate = _book.credit(account, asset, amount);
        emit Credited(account, asset, seq, amount, rebate);
    }

    function _withdraw(AccountId account, AssetId asset, uint256 amount, address receiver, uint256 maxFee)
        private
        returns (uint64 releaseSeq)
    {
        _known(asset);
        require(amount != 0, Hub_ZeroAmount());
        require(receiver != address(0), Hub_ZeroReceiver());
        uint256 reserve = _book.vaults[asset].reserve;
        require(amount <= reserve, Hub_NotCovered(asset, reserve, amount));
        _requireOpen(asset.chain());
        uint256 fee = _book.feeFor(asset, amount);
        require(fee <= maxFee, Hub_FeeTooHigh(fee, maxFee));
        uint256 capacity = Ledger.outflowCapacity(_book.vaults[asset]);
        _book.debit(account, asset, amount, fee);
        _takeOutflow(asset, amount, capacity);
        _requireHealthy(account);
        releaseSeq = _release(asset, amount, receiver, Message.REASON_WITHDRAWAL);
        emit Withdrawn(account, asset, releaseSeq, amount, receiver, fee);
    }

    /// @dev How much of a ticket the account can pay, in token units rounded down, and the exit fee on it.
    function _payable(AccountId account, AssetId asset, uint256 wanted)
        private
        view
        returns (uint256 amount, uint256 fee)
    {
        AssetConfig storage config = _book.configs[asset];
        if (!config.isCash) {
            amount = Ledger.toUnitsDown(_book.collateral[account][asset], config.decimals);
            return (wanted < amount ? wanted : amount, 0);
        }
        int256 cash = _book.accounts[account].cash;
        // after a haircut it is less than is booked
        cash += _book.interest.accrued(account, cash);
        uint256 balance = cash > 0 ? uint256(cash) : 0;
        amount = Ledger.toUnitsDown(balance, config.decimals);
        if (wanted < amount) amount = wanted;
        fee = _book.feeFor(asset, amount);
        if (Ledger.toWad(amount, config.decimals) + fee <= balance) return (amount, fee);
        // less costs less: the fee of the larger amount leaves room for the fee of the smaller one
        amount = balance > fee ? Ledger.toUnitsDown(balance - fee, config.decimals) : 0;
        fee = _book.feeFor(asset, amount);
    }

    function _release(AssetId asset, uint256 amount, address receiver, uint8 reason) private returns (uint64) {
        _book.vaults[asset].released += uint128(amount);
        return GATEWAY.append{value: msg.value}(
            asset.chain(),
            Message.RELEASE,
            Message.encodeRelease(++_releases, asset.token(), uint128(amount), receiver, reason)
        );
    }

    function _enter(uint32 chain, uint64 seq, uint8 kind, bytes calldata body, uint256 matureAt, Reason reason)
        private
    {
        _entries[chain][seq] = Entry({
            bodyHash: keccak256(abi.encodePacked(kind, body)),
            bookedAt: uint48(block.timestamp),
            matureAt: uint48(matureAt),
            status: Status.Pending,
            reason: reason
        });
    }

    function _pending(uint32 chain, uint64 seq, bytes calldata body, uint8 kind)
        private
        view
        returns (Entry storage entry)
    {
        entry = _entries[chain][seq];
        require(entry.status == Status.Pending, Hub_NotPending(chain, seq, entry.status));
        require(entry.bodyHash == keccak256(abi.encodePacked(kind, body)), Hub_WrongBody(chain, seq));
    }

    function _close(Entry storage entry, AccountId account, uint32 chain, uint64 seq, Status status, uint256 amount)
        private
    {
        entry.status = status;
        emit TicketClosed(account, chain, seq, status, amount);
    }

    function _known(AssetId asset) private view returns (AssetConfig storage config) {
        config = _book.configs[asset];
        require(config.chain != 0, Hub_UnknownAsset(asset));
    }

    function _takeInflow(AssetId asset, uint256 amount) private returns (bool) {
        return _book.inflows[asset].tryTake(amount, Ledger.inflowCapacity(_book.vaults[asset]));
    }

    /// @dev A stranger must not execute a new ticket at a moment that costs its owner much.
    function _requirePatience(AccountId account, AssetId asset, uint256 amount, uint256 fee, uint256 bookedAt)
        private
        view
    {
        uint256 patience = bookedAt + TICKET_PATIENCE;
        require(
            isOwnedBy(account, msg.sender, CHAIN) || block.timestamp >= patience
                || fee * 10_000 <= Ledger.toWad(amount, _book.configs[asset].decimals) * TICKET_FEE_BPS,
            Hub_TicketFee(fee, uint64(patience))
        );
    }

    /// @dev A ticket waits for the rate no longer than the rate would have made it wait alone.
    function _takeTicketOutflow(AssetId asset, uint256 amount, uint256 bookedAt) private {
        uint256 capacity = Ledger.outflowCapacity(_book.vaults[asset]);
        if (block.timestamp >= bookedAt + RateLimits.wait(amount, capacity, MAX_WAIT)) return;
        _takeOutflow(asset, amount, capacity);
    }

    function _takeOutflow(AssetId asset, uint256 amount, uint256 capacity) private {
        require(
            _book.outflows[asset].tryTake(amount, capacity),
            Hub_OutflowLimited(asset, _book.outflows[asset].available(capacity), amount)
        );
    }

    function _isClosed(uint32 chain) private view returns (bool closed) {
        (closed,) = GATEWAY.isClosed(chain);
    }

    function _requireOpen(uint32 chain) private view {
        (bool closed, uint64 heardTime) = GATEWAY.isClosed(chain);
        require(!closed, Hub_VaultClosed(chain, heardTime));
    }

    function _requireLiquidation() private view {
        require(msg.sender == address(LIQUIDATION), Hub_NotTheLiquidation(msg.sender));
    }

    function _requireOwner(AccountId account) private view {
        require(isOwnedBy(account, msg.sender, CHAIN), Hub_NotTheOwner(account, msg.sender));
    }

    /// @dev Whoever only acts for the owner may move assets to the owner's own address, and nowhere else. A contract's
    /// address is its own on its chain alone.
    function _requireToOwner(AccountId account, AssetId asset, address receiver) private pure {
        uint32 home = account.chain();
        require(
            receiver == account.owner() && (home == 0 || home == asset.chain()), Hub_ReceiverNotOwner(account, receiver)
        );
    }

    /// @dev Checked once at the end of a call for each account that it touched: an account that neither borrowed nor has
    /// positions needs nothing.
    function _requireHealthy(AccountId account) private view {
        Account storage a = _book.accounts[account];
        if (a.cash < 0 || a.positions != 0) CLEARING.requireInitial(account);
    }
}
