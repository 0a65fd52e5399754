// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "./LiquidationTest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IPace} from "causeway/liquidation/IPace.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";

/// @notice How fast discounts grow, and what that depends on: alice has ether on the first chain and perpetuals on ether.
contract PaceTest is LiquidationTest {
    uint256 private constant GWEI = 1e9;
    uint256 private constant TWENTY = 20 minutes;

    IPace private _pace;

    function setUp() public override {
        vm.fee(GWEI);
        super.setUp();
        _pace = liquidation.PACE();
    }

    function _paceOf() private view returns (uint256 pace) {
        (pace,,,) = _pace.paceOf(a);
    }

    function _carry() private {
        carry(ONE, HUB);
        carry(TWO, HUB);
    }

    // ------------------------------------------------------------------------------------------------------ the opening

    function test_open_FixesThePace() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1700e18, 50_000e18);
        assertEq(_paceOf(), TWENTY);
        vm.expectEmit();
        emit ILiquidation.AuctionOpened(a, address(this), "", uint16(TWENTY));
        liquidation.open(a, "");
        assertEq(liquidation.auctionOf(a).pace, TWENTY);
    }

    /// What happens afterwards changes nothing of an auction that is open.
    function test_open_FixesThePace_ForGood() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1700e18, 50_000e18);
        vm.fee(10 * GWEI);
        liquidation.open(a, "");
        assertEq(liquidation.auctionOf(a).pace, 40 minutes);
        _pass(20 minutes);
        vm.fee(GWEI);
        assertEq(liquidation.auctionOf(a).pace, 40 minutes);
        assertEq(liquidation.discountOf(a), 275_000, "half of the way in half of the time");
    }

    /// With the underlyings of its positions at hand it is the same as when they are looked up.
    function test_paceWith() public {
        _aliceBuys(10_000e18, 10e18, 45e18);
        _pace.observe(ETH);
        _pass(5 minutes);
        _setPrices(2200e18, 50_000e18);
        _pace.observe(ETH);
        bytes6[] memory underlyings = new bytes6[](2);
        underlyings[1] = ETH;
        (uint256 pace,,,) = _pace.paceWith(a, underlyings);
        assertEq(pace, uint256(TWENTY) * 1000 / 1224);
        assertEq(pace, _paceOf());
        (pace,,,) = _pace.paceWith(a, new bytes6[](1));
        assertEq(pace, TWENTY, "it asks nobody again");
    }

    /// The base fee counts whenever somebody observes the market, so that it is seen without an auction.
    function test_observe_CountsBaseFee() public {
        _pass(1 hours);
        vm.fee(2 * GWEI);
        _pace.observe(ETH);
        assertEq(_pace.feesOf().average, GWEI + GWEI * 3600 / 62_400);
        assertEq(_pace.feesOf().time, vm.getBlockTimestamp());
    }

    /// Whatever blocks cost, lanes say and markets do.
    function testFuzz_pace_Bounds(uint256 fee, uint256 silent, uint256[6] memory moves) public {
        _aliceBuys(10_000e18, 10e18, 10e18);
        uint256 price = 2000e18;
        for (uint256 i; i < moves.length; ++i) {
            price = price * bound(moves[i], 700, 1400) / 1000;
            _setPrices(price, 50_000e18);
            _pace.observe(ETH);
            vm.fee(bound(moves[i] >> 64, 0, 1000 * GWEI));
            _pace.observeBaseFee();
            _pass(bound(moves[i] >> 128, 5 minutes, 4 hours));
        }
        vm.fee(bound(fee, 0, type(uint64).max));
        _pass(bound(silent, 0, 30 days));
        (uint256 pace, uint256 congestion, uint256 silence, uint256 speed) = _pace.paceOf(a);
        assertGe(pace, 10 minutes);
        assertLe(pace, 40 minutes);
        assertTrue(congestion >= 1000 && congestion <= 2000, "congestion");
        assertTrue(silence == 1000 || silence == 1500, "silence");
        assertTrue(speed >= 1000 && speed <= 2000, "speed");
    }

    // ------------------------------------------------------------------------------------------------------ congestion

    function test_congestion() public {
        _endow(a, 0, 1e18);
        drain();
        vm.fee(GWEI * 3 / 2);
        assertEq(_paceOf(), 30 minutes, "half as dear again");
        vm.fee(GWEI / 2);
        assertEq(_paceOf(), TWENTY, "cheap blocks hurry nobody");
        vm.fee(100 * GWEI);
        assertEq(_paceOf(), 40 minutes, "twice at most");
    }

    /// One block's fee counts for an hour at most, of seventeen: nobody moves the average by a block.
    function test_average_IsSlow() public {
        _pass(20 hours);
        vm.fee(100 * GWEI);
        vm.expectEmit();
        emit IPace.BaseFeeObserved(100 * GWEI, GWEI + uint256(99 * GWEI) * 3600 / 62_400);
        _pace.observeBaseFee();
        uint256 average = _pace.feesOf().average;
        _pass(59);
        _pace.observeBaseFee();
        assertEq(_pace.feesOf().average, average, "once a minute");
        // twelve hours later half of the way is gone
        vm.fee(average / 3);
        for (uint256 i; i < 12; ++i) {
            _pass(1 hours);
            _pace.observeBaseFee();
        }
        assertApproxEqRel(_pace.feesOf().average, average / 3 + average / 3, 0.03e18);
    }

    // --------------------------------------------------------------------------------------------------------- silence

    /// A silent spoke makes discounts slower where collateral lies behind it, and no others.
    function test_silence() public {
        _aliceBuys(10_000e18, 10e18, 10e18);
        _pass(2 hours);
        _pace.observeBaseFee();
        assertEq(_paceOf(), 30 minutes);
        (uint256 pace,,,) = _pace.paceOf(b);
        assertEq(pace, TWENTY, "bob has only cash, which is pooled");
        carry(ONE, HUB);
        assertEq(_paceOf(), TWENTY);
    }

    /// A silent spoke holds up new risk, and never brings anybody nearer to liquidation.
    function testFuzz_silence_NeverLiquidates(uint256 silent, uint256 size) public {
        _aliceBuys(10_000e18, 10e18, int256(bound(size, 1e18, 45e18)));
        _carry();
        _pass(bound(silent, 90 minutes + 1, 3 days));
        IRiskEngine.Margin memory late = engine.maintenanceMargin(a);
        IRiskEngine.Margin memory held = engine.initialMargin(a);
        vm.expectPartialRevert(ILiquidation.Liquidation_Healthy.selector);
        liquidation.open(a, "");
        uint256 time = now_();
        carry(ONE, HUB);
        vm.warp(time);
        IRiskEngine.Margin memory heard = engine.maintenanceMargin(a);
        assertEq(late.equity, heard.equity, "equity");
        assertEq(late.maintenance, heard.maintenance, "maintenance");
        assertEq(late.initial, heard.initial, "nor what closes an auction");
        assertGt(held.initial, engine.initialMargin(a).initial, "new risk waits");
    }

    // ------------------------------------------------------------------------------------------------------ volatility

    function test_observe() public {
        vm.expectEmit();
        emit IPace.VolatilityObserved(ETH, 2000e18, 1.6e9, 1000);
        _pace.observe(ETH);
        // a tenth within five minutes: more than one observation may say
        _pass(5 minutes);
        _setPrices(2200e18, 50_000e18);
        _pace.observe(ETH);
        assertEq(_pace.marketOf(ETH).variance, 2.4e9, "half as much again");
        assertEq(_pace.marketOf(ETH).ratio, 1224);
        _endow(a, 0, 1e18);
        drain();
        vm.mockCall(address(oracle), abi.encodeCall(IOracle.underlyingOf, (ether_)), abi.encode(bytes32("ETH")));
        assertEq(_paceOf(), uint256(TWENTY) * 1000 / 1224, "faster, for collateral too");
        for (uint256 i; i < 6; ++i) {
            _pass(5 minutes);
            _setPrices(i % 2 == 0 ? 2000e18 : 2200e18, 50_000e18);
            _pace.observe(ETH);
        }
        _carry();
        assertEq(_paceOf(), 10 minutes, "twice at most");
        _pass(2 days + 1);
        _carry();
        assertEq(_paceOf(), TWENTY, "an old forecast says nothing");
    }

    /// A calm market forgets: half of the variance in a day; and it is never so calm that it could not wake.
    function test_observe_Decays() public {
        _pace.observe(ETH);
        for (uint256 i; i < 24; ++i) {
            _pass(1 hours);
            _pace.observe(ETH);
        }
        assertApproxEqRel(uint256(_pace.marketOf(ETH).variance), 0.8e9, 0.02e18);
        for (uint256 i; i < 300; ++i) {
            _pass(1 hours);
            _pace.observe(ETH);
        }
        assertEq(_pace.marketOf(ETH).variance, 4000 ** 2);
        assertEq(_pace.marketOf(ETH).ratio, 100);
    }

    function test_observe_RevertWhen_tooEarly() public {
        _pace.observe(ETH);
        vm.expectRevert(abi.encodeWithSelector(IPace.Pace_TooEarly.selector, ETH, now_() + 5 minutes));
        _pace.observe(ETH);
    }

    function test_observe_RevertWhen_unlisted() public {
        vm.expectRevert(abi.encodeWithSelector(IPace.Pace_Unlisted.selector, bytes6("DOGE")));
        _pace.observe("DOGE");
    }

    // ------------------------------------------------------------------------------------------------------ scan ranges

    function _rangeOf(bytes6 underlying) private view returns (uint256) {
        (IRiskParameters.RiskParams memory p,) = engine.PARAMETERS().riskOf(underlying);
        return p.scanRange;
    }

    /// A market that moves more than its scan range supposes widens it, step by step; a calm one and a silent one give it back.
    function test_adapt() public {
        assertEq(_pace.forecastOf(ETH), 0, "never observed");
        vm.expectRevert(abi.encodeWithSelector(IRiskParameters.RiskParameters_Unmoved.selector, ETH, 200_000, 1 hours));
        _pace.adapt(ETH);
        _pace.observe(ETH);
        assertEq(_pace.forecastOf(ETH), 200_000, "what it supposes");
        _pass(5 minutes);
        _setPrices(2200e18, 50_000e18);
        _pace.observe(ETH);
        // a day's volatility of 4.898 %, five times
        assertEq(_pace.forecastOf(ETH), 244_945);
        for (uint256 i; i < 6; ++i) {
            _pace.adapt(ETH);
            _pass(1 hours);
        }
        assertEq(_rangeOf(ETH), 212_303, "a hundredth each, rounded down");
        assertEq(_rangeOf(BTC), 180_000);
        _pass(2 days);
        assertEq(_pace.forecastOf(ETH), 0);
        _pace.adapt(ETH);
        assertEq(_rangeOf(ETH), 210_180, "back again");
    }

    /// Arrays of the range before serve maintenance; initial margin wants those of now.
    function test_adapt_Arrays() public {
        _endow(a, 100_000e18, 0);
        drain();
        assertEq(_trade(a, b, instruments[3], 1e18, 60e18), 1, "a call");
        _pace.observe(ETH);
        _pass(5 minutes);
        _setPrices(2200e18, 50_000e18);
        _setPrices(2000e18, 50_000e18);
        _pass(1 hours);
        _setPrices(2200e18, 50_000e18);
        _pace.observe(ETH);
        _setPrices(2000e18, 50_000e18);
        _publish(0.36e9, 0);
        _refresh();
        int256 equity = engine.initialMargin(a).equity;
        _pace.adapt(ETH);
        assertEq(engine.maintenanceMargin(a).equity, equity, "held");
        vm.expectPartialRevert(IRiskEngine.Risk_StaleArray.selector);
        engine.initialMargin(a);
        _refresh();
        assertEq(engine.initialMargin(a).equity, equity);
    }
}
