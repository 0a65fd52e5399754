// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Markets} from "./Markets.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IInsuranceVault} from "causeway/liquidation/IInsuranceVault.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {BidTerms, Message} from "causeway/messaging/Message.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {INSURANCE, reserved} from "causeway/types/Reserved.sol";

/// @notice Who liquidates, on the hub and from the spokes, over {Markets}, and what follows when the fund is empty.
abstract contract Liquidations is Markets {
    struct LiquidationCounters {
        uint256 opened;
        uint256 closed;
        uint256 bids;
        uint256 takeovers; // that the fund paid for
        uint256 declared;
        uint256 deleveraged;
        uint256 covered;
        uint256 haircuts;
        uint256 undone;
        uint256 booked;
        uint256 executed;
        uint256 returned;
        uint256 staked;
        uint256 unstaked;
        uint256 held; // exits, for an insolvent account
    }

    LiquidationCounters internal liquidationCounters;
    Entry[] private _bids;

    function liquidations() external view returns (LiquidationCounters memory) {
        return liquidationCounters;
    }

    // --------------------------------------------------------------------------------------------------------- actions

    /// A market that falls or rises by some hundredths, or by more than any account bears.
    function crash(uint256 seed) external acts {
        uint256 next = index() * (seed & 3 == 0 ? 70 + (seed >> 8) % 75 : 94 + (seed >> 8) % 13) / 100;
        if (next < 300e18 || next > 9000e18) next = 2000e18;
        _setPrices(next, next);
    }

    /// Against one account everything in its order: it is opened and declared, ten minutes later deleveraged, its tokens are
    /// sold, its debt is paid.
    function ruin(uint256 seed) external {
        this.openOne(seed);
        this.declareOne(seed);
        vm.warp(now_() + 10 minutes);
        for (uint256 i; i < 5; ++i) {
            this.deleverageOne(seed, 1);
        }
        this.bidOne(seed & ~uint256(0xff << 16) | 0x10000, 1e6);
        this.coverOne(seed);
    }

    function openOne(uint256 seed) external acts {
        AccountId account = _target(seed);
        try liquidation.open(account, "") {
            ++liquidationCounters.opened;
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    function closeOne(uint256 seed) external acts {
        try liquidation.close(_target(seed)) {
            ++liquidationCounters.closed;
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    /// A share of everything, or all of the first token or position, by the other owner; sometimes sent out at once.
    function bidOne(uint256 seed, uint32 share) external acts {
        ILiquidation.Bid memory b;
        b.account = _target(seed);
        b.bidder = trader(b.account.owner() == alice ? 1 | (seed >> 8 & 2) : seed >> 8 & 2);
        (b.maxCost, b.deadline) = (type(int256).max, now_());
        if (seed >> 16 & 3 != 0) b.share = seed >> 18 & 3 == 0 ? 1e6 : uint32(bound(share, 1, 1e6));
        else _addLegs(b, share);
        address who = b.bidder.owner();
        if (seed >> 24 & 1 == 0) b.receiver = who;
        vm.deal(who, who.balance + 1 ether);
        vm.prank(who, who);
        try liquidation.bid{value: 1 ether}(b) returns (ILiquidation.Outcome memory o) {
            _count(o);
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    function _addLegs(ILiquidation.Bid memory b, uint256 part) private view {
        part = part % 1000 + 1;
        IClearing.Position[] memory held = clearing.positionsOf(b.account);
        if (held.length != 0) {
            b.positions = new ILiquidation.PositionLeg[](1);
            uint256 size = uint256(held[0].size > 0 ? int256(held[0].size) : -int256(held[0].size));
            b.positions[0] = ILiquidation.PositionLeg(held[0].instrument, uint96(size * part / 1000 + 1));
        }
        uint256 amount = hub.collateralOf(b.account, assetOf(ONE, 18));
        if (amount != 0) {
            b.collateral = new ILiquidation.CollateralLeg[](1);
            b.collateral[0] = ILiquidation.CollateralLeg(assetOf(ONE, 18), amount * part / 1000 + 1);
        }
    }

    function declareOne(uint256 seed) external acts {
        try liquidation.declare(_target(seed)) {
            ++liquidationCounters.declared;
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    function deleverageOne(uint256 seed, uint96 size) external acts {
        AccountId account = _target(seed);
        IClearing.Position[] memory held = clearing.positionsOf(account);
        if (held.length == 0) return;
        uint256 own = uint256(held[0].size > 0 ? int256(held[0].size) : -int256(held[0].size));
        for (uint256 i; i < holders.length; ++i) {
            int256 other = clearing.positionOf(holders[i], held[0].instrument).size;
            if (other == 0 || (other > 0) == (held[0].size > 0)) continue;
            uint256 most = uint256(other > 0 ? other : -other);
            if (most > own) most = own;
            try liquidation.deleverage(
                account, holders[i], held[0].instrument, uint96(seed >> 8 & 1 == 0 ? most : bound(size, 1, most))
            ) {
                ++liquidationCounters.deleveraged;
                return;
            } catch (bytes memory reason) {
                _excuse(reason);
            }
        }
    }

    /// What trades would have paid in fees.
    function fillFund(uint256 amount) external acts {
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = IClearing.Fill(trader(1), instruments[0], 1, 0, int128(int256(amount)), int128(int256(amount)));
        risk.forgive(true);
        vm.prank(exchange);
        clearing.trade(trader(3), fills);
        risk.forgive(false);
        liquidation.sweepFees();
    }

    function coverOne(uint256 seed) external acts {
        uint256 before = liquidation.haircut();
        try liquidation.cover(_target(seed)) {
            ++liquidationCounters.covered;
            if (liquidation.haircut() > before) ++liquidationCounters.haircuts;
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    function sweepOne(uint256 seed) external acts {
        liquidation.sweepFees();
        collect();
        if (seed & 1 == 0 || liquidation.haircut() == 0) return;
        try liquidation.undoHaircut() {
            ++liquidationCounters.undone;
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    // ---------------------------------------------------------------------------------------------------- the stake

    function stakeOne(uint256 seed, uint256 amount) external acts {
        IInsuranceVault vault = liquidation.VAULT();
        address who = seed & 1 == 0 ? alice : bob;
        uint256 price = vault.convertToAssets(1e36);
        vm.prank(who, who);
        try vault.deposit(bound(amount, 1, 30_000e18), who) {
            ++liquidationCounters.staked;
            require(vault.convertToAssets(1e36) >= price, "who comes lowers the price");
        } catch (bytes memory reason) {
            // many times lost but for the last dollar, a share is worth too little to be counted
            bool spent = vault.maxDeposit(who) == 0 && vault.totalSupply() / 2 ** 96 >= vault.totalAssets();
            if (spent && bytes4(reason) == ERC4626.ERC4626ExceededMaxDeposit.selector) _forget();
            else _tolerate(reason);
        }
    }

    /// Asks for a part, or leaves with what may leave; sometimes the cooldown passes.
    function unstakeOne(uint256 seed) external acts {
        IInsuranceVault vault = liquidation.VAULT();
        address who = seed & 1 == 0 ? alice : bob;
        (uint256 asked,,) = vault.requestOf(who);
        uint256 most = vault.maxRedeem(who);
        if (most != 0) {
            uint256 price = vault.convertToAssets(1e36);
            uint256 worth = vault.maxWithdraw(who);
            vm.prank(who, who);
            require(vault.redeem(most, who, who) == worth, "what was said could be had");
            require(vault.convertToAssets(1e36) >= price, "who goes lowers the price");
            ++liquidationCounters.unstaked;
        } else if (asked == 0 || seed & 2 == 0) {
            uint256 shares = vault.balanceOf(who);
            vm.prank(who, who);
            vault.requestUnstake(shares == 0 ? 0 : bound(seed >> 8, 1, shares));
        } else if (seed >> 2 & 3 == 0) {
            _pass(7 days);
        }
    }

    function holdOne(uint256 seed) external acts {
        try liquidation.VAULT().holdExits(_target(seed)) {
            ++liquidationCounters.held;
        } catch (bytes memory reason) {
            bytes4 e = bytes4(reason);
            require(
                e == IInsuranceVault.InsuranceVault_Solvent.selector
                    || e == IInsuranceVault.InsuranceVault_Trifle.selector
                    || e == IInsuranceVault.InsuranceVault_HeldLongEnough.selector,
                "unexpected"
            );
            _forget();
        }
    }

    /// @notice What is staked and what the shares are worth; what the fund has that is nobody's.
    function stake() external view returns (uint256 staked, uint256 worth, int256 unstaked) {
        IInsuranceVault vault = liquidation.VAULT();
        staked = vault.totalAssets();
        worth = vault.convertToAssets(vault.balanceOf(alice)) + vault.convertToAssets(vault.balanceOf(bob));
        unstaked = hub.accountOf(reserved(INSURANCE)).cash;
    }

    // ---------------------------------------------------------------------------------------------------- from a spoke

    function bidFromSpoke(uint256 seed, uint256 amount) external acts {
        uint32 chain = seed & 1 == 0 ? ONE : TWO;
        AccountId account = _target(seed >> 8);
        address who = account.owner() == alice ? bob : alice;
        BidTerms memory t;
        (t.account, t.share, t.maxCost) = (account, uint32(seed >> 16 & 0xffff) * 8 + 1, type(int128).max);
        (t.deadline, t.receiver) = (uint64(now_() + 1 + (seed >> 64) % 1 days), who);
        address token = address(cashToken(chain));
        uint256 unit = chain == ONE ? 1e6 : 1e18;
        uint256 fee = spokes[chain].appendFee(HUB);
        AccountId purse = toAccountId(who, 0, Message.bidSubaccount(chain, spokes[chain].laneOf(HUB).outSeq + 1));
        vm.deal(who, who.balance + fee);
        vm.prank(who, who);
        try spokes[chain].bid{value: fee}(token, bound(amount, unit, 1e5 * unit), t, "") returns (uint64 seq) {
            ++counters.deposits;
            ++liquidationCounters.booked;
            _bids.push(Entry({chain: chain, seq: seq}));
            holders.push(purse);
        } catch {
            // capped, or the token refuses him
            _forget();
        }
        if (seed >> 128 & 1 == 0) _carry(chain, HUB);
    }

    function finishBid(uint256 seed, bool back) external acts {
        if (_bids.length == 0) return;
        // as often as not the newest
        uint256 at_ = seed & 1 == 0 ? _bids.length - 1 : (seed >> 8) % _bids.length;
        Entry memory e = _bids[at_];
        // its owner or a stranger
        address who = seed & 2 == 0 ? holders[4 + at_].owner() : publisher;
        vm.deal(who, who.balance + 1 ether);
        bytes memory body = bodies[e.chain][HUB][e.seq].body;
        vm.prank(who, who);
        if (back) {
            try liquidation.returnBid{value: 1 ether}(e.chain, e.seq, body) {
                ++liquidationCounters.returned;
            } catch (bytes memory reason) {
                _excuse(reason);
            }
            return;
        }
        try liquidation.executeBid{value: 1 ether}(e.chain, e.seq, body) returns (ILiquidation.Outcome memory o) {
            ++liquidationCounters.executed;
            bool isReturned = liquidation.stageOf(e.chain, e.seq) == 3;
            if (isReturned) ++liquidationCounters.returned;
            // a withdrawal that was tried in vain has left its events, and nothing else happened
            else if (o.released == 0) _forget();
            _count(o);
        } catch (bytes memory reason) {
            _excuse(reason);
        }
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev Mostly one of the four: accounts of bids have positions seldom, and are many.
    function _target(uint256 seed) private view returns (AccountId) {
        return seed >> 32 & 7 != 0 ? holders[seed & 3] : holders[seed % holders.length];
    }

    function _count(ILiquidation.Outcome memory o) private {
        if (o.released == 0) return;
        ++liquidationCounters.bids;
        if (o.covered != 0) ++liquidationCounters.takeovers;
        if (o.closed) ++liquidationCounters.closed;
    }

    /// @dev Liquidation says no in its own words, clearing and hub in those that every action knows; anything else is a bug.
    function _excuse(bytes memory reason) private {
        bytes4 e = bytes4(reason);
        bool own = e == ILiquidation.Liquidation_Healthy.selector || e == ILiquidation.Liquidation_Open.selector
            || e == ILiquidation.Liquidation_NotOpen.selector || e == ILiquidation.Liquidation_BelowInitial.selector
            || e == ILiquidation.Liquidation_OwnAccount.selector || e == ILiquidation.Liquidation_Late.selector
            || e == ILiquidation.Liquidation_NothingTaken.selector || e == ILiquidation.Liquidation_TooMuch.selector
            || e == ILiquidation.Liquidation_NoBetter.selector || e == ILiquidation.Liquidation_Excessive.selector;
        own = own || e == ILiquidation.Liquidation_LeavesDust.selector
            || e == ILiquidation.Liquidation_FundExhausted.selector || e == ILiquidation.Liquidation_Solvent.selector
            || e == ILiquidation.Liquidation_FundSuffices.selector || e == ILiquidation.Liquidation_NotYet.selector
            || e == ILiquidation.Liquidation_NotEligible.selector || e == ILiquidation.Liquidation_NotEmpty.selector
            || e == ILiquidation.Liquidation_NoHaircut.selector || e == ILiquidation.Liquidation_UnknownBid.selector
            || e == ILiquidation.Liquidation_StillInTime.selector
            || e == ILiquidation.Liquidation_NothingToReturn.selector
            // a debt beyond nine tenths of all cash stays on the book
            || e == IHub.Hub_HaircutTooLarge.selector;
        if (!own) _tolerate(reason);
        else _forget();
    }

    function setIndex(uint256 price) external acts {
        _setPrices(price, price);
    }

    function index() public view returns (uint256) {
        return oracle.priceOf("ETH").price;
    }

    /// @notice The deposit of a message: a bid begins as one.
    function depositBody(bytes calldata body) external pure returns (bytes memory) {
        return body.length > Message.DEPOSIT_LENGTH ? body[:Message.DEPOSIT_LENGTH] : body;
    }
}
