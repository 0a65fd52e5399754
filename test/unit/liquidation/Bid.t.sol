// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "./LiquidationTest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";

contract BidTest is LiquidationTest {
    uint32 private constant PPM32 = 1e6;

    /// 10 ether and 10,000 cash carry 45 of the perpetual; at 1,790 they do not.
    function setUp() public override {
        super.setUp();
        _fund(1000e18);
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1790e18, 50_000e18);
    }

    function _open() private {
        liquidation.open(a, "");
    }

    function test_open() public {
        IRiskEngine.Margin memory m = margin(a);
        assertLt(m.equity, int256(m.maintenance), "below maintenance");
        vm.expectEmit();
        emit ILiquidation.AuctionOpened(a, address(this), "", 1200);
        _open();
        assertEq(liquidation.auctionOf(a).openedAt, now_());
        assertEq(liquidation.discountOf(a), 50_000);
        _pass(10 minutes);
        assertEq(liquidation.discountOf(a), 275_000);
        _pass(20 minutes);
        assertEq(liquidation.discountOf(a), 500_000);
    }

    function test_open_ByOneScenario() public {
        // a whole range down: scenario 12
        liquidation.open(a, hex"0c");
        assertEq(liquidation.auctionOf(a).openedAt, now_());
    }

    function test_open_RevertGiven_healthy() public {
        _setPrices(1990e18, 50_000e18);
        IRiskEngine.Margin memory m = margin(a);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Healthy.selector, a, m.equity, m.maintenance));
        _open();
        vm.expectPartialRevert(ILiquidation.Liquidation_NotShort.selector);
        liquidation.open(a, hex"0c");
    }

    function test_open_RevertWhen_scenarioOfAPart() public {
        vm.expectRevert(abi.encodeWithSelector(IValuation.Valuation_BadScenario.selector, 14));
        liquidation.open(a, hex"0e");
        vm.expectRevert(abi.encodeWithSelector(IValuation.Valuation_BadScenarios.selector, 1, 2));
        liquidation.open(a, hex"0c0c");
    }

    function test_bid_PartOfThePosition() public {
        _open();
        _pass(10 minutes);
        _setPrices(1790e18, 50_000e18);
        IRiskEngine.Margin memory before = margin(a);
        int256 fundBefore = int256(liquidation.fund());
        ILiquidation.Outcome memory o = place(bidLeg(perpetual(), 5e18));
        IRiskEngine.Margin memory left = margin(a);

        assertEq(o.released, before.maintenance - left.maintenance);
        uint256 whole = o.released * 275_000 / PPM;
        assertEq(o.fee, whole / 10, "a tenth to the fund");
        assertEq(o.discount, whole - o.fee);
        assertEq(o.cost, -int256(o.discount), "a perpetual costs nothing at mark");
        assertEq(left.equity, before.equity - int256(whole), "the account pays the discount");
        assertEq(int256(liquidation.fund()) - fundBefore, int256(o.fee));
        assertEq(sizeOf(c, perpetual()), 5e18 - 1e15, "the bidder has it");
        assertFalse(o.closed);
        assertBooks();
    }

    function test_bid_RestoresAndCloses() public {
        _open();
        // shrinks until a bid is not too much
        uint256 size = 45e18;
        for (;; size -= 0.25e18) {
            vm.prank(carol, carol);
            try liquidation.bid(bidLeg(perpetual(), size)) returns (ILiquidation.Outcome memory o) {
                assertTrue(o.closed, "restored");
                break;
            } catch (bytes memory reason) {
                assertEq(bytes4(reason), ILiquidation.Liquidation_Excessive.selector);
            }
        }
        IRiskEngine.Margin memory left = margin(a);
        assertGe(left.equity, int256(left.initial));
        assertEq(liquidation.auctionOf(a).openedAt, 0);
        assertBooks();
    }

    function test_bid_CollateralIsReleasedWhereItLies() public {
        _open();
        ILiquidation.Bid memory bid = bidCollateral(ether_, 2e18);
        bid.receiver = carol;
        uint256 had = tokens[ONE][18].balanceOf(carol);
        ILiquidation.Outcome memory o = place(bid);
        assertEq(o.cost, int256(2 * 1790e18) - int256(o.discount), "mark less discount");
        drain();
        assertEq(tokens[ONE][18].balanceOf(carol) - had, 2e18, "arrived on its chain");
        assertBooks();
    }

    function test_bid_ShareOfEverything() public {
        _open();
        place(bidOf(300_000));
        assertEq(hub.collateralOf(a, ether_), 7e18);
        assertEq(sizeOf(a, perpetual()), 31.5e18);
        assertBooks();
    }

    function test_bid_RecoveredIsLeftAlone() public {
        _open();
        _setPrices(1990e18, 50_000e18);
        ILiquidation.Outcome memory o = place(bidOf(PPM32));
        assertTrue(o.closed);
        assertEq(o.released, 0);
        assertEq(sizeOf(a, perpetual()), 45e18, "nothing taken");
    }

    function test_bid_RevertWhen_ownAccount() public {
        _open();
        ILiquidation.Bid memory bid = bidOf(100_000);
        bid.bidder = _sub(alice, 1);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_OwnAccount.selector, a, bid.bidder));
        liquidation.bid(bid);
    }

    function test_bid_RevertWhen_strangersAccount() public {
        _open();
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotAuthorised.selector, c, address(this)));
        liquidation.bid(bidOf(100_000));
    }

    function test_bid_RevertWhen_tooDear() public {
        _open();
        ILiquidation.Bid memory bid = bidCollateral(ether_, 2e18);
        bid.maxCost = 3000e18;
        vm.prank(carol, carol);
        vm.expectPartialRevert(ILiquidation.Liquidation_TooDear.selector);
        liquidation.bid(bid);
    }

    function test_bid_RevertWhen_moreThanThereIs() public {
        _open();
        ILiquidation.Bid memory bid = bidLeg(perpetual(), 46e18);
        vm.prank(carol, carol);
        vm.expectPartialRevert(ILiquidation.Liquidation_TooMuch.selector);
        liquidation.bid(bid);
    }

    function test_insolvent_FundPays() public {
        _open();
        _setPrices(1300e18, 50_000e18);
        IRiskEngine.Margin memory before = margin(a);
        assertLt(before.equity, 0, "below nothing");
        _fund(60_000e18 - liquidation.fund());
        uint256 had = liquidation.fund();
        ILiquidation.Outcome memory o = place(bidOf(PPM32));
        assertEq(int256(o.covered), -before.equity, "what it lacked: haircuts are 0 in this world");
        assertEq(o.discount, 0, "nothing yet for taking over");
        assertEq(had - liquidation.fund(), o.covered);
        assertEq(cash(a), 0);
        assertTrue(o.closed);
        assertBooks();
    }
}
