// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RiskTest} from "./RiskTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {OptionPricing} from "causeway/margin/OptionPricing.sol";
import {Scenarios} from "causeway/margin/Scenarios.sol";
import {Svi} from "causeway/margin/Svi.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {CALL, InstrumentId} from "causeway/types/InstrumentId.sol";
import {CROSS, ISOLATED, PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice Options, against a naive computation that prices every option anew in every scenario.
contract OptionsTest is RiskTest {
    uint256 private constant MONTH = NOW + 30 days;
    uint256 private constant QUARTER = NOW + 90 days;

    struct Leg {
        InstrumentId id;
        int256 size;
    }

    Leg[] private legs;

    function setUp() public override {
        super.setUp();
        hub.setAccount(alice, 0, PORTFOLIO);
        publish(ETH, MONTH, 0);
        publish(ETH, QUARTER, 0);
    }

    /// @dev A put far from the money loses little within the range: its tails ask for it.
    function test_margin_shortPutFarOut() public {
        hold(put(ETH, MONTH, 1200), -1e18);
        refresh(MONTH, 1200);
        (uint256 scan, uint256 worst) = naiveScan(200_000);
        IRiskEngine.Margin memory m = maintenance();
        assertApproxEqAbs(m.requirement, scan, 2000e18 / 2 ** 22);
        // a fall of 66 %, charged by 30 %: intrinsic 520 · 30 % is above 150
        assertEq(worst, 16);
        assertGt(m.requirement, 150e18);
        // 3 % of the forward is less
        assertEq(m.maintenance, m.requirement);
    }

    /// @dev Gross shorts that hedge each other exactly pay the least that shorts pay: 3 % of 2,000.
    function test_margin_shortMinimum() public {
        hold(call(ETH, MONTH, 12_000), -1e18);
        refresh(MONTH, 12_000);
        IRiskEngine.Margin memory m = maintenance();
        assertLt(m.requirement, 60e18);
        assertEq(m.maintenance, 60e18);
    }

    function test_margin_longOptionsLoseTheirPremiumAtMost() public {
        hold(call(ETH, MONTH, 2000), 3e18);
        hold(put(ETH, MONTH, 1800), 2e18);
        refresh(MONTH, 1800, 2000);
        (uint256 scan,) = naiveScan(200_000);
        IRiskEngine.Margin memory m = maintenance();
        assertApproxEqAbs(m.requirement, scan, 5 * 2000e18 / 2 ** 22);
        assertLe(m.requirement, uint256(m.equity));
    }

    function test_margin_mixed() public {
        hold(call(ETH, MONTH, 2000), -3e18);
        hold(put(ETH, MONTH, 1800), 2e18);
        hold(call(ETH, MONTH, 2400), 1e18);
        hold(put(ETH, MONTH, 2200), -1e18);
        refresh(MONTH, 1800, 2000, 2200, 2400);
        (uint256 scan,) = naiveScan(200_000);
        assertApproxEqAbs(maintenance().requirement, scan, 7 * 2000e18 / 2 ** 22);
    }

    /// @dev In whichever order positions stand and whichever refresh wrote each row last, the rows are the same.
    function test_margin_olderArrays() public {
        hold(call(ETH, MONTH, 2400), 1e18);
        hold(put(ETH, MONTH, 1800), 2e18);
        hold(put(ETH, QUARTER, 2000), -1e18);
        hold(call(ETH, MONTH, 2000), -3e18);
        hold(put(ETH, MONTH, 2000), 1e18);
        hold(put(ETH, MONTH, 2200), -1e18);
        refresh(QUARTER, 2000);
        refresh(MONTH, 1800, 2000, 2200, 2400);
        IRiskEngine.Margin memory m = maintenance();
        refresh(MONTH, 1900, 2000, 2100);
        assertSame(m);
        refresh(MONTH, 2200);
        assertSame(m);
        refresh(MONTH, 1000);
        assertSame(m);
    }

    /// @dev Values are rounded once for each blob.
    function assertSame(IRiskEngine.Margin memory m) private view {
        IRiskEngine.Margin memory now_ = maintenance();
        assertEq(now_.equity, m.equity);
        assertApproxEqAbs(now_.requirement, m.requirement, 3);
    }

    /// @dev Put and call of one strike are a future: without convexity nothing but rounding remains beside the move.
    function test_margin_parity() public {
        hold(call(ETH, MONTH, 2100), 10e18);
        hold(put(ETH, MONTH, 2100), -10e18);
        refresh(MONTH, 2100);
        // 20,000 · 20 %, and a unit of 2^-24 for each of ten shorts
        assertApproxEqAbs(maintenance().requirement, 4000e18, 10 * 2000e18 / 2 ** 23);
        // and against the perp nothing but the basis of 20,000
        add(perp(ETH), -10e18, -20_000e18);
        assertApproxEqAbs(maintenance().requirement, 200e18, 10 * 2000e18 / 2 ** 23);
    }

    /// @dev In cross margin each option stands alone, whatever hedges it.
    function test_margin_cross() public {
        hold(call(ETH, MONTH, 2100), -1e18);
        refresh(MONTH, 2100);
        (uint256 short,) = naiveScan(200_000);
        delete legs;
        clearing.clear(alice);
        hold(put(ETH, MONTH, 2000), 1e18);
        refresh(MONTH, 2000);
        (uint256 long,) = naiveScan(200_000);
        add(call(ETH, MONTH, 2100), -1e18, 0);
        hub.setAccount(alice, 0, CROSS);
        assertApproxEqAbs(maintenance().requirement, short + long, 2 * 2000e18 / 2 ** 22);
    }

    /// @dev Two hours before expiry a fly of strikes 1,980, 2,000, 2,020 hides between scenarios 133 apart: its pin is a
    /// quarter of the gap for each long: 1,000 · ⅓ · 20 % · 2,000 / 4 for 2 longs and 2 shorts a unit.
    function test_margin_flyAtExpiry() public {
        vm.warp(MONTH - 2 hours);
        publish(ETH, MONTH, 0);
        hold(call(ETH, MONTH, 1980), -1000e18);
        hold(call(ETH, MONTH, 2000), 2000e18);
        hold(call(ETH, MONTH, 2020), -1000e18);
        refresh(MONTH, 1980, 2000, 2020);
        (uint256 scan,) = naiveScan(200_000);
        uint256 pin = uint256(2000e18) * 2000 / 4 * 2 / 30;
        assertApproxEqAbs(maintenance().requirement, scan + pin, 4000 * 2000e18 / uint256(2 ** 22));
        assertEq(pin, 66_666.666666666666666666e18);
    }

    /// @dev Four days before expiry half of it: (7 − 4) / 6.
    function test_margin_pinFades() public {
        uint256 gap = uint256(2000e18) / 15;
        // two longs, half of the weight
        assertApproxEqAbs(pinOf(4 days), gap / 4, 3 * 2000e18 / 2 ** 22);
        clearing.clear(alice);
        delete legs;
        assertApproxEqAbs(pinOf(7 days), 0, 3 * 2000e18 / 2 ** 22);
    }

    /// @dev A calendar spread: what the quarter gains in scenario 0 pays for what the month loses, less a quarter of it.
    function test_margin_calendar() public {
        hold(call(ETH, MONTH, 2000), -10e18);
        hold(call(ETH, QUARTER, 2000), 10e18);
        refresh(MONTH, 2000);
        refresh(QUARTER, 2000);
        (uint256 scan,) = naiveScan(200_000);
        (int256 month, int256 quarter) = (naiveProfit(legs[0], 0, 200_000), naiveProfit(legs[1], 0, 200_000));
        uint256 offset = uint256(quarter < -month ? quarter : -month);
        (uint256 long, uint256 short) = (notional(legs[1]), notional(legs[0]));
        uint256 basis = (long < short ? long : short) / 100;
        assertApproxEqAbs(maintenance().requirement, scan + offset / 4 + basis, 20 * 2000e18 / uint256(2 ** 22));
    }

    /// @dev Arrays must be current for new risk, and only near the price for maintenance; a refresh makes them so.
    function test_margin_staleArrays() public {
        hold(call(ETH, MONTH, 2000), 1e18);
        expect(abi.encodeWithSelector(IRiskEngine.Risk_NoArray.selector, ETH, uint40(MONTH), uint64(2000e8)));
        initial();
        refresh(MONTH, 2000);
        initial();

        vm.warp(NOW + 10 minutes + 1);
        expect(abi.encodeWithSelector(IRiskEngine.Risk_StaleSurface.selector, ETH, uint40(MONTH), uint40(NOW)));
        initial();
        maintenance();

        publish(ETH, MONTH, 0);
        expectStale();
        initial();
        maintenance();
        refresh(MONTH, 2000);
        initial();

        prices.set("ETH", 2020e18, 0);
        initial();
        prices.set("ETH", 2020e18 + 1, 0);
        expectStale();
        initial();
        prices.set("ETH", 2100e18, 0);
        maintenance();
        prices.set("ETH", 2100e18 + 1, 0);
        expectStale();
        maintenance();
        refresh(MONTH, 2000);
        maintenance();
        initial();
    }

    /// @dev New parameters make arrays worthless for new risk.
    function test_margin_RevertGiven_otherParameters() public {
        hold(call(ETH, MONTH, 2000), 1e18);
        refresh(MONTH, 2000);
        parameters.setRisk(ETH, params(210_000));
        expectStale();
        initial();
        maintenance();
        refresh(MONTH, 2000);
        initial();
    }

    /// @dev Off the anchor the chord errs by less than what is charged: 5 options, 10 off, 1.2.
    function test_margin_arrayError() public {
        hold(call(ETH, MONTH, 2000), -3e18);
        hold(put(ETH, MONTH, 1900), 2e18);
        refresh(MONTH, 1900, 2000);
        prices.set("ETH", 2010e18, 0);
        (uint256 scan,) = naiveScan(200_000);
        IRiskEngine.Margin memory m = initial();
        assertEq(m.initial - maintenance().initial, 60e18);
        assertApproxEqAbs(m.requirement, scan, 60e18);
    }

    /// @dev 127 options in front of a losing perp change nothing of what it needs.
    function test_margin_dustInFront() public {
        uint64[] memory strikes = new uint64[](64);
        for (uint256 i; i < 64; ++i) {
            strikes[i] = uint64((1000 + 50 * i) * 1e8);
        }
        engine.refresh(ETH, uint40(MONTH), strikes);
        for (uint256 i; i < 127; ++i) {
            uint256 strike = 1000 + 50 * (i / 2);
            add(i % 2 == 0 ? call(ETH, MONTH, strike) : put(ETH, MONTH, strike), 1, 0);
        }
        add(perp(ETH), 100e18, 250_000e18);
        IRiskEngine.Margin memory m = initial();
        assertLt(m.equity, -49_999e18);
        assertApproxEqAbs(m.requirement, 40_000e18, 1e9);
    }

    /// @dev Settled, an option is worth its payoff; between expiry and fixing it is priced with the least time.
    function test_margin_expired() public {
        hold(put(ETH, MONTH, 2000), 2e18);
        hold(call(ETH, MONTH, 2000), 1e18);
        refresh(MONTH, 2000);
        vm.warp(MONTH + 1);
        prices.set("ETH", 1900e18, 0);
        clearing.setSettlement(ETH, uint40(MONTH), 1900e18, 0, false);
        engine.refresh(ETH, uint40(MONTH), one(2000));
        assertApproxEqAbs(maintenance().equity, 200e18, 0.001e18);
        clearing.setSettlement(ETH, uint40(MONTH), 1950e18, 0, true);
        assertMargin(initial(), 100e18, 0, 0, 0);
        expect(abi.encodeWithSelector(IRiskEngine.Risk_Expired.selector, ETH, uint40(MONTH)));
        engine.refresh(ETH, uint40(MONTH), one(2000));
    }

    function test_margin_isolated() public {
        hold(call(ETH, MONTH, 2000), -1e18);
        refresh(MONTH, 2000);
        add(perp(ETH), 1e18, 2000e18);
        IRiskEngine.Margin memory covered = maintenance();
        hub.setAccount(alice, 0, ISOLATED);
        assertEq(maintenance().requirement, covered.requirement);
    }

    // ------------------------------------------------------------------------------------------------- naive reference

    function naiveScan(uint256 r) private view returns (uint256 scan, uint256 worst) {
        uint256[20] memory charged = Scenarios.charged(r);
        for (uint256 i; i < 20; ++i) {
            int256 profit;
            for (uint256 j; j < legs.length; ++j) {
                profit += naiveProfit(legs[j], i, r);
            }
            if (profit >= 0) continue;
            uint256 loss = uint256(-profit) * charged[i] / 1e6;
            if (loss > scan) (scan, worst) = (loss, i);
        }
    }

    function naiveProfit(Leg memory leg, uint256 i, uint256 r) private view returns (int256) {
        uint256 forward = prices.priceOf("ETH").price;
        int256 end = int256(forward) * (1e6 + Scenarios.moves(r)[i]) / 1e6;
        uint256 variance = varianceOf(leg.id);
        uint256 shocked = variance;
        if (i < 14) {
            (uint256 up, uint256 down) = Scenarios.multipliers(450_000, leg.id.expiry() - block.timestamp);
            uint256 factor = i % 2 == 0 ? up : down;
            shocked = variance * factor / 1e18 * factor / 1e18;
        }
        (uint256 mark,) = OptionPricing.price(forward, leg.id.strike(), variance, leg.id.kind() == CALL);
        (uint256 value,) = OptionPricing.price(uint256(end), leg.id.strike(), shocked, leg.id.kind() == CALL);
        return leg.size * (int256(value) - int256(mark)) / 1e18;
    }

    function varianceOf(InstrumentId id) private view returns (uint256) {
        ISurfaces.Slice memory s = surfaces.sliceOf(ETH, id.expiry());
        uint256 tau = id.expiry() - block.timestamp;
        return Svi.variance(s, prices.priceOf("ETH").price, id.strike(), tau, id.expiry() - s.time);
    }

    /// @dev Without its sign.
    function notional(Leg memory leg) private view returns (uint256) {
        (, int256 delta) = OptionPricing.price(2000e18, leg.id.strike(), varianceOf(leg.id), leg.id.kind() == CALL);
        int256 signed = leg.size * delta / 1e18 * 2000;
        return uint256(signed < 0 ? -signed : signed);
    }

    function pinOf(uint256 tau) private returns (uint256) {
        vm.warp(MONTH - tau);
        publish(ETH, MONTH, 0);
        hold(call(ETH, MONTH, 1900), 1e18);
        hold(call(ETH, MONTH, 2000), -2e18);
        hold(call(ETH, MONTH, 2100), 1e18);
        refresh(MONTH, 1900, 2000, 2100);
        (uint256 scan,) = naiveScan(200_000);
        return maintenance().requirement - scan;
    }

    function hold(InstrumentId id, int256 size) private {
        add(id, size, 0);
        legs.push(Leg(id, size));
    }

    function expect(bytes memory revert_) private {
        vm.expectRevert(revert_);
    }

    function expectStale() private {
        expect(abi.encodeWithSelector(IRiskEngine.Risk_StaleArray.selector, ETH, uint40(MONTH), uint64(2000e8)));
    }

    function one(uint256 strike) private pure returns (uint64[] memory list) {
        list = new uint64[](1);
        list[0] = uint64(strike * 1e8);
    }

    function refresh(uint256 expiry, uint256 a) private {
        engine.refresh(ETH, uint40(expiry), one(a));
    }

    function refresh(uint256 expiry, uint256 a, uint256 b) private {
        refresh(expiry, a);
        refresh(expiry, b);
    }

    function refresh(uint256 expiry, uint256 a, uint256 b, uint256 c) private {
        uint64[] memory list = new uint64[](3);
        (list[0], list[1], list[2]) = (uint64(a * 1e8), uint64(b * 1e8), uint64(c * 1e8));
        engine.refresh(ETH, uint40(expiry), list);
    }

    function refresh(uint256 expiry, uint256 a, uint256 b, uint256 c, uint256 d) private {
        refresh(expiry, a, b, c);
        refresh(expiry, d);
    }
}
