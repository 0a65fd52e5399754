// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "./LiquidationTest.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {FEES, INSURANCE, reserved} from "causeway/types/Reserved.sol";

/// @notice Alice has 10,000, ten ether and 45 of the perpetual, bought at 2,000; at 1,300 that is 8,500 less than nothing.
contract InsolvencyTest is LiquidationTest {
    uint256 private constant LACKING = 8500e18;

    function _fall(uint256 fund) private {
        if (fund != 0) _fund(fund);
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1300e18, 50_000e18);
        liquidation.open(a, "");
        assertEq(margin(a).equity, -int256(LACKING));
    }

    // ------------------------------------------------------------------------------------------------------- the fund

    function testFuzz_fund_PaysInProportion(uint32 share, uint256 elapsed) public {
        _fall(40_000e18);
        share = uint32(bound(share, 1000, 990_000));
        _pass(bound(elapsed, 1, 30 minutes));
        IRiskEngine.Margin memory before = margin(a);
        uint256 had = liquidation.fund();
        uint256 grown = Math.min(PPM, PPM * (now_() - liquidation.auctionOf(a).openedAt) / 1200);
        ILiquidation.Outcome memory o = place(bidOf(share));
        assertEq(o.covered, Math.mulDiv(LACKING, o.released, before.maintenance, Math.Rounding.Ceil), "cover");
        uint256 most = Math.mulDiv(before.maintenance - LACKING, o.released, before.maintenance);
        assertEq(o.discount, most * grown / PPM, "for taking over");
        assertLe(o.covered + o.discount, Math.mulDiv(before.maintenance, o.released, before.maintenance) + 1, "capped");
        assertEq(had - liquidation.fund(), o.covered + o.discount);
        assertEq(o.fee, 0);
        assertBooks();
    }

    /// However it is cut into bids, cover is what was lacking, and both together no more than the maintenance.
    function testFuzz_fund_IsNotDrainedByManyBids(uint256 seed) public {
        _fall(40_000e18);
        _pass(20 minutes);
        IRiskEngine.Margin memory before = margin(a);
        uint256 had = liquidation.fund();
        uint256 covered;
        bool closed;
        for (uint256 i; i < 4; ++i) {
            uint32 share = uint32(bound(uint256(keccak256(abi.encode(seed, i))), 50_000, 400_000));
            covered += place(bidOf(share)).covered;
        }
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        (covered, closed) = (covered + o.covered, o.closed);
        assertTrue(closed);
        assertApproxEqAbs(covered, LACKING, 10, "cover is what lacked");
        assertLe(had - liquidation.fund(), before.maintenance + 10, "and no more than the maintenance in all");
        assertBooks();
    }

    function test_fund_RevertGiven_exhausted() public {
        _fall(0);
        expectBid(bidOf(500_000), ILiquidation.Liquidation_FundExhausted.selector);
    }

    // --------------------------------------------------------------------------------------------------------- declare

    function test_declare() public {
        _fall(1000e18);
        uint256 lossRate = Math.mulDiv(7500e18, 1e18, 45 * 1300e18, Math.Rounding.Ceil);
        vm.expectEmit();
        emit ILiquidation.InsolvencyDeclared(a, LACKING, 1000e18, lossRate);
        liquidation.declare(a);
        ILiquidation.Auction memory auction = liquidation.auctionOf(a);
        assertEq(auction.insolventAt, now_());
        assertEq(auction.lossRate, lossRate);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, now_() + 1 hours));
        liquidation.declare(a);
        _pass(1 hours);
        liquidation.declare(a);
        assertEq(liquidation.auctionOf(a).insolventAt, now_());
    }

    function test_declare_RevertGiven_theFundSuffices() public {
        _fall(8501e18);
        vm.expectRevert(
            abi.encodeWithSelector(ILiquidation.Liquidation_FundSuffices.selector, liquidation.fund(), LACKING)
        );
        liquidation.declare(a);
    }

    function test_declare_RevertGiven_solvent() public {
        _fall(0);
        _setPrices(1500e18, 50_000e18);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Solvent.selector, a, 2500e18));
        liquidation.declare(a);
    }

    function test_declare_RevertGiven_notOpen() public {
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotOpen.selector, b));
        liquidation.declare(b);
    }

    /// An hour, and not again before a day has passed.
    function test_declare_CashWaits() public {
        _fall(0);
        liquidation.declare(a);
        uint256 until = now_() + 1 hours;
        assertEq(liquidation.cashWaitsUntil(), until);
        uint256 fee = gateway.appendFee(TWO);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_CashWaits.selector, until));
        hub.withdraw{value: fee}(b, cashAsset(TWO), 1e18, bob, ALL);
        // collateral does not
        _endow(b, 0, 1e18);
        drain();
        withdraw(bob, ether_, 1e18);

        vm.warp(until);
        _publish(0.36e9, 0);
        withdraw(bob, cashAsset(TWO), 1e18);
        liquidation.declare(a);
        assertEq(liquidation.cashWaitsUntil(), until, "once a day");
        _pass(23 hours);
        liquidation.declare(a);
        assertEq(liquidation.cashWaitsUntil(), until, "not yet");
        _pass(1 hours);
        liquidation.declare(a);
        assertEq(liquidation.cashWaitsUntil(), now_() + 1 hours);
    }

    function test_declare_CashDoesNotWaitForATrifle() public {
        AccountId purse = _aliceBorrows(1e18, 1200e18);
        _setPrices(1150e18, 50_000e18);
        liquidation.open(a, "");
        liquidation.declare(a);
        assertEq(liquidation.cashWaitsUntil(), 0, "50 of two millions");
        assertEq(cash(purse), 1200e18);
    }

    // ------------------------------------------------------------------------------------------------------ deleverage

    function test_deleverage() public {
        _fall(0);
        liquidation.declare(a);
        _pass(10 minutes);
        uint256 lossRate = liquidation.auctionOf(a).lossRate;
        uint256 price = 1300e18 + Math.mulDiv(lossRate, 1300e18, 1e18, Math.Rounding.Ceil);
        int256 had = margin(b).equity;
        vm.expectEmit(address(liquidation));
        emit ILiquidation.Deleveraged(a, b, perpetual(), 15e18, price);
        liquidation.deleverage(a, b, perpetual(), 15e18);
        assertEq(sizeOf(a, perpetual()), 30e18);
        assertEq(sizeOf(b, perpetual()), -30e18);
        assertApproxEqAbs(uint256(had - margin(b).equity), LACKING / 3, 1e6, "its part by notional");
        liquidation.deleverage(a, b, perpetual(), 30e18);
        assertEq(hub.accountOf(a).positions, 0);
        assertApproxEqAbs(uint256(had - margin(b).equity), LACKING, 1e6);
        assertApproxEqAbs(margin(a).equity, 0, 1e6, "nothing lacks any more");
        assertLe(margin(a).equity, 0, "and nothing is given to it");
        assertBooks();
    }

    /// From 1 to 0 within ten minutes; his own score is requirement over equity.
    function test_deleverage_RevertGiven_notYetEligible() public {
        _fall(0);
        liquidation.declare(a);
        IRiskEngine.Margin memory m = margin(b);
        uint256 score = m.requirement * PPM / uint256(m.equity);
        _pass(5 minutes);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotEligible.selector, b, score, 500_000));
        liquidation.deleverage(a, b, perpetual(), 1e18);
        uint256 when = liquidation.auctionOf(a).insolventAt + 600 - score * 600 / PPM;
        vm.warp(when - 1);
        vm.expectPartialRevert(ILiquidation.Liquidation_NotEligible.selector);
        liquidation.deleverage(a, b, perpetual(), 1e18);
        vm.warp(when + 1);
        liquidation.deleverage(a, b, perpetual(), 1e18);
    }

    /// The more exposed comes first.
    function test_deleverage_InTheOrderOfScores() public {
        AccountId d = plain(makeAddr("dora"));
        others.push(d);
        _endow(d, 20_000e18, 0);
        drain();
        vm.prank(d.owner(), d.owner());
        hub.setMode(d, 2);
        assertEq(_trade(b, d, perpetual(), 20e18, 2000e18), 1, "dora sells to bob, who has them on");
        _fall(0);
        liquidation.declare(a);
        IRiskEngine.Margin memory m = margin(d);
        uint256 score = m.requirement * PPM / uint256(m.equity);
        vm.warp(now_() + 600 - score * 600 / PPM + 1);
        vm.expectPartialRevert(ILiquidation.Liquidation_NotEligible.selector);
        liquidation.deleverage(a, b, perpetual(), 1e18);
        liquidation.deleverage(a, d, perpetual(), 20e18);
        assertEq(sizeOf(d, perpetual()), 0);
        assertBooks();
    }

    function test_deleverage_RevertGiven_notDeclared() public {
        _fall(0);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, 0));
        liquidation.deleverage(a, b, perpetual(), 1e18);
        liquidation.declare(a);
        uint256 since = now_();
        _pass(1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, since));
        liquidation.deleverage(a, b, perpetual(), 1e18);
    }

    function test_deleverage_RevertWhen_ownOrReserved() public {
        _fall(0);
        liquidation.declare(a);
        _pass(10 minutes);
        AccountId own = _sub(alice, 3);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_OwnAccount.selector, a, own));
        liquidation.deleverage(a, own, perpetual(), 1e18);
        AccountId nobody = reserved(FEES);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Reserved.selector, nobody));
        liquidation.deleverage(a, nobody, perpetual(), 1e18);
    }

    function test_deleverage_RevertWhen_notOpposite() public {
        _fall(0);
        liquidation.declare(a);
        _pass(10 minutes);
        assertEq(_trade(c, b, perpetual(), 1e18, 1300e18), 1);
        vm.expectPartialRevert(ILiquidation.Liquidation_NotOpposite.selector);
        liquidation.deleverage(a, c, perpetual(), 1e18);
        vm.expectPartialRevert(ILiquidation.Liquidation_NotOpposite.selector);
        liquidation.deleverage(a, b, instruments[1], 1e18);
        vm.expectPartialRevert(ILiquidation.Liquidation_TooMuch.selector);
        liquidation.deleverage(a, b, perpetual(), 46e18);
        vm.expectPartialRevert(ILiquidation.Liquidation_TooMuch.selector);
        liquidation.deleverage(a, b, perpetual(), 0);
    }

    function test_deleverage_RevertGiven_theFundSuffices() public {
        _fall(0);
        liquidation.declare(a);
        _fund(9000e18);
        _pass(10 minutes);
        vm.expectPartialRevert(ILiquidation.Liquidation_FundSuffices.selector);
        liquidation.deleverage(a, b, perpetual(), 1e18);
    }

    /// A short one's counterparty sells to it at no less than nothing.
    function test_deleverage_NeverBelowNothing() public {
        _endow(a, 30_000e18, 0);
        drain();
        _publish(0.36e9, 0);
        _refresh();
        assertEq(_trade(a, b, instruments[4], -45e18, 20e18), 1, "sells the call at 2,200");
        _setPrices(2040e18, 50_000e18);
        // the mark of a call far above is small: what it lacks is more
        oracle.setPrice("ETH", 2080e18);
        vm.prank(address(liquidation));
        hub.post(_takeFrom(a, 36_000e18));
        liquidation.open(a, "");
        liquidation.declare(a);
        _pass(10 minutes);
        liquidation.deleverage(a, b, instruments[4], 45e18);
        assertEq(sizeOf(a, instruments[4]), 0);
        assertGe(cash(b), 0);
        assertLe(margin(a).equity, 0);
    }

    function _takeFrom(AccountId account, int256 amount) private pure returns (IHub.Posting[] memory postings) {
        postings = new IHub.Posting[](2);
        postings[0] = IHub.Posting({account: account, cash: -amount, cost: 0, positions: 0});
        postings[1] = IHub.Posting({account: reserved(FEES), cash: amount, cost: 0, positions: 0});
    }

    // ------------------------------------------------------------------------------------------------- cover and haircut

    function test_cover_ByTheFund() public {
        _fall(0);
        liquidation.declare(a);
        _pass(10 minutes);
        liquidation.deleverage(a, b, perpetual(), 45e18);
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        assertEq(hub.collateralOf(a, ether_), 0);
        assertFalse(o.closed, "a unit lacks, and the discount");
        _fund(800e18);
        uint256 debt = uint256(-wealth(a));
        vm.expectEmit();
        emit ILiquidation.DebtCovered(a, debt, 0);
        liquidation.cover(a);
        assertEq(cash(a), 0);
        assertEq(liquidation.auctionOf(a).openedAt, 0);
        assertBooks();
    }

    function test_cover_RevertGiven_somethingIsLeft() public {
        _fall(9000e18);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotEmpty.selector, a));
        liquidation.cover(a);
    }

    /// Alice owes 12,000 against ten ether, which are worth 10,000, and the fund is empty.
    function _indebted() private returns (AccountId purse) {
        purse = _aliceBorrows(10e18, 12_000e18);
        _setPrices(1000e18, 50_000e18);
        liquidation.open(a, "");
        expectBid(bidOf(500_000), ILiquidation.Liquidation_FundExhausted.selector);
        liquidation.declare(a);
        expectBid(bidOf(500_000), ILiquidation.Liquidation_FundExhausted.selector);
        _pass(10 minutes);
        _setPrices(1000e18, 50_000e18);
        // nobody is left to be deleveraged, but somebody must take the ether: the account pays for it
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        assertEq(o.fee + o.discount, o.released * 50_000 / PPM, "a discount that begins anew");
        assertFalse(o.closed);
        assertBooks();
    }

    function test_cover_HaircutProRata() public {
        AccountId purse = _indebted();
        AccountId[3] memory lenders = [b, c, purse];
        int256[3] memory before;
        int256[3] memory principal;
        for (uint256 i; i < 3; ++i) {
            (before[i], principal[i]) = (wealth(lenders[i]), cash(lenders[i]));
        }
        uint256 lent = hub.rates().lent;
        uint256 fund = liquidation.fund();
        uint256 debt = uint256(-wealth(a));
        assertGt(debt, fund);
        liquidation.cover(a);
        uint256 byHaircut = debt - fund;
        assertEq(liquidation.haircut(), byHaircut);
        assertEq(cash(a), 0);
        assertEq(liquidation.fund(), 0);
        int256 sum;
        for (uint256 i; i < 3; ++i) {
            int256 lost = before[i] - wealth(lenders[i]);
            sum += lost;
            assertApproxEqAbs(lost, int256(byHaircut * uint256(principal[i]) / lent), 1e9, "each in proportion");
        }
        assertGe(sum, int256(byHaircut), "together all of it");
        assertLe(sum, int256(byHaircut) + 1e10);
        assertBooks();
        // and when all have settled, what they lost is booked
        for (uint256 i; i < 3; ++i) {
            int256 has = wealth(lenders[i]);
            _endow(lenders[i], 1, 0);
            drain();
            assertApproxEqAbs(cash(lenders[i]), has + 1, 1e12, "settled");
        }
        assertBooks();
    }

    function test_fund_PaysForBorrowers() public {
        _aliceBorrows(10e18, 12_000e18);
        _setPrices(1000e18, 50_000e18);
        liquidation.open(a, "");
        _fund(2100e18);
        ILiquidation.Outcome memory o = place(bidOf(1_000_000));
        assertApproxEqAbs(o.covered, 2000e18, 1e16, "with a little interest");
        assertTrue(o.closed);
        assertEq(cash(a), 0);
        assertBooks();
    }

    /// Once declared, ten minutes must pass; a declaration of long ago does not count.
    function test_cover_RevertGiven_notDeclared() public {
        AccountId purse = _aliceBorrows(10e18, 12_000e18);
        _setPrices(1000e18, 50_000e18);
        liquidation.open(a, "");
        vm.prank(address(liquidation));
        hub.seize(a, purse, ether_, 10e18);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, 0));
        liquidation.cover(a);
        liquidation.declare(a);
        uint256 since = now_();
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, since + 600));
        liquidation.cover(a);
        vm.warp(since + 1 days + 1);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, since));
        liquidation.cover(a);
        liquidation.declare(a);
        _pass(10 minutes);
        liquidation.cover(a);
        assertEq(cash(a), 0);
    }

    /// A gift without price, or of a cent, does not keep a debt on the book.
    function test_cover_GiftsDoNotHinder() public {
        _indebted();
        depositFor(bob, ONE, address(tokens[ONE][8]), 5e8, a);
        depositFor(bob, ONE, ether_.token(), 1e13, a);
        drain();
        liquidation.cover(a);
        assertEq(cash(a), 0);
        assertEq(hub.collateralOf(a, assetOf(ONE, 8)), 5e18, "it is still hers");
    }

    function test_undoHaircut() public {
        _indebted();
        liquidation.cover(a);
        uint256 lost = liquidation.haircut();
        vm.expectRevert(ILiquidation.Liquidation_NoHaircut.selector);
        liquidation.undoHaircut();
        _fund(5000e18);
        int256 had = wealth(b) + wealth(c) + wealth(others[0]);
        vm.expectEmit();
        emit ILiquidation.HaircutUndone(1000e18, lost - 1000e18);
        liquidation.undoHaircut();
        assertApproxEqAbs(wealth(b) + wealth(c) + wealth(others[0]) - had, 1000e18, 1e10, "to those who have cash");
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotYet.selector, now_() + 1 hours));
        liquidation.undoHaircut();
        while (liquidation.haircut() != 0) {
            _pass(1 hours);
            liquidation.undoHaircut();
        }
        assertEq(liquidation.fund(), 5000e18 - lost, "all of it");
        assertBooks();
    }

    function test_cut_RevertWhen_moreThanNineTenths() public {
        uint256 lent = hub.rates().lent;
        vm.prank(address(liquidation));
        vm.expectPartialRevert(IHub.Hub_HaircutTooLarge.selector);
        hub.cut(a, int256(lent * 91 / 100));
        vm.prank(address(liquidation));
        hub.cut(a, int256(lent * 89 / 100));
        assertGt(wealth(b), 0);
        vm.prank(address(liquidation));
        vm.expectPartialRevert(IHub.Hub_HaircutTooLarge.selector);
        hub.cut(a, int256(lent * 2 / 100));
    }

    function test_cut_RevertWhen_caller() public {
        vm.expectPartialRevert(IHub.Hub_NotTheLiquidation.selector);
        hub.cut(a, 1);
        vm.expectPartialRevert(IHub.Hub_NotTheLiquidation.selector);
        hub.seize(b, a, ether_, 1);
        vm.expectPartialRevert(IHub.Hub_NotTheLiquidation.selector);
        hub.holdCash(now_() + 1);
    }

    /// An exit request of all that somebody has is paid after a haircut: what is left.
    function test_ticket_AfterAHaircut() public {
        _indebted();
        liquidation.cover(a);
        vm.warp(liquidation.cashWaitsUntil());
        int256 has = wealth(c);
        uint64 seq = requestExit(carol, TWO, address(cashToken(TWO)), type(uint128).max);
        carry(TWO, HUB);
        bytes memory body = bodyOf(TWO, HUB, seq);
        uint256 fee = gateway.appendFee(TWO);
        _setPrices(1000e18, 50_000e18);
        vm.prank(publisher, publisher);
        hub.executeTicket{value: fee}(TWO, seq, body);
        collect();
        drain();
        assertApproxEqAbs(cashToken(TWO).balanceOf(carol), uint256(has), 1e15);
        assertGe(wealth(c), 0);
    }

    // ------------------------------------------------------------------------------------------------------- the fees

    function test_sweepFees() public {
        _fund(1000e18);
        assertEq(liquidation.sweepFees(), 0, "half of them, once");
        _fund(10e18);
        assertEq(liquidation.fund(), 1010e18);
        assertEq(cash(reserved(FEES)), 1010e18);
        assertBooks();
    }
}
