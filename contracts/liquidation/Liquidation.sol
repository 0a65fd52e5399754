// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IRiskEngine} from "../margin/IRiskEngine.sol";
import {IClearing} from "../market/IClearing.sol";
import {AccountId, isOwnedBy} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {INSURANCE, reserved} from "../types/Reserved.sol";
import {TRADE} from "../types/Rights.sol";
import {Appraisal} from "./Appraisal.sol";
import {Curve} from "./Curve.sol";
import {ILiquidation} from "./ILiquidation.sol";
import {IValuation} from "./IValuation.sol";
import {Seizure} from "./Seizure.sol";
import {SpokeBids} from "./SpokeBids.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Auctions, and what follows when they do not suffice. See {ILiquidation}: START HERE.
contract Liquidation is SpokeBids {
    using SafeCast for int256;
    using SafeCast for uint256;

    uint256 private constant PPM = 1e6;
    uint256 private constant WAD = 1e18;
    /// An account that needs less than this is taken over whole, or not at all.
    uint256 internal constant DUST = 100e18;
    /// A bid may overshoot by this part of initial margin: prices move between its signature and its block.
    uint256 internal constant SLACK = 100;
    uint256 internal constant FEE_SHARE = 10; // a tenth of the discount
    /// Seconds in which everybody with an opposite position becomes eligible for deleveraging; then cash is cut.
    uint256 internal constant DELEVERAGING = 10 minutes;
    uint256 internal constant REDECLARE = 1 hours;
    uint256 internal constant DECLARED_FOR = 1 days;
    uint256 internal constant CASH_WAIT = 1 hours;
    uint256 internal constant CASH_WAIT_PAUSE = 1 days;
    /// Cash waits for no less than this part of it.
    uint256 internal constant MATERIAL = 10_000;
    /// What an account may have left when its debt is paid.
    int256 private constant WORTHLESS = 1e18;
    /// Of tokens that count nothing, the part of their value that counts as released.
    uint256 internal constant UNCOUNTED = 5;
    uint256 internal constant UNDO_PAUSE = 1 hours;
    uint256 internal constant UNDO_PART = 100;
    uint256 internal constant UNDO_LEAST = 1000e18;

    mapping(AccountId => Auction) private _auctions;
    /// @inheritdoc ILiquidation
    uint256 public cashWaitsUntil;
    /// @inheritdoc ILiquidation
    uint256 public haircut;
    uint256 private _undoneAt;

    constructor(IHub hub, IClearing clearing, IRiskEngine risk, IValuation valuation, IGateway gateway, uint32 chain)
        Seizure(hub, clearing, risk, valuation, gateway, chain)
    {}

    // --------------------------------------------------------------------------------------------------- the auction

    /// @inheritdoc ILiquidation
    function open(AccountId account, bytes calldata scenarios) external nonReentrant {
        require(!account.isReserved(), Liquidation_Reserved(account));
        require(_auctions[account].openedAt == 0, Liquidation_Open(account));
        uint16 pace;
        if (scenarios.length != 0) {
            (int256 left, bytes6[] memory underlyings) = VALUATION.leftIn(account, scenarios);
            require(left < 0, Liquidation_NotShort(account, left));
            (pace,,,) = PACE.paceWith(account, underlyings);
        } else {
            IRiskEngine.Margin memory m = RISK.maintenanceMargin(account);
            require(m.equity < m.maintenance.toInt256(), Liquidation_Healthy(account, m.equity, m.maintenance));
            (pace,,,) = PACE.paceOf(account);
        }
        _auctions[account] = Auction(uint40(block.timestamp), 0, pace, 0);
        emit AuctionOpened(account, msg.sender, scenarios, pace);
    }

    /// @inheritdoc ILiquidation
    function close(AccountId account) external nonReentrant {
        Auction memory a = _requireAuction(account);
        IRiskEngine.Margin memory m = RISK.maintenanceMargin(account);
        // a discount that has grown for an earlier fall must not wait for the next one
        bool spent = block.timestamp >= uint256(a.openedAt) + a.pace && m.equity >= m.maintenance.toInt256();
        require(spent || m.equity >= m.initial.toInt256(), Liquidation_BelowInitial(account, m.equity, m.initial));
        _close(account);
    }

    /// @inheritdoc ILiquidation
    function bid(Bid calldata b) external payable nonReentrant returns (Outcome memory o) {
        require(
            HUB.KEYRING().isAuthorised(b.bidder, msg.sender, TRADE), Liquidation_NotAuthorised(b.bidder, msg.sender)
        );
        // who only acts for the owner sends nothing to others
        require(
            b.receiver == address(0) || isOwnedBy(b.bidder, msg.sender, CHAIN)
                || (b.receiver == b.bidder.owner() && b.bidder.chain() == 0),
            Liquidation_ReceiverNotOwner(b.bidder, b.receiver)
        );
        o = _bid(b);
        _returnValue();
    }

    function _bid(Bid memory b) internal override returns (Outcome memory o) {
        Auction memory a = _requireAuction(b.account);
        require(block.timestamp <= b.deadline, Liquidation_Late(b.deadline));
        _requireOthers(b.account, b.bidder);
        Appraisal.Taken memory taken = APPRAISAL.appraise(b);
        (IRiskEngine.Margin memory before, IRiskEngine.Margin memory left) =
            RISK.marginsWithout(b.account, taken.legs, taken.worth);
        if (before.equity >= before.initial.toInt256()) {
            _close(b.account);
            o.closed = true;
            return o;
        }
        _seize(b, taken);
        // what is left of tokens a second look must say
        if (taken.collateral.length != 0) left = RISK.maintenanceMargin(b.account);
        o.released = _released(b, before, left, taken.value);
        int256 atMark = before.equity + taken.haircuts.toInt256();
        if (atMark >= 0 || left.maintenance == before.maintenance) {
            uint256 elapsed = before.equity >= before.maintenance.toInt256() ? 0 : block.timestamp - a.openedAt;
            left.equity += _payDiscount(b, o, _mostDiscount(before, left), Curve.discount(elapsed, a.pace));
        } else {
            left.equity += _payTakeover(a, b, o, atMark, before.maintenance);
        }
        o.cost = taken.cost - o.discount.toInt256();
        require(o.cost <= b.maxCost, Liquidation_TooDear(o.cost, b.maxCost));
        _requireBetter(b, before, left, atMark < 0);
        CLEARING.requireInitial(b.bidder);
        o.closed = left.equity >= left.initial.toInt256();
        if (o.closed) _close(b.account);
        emit BidMade(b.account, b.bidder, o);
        if (b.receiver != address(0)) _release(b.bidder, taken.collateral, b.receiver);
    }

    /// @dev The maintenance that the bid releases. Tokens that count nothing (of an isolated account), or that ask for no margin (stable
    /// ones), release none: of them counts what they bring, a fifth of their value at most.
    function _released(Bid memory b, IRiskEngine.Margin memory before, IRiskEngine.Margin memory left, uint256 value)
        private
        pure
        returns (uint256 released)
    {
        if (left.maintenance < before.maintenance) return before.maintenance - left.maintenance;
        if (left.maintenance == before.maintenance) {
            released = Math.min(_positive(left.equity - before.equity), value / UNCOUNTED);
        }
        require(released != 0, Liquidation_NoBetter(b.account, left.equity, left.maintenance));
    }

    /// @dev What the account can give without being worse off: its equity over maintenance must not fall. Rounded down.
    function _mostDiscount(IRiskEngine.Margin memory before, IRiskEngine.Margin memory left)
        private
        pure
        returns (uint256)
    {
        if (before.maintenance == left.maintenance) return _positive(left.equity - before.equity);
        int256 product = before.equity * left.maintenance.toInt256();
        int256 maintenance = before.maintenance.toInt256();
        int256 kept = product / maintenance;
        if (product > 0 && product % maintenance != 0) ++kept;
        return _positive(left.equity - kept);
    }

    /// @dev The account pays the discount, of which the fund gets its part. Returns what the account's equity changes by.
    function _payDiscount(Bid memory b, Outcome memory o, uint256 most, uint256 rate) private returns (int256) {
        uint256 whole = Math.min(o.released * rate / PPM, most);
        o.fee = whole / FEE_SHARE;
        o.discount = whole - o.fee;
        _pay(b.account, -whole.toInt256(), b.bidder, o.discount.toInt256(), o.fee.toInt256());
        return -whole.toInt256();
    }

    /// @dev It is not: the fund pays what it lacks, as far as the bid takes it over, and a sum that grows with time to who does; both
    /// together never more than the maintenance taken over, but for what lacks.
    function _payTakeover(Auction memory a, Bid memory b, Outcome memory o, int256 atMark, uint256 maintenance)
        private
        returns (int256)
    {
        uint256 lacking = uint256(-atMark);
        uint256 has = fund();
        o.covered = Math.mulDiv(lacking, o.released, maintenance, Math.Rounding.Ceil);
        if (has < o.covered) {
            // when deleveraging could not help, somebody must take what is left all the same: for a discount that grows anew, and
            // adds to its debt
            uint256 since = a.insolventAt == 0 ? 0 : _sinceDeclared(a);
            require(since >= DELEVERAGING, Liquidation_FundExhausted(has, o.covered));
            o.covered = 0;
            return _payDiscount(b, o, type(uint256).max, Curve.discount(since - DELEVERAGING, a.pace));
        }
        if (maintenance > lacking) {
            uint256 most = Math.mulDiv(maintenance - lacking, o.released, maintenance);
            o.discount = Math.min(most * Curve.grown(block.timestamp - a.openedAt, a.pace) / PPM, has - o.covered);
        }
        int256 covered = o.covered.toInt256();
        _pay(b.account, covered, b.bidder, o.discount.toInt256(), -covered - o.discount.toInt256());
        return covered;
    }

    /// @dev The shortfall falls, equity over maintenance does not, and no more is taken than restores initial margin. What an
    /// insolvent account lacks is in proportion to what is left of it, but for haircuts.
    function _requireBetter(
        Bid memory b,
        IRiskEngine.Margin memory before,
        IRiskEngine.Margin memory left,
        bool insolvent
    ) private pure {
        int256 lacked = before.initial.toInt256() - before.equity;
        int256 lacks = left.initial.toInt256() - left.equity;
        bool better = lacks < lacked
            && (insolvent || left.equity * before.maintenance.toInt256() >= before.equity * left.maintenance.toInt256());
        require(better, Liquidation_NoBetter(b.account, left.equity, left.maintenance));
        if (lacks > 0) {
            require(
                left.maintenance == 0 || left.maintenance >= DUST, Liquidation_LeavesDust(b.account, left.maintenance)
            );
        } else {
            uint256 most = Math.max(before.initial / SLACK, before.maintenance <= DUST ? 2 * DUST : 0);
            require(-lacks <= most.toInt256(), Liquidation_Excessive(b.account, left.equity, left.initial));
        }
    }

    // -------------------------------------------------------------------------------------------------- beyond the fund

    /// @inheritdoc ILiquidation
    function declare(AccountId account) external nonReentrant {
        Auction memory a = _requireAuction(account);
        require(
            a.insolventAt == 0 || block.timestamp >= a.insolventAt + REDECLARE,
            Liquidation_NotYet(a.insolventAt + REDECLARE)
        );
        (uint256 lacking, IValuation.Marks memory marks) = _lacking(account);
        uint256 has = fund();
        require(has < lacking, Liquidation_FundSuffices(has, lacking));
        a.insolventAt = uint40(block.timestamp);
        if (marks.notional != 0) {
            a.lossRate = Math.mulDiv(lacking - has, WAD, marks.notional, Math.Rounding.Ceil).toUint128();
        }
        _auctions[account] = a;
        // for no trifle, and once a day: nobody keeps cash from leaving for good
        if (lacking - has >= HUB.rates().lent / MATERIAL && block.timestamp >= cashWaitsUntil + CASH_WAIT_PAUSE) {
            cashWaitsUntil = block.timestamp + CASH_WAIT;
            HUB.holdCash(cashWaitsUntil);
        }
        emit InsolvencyDeclared(account, lacking, has, a.lossRate);
    }

    /// @inheritdoc ILiquidation
    function deleverage(AccountId account, AccountId counterparty, InstrumentId instrument, uint96 size)
        external
        nonReentrant
    {
        Auction memory a = _requireAuction(account);
        uint256 elapsed = _sinceDeclared(a);
        _requireOthers(account, counterparty);
        (uint256 lacking, IValuation.Marks memory marks) = _lacking(account);
        uint256 has = fund();
        require(has < lacking, Liquidation_FundSuffices(has, lacking));
        IRiskEngine.Margin memory before = RISK.maintenanceMargin(counterparty);
        _requireEligible(counterparty, before, elapsed);
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        {
            uint256 i;
            (fills[0], i) = _opposite(account, counterparty, instrument, size);
            fills[0].price = _priceOpposite(fills[0], marks.positions[i], marks.notionals[i], a.lossRate, lacking - has);
        }
        CLEARING.assign(counterparty, fills);
        emit Deleveraged(account, counterparty, instrument, fills[0].size, fills[0].price);

        IRiskEngine.Margin memory left = RISK.maintenanceMargin(counterparty);
        require(
            left.equity >= left.initial.toInt256()
                || left.equity * before.maintenance.toInt256() >= before.equity * left.maintenance.toInt256(),
            Liquidation_NoBetter(counterparty, left.equity, left.maintenance)
        );
    }

    /// @inheritdoc ILiquidation
    function cover(AccountId account) external nonReentrant {
        Auction memory a = _requireAuction(account);
        IHub.Account memory book = HUB.accountOf(account);
        int256 cash = book.cash + HUB.interestOf(account);
        // tokens without price, and dust that anybody can send, do not keep a debt on the book
        require(
            book.positions == 0 && cash < 0 && (book.assets == 0 || _worthless(account, cash)),
            Liquidation_NotEmpty(account)
        );
        uint256 debt = uint256(-cash);
        uint256 byFund = Math.min(fund(), debt);
        uint256 byHaircut = debt - byFund;
        if (byHaircut != 0) {
            require(_sinceDeclared(a) >= DELEVERAGING, Liquidation_NotYet(uint256(a.insolventAt) + DELEVERAGING));
            haircut += byHaircut;
            HUB.cut(account, byHaircut.toInt256());
        }
        if (byFund != 0) _pay(account, byFund.toInt256(), account, 0, -byFund.toInt256());
        emit DebtCovered(account, byFund, byHaircut);
        _close(account);
    }

    /// @inheritdoc ILiquidation
    function undoHaircut() external nonReentrant returns (uint256 amount) {
        // of nobody's part: who stakes after a loss does not pay for it
        uint256 has = _positive(HUB.accountOf(reserved(INSURANCE)).cash);
        amount = Math.min(has, Math.min(haircut, Math.max(haircut / UNDO_PART, UNDO_LEAST)));
        require(amount != 0, Liquidation_NoHaircut());
        uint256 next = _undoneAt == 0 ? 0 : _undoneAt + UNDO_PAUSE;
        require(block.timestamp >= next, Liquidation_NotYet(next));
        _undoneAt = block.timestamp;
        haircut -= amount;
        HUB.cut(reserved(INSURANCE), -amount.toInt256());
        emit HaircutUndone(amount, haircut);
    }

    /// @inheritdoc ILiquidation
    function sweepFees() external nonReentrant returns (uint256 amount) {
        amount = VAULT.sweepFees();
        if (amount != 0) emit FeesSwept(amount);
    }

    /// @inheritdoc ILiquidation
    function moveCash(AccountId from, AccountId to, uint256 amount) external {
        require(msg.sender == address(VAULT), Liquidation_NotTheVault(msg.sender));
        HUB.seize(from, to, AssetId.wrap(0), amount);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc ILiquidation
    function auctionOf(AccountId account) external view returns (Auction memory) {
        return _auctions[account];
    }

    /// @inheritdoc ILiquidation
    function discountOf(AccountId account) external view returns (uint256) {
        Auction memory a = _auctions[account];
        return a.openedAt == 0 ? 0 : Curve.discount(block.timestamp - a.openedAt, a.pace);
    }

    /// @inheritdoc ILiquidation
    function fund() public view returns (uint256) {
        return VAULT.fund();
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev What an account lacks at mark.
    function _lacking(AccountId account) private view returns (uint256 lacking, IValuation.Marks memory marks) {
        int256 atMark;
        (atMark, marks) = _atMark(account);
        require(atMark < 0, Liquidation_Solvent(account, atMark));
        lacking = uint256(-atMark);
    }

    function _atMark(AccountId account) private view returns (int256, IValuation.Marks memory marks) {
        marks = VALUATION.marksOf(account);
        return (RISK.maintenanceMargin(account).equity + marks.haircuts.toInt256(), marks);
    }

    function _worthless(AccountId account, int256 cash) private view returns (bool) {
        (int256 atMark,) = _atMark(account);
        return atMark <= cash + WORTHLESS;
    }

    function _sinceDeclared(Auction memory a) private view returns (uint256 elapsed) {
        require(a.insolventAt != 0, Liquidation_NotYet(0));
        elapsed = block.timestamp - a.insolventAt;
        require(elapsed <= DECLARED_FOR, Liquidation_NotYet(a.insolventAt));
    }

    /// @dev Whose requirement is the larger part of his equity comes first. A position closed and opened again changes nothing of it.
    function _requireEligible(AccountId counterparty, IRiskEngine.Margin memory m, uint256 elapsed) private pure {
        uint256 score = m.equity <= 0 ? PPM : Math.min(m.requirement * PPM / uint256(m.equity), PPM);
        uint256 threshold = elapsed >= DELEVERAGING ? 0 : PPM - PPM * elapsed / DELEVERAGING;
        require(score >= threshold, Liquidation_NotEligible(counterparty, score, threshold));
    }

    function _requireAuction(AccountId account) private view returns (Auction memory a) {
        a = _auctions[account];
        require(a.openedAt != 0, Liquidation_NotOpen(account));
    }

    /// @dev Nobody is paid for taking over from himself.
    function _requireOthers(AccountId account, AccountId other) private pure {
        require(!other.isReserved(), Liquidation_Reserved(other));
        require(account.owner() != other.owner(), Liquidation_OwnAccount(account, other));
    }

    function _close(AccountId account) private {
        delete _auctions[account];
        emit AuctionClosed(account);
    }
}
