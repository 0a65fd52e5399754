// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RiskTest} from "./RiskTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {CROSS, ISOLATED, PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice Positions without options and collateral, by hand.
contract LinearTest is RiskTest {
    uint256 private constant EXPIRY = NOW + 30 days;

    function test_margin_nothing() public view {
        assertMargin(initial(), 0, 0, 0, 0);
        assertMargin(maintenance(), 0, 0, 0, 0);
    }

    function test_margin_cashAlone() public {
        hub.setAccount(alice, 123e18, CROSS);
        assertMargin(initial(), 123e18, 0, 0, 0);
    }

    /// @dev Nothing stands against collateral: no requirement, not even of a price.
    function test_margin_collateralAlone() public {
        hub.setAccount(alice, 1e18, PORTFOLIO);
        hub.hold(alice, weth, 1e18);
        assertMargin(initial(), 1901e18, 0, 0, 0);
        prices.refuse("ETH", IOracle.Refusal.Stale);
        assertMargin(initial(), 1e18, 0, 0, 0);
    }

    /// @dev Borrowed cash is margined on the collateral: 1,900 moves by 20 %, its basis offsets nothing.
    function test_margin_borrowed() public {
        hub.setAccount(alice, -1000e18, PORTFOLIO);
        hub.hold(alice, weth, 1e18);
        assertMargin(initial(), 900e18, 380e18, 380e18, 494e18);
        hub.setAccount(alice, -1000e18, CROSS);
        assertMargin(initial(), 900e18, 380e18, 380e18, 494e18);
    }

    /// @dev 3 ETH at 2,000, bought for 5,900: 6,000 · 20 %.
    function test_margin_longPerp() public {
        hub.setAccount(alice, 1000e18, CROSS);
        add(perp(ETH), 3e18, 5900e18);
        assertMargin(initial(), 1100e18, 1200e18, 1200e18, 1560e18);
        hub.setAccount(alice, 1000e18, PORTFOLIO);
        assertMargin(initial(), 1100e18, 1200e18, 1200e18, 1560e18);
        hub.setAccount(alice, 1000e18, ISOLATED);
        assertMargin(initial(), 1100e18, 1200e18, 1200e18, 1560e18);
    }

    /// @dev A short's tails ask less than one scan range: +300 % at 6.6 % is 19.8 %.
    function test_margin_shortPerp() public {
        add(perp(ETH), -3e18, -6100e18);
        assertMargin(initial(), 100e18, 1200e18, 1200e18, 1560e18);
    }

    /// @dev The mark is the index and its premium: 2,000 · 1.0005 = 2,001.
    function test_margin_premium() public {
        clearing.setPremium(ETH, 500_000);
        add(perp(ETH), 1e18, 2000e18);
        assertMargin(initial(), 1e18, 400.2e18, 400.2e18, 520.26e18);
    }

    /// @dev Long 1 future at 2,100, short 1 perp at 2,000: net 100 · 20 % = 20, and 1 % of the 2,000 offset: the long's
    /// 21 · 2,000 / 2,100 = 20, the short's 20.
    function test_margin_futureAgainstPerp() public {
        hub.setAccount(alice, 0, PORTFOLIO);
        publish(ETH, EXPIRY, 50_000_000);
        add(future(ETH, EXPIRY), 1e18, 2100e18);
        add(perp(ETH), -1e18, -2000e18);
        assertMargin(initial(), 0, 40e18, 40e18, 52e18);
        // across: 420 + 400
        hub.setAccount(alice, 0, CROSS);
        assertMargin(initial(), 0, 820e18, 820e18, 1066e18);
        // one underlying is all that isolated asks
        hub.setAccount(alice, 0, ISOLATED);
        assertMargin(initial(), 0, 40e18, 40e18, 52e18);
    }

    /// @dev 1 wstETH worth 2,400, 2,160 after haircut, against a short perp of 2,000: 160 · 20 % = 32; basis: the long's
    /// rate is 3 %, of the 2,000 offset: 60.
    function test_margin_stakedEtherAgainstPerp() public {
        hub.setAccount(alice, 0, PORTFOLIO);
        hub.hold(alice, wsteth, 1e18);
        add(perp(ETH), -1e18, -2000e18);
        assertMargin(initial(), 2160e18, 92e18, 92e18, 119.6e18);
        hub.setAccount(alice, 0, CROSS);
        assertMargin(initial(), 2160e18, 832e18, 832e18, 1081.6e18);
    }

    /// @dev Isolated: cash alone is collateral.
    function test_margin_isolatedCountsNoToken() public {
        hub.setAccount(alice, 50e18, ISOLATED);
        hub.hold(alice, wsteth, 1e18);
        add(perp(ETH), -1e18, -2000e18);
        assertMargin(initial(), 50e18, 400e18, 400e18, 520e18);
    }

    function test_margin_RevertWhen_isolatedIsMixed() public {
        hub.setAccount(alice, 50e18, ISOLATED);
        add(perp(ETH), 1e18, 2000e18);
        add(perp(BTC), 1e18, 50_000e18);
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_IsolatedMixed.selector, alice));
        initial();
        // but it can be liquidated
        assertEq(maintenance().requirement, 9400e18);
    }

    /// @dev A hedged book still pays half a percent of its gross notional: 2 · 20,000 · 0.5 % = 200, more than the basis
    /// charge would be at a tenth of a percent.
    function test_margin_floor() public {
        IRiskParameters.RiskParams memory p = params(200_000);
        p.basisRate = 1000;
        parameters.setRisk(ETH, p);
        hub.setAccount(alice, 0, PORTFOLIO);
        publish(ETH, EXPIRY, 0);
        add(future(ETH, EXPIRY), 10e18, 20_000e18);
        add(perp(ETH), -10e18, -20_000e18);
        assertMargin(maintenance(), 0, 20e18, 200e18, 260e18);
    }

    /// @dev 1,000 ETH, 2 % for each 1,000: 2,000,000 · 2 % = 40,000 on top of 400,000.
    function test_margin_concentration() public {
        IRiskParameters.RiskParams memory p = params(200_000);
        p.concentration = 20_000;
        parameters.setRisk(ETH, p);
        add(perp(ETH), -1000e18, -2_000_000e18);
        assertMargin(maintenance(), 0, 400_000e18, 440_000e18, 572_000e18);
        // ten times the size, a hundred times the charge
        clearing.clear(alice);
        add(perp(ETH), -10_000e18, -20_000_000e18);
        assertMargin(maintenance(), 0, 4_000_000e18, 8_000_000e18, 10_400_000e18);
    }

    /// @dev Long 1 BTC (down 9,000), short 10 ETH (up 4,000): half of the smaller is given back.
    function test_margin_correlation() public {
        correlate(500_000);
        hub.setAccount(alice, 0, PORTFOLIO);
        add(perp(BTC), 1e18, 50_000e18);
        add(perp(ETH), -10e18, -20_000e18);
        assertMargin(maintenance(), 0, 11_000e18, 11_000e18, 14_300e18);
        // both long: nothing opposes
        clearing.clear(alice);
        add(perp(BTC), 1e18, 50_000e18);
        add(perp(ETH), 10e18, 20_000e18);
        assertMargin(maintenance(), 0, 13_000e18, 13_000e18, 16_900e18);
        // a credit is for portfolios
        hub.setAccount(alice, 0, CROSS);
        assertEq(maintenance().requirement, 13_000e18);
    }

    /// @dev Behind a silent lane a token counts for maintenance, not for initial margin.
    /// What interest it owes by now is missing, though nothing has settled it.
    function test_margin_interestCounts() public {
        hub.setAccount(alice, 1000e18, CROSS);
        hub.setInterest(alice, -1e18);
        assertEq(engine.initialMargin(alice).equity, 999e18);
        hub.setInterest(alice, 2e18);
        assertEq(engine.maintenanceMargin(alice).equity, 1002e18);
    }

    function test_margin_lateLane() public {
        hub.setAccount(alice, 0, PORTFOLIO);
        hub.hold(alice, weth, 1e18);
        add(perp(ETH), -1e18, -2000e18);
        // 100 · 20 % = 20, basis 1 % of 1,900 = 19
        assertMargin(initial(), 1900e18, 39e18, 39e18, 50.7e18);
        gateway.hear(1, uint64(NOW - 90 minutes));
        assertMargin(initial(), 1900e18, 39e18, 39e18, 50.7e18);
        gateway.hear(1, uint64(NOW - 90 minutes - 1));
        assertMargin(initial(), 1900e18, 39e18, 39e18, 1950.7e18);
        assertMargin(maintenance(), 1900e18, 39e18, 39e18, 50.7e18);
    }

    /// @dev Below 0.98 a stable token is worth nothing to new risk; late as well, it is not charged twice.
    function test_margin_depeg() public {
        hub.hold(alice, dai, 1000e18);
        add(perp(ETH), 1e18, 2000e18);
        assertMargin(initial(), 970e18, 400e18, 400e18, 520e18);
        prices.set("DAI", 0.98e18, 0);
        assertMargin(initial(), 950.6e18, 400e18, 400e18, 520e18);
        prices.set("DAI", 0.979e18, 0);
        assertMargin(initial(), 949.63e18, 400e18, 400e18, 1469.63e18);
        gateway.hear(3, 0);
        assertMargin(initial(), 949.63e18, 400e18, 400e18, 1469.63e18);
        assertMargin(maintenance(), 949.63e18, 400e18, 400e18, 520e18);
    }

    /// @dev 0.5 % of what moves: 4,000 of perp less 1,900 of token.
    function test_margin_uncertainty() public {
        prices.set("ETH", 2000e18, 10e18);
        hub.setAccount(alice, 0, CROSS);
        hub.hold(alice, weth, 1e18);
        add(perp(ETH), -2e18, -4000e18);
        assertMargin(initial(), 1900e18, 1180e18, 1180e18, 1534e18 + 10.5e18);
        assertMargin(maintenance(), 1900e18, 1180e18, 1180e18, 1534e18);
    }

    /// @dev Half of the average is fixed at 1,800 · ½: 900 + 2,000 · ½ = 1,900.
    function test_margin_futureWhileItsAverageForms() public {
        publish(ETH, EXPIRY, 0);
        vm.warp(EXPIRY - 15 minutes);
        clearing.setSettlement(ETH, uint40(EXPIRY), 900e18, 0.5e18, false);
        add(future(ETH, EXPIRY), 1e18, 2000e18);
        assertMargin(maintenance(), -100e18, 380e18, 380e18, 494e18);
    }

    /// @dev Settled, it is worth its price and moves no more.
    function test_margin_settledFuture() public {
        vm.warp(EXPIRY + 1 hours);
        clearing.setSettlement(ETH, uint40(EXPIRY), 1950e18, 0, true);
        add(future(ETH, EXPIRY), 1e18, 2000e18);
        assertMargin(initial(), -50e18, 0, 0, 0);
    }

    /// @dev A token that the engine does not know counts nothing, and stops nothing.
    function test_margin_unlistedToken() public {
        parameters.setCollateral(weth, IRiskParameters.CollateralParams(ETH, 10_000, false));
        hub.hold(alice, weth, 1e18);
        add(perp(ETH), 1e18, 2000e18);
        assertMargin(initial(), 0, 400e18, 400e18, 520e18);
    }

    function test_margin_RevertGiven_noPrice() public {
        add(perp(ETH), 1e18, 2000e18);
        prices.refuse("ETH", IOracle.Refusal.Stale);
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_NoPrice.selector, ETH, uint8(IOracle.Refusal.Stale)));
        maintenance();
    }

    function test_margin_RevertGiven_noSurface() public {
        add(future(ETH, EXPIRY), 1e18, 2000e18);
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_NoSurface.selector, ETH, uint40(EXPIRY)));
        maintenance();
    }

    function test_margin_RevertGiven_unlisted() public {
        add(perp("SOL"), 1e18, 2000e18);
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_Unlisted.selector, bytes6("SOL")));
        maintenance();
    }

    /// @dev Dust is rounded against the account: one wei of a perp needs one wei.
    function test_margin_dust() public {
        add(perp(ETH), 1, 0);
        IRiskEngine.Margin memory m = maintenance();
        assertEq(m.equity, 2000);
        assertEq(m.requirement, 400);
        clearing.clear(alice);
        prices.set("ETH", 0.1e18, 0);
        add(perp(ETH), 1, 0);
        add(perp(BTC), -1, 0);
        prices.set("BTC", 0.1e18, 0);
        m = maintenance();
        // ⌊0.1⌋ + ⌊−0.1⌋
        assertEq(m.equity, -1);
        assertEq(m.requirement, 1);
        assertEq(m.maintenance, 2, "floors");
    }

    function correlate(uint32 share) private {
        IRiskParameters.Correlation[] memory list = new IRiskParameters.Correlation[](1);
        list[0] = IRiskParameters.Correlation(ETH, BTC, share);
        parameters.setCorrelations(list);
    }
}
