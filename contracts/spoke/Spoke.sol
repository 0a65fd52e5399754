// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlocks} from "../messaging/IBlocks.sol";
import {Inbox, Lane, Outbox} from "../messaging/Lane.sol";
import {BidTerms, Message} from "../messaging/Message.sol";
import {Messenger} from "../messaging/Messenger.sol";
import {AccountId, isOwnedBy, isPlain, toAccountId} from "../types/AccountId.sol";
import {NATIVE} from "../types/AssetId.sol";
import {RateLimit, RateLimits} from "../types/RateLimit.sol";
import {IPermit2} from "./IPermit2.sol";
import {ISpoke} from "./ISpoke.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {LowLevelCall} from "@openzeppelin/contracts/utils/LowLevelCall.sol";

/// @notice The vault of one chain: immutable, one bytecode for all chains. See {ISpoke}.
contract Spoke is ISpoke, Messenger {
    using SafeERC20 for IERC20;
    using Lane for Outbox;

    /// @notice How long the hub must have been silent before the hatch opens.
    uint256 public constant ESCAPE_DELAY = 14 days;
    /// @notice The longest that a brake or the outflow limit can hold up a release.
    uint256 public constant MAX_WAIT = 72 hours;
    /// @notice The time between two brakes of one token.
    uint256 public constant BRAKE_PAUSE = 30 days;
    /// Gas that a token or a receiver may use in a payout. More than any sound token needs.
    uint256 private constant PAY_GAS = 200_000;
    /// The spoke's own limit is 1.5 times the hub's 1.5 % an hour.
    uint256 private constant OUTFLOW_BPS = 225;

    uint32 public immutable HUB_CHAIN;
    /// @notice The only contract whose proofs can empty a vault after the hatch has opened.
    address public immutable ESCAPE;
    IPermit2 public immutable PERMIT2;

    mapping(address token => Vault) private _vaults;
    mapping(address token => Outflow) private _outflows;
    mapping(address token => RateLimit) private _limits;
    mapping(address token => uint256) private _shortfalls;
    mapping(address receiver => mapping(address token => uint256)) public claimable;
    mapping(uint64 seq => bytes32) public waiting;
    mapping(uint64 seq => bool) private _reclaimed;
    address[] private _tokens;
    Hatch private _hatch;

    struct Config {
        uint32 chain; // our registry number of this chain
        uint32 hubChain;
        address gateway; // the hub's end of the lanes
        uint32 epoch;
        uint256 appendFee; // wei
        address quorum; // this chain's, which speaks for the hub
        IBlocks blocks; // 0 where the block opcodes mean this chain's blocks
        address authority; // this chain's AccessManager
        address escape;
        IPermit2 permit2;
    }

    constructor(Config memory config)
        Messenger(config.chain, config.appendFee, config.quorum, config.blocks, config.authority)
    {
        HUB_CHAIN = config.hubChain;
        ESCAPE = config.escape;
        PERMIT2 = config.permit2;
        _connect(config.hubChain, config.gateway, config.epoch);
    }

    // ------------------------------------------------------------------------------------------------------- deposits

    /// @inheritdoc ISpoke
    function deposit(address token, uint256 amount, AccountId account) external payable nonReentrant returns (uint64) {
        return _depositToken(token, amount, account);
    }

    /// @inheritdoc ISpoke
    function depositWithPermit(
        address token,
        uint256 amount,
        AccountId account,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external payable nonReentrant returns (uint64) {
        // whoever saw the permit in the mempool may have used it: the transfer below decides
        try IERC20Permit(token).permit(msg.sender, address(this), amount, deadline, v, r, s) {} catch {}
        return _depositToken(token, amount, account);
    }

    /// @inheritdoc ISpoke
    function depositWithPermit2(
        address token,
        uint256 amount,
        AccountId account,
        uint256 nonce,
        uint256 deadline,
        bytes calldata signature
    ) external payable nonReentrant returns (uint64 seq) {
        uint256 owed = _lock(token, amount, account);
        PERMIT2.permitTransferFrom(
            IPermit2.PermitTransferFrom({
                permitted: IPermit2.TokenPermissions({token: token, amount: amount}), nonce: nonce, deadline: deadline
            }),
            IPermit2.SignatureTransferDetails({to: address(this), requestedAmount: amount}),
            msg.sender,
            signature
        );
        return _tell(token, amount, account, owed, msg.value);
    }

    /// @inheritdoc ISpoke
    function depositNative(uint256 amount, AccountId account) external payable nonReentrant returns (uint64) {
        _lock(NATIVE, amount, account);
        require(msg.value >= amount, Messenger_FeeTooLow(0, amount));
        return _append(
            HUB_CHAIN,
            Message.DEPOSIT,
            Message.encodeDeposit(account, NATIVE, uint128(amount), msg.sender),
            msg.value - amount
        );
    }

    /// @inheritdoc ISpoke
    function bid(address token, uint256 amount, BidTerms calldata terms, bytes calldata legs)
        external
        payable
        nonReentrant
        returns (uint64)
    {
        uint256 expected = Message.bidLength(terms.collateralLegs, terms.positionLegs) - Message.BID_HEAD_LENGTH;
        require(legs.length == expected, Spoke_BadLegs(expected, legs.length));
        require(terms.deadline > block.timestamp, Spoke_Late(terms.deadline));
        require(token != NATIVE, Spoke_UseDepositNative());
        AccountId account = toAccountId(
            msg.sender,
            isPlain(msg.sender) ? 0 : CHAIN,
            Message.bidSubaccount(CHAIN, uint64(_outbox(HUB_CHAIN).seq) + 1)
        );
        uint256 owed = _lock(token, amount, account);
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        _requireWhole(token, owed);
        return _append(
            HUB_CHAIN,
            Message.BID,
            abi.encodePacked(
                Message.encodeDeposit(account, token, uint128(amount), msg.sender), Message.encodeBidTerms(terms), legs
            ),
            msg.value
        );
    }

    // -------------------------------------------------------------------------------------------------------- leaving

    /// @inheritdoc ISpoke
    function requestExit(AccountId account, address token, uint128 amount, address receiver)
        external
        payable
        nonReentrant
        returns (uint64)
    {
        require(isOwnedBy(account, msg.sender, CHAIN), Spoke_NotTheOwner(account, msg.sender));
        require(_vaults[token].listed, Spoke_UnknownToken(token));
        require(amount != 0, Spoke_ZeroAmount());
        require(receiver != address(0), Spoke_ZeroReceiver());
        return _append(
            HUB_CHAIN, Message.EXIT_REQUEST, Message.encodeExitRequest(account, token, amount, receiver), msg.value
        );
    }

    /// @inheritdoc ISpoke
    function setSigner(address signer, uint64 expiry) external payable nonReentrant returns (uint64) {
        require(!isPlain(msg.sender) && msg.sender.code.length != 0, Spoke_NotAContract(msg.sender));
        return _append(HUB_CHAIN, Message.SET_SIGNER, Message.encodeSetSigner(msg.sender, signer, expiry), msg.value);
    }

    /// @inheritdoc ISpoke
    function payWaiting(uint64 seq, uint64 id, address token, uint128 amount, address receiver, uint64 matureAt)
        external
        nonReentrant
    {
        bytes32 entry = _waitingHash(id, token, amount, receiver, matureAt);
        require(waiting[seq] == entry, Spoke_NotWaiting(seq));
        require(
            _vaults[token].owed >= amount && (block.timestamp >= matureAt || _isWithinLimit(token, amount)),
            Spoke_StillWaiting(seq, matureAt)
        );
        delete waiting[seq];
        _pay(seq, id, token, amount, receiver);
    }

    /// @inheritdoc ISpoke
    function claim(address token, address to) external nonReentrant returns (uint256 amount) {
        require(to != address(0), Spoke_ZeroReceiver());
        amount = claimable[msg.sender][token];
        require(amount != 0, Spoke_NothingToClaim(msg.sender, token));
        claimable[msg.sender][token] = 0;
        _vaults[token].owed -= uint120(amount);
        emit Claimed(msg.sender, token, amount, to);
        require(_transfer(token, to, amount), Spoke_PaymentRefused(token, to, amount));
    }

    // ------------------------------------------------------------------------------------------------------ reporting

    /// @inheritdoc ISpoke
    function reportDeficit(address token) external payable nonReentrant returns (uint64) {
        Vault storage vault = _vaults[token];
        require(vault.listed, Spoke_UnknownToken(token));
        uint256 owed = vault.owed;
        uint256 balance = _balance(token);
        require(balance + _shortfalls[token] < owed, Spoke_NoDeficit(token, balance, owed));
        uint256 shortfall = owed - balance;
        _shortfalls[token] = shortfall;
        vault.level = 1;
        emit DeficitReported(token, shortfall);
        return _append(HUB_CHAIN, Message.DEFICIT, Message.encodeDeficit(token, uint128(shortfall)), msg.value);
    }

    // ------------------------------------------------------------------------------------------------------ the hatch

    /// @inheritdoc ISpoke
    function openHatch() external {
        Inbox storage inbox = _inbox(HUB_CHAIN);
        uint256 opensAt = uint256(inbox.acceptedAt) + ESCAPE_DELAY;
        require(_isOpen(), Spoke_HatchOpen());
        require(block.timestamp >= opensAt, Spoke_HatchClosed(uint64(opensAt)));
        _hatch = Hatch({
            openedAt: uint64(block.timestamp),
            blockNumber: inbox.heardBlock,
            blockHash: inbox.heardHash,
            inSeq: _outbox(HUB_CHAIN).acked
        });
        _outbox(HUB_CHAIN).closed = true;
        emit HatchOpened(inbox.heardBlock, inbox.heardHash);
    }

    /// @inheritdoc ISpoke
    function reclaim(uint64 seq, bytes calldata body) external nonReentrant {
        require(!_isOpen(), Spoke_HatchClosed(uint64(uint256(_inbox(HUB_CHAIN).acceptedAt) + ESCAPE_DELAY)));
        require(
            // a bid begins as a deposit
            seq > _hatch.inSeq && !_reclaimed[seq] && body.length >= Message.DEPOSIT_LENGTH
                && _outbox(HUB_CHAIN)
                    .contains(seq, body.length == Message.DEPOSIT_LENGTH ? Message.DEPOSIT : Message.BID, body),
            Spoke_NotReclaimable(seq)
        );
        _reclaimed[seq] = true;
        (AccountId account, address token, uint128 amount, address depositor) = Message.decodeDeposit(body);
        emit Reclaimed(seq, depositor, token, amount);
        _leave(account, token, amount, depositor);
    }

    /// @inheritdoc ISpoke
    function payEscape(AccountId account, address token, uint128 amount, address to) external nonReentrant {
        require(msg.sender == ESCAPE, Spoke_NotTheEscape(msg.sender));
        Inbox storage inbox = _inbox(HUB_CHAIN);
        require(!_isOpen(), Spoke_HatchClosed(uint64(uint256(inbox.acceptedAt) + ESCAPE_DELAY)));
        require(inbox.seq == inbox.acceptedSeq, Spoke_IngestFirst(inbox.seq, inbox.acceptedSeq));
        _leave(account, token, amount, to);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc ISpoke
    function vaultOf(address token) external view returns (Vault memory, Outflow memory) {
        return (_vaults[token], _outflows[token]);
    }

    /// @inheritdoc ISpoke
    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    /// @inheritdoc ISpoke
    function outflowAvailable(address token) external view returns (uint256) {
        return _limits[token].available(_outflowCapacity(token));
    }

    /// @inheritdoc ISpoke
    function hatch() external view returns (Hatch memory) {
        return _hatch;
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc ISpoke
    function setVault(address token, uint120 cap, uint128 floor) external restricted {
        Vault storage vault = _vaults[token];
        if (!vault.listed) {
            vault.listed = true;
            _tokens.push(token);
        }
        vault.cap = cap;
        vault.level = 0;
        _outflows[token].floor = floor;
        emit CapSet(token, cap);
        emit FloorSet(token, floor);
    }

    /// @inheritdoc ISpoke
    function lowerCap(address token, uint120 cap) external restricted {
        Vault storage vault = _vaults[token];
        require(cap < vault.cap, Spoke_NotTighter(vault.cap, cap));
        vault.cap = cap;
        emit CapSet(token, cap);
    }

    /// @inheritdoc ISpoke
    function brake(address token) external restricted {
        Outflow storage outflow = _outflows[token];
        uint256 nextAt = outflow.brakedUntil == 0 ? 0 : outflow.brakedUntil + BRAKE_PAUSE;
        require(block.timestamp >= nextAt, Spoke_BrakeSpent(token, uint64(nextAt)));
        outflow.brakedUntil = uint48(block.timestamp + MAX_WAIT);
        emit Braked(token, outflow.brakedUntil);
    }

    // ------------------------------------------------------------------------------------------ messages from the hub

    /// @dev Total: a release that cannot be paid waits or becomes claimable, and anything else is passed over.
    function _handle(uint32, uint64 seq, uint8 kind, bytes calldata body) internal override returns (bool) {
        if (kind == Message.RELEASE && body.length == Message.RELEASE_LENGTH) {
            _release(seq, body);
            return true;
        }
        if (kind == Message.HALT && body.length == Message.HALT_LENGTH) {
            (address token, uint8 level) = Message.decodeHalt(body);
            Vault storage vault = _vaults[token];
            if (level > vault.level) {
                vault.level = level;
                emit Halted(token, level);
            }
            return true;
        }
        return false;
    }

    function _release(uint64 seq, bytes calldata body) private {
        (uint64 id, address token, uint128 amount, address receiver,) = Message.decodeRelease(body);
        if (_vaults[token].owed >= amount && _isWithinLimit(token, amount)) {
            return _pay(seq, id, token, amount, receiver);
        }
        uint256 capacity = _outflowCapacity(token);
        uint256 matureAt = block.timestamp + RateLimits.wait(amount, capacity, MAX_WAIT);
        uint256 braked = _outflows[token].brakedUntil;
        if (matureAt < braked) matureAt = braked;
        waiting[seq] = _waitingHash(id, token, amount, receiver, uint64(matureAt));
        emit ReleaseWaiting(seq, id, receiver, token, amount, uint64(matureAt));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _depositToken(address token, uint256 amount, AccountId account) private returns (uint64) {
        require(token != NATIVE, Spoke_UseDepositNative());
        uint256 owed = _lock(token, amount, account);
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        return _tell(token, amount, account, owed, msg.value);
    }

    /// @dev Checks a deposit and books it as owed.
    function _lock(address token, uint256 amount, AccountId account) private returns (uint256 owed) {
        Vault storage vault = _vaults[token];
        (uint256 before, uint256 cap) = (vault.owed, vault.cap);
        require(vault.listed, Spoke_UnknownToken(token));
        require(vault.level == 0, Spoke_Halted(token, vault.level));
        require(_isOpen(), Spoke_HatchOpen());
        require(amount != 0, Spoke_ZeroAmount());
        // nobody could ever take out what is credited to an account that nobody owns
        require(!account.isReserved(), Spoke_ReservedAccount(account));
        require(before < cap && amount <= cap - before, Spoke_OverCap(token, amount, before < cap ? cap - before : 0));
        owed = before + amount;
        vault.owed = uint120(owed);
    }

    /// @dev Checks that the vault holds all that it owes now, which a token that took a fee or shrank does not leave,
    /// and appends the deposit.
    function _tell(address token, uint256 amount, AccountId account, uint256 owed, uint256 fee)
        private
        returns (uint64)
    {
        _requireWhole(token, owed);
        return
            _append(HUB_CHAIN, Message.DEPOSIT, Message.encodeDeposit(account, token, uint128(amount), msg.sender), fee);
    }

    function _requireWhole(address token, uint256 owed) private view {
        uint256 balance = IERC20(token).balanceOf(address(this));
        require(balance >= owed, Spoke_ShortTransfer(token, balance, owed));
    }

    /// @dev Pays a release, or makes it claimable.
    function _pay(uint64 seq, uint64 id, address token, uint128 amount, address receiver) private {
        if (_tryTransfer(token, receiver, amount)) {
            emit Released(seq, id, receiver, token, amount);
        } else {
            emit ReleaseClaimable(seq, id, receiver, token, amount);
        }
    }

    /// @dev Pays what leaves by the hatch, or makes it claimable, and tells the hub, which may come back.
    function _leave(AccountId account, address token, uint128 amount, address to) private {
        require(_vaults[token].owed >= amount, Spoke_PaymentRefused(token, to, amount));
        emit Escaped(account, token, amount, to);
        _tryTransfer(token, to, amount);
        _appendFree(HUB_CHAIN, Message.ESCAPED, Message.encodeEscaped(account, token, amount), 0);
    }

    /// @dev Sends tokens that are owed; what is refused becomes claimable by `to`. Never reverts for what the token does.
    function _tryTransfer(address token, address to, uint128 amount) private returns (bool paid) {
        _vaults[token].owed -= uint120(amount);
        // The call below gets PAY_GAS or the whole ingest reverts: nobody can make a payout fail by giving little gas.
        require(gasleft() > PAY_GAS * 64 / 63 + 60_000, Spoke_TooLittleGas(gasleft()));
        try this.transferOut{gas: PAY_GAS}(token, to, amount) {
            return true;
        } catch {
            _vaults[token].owed += uint120(amount);
            claimable[to][token] += amount;
            return false;
        }
    }

    /// @notice The vault's own call to itself that {_tryTransfer} can bound in gas and undo.
    function transferOut(address token, address to, uint256 amount) external {
        require(msg.sender == address(this), Spoke_OnlySelf());
        require(_transfer(token, to, amount), Spoke_PaymentRefused(token, to, amount));
    }

    /// @dev Whether the token or coin went out. Reads at most 64 bytes of what comes back.
    function _transfer(address token, address to, uint256 amount) private returns (bool) {
        if (token == NATIVE) return LowLevelCall.callNoReturn(to, amount, "");
        (bool success, bytes32 result,) =
            LowLevelCall.callReturn64Bytes(token, abi.encodeCall(IERC20.transfer, (to, amount)));
        uint256 size = LowLevelCall.returnDataSize();
        return success && (size == 0 ? token.code.length != 0 : size >= 32 && uint256(result) == 1);
    }

    function _isWithinLimit(address token, uint256 amount) private returns (bool) {
        if (block.timestamp < _outflows[token].brakedUntil) return false;
        return _limits[token].tryTake(amount, _outflowCapacity(token));
    }

    /// @dev An hour's outflow: 2.25 % of what the vault owes, at least the floor. Rounded down.
    function _outflowCapacity(address token) private view returns (uint256) {
        uint256 share = uint256(_vaults[token].owed) * OUTFLOW_BPS / 10_000;
        uint256 floor = _outflows[token].floor;
        return share > floor ? share : floor;
    }

    function _balance(address token) private view returns (uint256) {
        return token == NATIVE
            ? address(this).balance - _outbox(HUB_CHAIN).pool - msg.value
            : IERC20(token).balanceOf(address(this));
    }

    function _waitingHash(uint64 id, address token, uint128 amount, address receiver, uint64 matureAt)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(id, token, amount, receiver, matureAt));
    }

    /// @dev Whether the hatch is closed. Asked of a slot that a deposit reads anyway.
    function _isOpen() private view returns (bool) {
        return !_outbox(HUB_CHAIN).closed;
    }
}
