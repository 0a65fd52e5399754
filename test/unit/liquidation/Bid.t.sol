// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "./LiquidationTest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";
import {ISOLATED} from "causeway/types/MarginMode.sol";
import {INSURANCE, reserved} from "causeway/types/Reserved.sol";
import {TRADE} from "causeway/types/Rights.sol";

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

    /// What the bid was judged by is what is there afterwards, to the unit: of perpetuals and options, of any part, with interest and funding owed.
    function testFuzz_bid_IsJudgedByWhatIsLeft(uint256 seed) public {
        uint256[] memory legs = _withOptions(seed);
        _open();
        IRiskEngine.Margin memory before = margin(a);
        ILiquidation.Bid memory bid = bidOf(0);
        bid.positions = new ILiquidation.PositionLeg[](legs.length);
        int256 worth;
        for (uint256 i; i < legs.length; ++i) {
            InstrumentId id = InstrumentId.wrap(uint160(legs[i] >> 96));
            int256 size = int96(uint96(legs[i]));
            bid.positions[i] = ILiquidation.PositionLeg(id, uint96(uint256(size < 0 ? -size : size)));
            (uint256 mark,,) = engine.bandOf(id);
            worth += size * int256(mark) / 1e18;
        }
        (, IRiskEngine.Margin memory left) = engine.marginsWithout(a, legs, worth);
        vm.prank(carol, carol);
        try liquidation.bid(bid) returns (ILiquidation.Outcome memory o) {
            collect();
            IRiskEngine.Margin memory found = margin(a);
            assertEq(found.equity, left.equity - int256(o.discount + o.fee), "equity");
            assertEq(found.requirement, left.requirement, "requirement");
            assertEq(found.maintenance, left.maintenance, "maintenance");
            assertEq(o.released, before.maintenance - left.maintenance, "released");
        } catch (bytes memory reason) {
            bytes4 e = bytes4(reason);
            assertTrue(
                e == ILiquidation.Liquidation_NoBetter.selector || e == ILiquidation.Liquidation_Excessive.selector
                    || e == ILiquidation.Liquidation_LeavesDust.selector,
                "refused for what it would leave alone"
            );
        }
    }

    /// @dev Alice has options besides, owes funding and interest; some of what she has is named.
    function _withOptions(uint256 seed) private returns (uint256[] memory legs) {
        _setPrices(2000e18, 50_000e18);
        oracle.setPrice("ETH-PERP", 2010e18);
        clearing.pokeFunding(ETH);
        _publish(0.36e9, 0);
        _refresh();
        for (uint256 i = 3; i < instruments.length; ++i) {
            (uint256 mark,,) = engine.bandOf(instruments[i]);
            assertEq(_trade(a, b, instruments[i], seed >> i & 1 == 0 ? int256(1e18) : -int256(1e18), mark), 1);
        }
        _pass(5 minutes);
        _setPrices(1755e18 - (seed >> 32) % 40 * 1e18, 50_000e18);
        _refresh();
        (uint256[] memory words,) = clearing.risksOf(a);
        legs = new uint256[](1 + (seed >> 64) % words.length);
        for (uint256 i; i < legs.length; ++i) {
            int256 size = int96(uint96(words[i]));
            uint256 part = 1 + (seed >> (72 + 8 * i)) % 8;
            legs[i] = (words[i] >> 96) << 96 | uint96(int96(size * int256(part) / 8));
        }
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
        uint256 openedAt = liquidation.auctionOf(a).openedAt;
        _fund(60_000e18 - liquidation.fund());
        uint256 had = liquidation.fund();
        ILiquidation.Outcome memory o = place(bidOf(PPM32));
        assertEq(int256(o.covered), -before.equity, "what it lacked: haircuts are 0 in this world");
        uint256 grown = now_() - openedAt;
        uint256 most = before.maintenance - o.covered;
        assertEq(
            o.discount, most * (PPM * grown / 1200) / PPM, "grows to the maintenance taken over, less what it lacked"
        );
        assertEq(had - liquidation.fund(), o.covered + o.discount);
        assertEq(cash(a), 0);
        assertTrue(o.closed);
        assertBooks();
    }

    // ------------------------------------------------------------------------------------------------ opening and closing

    function test_open_RevertWhen_reserved() public {
        AccountId account = reserved(INSURANCE);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Reserved.selector, account));
        liquidation.open(account, "");
    }

    function test_open_RevertGiven_open() public {
        _open();
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Open.selector, a));
        _open();
    }

    function test_close() public {
        _open();
        _setPrices(1990e18, 50_000e18);
        vm.expectEmit();
        emit ILiquidation.AuctionClosed(a);
        liquidation.close(a);
        assertEq(liquidation.discountOf(a), 0);
    }

    function test_close_RevertGiven_belowInitial() public {
        _open();
        _setPrices(1830e18, 50_000e18);
        IRiskEngine.Margin memory m = margin(a);
        assertGt(m.equity, int256(m.maintenance), "between maintenance and initial margin");
        assertLt(m.equity, int256(m.initial));
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_BelowInitial.selector, a, m.equity, m.initial));
        liquidation.close(a);
        // a discount that grew for this fall must not wait for the next one
        _pass(20 minutes);
        liquidation.close(a);
    }

    function test_close_RevertGiven_notOpen() public {
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotOpen.selector, a));
        liquidation.close(a);
    }

    function testFuzz_discount(uint256 elapsed) public {
        elapsed = bound(elapsed, 0, 1 days);
        _open();
        vm.warp(now_() + elapsed);
        uint256 expected = elapsed >= 1200 ? 500_000 : 50_000 + 450_000 * (1e6 * elapsed / 1200) / 1e6;
        assertEq(liquidation.discountOf(a), expected);
    }

    // --------------------------------------------------------------------------------------------- what a bid must respect

    function test_bid_AboveMaintenanceTheDiscountIsTheLeast() public {
        _open();
        _pass(20 minutes);
        _setPrices(1830e18, 50_000e18);
        ILiquidation.Outcome memory o = place(bidLeg(perpetual(), 1e18));
        assertEq(o.fee + o.discount, o.released * 50_000 / PPM);
    }

    /// At 1,600 ten thousand and ten ether, less eighteen thousand, are 8,000 for 17,600 of maintenance.
    function test_bid_DiscountIsNoMoreThanKeepsEquityOverMaintenance() public {
        _setPrices(1500e18, 50_000e18);
        _open();
        _pass(20 minutes);
        IRiskEngine.Margin memory before = margin(a);
        assertLt(before.equity * 2, int256(before.maintenance), "half of its maintenance is more than it has");
        ILiquidation.Outcome memory o = place(bidOf(500_000));
        IRiskEngine.Margin memory left = margin(a);
        assertGe(left.equity * int256(before.maintenance), before.equity * int256(left.maintenance), "no worse off");
        assertLe((left.equity - 1) * int256(before.maintenance), before.equity * int256(left.maintenance), "exactly");
        assertEq(o.fee, (o.fee + o.discount) / 10);
        assertBooks();
        // and the rest of it: nothing is left, and nothing is owed
        o = place(bidOf(PPM32));
        assertTrue(o.closed);
        assertEq(cash(a), 0);
        assertEq(hub.collateralOf(a, ether_), 0);
        assertBooks();
    }

    function test_bid_RevertWhen_late() public {
        _open();
        ILiquidation.Bid memory bid = bidOf(100_000);
        bid.deadline = now_() - 1;
        expectBid(bid, abi.encodeWithSelector(ILiquidation.Liquidation_Late.selector, bid.deadline));
    }

    function test_bid_RevertGiven_notOpen() public {
        expectBid(bidOf(100_000), abi.encodeWithSelector(ILiquidation.Liquidation_NotOpen.selector, a));
    }

    function test_bid_RevertWhen_shareBeyondAll() public {
        _open();
        expectBid(bidOf(PPM32 + 1), abi.encodeWithSelector(ILiquidation.Liquidation_BadShare.selector, PPM32 + 1));
    }

    function test_bid_RevertWhen_nothing() public {
        _open();
        expectBid(bidOf(0), abi.encodeWithSelector(ILiquidation.Liquidation_NothingTaken.selector));
    }

    function test_bid_RevertWhen_noLegOfTheAccount() public {
        _open();
        expectBid(bidLeg(perpetual(), 0), ILiquidation.Liquidation_TooMuch.selector);
        expectBid(bidLeg(instruments[1], 1e18), ILiquidation.Liquidation_TooMuch.selector);
        expectBid(bidCollateral(ether_, 0), ILiquidation.Liquidation_TooMuch.selector);
        expectBid(bidCollateral(ether_, 10e18 + 1), ILiquidation.Liquidation_TooMuch.selector);
        expectBid(bidCollateral(AssetId.wrap(0), 0), ILiquidation.Liquidation_TooMuch.selector);
        // an asset that nobody listed, and the cash token, which is never collateral
        expectBid(bidCollateral(assetOf(TWO, 8), 1), ILiquidation.Liquidation_TooMuch.selector);
        expectBid(bidCollateral(cashAsset(TWO), 0), ILiquidation.Liquidation_TooMuch.selector);
    }

    function test_bid_RevertWhen_aLegTwice() public {
        _open();
        ILiquidation.Bid memory bid = bidOf(0);
        bid.positions = new ILiquidation.PositionLeg[](2);
        bid.positions[0] = ILiquidation.PositionLeg(perpetual(), 30e18);
        bid.positions[1] = ILiquidation.PositionLeg(perpetual(), 16e18);
        expectBid(bid, ILiquidation.Liquidation_TooMuch.selector);
        bid.positions = new ILiquidation.PositionLeg[](0);
        bid.collateral = new ILiquidation.CollateralLeg[](2);
        bid.collateral[0] = ILiquidation.CollateralLeg(ether_, 6e18);
        bid.collateral[1] = ILiquidation.CollateralLeg(ether_, 5e18);
        expectBid(bid, ILiquidation.Liquidation_TooMuch.selector);
    }

    function test_bid_RevertWhen_tokenWithoutPrice() public {
        _open();
        AssetId gift = assetOf(ONE, 8);
        depositFor(alice, ONE, gift.token(), 1e8, a);
        drain();
        expectBid(bidCollateral(gift, 1e18), abi.encodeWithSelector(ILiquidation.Liquidation_NoPrice.selector, gift));
        // of everything it is left out
        place(bidOf(300_000));
        assertEq(hub.collateralOf(a, gift), 1e18);
        assertEq(hub.collateralOf(c, gift), 0);
        assertEq(hub.collateralOf(a, ether_), 7e18);
    }

    function test_bid_RevertWhen_moreThanRestores() public {
        _open();
        expectBid(bidOf(PPM32), ILiquidation.Liquidation_Excessive.selector);
    }

    /// What would be left asks for less than 100: it is taken whole.
    function test_bid_RevertWhen_dustIsLeft() public {
        _setPrices(1350e18, 50_000e18);
        _open();
        IRiskEngine.Margin memory m = margin(a);
        assertGt(m.equity, -6000e18);
        _fund(30_000e18);
        uint256 leaving = 99e18 * 1e6 / m.maintenance;
        expectBid(bidOf(PPM32 - uint32(leaving)), ILiquidation.Liquidation_LeavesDust.selector);
        assertTrue(place(bidOf(PPM32)).closed);
    }

    function test_bid_RevertGiven_bidderBelowInitial() public {
        _open();
        AccountId poor = plain(makeAddr("poor"));
        ILiquidation.Bid memory bid = bidBy(poor, 300_000);
        vm.prank(poor.owner(), poor.owner());
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        liquidation.bid(bid);
    }

    function test_bid_RevertWhen_reservedBidder() public {
        _open();
        vm.expectPartialRevert(ILiquidation.Liquidation_NotAuthorised.selector);
        liquidation.bid(bidBy(reserved(INSURANCE), 300_000));
    }

    function test_bid_OperatorMayBid() public {
        _open();
        address robot = makeAddr("robot");
        vm.deal(robot, 1 ether);
        vm.prank(carol, carol);
        keyring.setOperator(c, robot, TRADE, uint40(now_() + 1));
        ILiquidation.Bid memory bid = bidCollateral(ether_, 2e18);
        bid.receiver = robot;
        vm.prank(robot, robot);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_ReceiverNotOwner.selector, c, robot));
        liquidation.bid{value: 1 ether}(bid);
        bid.receiver = carol;
        uint256 fee = gateway.appendFee(ONE);
        vm.prank(robot, robot);
        liquidation.bid{value: 1 ether}(bid);
        assertEq(robot.balance, 1 ether - fee, "what the release did not cost came back");
        assertEq(address(liquidation).balance, 0);
    }

    function test_bid_RevertWhen_tooLittleValue() public {
        _open();
        ILiquidation.Bid memory bid = bidCollateral(ether_, 2e18);
        bid.receiver = carol;
        uint256 fee = gateway.appendFee(ONE);
        expectBid(bid, abi.encodeWithSelector(ILiquidation.Liquidation_FeeTooLow.selector, fee));
    }

    function test_bid_RevertWhen_valueRefused() public {
        _open();
        vm.etch(carol, hex"ef0100000000000000000000000000000000000000dead");
        vm.etch(address(0xdead), hex"60006000fd");
        vm.prank(carol, carol);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_ValueRefused.selector, carol));
        liquidation.bid{value: 1}(bidOf(100_000));
    }

    function test_bid_ReleaseThatCannotBeStaysInTheAccount() public {
        _open();
        hub.setLimits(ether_, uint128(CAP), 0, uint128(CAP), 1);
        ILiquidation.Bid memory bid = bidCollateral(ether_, 2e18);
        bid.receiver = carol;
        vm.expectEmit();
        emit ILiquidation.CollateralReleased(c, ether_, 0, 2e18, carol);
        place(bid);
        assertEq(hub.collateralOf(c, ether_), 2e18);
    }

    // ------------------------------------------------------------------------------------- tokens that release no margin

    /// Of an isolated account no token counts: at mark it is solvent all the same, and its tokens pay.
    function test_bid_TokensOfAnIsolatedAccount() public {
        AccountId d = _sub(alice, 7);
        others.push(d);
        _setPrices(2000e18, 50_000e18);
        _endow(d, 12_000e18, 20e18);
        drain();
        vm.prank(alice, alice);
        hub.setMode(d, ISOLATED);
        assertEq(_trade(d, b, perpetual(), 20e18, 2000e18), 1);
        _setPrices(1300e18, 50_000e18);
        IRiskEngine.Margin memory before = margin(d);
        assertEq(before.equity, -2000e18, "without the tokens");
        liquidation.open(d, "");
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Solvent.selector, d, 24_000e18));
        liquidation.declare(d);
        ILiquidation.Bid memory bid = bidCollateral(ether_, 3e18);
        bid.account = d;
        ILiquidation.Outcome memory o = place(bid);
        assertEq(o.released, 3 * 1300e18 / 5, "a fifth of the value");
        assertEq(o.fee + o.discount, o.released * 50_000 / PPM);
        assertEq(o.covered, 0, "the fund pays nothing");
        assertGt(margin(d).equity, before.equity);
        // no more of them than restores initial margin
        bid.collateral[0].amount = 17e18;
        expectBid(bid, ILiquidation.Liquidation_Excessive.selector);
        assertBooks();
    }
}
