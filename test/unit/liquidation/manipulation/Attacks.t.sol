// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "../LiquidationTest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {ISOLATED} from "causeway/types/MarginMode.sol";
import {console} from "forge-std/console.sol";

/// @notice Attacks, each with what the attacker ends with: docs/liquidation.md has them as a table. Mallory owns two addresses.
contract AttacksTest is LiquidationTest {
    uint32 private constant ALL_OF_IT = 1e6;

    address private _mallory;
    address private _second;
    AccountId private _m;
    AccountId private _n;

    function setUp() public override {
        super.setUp();
        _mallory = makeAddr("mallory");
        _second = makeAddr("mallory's second");
        (_m, _n) = (plain(_mallory), plain(_second));
        vm.deal(_mallory, 1 ether);
        vm.prank(_mallory, _mallory);
        hub.setMode(_m, 2);
        vm.prank(_second, _second);
        hub.setMode(_n, 2);
        others.push(_m);
        others.push(_n);
        _endow(_n, 500_000e18, 0);
        drain();
    }

    /// @dev What both addresses have, at mark.
    function _worth() private view returns (int256) {
        return margin(_m).equity + margin(_n).equity;
    }

    function _report(string memory what, int256 gained) private pure {
        console.log("%s: gained, millionths of a dollar", what);
        console.logInt(gained / 1e12);
    }

    function _longs(uint256 money, int256 size) private {
        _endow(_m, money, 0);
        drain();
        assertEq(_trade(_m, b, perpetual(), size, 2000e18), 1);
    }

    function _bidSecond(uint32 share) private returns (ILiquidation.Outcome memory o) {
        ILiquidation.Bid memory bid = bidBy(_n, share);
        bid.account = _m;
        vm.prank(_second, _second);
        o = liquidation.bid(bid);
        collect();
    }

    // --------------------------------------------------------------------------------------------------- self-liquidation

    /// By his own second address: the discount goes from his left pocket to the right, less the fund's tenth.
    function test_selfLiquidation_LosesTheFee() public {
        _longs(30_000e18, 50e18);
        _setPrices(1740e18, 50_000e18);
        liquidation.open(_m, "");
        _pass(15 minutes);
        _setPrices(1740e18, 50_000e18);
        int256 had = _worth();
        ILiquidation.Outcome memory o = _bidSecond(200_000);
        int256 gained = _worth() - had;
        assertGt(o.fee, 0);
        assertApproxEqAbs(gained, -int256(o.fee), 10, "he paid the fee, and nothing else changed");
        _report("self-liquidation", gained);
    }

    /// As himself he cannot at all, with no number of his sub-accounts.
    function test_selfLiquidation_OwnAccounts() public {
        _longs(30_000e18, 50e18);
        _setPrices(1740e18, 50_000e18);
        liquidation.open(_m, "");
        ILiquidation.Bid memory bid = bidBy(_sub(_mallory, 9), 400_000);
        bid.account = _m;
        vm.prank(_mallory, _mallory);
        vm.expectPartialRevert(ILiquidation.Liquidation_OwnAccount.selector);
        liquidation.bid(bid);
    }

    // ------------------------------------------------------------------------------------------------- taking from the fund

    /// He is insolvent and takes himself over, in as many bids as he likes: the fund pays what was lacking and at most the
    /// maintenance in all; he is worth what anybody's bid would have left him plus the sum for taking over, which anyone can
    /// take before him.
    function test_fundIsNotDrained() public {
        _fund(50_000e18);
        _longs(30_000e18, 50e18);
        _setPrices(1300e18, 50_000e18);
        liquidation.open(_m, "");
        _pass(20 minutes);
        _setPrices(1300e18, 50_000e18);
        IRiskEngine.Margin memory before = margin(_m);
        uint256 fund = liquidation.fund();
        int256 had = _worth();
        for (uint256 i; i < 8; ++i) {
            _bidSecond(250_000);
        }
        uint256 paid = fund - liquidation.fund();
        assertLe(paid, before.maintenance, "both sums together");
        assertLe(_worth() - had, int256(before.maintenance), "he has no more than that");
        _report("taking himself over", _worth() - had);
    }

    /// Isolated, with his tokens beside: they do not count for margin, but they pay before the fund does.
    function test_tokensBesideAnIsolatedAccountPay() public {
        _fund(50_000e18);
        AccountId d = _sub(_mallory, 4);
        others.push(d);
        _endow(d, 30_000e18, 100e18);
        drain();
        vm.prank(_mallory, _mallory);
        hub.setMode(d, ISOLATED);
        assertEq(_trade(d, b, perpetual(), 50e18, 2000e18), 1);
        _setPrices(1300e18, 50_000e18);
        liquidation.open(d, "");
        uint256 fund = liquidation.fund();
        ILiquidation.Bid memory bid = bidOf(150_000);
        bid.account = d;
        ILiquidation.Outcome memory o = place(bid);
        assertEq(o.covered, 0);
        assertGe(liquidation.fund(), fund, "the fund pays nothing");
        _report("hiding tokens beside an isolated account", -int256(o.discount + o.fee));
    }

    /// The discount of a nearly empty account cannot make it insolvent, at whose cost ever.
    function test_discountDoesNotMakeInsolvent() public {
        _fund(50_000e18);
        _longs(30_000e18, 50e18);
        _setPrices(1410e18, 50_000e18);
        liquidation.open(_m, "");
        _pass(20 minutes);
        _setPrices(1410e18, 50_000e18);
        uint256 fund = liquidation.fund();
        int256 had = _worth();
        ILiquidation.Outcome memory o = _bidSecond(ALL_OF_IT);
        assertEq(margin(_m).equity, 0, "all that it had, and no more");
        assertEq(o.fee + o.discount, 500e18);
        assertEq(liquidation.fund() - fund, o.fee);
        assertApproxEqAbs(_worth() - had, -int256(o.fee), 10);
        _report("emptying an account by its discount", _worth() - had);
    }

    // ------------------------------------------------------------------------------------------------- blocking and hanging

    /// Against a healthy account no auction opens, and an open one hinders its owner in nothing: he adds collateral and it is over.
    function test_openingBlocksNobody() public {
        _longs(30_000e18, 50e18);
        vm.expectPartialRevert(ILiquidation.Liquidation_Healthy.selector);
        liquidation.open(_m, "");
        _setPrices(1740e18, 50_000e18);
        vm.prank(_second, _second);
        liquidation.open(_m, "");
        // he may reduce
        assertEq(_trade(_m, c, perpetual(), -5e18, 1740e18), 1);
        // and add
        _endow(_m, 20_000e18, 0);
        drain();
        _setPrices(1740e18, 50_000e18);
        liquidation.close(_m);
        uint256 fee = gateway.appendFee(TWO);
        vm.prank(_mallory, _mallory);
        hub.withdraw{value: fee}(_m, cashAsset(TWO), 1e18, _mallory, ALL);
        _report("opening to block", 0);
    }

    /// An auction opened at a dip and left to hang: above maintenance the discount is the least, and anyone ends it.
    function test_hangingAuction() public {
        _longs(30_000e18, 50e18);
        _setPrices(1740e18, 50_000e18);
        liquidation.open(_m, "");
        _pass(1 hours);
        _setPrices(1840e18, 50_000e18);
        assertEq(liquidation.discountOf(_m), 500_000);
        uint256 snapshot = vm.snapshotState();
        ILiquidation.Bid memory bid = bidOf(50_000);
        bid.account = _m;
        ILiquidation.Outcome memory o = place(bid);
        assertEq(o.discount + o.fee, o.released / 20, "five hundredths");
        _report("waiting for a hanging auction", int256(o.discount));
        vm.revertToState(snapshot);
        liquidation.close(_m);
        _setPrices(1740e18, 50_000e18);
        liquidation.open(_m, "");
        assertEq(liquidation.discountOf(_m), 50_000, "the next fall begins anew");
    }

    /// With an empty fund a cent of bad debt is declared insolvent: cash does not wait for it.
    function test_declaringATrifleHoldsNoCash() public {
        _endow(_m, 0, 1e17);
        drain();
        vm.prank(_mallory, _mallory);
        hub.transfer(_m, _sub(_mallory, 1), AssetId.wrap(0), 120e18);
        others.push(_sub(_mallory, 1));
        _setPrices(1100e18, 50_000e18);
        liquidation.open(_m, "");
        liquidation.declare(_m);
        assertEq(liquidation.cashWaitsUntil(), 0);
        withdraw(bob, cashAsset(TWO), 1e18);
        _report("holding everybody's cash for a trifle", 0);
    }

    // --------------------------------------------------------------------------------------------------------------- dust

    /// Dust of a token without price, sent to a victim, stops neither bids for everything nor the paying of its debt.
    function test_dustStopsNothing() public {
        _fund(50_000e18);
        _aliceBuys(10_000e18, 10e18, 45e18);
        depositFor(alice, ONE, address(tokens[ONE][8]), 1, a);
        drain();
        _setPrices(1300e18, 50_000e18);
        liquidation.open(a, "");
        ILiquidation.Outcome memory o = place(bidOf(ALL_OF_IT));
        assertTrue(o.closed);
        assertEq(hub.collateralOf(a, ether_), 0);
        assertBooks();
        _report("dust against liquidation", -1);
    }

    /// A leg of no amount changes nobody's book.
    function test_emptyLegs() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1790e18, 50_000e18);
        liquidation.open(a, "");
        uint64 bits = hub.accountOf(a).assets;
        expectBid(bidCollateral(cashAsset(ONE), 0), ILiquidation.Liquidation_TooMuch.selector);
        expectBid(bidCollateral(ether_, 0), ILiquidation.Liquidation_TooMuch.selector);
        ILiquidation.Bid memory bid = bidOf(1);
        place(bid);
        assertEq(hub.accountOf(a).assets, bits, "what is too little to move stays");
        _report("empty legs", 0);
    }

    // -------------------------------------------------------------------------------------------------------------- prices

    /// Who is sandwiched between a bid's signature and its block pays no more than he said.
    function test_sandwich() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1790e18, 50_000e18);
        liquidation.open(a, "");
        ILiquidation.Bid memory bid = bidCollateral(ether_, 2e18);
        bid.maxCost = int256(2 * 1790e18);
        _setPrices(1825e18, 50_000e18);
        expectBid(bid, ILiquidation.Liquidation_TooDear.selector);
        _report("sandwiching a bid", 0);
    }

    /// A price moved for a block is moved at the oracle, whose guard bounds it. An account that has its initial margin bears what that
    /// is above maintenance; beyond it the discount is still the least, and when the price is back nothing more is taken.
    function test_flashPrice() public {
        _longs(53_000e18, 100e18);
        IRiskEngine.Margin memory m = engine.initialMargin(_m);
        assertLt(m.equity, int256(m.initial) * 1021 / 1000, "just above initial margin");
        _setPrices(2000e18 * 98 / 100, 50_000e18);
        vm.expectPartialRevert(ILiquidation.Liquidation_Healthy.selector);
        liquidation.open(_m, "");
        _report("a flash of two hundredths", 0);
        _setPrices(2000e18 * 90 / 100, 50_000e18);
        liquidation.open(_m, "");
        ILiquidation.Bid memory bid = bidOf(200_000);
        bid.account = _m;
        ILiquidation.Outcome memory o = place(bid);
        assertEq(o.discount + o.fee, o.released / 20, "the least discount");
        _setPrices(2000e18, 50_000e18);
        uint256 snapshot = vm.snapshotState();
        assertTrue(place(bid).closed, "and no more once the price is back");
        vm.revertToState(snapshot);
        liquidation.close(_m);
        _report("a flash of ten hundredths, besides the position", int256(o.discount));
    }

    // ---------------------------------------------------------------------------------------------------- trading with himself

    /// He would like to be insolvent at one address and rich at the other: at a far price no fill is made, and within the band what he can lose is
    /// what his margin does not need. However often he trades, the one who lost stays healthy and the fund pays nothing.
    function test_insolvencyByTradingWithHimself() public {
        _fund(50_000e18);
        _endow(_m, 50_000e18, 0);
        drain();
        int256 had = _worth();
        uint256 fund = liquidation.fund();
        for (uint256 i; i < 3; ++i) {
            uint256 far = i == 0 ? 60_000e18 : i == 1 ? uint256(2100e18) + 1 : 4000e18;
            assertEq(_trade(_m, _n, perpetual(), 1e18, far), 0, "not at a far price");
        }
        // buys dear and sells cheap, at the ends of the band, as long as he can
        uint256 rounds;
        int256 size = 80e18;
        for (; rounds < 20 && size >= 1e18; ++rounds) {
            if (!_tries(size, 2100e18)) {
                size /= 2;
                continue;
            }
            assertGe(margin(_m).equity, int256(engine.initialMargin(_m).initial), "initial margin is left");
            if (!_tries(-size, 1900e18)) break;
        }
        assertGt(rounds, 5);
        assertEq(_worth(), had, "what one lost the other has");
        assertGe(margin(_m).equity, 0, "no debt");
        vm.expectPartialRevert(ILiquidation.Liquidation_Healthy.selector);
        liquidation.open(_m, "");
        assertEq(liquidation.fund(), fund, "the fund pays nothing");
        _report("insolvency by trading with himself", _worth() - had);
    }

    /// Below maintenance already he may reduce, but no dearer than leaves equity over maintenance as it was: what would pay his debt does not
    /// go to his other address.
    function test_emptyingHimselfBelowMaintenance() public {
        _fund(50_000e18);
        _longs(30_000e18, 50e18);
        _setPrices(1420e18, 50_000e18);
        int256 had = _worth();
        IRiskEngine.Margin memory before = margin(_m);
        assertLt(before.equity, int256(before.maintenance));
        assertFalse(_tries(-10e18, 1349e18), "at the end of the band he would be worse off");
        IRiskEngine.Margin memory m = margin(_m);
        assertEq(m.equity, before.equity);
        assertTrue(_tries(-10e18, 1420e18), "at mark he may");
        m = margin(_m);
        assertGe(m.equity * int256(before.maintenance), before.equity * int256(m.maintenance));
        assertEq(_worth(), had);
        _report("emptying himself below maintenance", _worth() - had);
    }

    function _tries(int256 size, uint256 price) private returns (bool) {
        try this.tradeFar(size, price) returns (uint256 made) {
            return made == 1;
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), IClearing.Clearing_Unhealthy.selector);
            return false;
        }
    }

    function tradeFar(int256 size, uint256 price) external returns (uint256) {
        return _trade(_m, _n, perpetual(), size, price);
    }

    // ------------------------------------------------------------------------------------------------------------- haircuts

    /// Cash brought only to share in what a haircut gives back: a thousand an hour at most is shared.
    function test_bringingCashToAHaircutsReturn() public {
        _aliceBorrows(10e18, 12_000e18);
        _setPrices(1000e18, 50_000e18);
        liquidation.open(a, "");
        liquidation.declare(a);
        _pass(10 minutes);
        _setPrices(1000e18, 50_000e18);
        place(bidOf(ALL_OF_IT));
        liquidation.cover(a);
        assertGt(liquidation.haircut(), 2000e18);
        _fund(5000e18);
        // a hundred times what all others have
        _endow(_n, 2e8 * 1e18, 0);
        drain();
        int256 had = wealth(_n);
        liquidation.undoHaircut();
        int256 gained = wealth(_n) - had;
        assertGt(gained, 900e18);
        assertLe(gained, 1000e18);
        vm.expectPartialRevert(ILiquidation.Liquidation_NotYet.selector);
        liquidation.undoHaircut();
        _report("bringing 200 millions to a haircut's return", gained);
    }

    /// Gains that are not settled are no cash, and a haircut does not reach them: until anybody settles them.
    function test_hidingCashInGains() public {
        _longs(100_000e18, 50e18);
        _setPrices(2400e18, 50_000e18);
        int256 had = cash(_m);
        assertEq(had, 100_000e18);
        vm.prank(bob, bob);
        clearing.settlePosition(_m, perpetual());
        assertEq(cash(_m), 120_000e18, "anyone makes cash of them");
        _report("hiding cash in gains", 0);
    }
}
