// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketTest} from "./MarketTest.sol";
import {Funding} from "causeway/market/Funding.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {FUNDING} from "causeway/types/Reserved.sol";

contract FundingTest is MarketTest {
    function test_rate() public pure {
        assertEq(Funding.rate(0), 100_000, "0.01 % of interest");
        assertEq(Funding.rate(400_000), 100_000, "damped");
        assertEq(Funding.rate(-400_000), 100_000);
        assertEq(Funding.rate(1_000_000), 500_000);
        assertEq(Funding.rate(-1_000_000), -500_000);
        assertEq(Funding.rate(20_000_000), 7_500_000, "capped");
        assertEq(Funding.rate(-20_000_000), -7_500_000);
    }

    function test_nameOf() public pure {
        assertEq(Funding.nameOf("ETH"), bytes32("ETH-PERP"));
        assertEq(Funding.nameOf("WSTETH"), bytes32("WSTETH-PERP"));
        assertEq(Funding.nameOf("X"), bytes32("X-PERP"));
    }

    /// 0.15 % above the index: 0.1 % in eight hours, 2 USD on 2,000; half an hour is 0.125.
    function test_pokeFunding() public {
        setPrices(2000e18, 2003e18);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.FundingIntegrated(ETH, 0, 1_500_000);
        clearing.pokeFunding(ETH);
        assertEq(clearing.premiumOf(ETH), 1_500_000);
        vm.warp(now_() + 30 minutes);
        setPrices(1000e18, 900e18); // says nothing of the time that has passed
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.FundingIntegrated(ETH, 0.125e18, -20_000_000);
        clearing.pokeFunding(ETH);
        IClearing.Perpetual memory p = clearing.perpetualOf(ETH);
        assertEq(p.fundingIndex, 0.125e18);
        assertEq(p.time, now_());
        assertEq(p.premium, -20_000_000, "within 2 %");
        assertEq(p.price, 1000e8);
        // 0.75 % of 1,000 in eight hours
        vm.warp(now_() + 16 minutes);
        clearing.pokeFunding(ETH);
        assertEq(clearing.perpetualOf(ETH).fundingIndex, 0.125e18 - 0.25e18);
    }

    /// A reading lives an hour: then nothing is paid, and the mark is the index.
    function test_pokeFunding_readingsEnd() public {
        setPrices(2000e18, 2003e18);
        clearing.pokeFunding(ETH);
        vm.warp(now_() + 1 hours);
        assertEq(clearing.premiumOf(ETH), 1_500_000);
        vm.warp(now_() + 9 hours);
        assertEq(clearing.premiumOf(ETH), 0);
        clearing.pokeFunding(ETH);
        assertEq(clearing.perpetualOf(ETH).fundingIndex, 0.25e18);
    }

    function test_pokeFunding_RevertGiven_noPrice() public {
        setPrices(2000e18, 0);
        vm.expectRevert(
            abi.encodeWithSelector(
                IOracle.Oracle_Refused.selector, bytes32("ETH-PERP"), IOracle.Refusal.Unknown, address(0)
            )
        );
        clearing.pokeFunding(ETH);
        setPrices(0, 2000e18);
        vm.expectPartialRevert(IOracle.Oracle_Refused.selector);
        clearing.pokeFunding(ETH);
    }

    /// Longs pay 0.25 a unit in an hour, when each is touched; nobody pays for the time before he came.
    function test_funding_settledOnTouch() public {
        setPrices(2000e18, 2003e18);
        clearing.pokeFunding(ETH);
        vm.warp(now_() + 24 minutes); // 0.1
        buy(perpetual, 10e18, 2000e18);
        vm.warp(now_() + 36 minutes); // 0.15 more
        (, int256[] memory costs) = clearing.risksOf(a);
        assertEq(costs[0], 20_001.5e18);
        (, costs) = clearing.risksOf(b);
        assertEq(costs[0], -20_001.5e18);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.FundingSettled(a, ETH, 1.5e18);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.FundingSettled(b, ETH, -1.5e18);
        buy(perpetual, 10e18, 2000e18);
        assertEq(cash(a), 100_000e18 - 1.5e18);
        assertEq(cash(b), 100_000e18 + 1.5e18);
        assertEq(cashOfBook(FUNDING), 0);
        assertEq(clearing.positionOf(a, perpetual).fundingIndex, 0.25e18);
        assertEq(clearing.positionOf(b, perpetual).fundingIndex, 0.25e18);
    }

    function test_settlePosition() public {
        buy(perpetual, 10e18, 2000e18);
        setPrices(2100e18, 2103.15e18);
        clearing.pokeFunding(ETH);
        vm.warp(now_() + 1 hours); // 0.1 % / 8 of 2,100: 0.2625 a unit; the mark is 2,103.15
        clearing.settlePosition(a, perpetual);
        assertEq(cash(a), 100_000e18 - 2.625e18 + 1031.5e18);
        assertEq(costOf(a, perpetual), 21_031.5e18);
        assertEq(cashOfBook(FUNDING), 2.625e18);
        clearing.settlePosition(b, perpetual);
        assertEq(cash(b), 100_000e18 + 2.625e18 - 1031.5e18);
        assertEq(costOf(b, perpetual), -21_031.5e18);
        assertEq(cashOfBook(FUNDING), 0);
        clearing.settlePosition(b, perpetual); // again: nothing
        assertEq(cash(b), 100_000e18 + 2.625e18 - 1031.5e18);
    }

    function test_settlePosition_future() public {
        buy(future, 10e18, 2010e18);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NoForward.selector, ETH, EXPIRY));
        clearing.settlePosition(a, future);
        surfaces.setBasis(ETH, EXPIRY, 10_000_000); // 1 %
        clearing.settlePosition(a, future);
        assertEq(cash(a), 100_100e18);
        assertEq(costOf(a, future), 20_200e18);
        // half of the average is known
        vm.warp(EXPIRY - 30 minutes);
        for (uint256 i; i < 3; ++i) {
            clearing.observeSettlement(ETH, EXPIRY);
            vm.warp(now_() + 5 minutes);
        }
        setPrices(3000e18, 3000e18);
        clearing.settlePosition(a, future);
        assertEq(costOf(a, future), 10_000e18 + 15_150e18);
        vm.warp(EXPIRY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Closed.selector, future, EXPIRY));
        clearing.settlePosition(a, future);
    }

    function test_settlePosition_RevertWhen_nothing() public {
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NoPosition.selector, a, perpetual));
        clearing.settlePosition(a, perpetual);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotLinear.selector, call));
        clearing.settlePosition(a, call);
    }

    /// However often who is touched: together they pay at least what they draw, and at most a unit for each touch more.
    function testFuzz_funding_theBookGains(uint32[6] memory times, int96[6] memory sizes, uint256 seed) public {
        AccountId c = sub(bob, 1);
        endow(c, 100_000e18);
        uint256 touches;
        for (uint256 i; i < times.length; ++i) {
            uint256 part = uint256(keccak256(abi.encode(seed, i)));
            setPrices(2000e18 + part % 7, 1950e18 + part % 100e18);
            if (part & 3 != 0) clearing.pokeFunding(ETH);
            vm.warp(now_() + times[i] % 2 hours);
            int96 size = int96(bound(sizes[i], -10e18, 10e18));
            if (size != 0) trade(a, fill(part & 4 == 0 ? b : c, perpetual, size, 2000e18));
            touches += 2;
        }
        AccountId[3] memory all = [a, b, c];
        for (uint256 i; i < 3; ++i) {
            if (sizeOf(all[i], perpetual) != 0) clearing.settlePosition(all[i], perpetual);
        }
        assertGe(cashOfBook(FUNDING), 0, "never less than nothing");
        assertLe(cashOfBook(FUNDING), int256(touches + 3));
        int256 costs = int256(costOf(a, perpetual)) + costOf(b, perpetual) + costOf(c, perpetual);
        int256 sum = cash(a) + cash(b) + cash(c) + cashOfBook(FUNDING);
        assertEq(sum - costs, 300_000e18, "2. CASH");
    }
}
