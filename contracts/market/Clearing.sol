// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {IRiskEngine} from "../margin/IRiskEngine.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {isOutOfGas} from "../oracle/OutOfGas.sol";
import {AccountId} from "../types/AccountId.sol";
import {InstrumentId, PERPETUAL, toInstrumentId} from "../types/InstrumentId.sol";
import {FEES, FUNDING, SETTLEMENT, reserved} from "../types/Reserved.sol";
import {TRADE} from "../types/Rights.sol";
import {Words} from "../types/Words.sol";
import {Expiry} from "./Expiry.sol";
import {Funding} from "./Funding.sol";
import {IClearing} from "./IClearing.sol";
import {Positions} from "./Positions.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Positions and what trades do to them. See {IClearing}.
contract Clearing is IClearing, AccessManaged, ReentrancyGuardTransient {
    using Funding for Funding.State;
    using Positions for Positions.State;
    using SafeCast for int256;
    using SafeCast for uint256;
    using Words for int256[];
    using Words for uint256[];

    uint256 private constant NANO = 1e9;
    uint256 private constant ONE = 1e18;

    IHub public immutable HUB;
    IRiskEngine public immutable RISK;
    IOracle public immutable ORACLE;
    ISurfaces public immutable SURFACES;
    /// @notice The built-in venue, which asks for a signature itself.
    address public immutable EXCHANGE;
    /// @notice Who moves positions of liquidated accounts.
    address public immutable LIQUIDATION;

    Positions.State private _positions;
    Funding.State private _funding;
    Expiry.State private _expiry;
    mapping(InstrumentId => Listing) private _listings;
    mapping(address => bool) private _venues;

    constructor(
        IHub hub,
        IRiskEngine risk,
        IOracle oracle,
        ISurfaces surfaces,
        address exchange,
        address liquidation,
        address authority
    ) AccessManaged(authority) {
        (HUB, RISK, ORACLE, SURFACES) = (hub, risk, oracle, surfaces);
        (EXCHANGE, LIQUIDATION) = (exchange, liquidation);
    }

    // --------------------------------------------------------------------------------------------------------- trading

    /// @inheritdoc IClearing
    function trade(AccountId taker, Fill[] calldata fills) external nonReentrant returns (uint256 made) {
        bool authorised = msg.sender == EXCHANGE;
        require(authorised || _venues[msg.sender], Clearing_NotAVenue(msg.sender));
        require(fills.length <= 256, Clearing_TooManyFills(fills.length));
        _requireAuthorised(taker, msg.sender, authorised);

        bool reducing = _opposes(taker, fills, 1);
        IRiskEngine.Margin memory before;
        if (reducing) before = RISK.initialMargin(taker);
        uint256 next;
        for (uint256 first; first < fills.length; first = next) {
            next = first + 1;
            while (next < fills.length && _same(fills[next].maker, fills[first].maker)) ++next;
            try this.settle(taker, msg.sender, authorised, fills[first:next]) returns (bool reduced) {
                reducing = reducing && reduced;
                made |= ((uint256(1) << (next - first)) - 1) << first;
            } catch (bytes memory reason) {
                require(!isOutOfGas(reason), Clearing_TooLittleGas());
                emit MakerSkipped(fills[first].instrument, fills[first].maker, reason);
            }
        }
        if (made != 0) _requireMargin(taker, reducing, before);
    }

    /// @inheritdoc IClearing
    function settle(AccountId taker, address venue, bool authorised, Fill[] calldata fills)
        external
        returns (bool reduced)
    {
        require(msg.sender == address(this), Clearing_NotItself(msg.sender));
        AccountId maker = fills[0].maker;
        require(!_same(taker, maker), Clearing_SameAccount(taker));
        _requireAuthorised(maker, venue, authorised);

        _requireTradable(fills);
        bool reducing = _opposes(maker, fills, -1);
        IRiskEngine.Margin memory before;
        if (reducing) before = RISK.initialMargin(maker);
        bool makerReduced;
        (reduced, makerReduced) = _fill(taker, maker, fills);
        _requireMargin(maker, reducing && makerReduced, before);
    }

    /// @inheritdoc IClearing
    function assign(AccountId to, Fill[] calldata fills) external nonReentrant {
        require(msg.sender == LIQUIDATION, Clearing_NotTheLiquidation(msg.sender));
        _fill(to, fills[0].maker, fills);
    }

    // ------------------------------------------------------------------------------------------------------ perpetuals

    /// @inheritdoc IClearing
    function pokeFunding(bytes6 underlying) external nonReentrant {
        (uint256 index,) = ORACLE.requirePrice(bytes32(underlying));
        (uint256 perpetual,) = ORACLE.requirePrice(Funding.nameOf(underlying));
        _funding.read(underlying, perpetual, index);
    }

    /// @inheritdoc IClearing
    function settlePosition(AccountId account, InstrumentId instrument) external nonReentrant {
        require(instrument.isLinear(), Clearing_NotLinear(instrument));
        uint256 mark = _mark(instrument);
        Positions.Change memory c = _positions.mark(account, instrument, mark, _fundingIndex(instrument));
        IHub.Posting[] memory postings = new IHub.Posting[](2);
        postings[0] = _posting(account, c);
        postings[1] = IHub.Posting({account: reserved(FUNDING), cash: c.funding, cost: 0, positions: 0});
        _emitFunding(account, instrument, c.funding);
        HUB.post(postings);
    }

    // ---------------------------------------------------------------------------------------------------------- expiry

    /// @inheritdoc IClearing
    function observeSettlement(bytes6 underlying, uint40 expiry) external nonReentrant {
        require(
            block.timestamp + Expiry.WINDOW >= expiry && block.timestamp < expiry,
            Clearing_NotInWindow(underlying, expiry)
        );
        (uint256 price,) = ORACLE.requirePrice(bytes32(underlying));
        Expiry.Settlement storage s = _expiry.settlements[underlying][expiry];
        _expiry.settlements[underlying][expiry] = Expiry.observed(s, expiry, price);
        emit SettlementObserved(underlying, expiry, price);
    }

    /// @inheritdoc IClearing
    function fixSettlement(bytes6 underlying, uint40 expiry) external nonReentrant {
        require(block.timestamp >= expiry, Clearing_NotExpired(toInstrumentId(underlying, 0, expiry, 0)));
        Expiry.Settlement memory s = _expiry.settlements[underlying][expiry];
        require(!s.isFixed, Clearing_AlreadyFixed(underlying, expiry));
        (bool enough, uint256 price) = Expiry.average(s);
        if (!enough) (price,) = ORACLE.requirePrice(bytes32(underlying));
        (s.price, s.isFixed) = (price.toUint96(), true);
        _expiry.settlements[underlying][expiry] = s;
        emit SettlementFixed(underlying, expiry, price, !enough);
    }

    /// @inheritdoc IClearing
    function settleExpired(AccountId account, InstrumentId[] calldata instruments) external nonReentrant {
        IHub.Posting memory own = IHub.Posting({account: account, cash: 0, cost: 0, positions: 0});
        for (uint256 i; i < instruments.length; ++i) {
            InstrumentId instrument = instruments[i];
            (bytes6 underlying, uint40 expiry) = (instrument.underlying(), instrument.expiry());
            require(expiry != 0 && block.timestamp >= expiry, Clearing_NotExpired(instrument));
            Expiry.Settlement memory s = _expiry.settlements[underlying][expiry];
            require(s.isFixed, Clearing_NotFixed(underlying, expiry));
            (int256 size, int256 cost) = _positions.take(account, instrument);
            if (size == 0) continue;
            if (size > 0) _listings[instrument].openInterest -= uint112(uint256(size));
            int256 paid = Positions.valueDown(size, Expiry.payoff(instrument, s.price));
            (own.cash, own.cost, own.positions) = (own.cash + paid - cost, own.cost - cost, own.positions - 1);
            emit PositionSettled(account, instrument, int96(size), paid - cost);
        }
        if (own.positions == 0) return;
        IHub.Posting[] memory postings = new IHub.Posting[](2);
        postings[0] = own;
        // the other side of what is paid, until it settles, too; in the end what was rounded away
        postings[1] = IHub.Posting({account: reserved(SETTLEMENT), cash: own.cost - own.cash, cost: 0, positions: 0});
        HUB.post(postings);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IClearing
    function requireInitial(AccountId account) external view {
        IRiskEngine.Margin memory m = RISK.initialMargin(account);
        require(m.equity >= m.initial.toInt256(), Clearing_Unhealthy(account, m.equity, m.initial));
    }

    /// @inheritdoc IClearing
    function positionsOf(AccountId account) external view returns (Position[] memory positions) {
        Positions.Book storage book = _positions.books[account];
        positions = new Position[](Positions.count(book));
        for (uint256 i; i < positions.length; ++i) {
            positions[i] = _position(book, i);
        }
    }

    /// @inheritdoc IClearing
    function positionOf(AccountId account, InstrumentId instrument) external view returns (Position memory position) {
        Positions.Book storage book = _positions.books[account];
        (uint256 place, int256 size) = Positions.find(book, instrument);
        if (size != 0) return _position(book, place);
        position.instrument = instrument;
    }

    /// @inheritdoc IClearing
    function risksOf(AccountId account) external view returns (uint256[] memory words, int256[] memory costs) {
        Positions.Book storage book = _positions.books[account];
        uint256 i;
        (words, i) = Positions.wordsOf(book);
        uint256 count = words.length;
        costs = new int256[](count);
        unchecked {
            // within both arrays
            for (; i < count; ++i) {
                uint256 word = words.get(i);
                InstrumentId instrument = Positions.instrumentOf(word);
                if (instrument.isLinear()) costs.set(i, _costOf(book.details[i], instrument, Positions.sizeOf(word)));
            }
        }
        words.answer(costs);
    }

    /// @inheritdoc IClearing
    function isVenue(address venue) external view returns (bool) {
        return venue == EXCHANGE || _venues[venue];
    }

    /// @inheritdoc IClearing
    function listingOf(InstrumentId instrument) external view returns (Listing memory) {
        return _listings[instrument];
    }

    /// @inheritdoc IClearing
    function perpetualOf(bytes6 underlying) external view returns (Perpetual memory) {
        return _funding.perpetuals[underlying];
    }

    /// @inheritdoc IClearing
    function premiumOf(bytes6 underlying) external view returns (int256) {
        return Funding.premiumNow(_funding.perpetuals[underlying]);
    }

    /// @inheritdoc IClearing
    function settlementOf(bytes6 underlying, uint40 expiry)
        external
        view
        returns (uint256 fixedPart, uint256 remaining, bool isFixed)
    {
        Expiry.Settlement memory s = _expiry.settlements[underlying][expiry];
        (fixedPart, remaining) = Expiry.progress(s, expiry);
        isFixed = s.isFixed;
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc IClearing
    function list(InstrumentId instrument, uint112 cap) external restricted {
        require(instrument.isWellFormed(), Clearing_Malformed(instrument));
        Listing storage listing = _listings[instrument];
        (listing.cap, listing.listed) = (cap, true);
        emit InstrumentListed(instrument, cap);
    }

    /// @inheritdoc IClearing
    function lowerCap(InstrumentId instrument, uint112 cap) external restricted {
        Listing storage listing = _listings[instrument];
        require(cap < listing.cap, Clearing_NotLower(listing.cap));
        listing.cap = cap;
        emit InstrumentListed(instrument, cap);
    }

    /// @inheritdoc IClearing
    function setVenue(address venue, bool listed) external restricted {
        _venues[venue] = listed;
        emit VenueSet(venue, listed);
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev Both sides of each fill, then one posting to the hub.
    function _fill(AccountId taker, AccountId maker, Fill[] calldata fills)
        private
        returns (bool takerReduced, bool makerReduced)
    {
        IHub.Posting[] memory postings = new IHub.Posting[](4);
        (postings[0].account, postings[1].account) = (taker, maker);
        (postings[2].account, postings[3].account) = (reserved(FUNDING), reserved(FEES));
        (takerReduced, makerReduced) = (true, true);
        for (uint256 i; i < fills.length; ++i) {
            Fill calldata f = fills[i];
            int256 value = _value(f.size, f.price);
            int256 index = _fundingIndex(f.instrument);
            Positions.Change memory t = _positions.trade(taker, f.instrument, f.size, value, index);
            Positions.Change memory m = _positions.trade(maker, f.instrument, -int256(f.size), -value, index);
            _takeOpenInterest(f.instrument, t.long + m.long);
            _add(postings[0], t, f.takerFee);
            _add(postings[1], m, f.makerFee);
            postings[2].cash += t.funding + m.funding;
            postings[3].cash += int256(f.takerFee) + f.makerFee;
            (takerReduced, makerReduced) = (takerReduced && t.reduced, makerReduced && m.reduced);
            _emitFunding(taker, f.instrument, t.funding);
            _emitFunding(maker, f.instrument, m.funding);
            emit Traded(f.instrument, taker, maker, f.size, f.price, f.takerFee, f.makerFee);
        }
        HUB.post(_withoutEmpty(postings));
    }

    /// @dev Each listed and in time, and near its mark: what is lost at a far price to another account of the same owner would never have
    /// been there to be liquidated.
    function _requireTradable(Fill[] calldata fills) private view {
        (uint256 least, uint256 most) = (0, 0);
        for (uint256 i; i < fills.length; ++i) {
            Fill calldata f = fills[i];
            _requireOpen(f);
            if (i == 0 || !_same(f.instrument, fills[i - 1].instrument)) (, least, most) = RISK.bandOf(f.instrument);
            require(f.price >= least && f.price <= most, Clearing_OffMark(f.instrument, f.price, least, most));
        }
    }

    function _requireOpen(Fill calldata f) private view {
        require(f.size != 0, Clearing_ZeroSize());
        require(_listings[f.instrument].listed, Clearing_NotListed(f.instrument));
        int256 fee = int256(f.takerFee) + f.makerFee;
        require(fee >= 0, Clearing_FeeNotCovered(fee));
        uint256 expiry = f.instrument.expiry();
        if (expiry == 0) return;
        uint256 since = expiry > Expiry.WINDOW ? expiry - Expiry.WINDOW : 0;
        require(block.timestamp < since, Clearing_Closed(f.instrument, since));
    }

    /// @dev What opens must find room; closing always may.
    function _takeOpenInterest(InstrumentId instrument, int256 change) private {
        if (change == 0) return;
        Listing storage listing = _listings[instrument];
        uint256 next = (int256(uint256(listing.openInterest)) + change).toUint256();
        require(change < 0 || next <= listing.cap, Clearing_OpenInterest(instrument, next, listing.cap));
        listing.openInterest = next.toUint112();
    }

    /// @dev Opening needs initial margin. What only reduced positions passes below it when it made nothing worse: docs/margin.md
    /// section 7.
    function _requireMargin(AccountId account, bool reduced, IRiskEngine.Margin memory before) private view {
        IRiskEngine.Margin memory m = RISK.initialMargin(account);
        int256 lacking = m.initial.toInt256() - m.equity;
        if (lacking <= 0) return;
        bool better = reduced && m.maintenance < before.maintenance
            && lacking <= before.initial.toInt256() - before.equity
            && m.equity * before.maintenance.toInt256() >= before.equity * m.maintenance.toInt256();
        require(better, Clearing_Unhealthy(account, m.equity, m.initial));
    }

    /// @dev Whether every fill goes against the position that the account has. `side` is 1 for the taker, -1 for the maker.
    function _opposes(AccountId account, Fill[] calldata fills, int256 side) private view returns (bool) {
        Positions.Book storage book = _positions.books[account];
        for (uint256 i; i < fills.length; ++i) {
            (, int256 size) = Positions.find(book, fills[i].instrument);
            int256 delta = fills[i].size * side;
            if (size == 0 || (size > 0) == (delta > 0)) return false;
        }
        return true;
    }

    function _requireAuthorised(AccountId account, address venue, bool authorised) private view {
        require(!account.isReserved(), Clearing_ReservedAccount(account));
        require(authorised || HUB.KEYRING().isAuthorised(account, venue, TRADE), Clearing_NotAuthorised(account, venue));
    }

    /// @dev The price of a whole fill, the same number for both sides: rounded toward zero.
    function _value(int256 size, uint256 price) private pure returns (int256) {
        return (size * price.toInt256() / int256(ONE)).toInt128();
    }

    function _fundingIndex(InstrumentId instrument) private view returns (int256) {
        if (instrument.kind() != PERPETUAL) return 0;
        return Funding.indexNow(_funding.perpetuals[instrument.underlying()]);
    }

    /// @dev docs/margin.md section 1.
    function _mark(InstrumentId instrument) private view returns (uint256) {
        bytes6 underlying = instrument.underlying();
        (uint256 index,) = ORACLE.requirePrice(bytes32(underlying));
        if (instrument.kind() == PERPETUAL) {
            return _scaled(index, Funding.premiumNow(_funding.perpetuals[underlying]));
        }
        uint40 expiry = instrument.expiry();
        require(block.timestamp < expiry, Clearing_Closed(instrument, expiry));
        ISurfaces.Slice memory slice = SURFACES.sliceOf(underlying, expiry);
        require(slice.time != 0, Clearing_NoForward(underlying, expiry));
        (uint256 fixedPart, uint256 remaining) = Expiry.progress(_expiry.settlements[underlying][expiry], expiry);
        return fixedPart + _scaled(index, slice.basis) * remaining / ONE;
    }

    /// @dev What a linear position has cost, with the funding that it owes.
    function _costOf(Positions.Detail memory d, InstrumentId instrument, int256 size) private view returns (int256) {
        return d.cost + Positions.owedUp(size, _fundingIndex(instrument) - d.fundingIndex);
    }

    /// @dev A basis or premium is above -1: both are bounded where they are read.
    function _scaled(uint256 index, int256 nano) private pure returns (uint256) {
        return index * uint256(int256(NANO) + nano) / NANO;
    }

    function _add(IHub.Posting memory p, Positions.Change memory c, int256 fee) private pure {
        p.cash += c.cash - c.funding - fee;
        p.cost += c.cost;
        p.positions += int16(c.positions);
    }

    function _posting(AccountId account, Positions.Change memory c) private pure returns (IHub.Posting memory p) {
        p.account = account;
        _add(p, c, 0);
    }

    /// @dev The reserved accounts come last and change by cash alone.
    function _withoutEmpty(IHub.Posting[] memory p) private pure returns (IHub.Posting[] memory list_) {
        bool funding = p[2].cash != 0;
        bool fees = p[3].cash != 0;
        list_ = new IHub.Posting[](2 + (funding ? 1 : 0) + (fees ? 1 : 0));
        (list_[0], list_[1]) = (p[0], p[1]);
        if (funding) list_[2] = p[2];
        if (fees) list_[list_.length - 1] = p[3];
    }

    function _emitFunding(AccountId account, InstrumentId instrument, int256 paid) private {
        if (paid != 0) emit FundingSettled(account, instrument.underlying(), paid);
    }

    function _position(Positions.Book storage book, uint256 place) private view returns (Position memory) {
        uint256 word = book.words[place];
        Positions.Detail memory d = book.details[place];
        return Position({
            instrument: Positions.instrumentOf(word),
            size: Positions.sizeOf(word),
            cost: d.cost,
            fundingIndex: d.fundingIndex
        });
    }

    function _same(AccountId a, AccountId b) private pure returns (bool) {
        return AccountId.unwrap(a) == AccountId.unwrap(b);
    }

    function _same(InstrumentId a, InstrumentId b) private pure returns (bool) {
        return InstrumentId.unwrap(a) == InstrumentId.unwrap(b);
    }
}
