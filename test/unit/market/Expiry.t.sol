// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketTest} from "./MarketTest.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {InstrumentId, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {SETTLEMENT} from "causeway/types/Reserved.sol";

contract ExpiryTest is MarketTest {
    uint256 private constant START = EXPIRY - 30 minutes;

    /// Observed at each of these minutes of the window at 2,000 plus the minute.
    function _observe(uint256 first, uint256 last, uint256 step) private {
        for (uint256 minute = first; minute <= last; minute += step) {
            vm.warp(START + minute * 1 minutes);
            setPrices(2000e18 + minute * 1e18, 1);
            clearing.observeSettlement(ETH, EXPIRY);
        }
    }

    function _fix() private returns (uint256 price) {
        vm.warp(EXPIRY);
        clearing.fixSettlement(ETH, EXPIRY);
        (price,,) = clearing.settlementOf(ETH, EXPIRY);
    }

    // --------------------------------------------------------------------------------------------------------- average

    /// Every minute 0 … 29: each price holds for a minute.
    function test_average() public {
        _observe(0, 29, 1);
        vm.warp(EXPIRY);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.SettlementFixed(ETH, EXPIRY, 2014.5e18, false);
        clearing.fixSettlement(ETH, EXPIRY);
        (uint256 price, uint256 remaining, bool isFixed) = clearing.settlementOf(ETH, EXPIRY);
        assertEq(price, 2014.5e18);
        assertEq(remaining, 0);
        assertTrue(isFixed);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_AlreadyFixed.selector, ETH, EXPIRY));
        clearing.fixSettlement(ETH, EXPIRY);
    }

    /// An observation holds for five minutes at most: of a longer gap the rest does not count.
    function test_average_gaps() public {
        _observe(0, 0, 1); // 2,000 for five of ten minutes
        _observe(10, 25, 5); // 2010, 2015, 2020, 2025 for five each
        assertEq(_fix(), 2014e18);
    }

    /// Twenty minutes suffice, a second less does not; then the first index that anyone finds counts.
    function test_average_leastCovered() public {
        _observe(10, 25, 5);
        uint256 snapshot = vm.snapshotState();
        assertEq(_fix(), 2017.5e18);
        vm.revertToState(snapshot);

        vm.warp(START + 25 minutes + 1);
        clearing.observeSettlement(ETH, EXPIRY); // takes nothing away
        assertEq(_fix(), 2017.5e18);
    }

    function test_average_fallsBack() public {
        _observe(11, 26, 5); // 19 minutes
        setPrices(1500e18, 1);
        vm.warp(EXPIRY + 3 days);
        (uint256 fixedPart, uint256 remaining, bool isFixed) = clearing.settlementOf(ETH, EXPIRY);
        assertEq(fixedPart, 0);
        assertEq(remaining, 1e18);
        assertFalse(isFixed);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.SettlementFixed(ETH, EXPIRY, 1500e18, true);
        clearing.fixSettlement(ETH, EXPIRY);
    }

    /// A silent oracle holds up what has no average, and nothing else.
    function test_fixSettlement_silentOracle() public {
        vm.warp(EXPIRY);
        setPrices(0, 0);
        vm.expectPartialRevert(IOracle.Oracle_Refused.selector);
        clearing.fixSettlement(ETH, EXPIRY);
        setPrices(1700e18, 1);
        vm.warp(EXPIRY + 30 days);
        assertEq(_later(), 1700e18);
    }

    function test_fixSettlement_averageNeedsNoOracle() public {
        _observe(0, 29, 1);
        setPrices(0, 0);
        assertEq(_fix(), 2014.5e18);
    }

    function _later() private returns (uint256 price) {
        clearing.fixSettlement(ETH, EXPIRY);
        (price,,) = clearing.settlementOf(ETH, EXPIRY);
    }

    function test_settlementOf_progress() public {
        (uint256 fixedPart, uint256 remaining,) = clearing.settlementOf(ETH, EXPIRY);
        assertEq(fixedPart, 0);
        assertEq(remaining, 1e18);
        _observe(0, 10, 5); // 2000, 2005 for five minutes each; 2010 holds
        vm.warp(START + 12 minutes);
        (fixedPart, remaining,) = clearing.settlementOf(ETH, EXPIRY);
        assertEq(fixedPart, uint256(2000e18 * 5 + 2005e18 * 5 + 2010e18 * 2) / 30);
        assertEq(remaining, 0.6e18);
        vm.warp(START + 20 minutes); // five minutes are lost: 15 of 25
        (fixedPart, remaining,) = clearing.settlementOf(ETH, EXPIRY);
        assertEq(fixedPart, uint256(2000e18 * 5 + 2005e18 * 5 + 2010e18 * 5) / 25);
        assertEq(remaining, 0.4e18);
    }

    function test_observeSettlement_RevertWhen_outsideTheWindow() public {
        vm.warp(START - 1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotInWindow.selector, ETH, EXPIRY));
        clearing.observeSettlement(ETH, EXPIRY);
        vm.warp(EXPIRY);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotInWindow.selector, ETH, EXPIRY));
        clearing.observeSettlement(ETH, EXPIRY);
        vm.warp(EXPIRY - 1);
        vm.expectPartialRevert(IClearing.Clearing_NotExpired.selector);
        clearing.fixSettlement(ETH, EXPIRY);
        setPrices(0, 0);
        vm.expectPartialRevert(IOracle.Oracle_Refused.selector);
        clearing.observeSettlement(ETH, EXPIRY);
    }

    // -------------------------------------------------------------------------------------------------------- settling

    function test_settleExpired() public {
        buy(future, 10e18, 2010e18);
        buy(call, 2e18, 20e18); // strike 2,100
        buy(put, -3e18, 15e18); // strike 1,900
        assertEq(cash(a), 100_005e18);
        setPrices(1850e18, 1);
        vm.warp(EXPIRY);
        InstrumentId[] memory all = _all();
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotFixed.selector, ETH, EXPIRY));
        clearing.settleExpired(a, all);
        clearing.fixSettlement(ETH, EXPIRY);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.PositionSettled(a, future, 10e18, -1600e18);
        clearing.settleExpired(a, all);
        assertEq(cash(a), 100_005e18 - 1600e18 - 150e18);
        assertEq(hub.accountOf(a).positions, 0);
        assertEq(clearing.positionsOf(a).length, 0);
        // the long is out: what he is paid and what he paid stands against the shorts
        assertEq(cashOfBook(SETTLEMENT), -18_500e18 + 150e18);
        assertEq(clearing.listingOf(future).openInterest, 0);
        assertEq(clearing.listingOf(put).openInterest, 3e18);
        clearing.settleExpired(b, all);
        assertEq(cash(b), 99_995e18 + 1600e18 + 150e18);
        assertEq(cashOfBook(SETTLEMENT), 0);
        assertEq(clearing.listingOf(put).openInterest, 0);
        clearing.settleExpired(b, all); // again: nothing is there
        assertEq(cash(b), 99_995e18 + 1600e18 + 150e18);
    }

    function test_settleExpired_callPays() public {
        buy(call, 2e18, 20e18);
        setPrices(2130e18, 1);
        vm.warp(EXPIRY);
        clearing.fixSettlement(ETH, EXPIRY);
        clearing.settleExpired(a, _all());
        assertEq(cash(a), 100_000e18 - 40e18 + 60e18);
        clearing.settleExpired(b, _all());
        assertEq(cash(b), 100_000e18 + 40e18 - 60e18);
    }

    function test_settleExpired_RevertWhen_notExpired() public {
        InstrumentId[] memory one = new InstrumentId[](1);
        one[0] = future;
        vm.warp(EXPIRY - 1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotExpired.selector, future));
        clearing.settleExpired(a, one);
        one[0] = perpetual;
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotExpired.selector, perpetual));
        clearing.settleExpired(a, one);
    }

    /// In any order, of any sizes and prices: nothing is left but less than a unit for each position, and that is the book's.
    function testFuzz_settleExpired_dustIsTheBooks(int96[4] memory sizes, uint128[4] memory prices, uint96 price)
        public
    {
        AccountId c = sub(bob, 1);
        endow(c, 100_000e18);
        InstrumentId[] memory all = _all();
        for (uint256 i; i < 4; ++i) {
            int96 size = int96(bound(sizes[i], -9e18, 9e18));
            if (size != 0) trade(a, fill(i & 1 == 0 ? b : c, all[i % 3], size, uint128(prices[i] % 3000e18)));
        }
        setPrices(bound(price, 1, 5000e18), 1);
        vm.warp(EXPIRY);
        clearing.fixSettlement(ETH, EXPIRY);
        AccountId[3] memory accounts = [c, a, b];
        int256 sum;
        for (uint256 i; i < 3; ++i) {
            clearing.settleExpired(accounts[i], all);
            assertEq(hub.accountOf(accounts[i]).positions, 0);
            sum += cash(accounts[i]);
        }
        assertGe(cashOfBook(SETTLEMENT), 0, "rounding favours the book");
        assertLe(cashOfBook(SETTLEMENT), 9);
        assertEq(sum + cashOfBook(SETTLEMENT), 300_000e18, "2. CASH");
    }

    function _all() private view returns (InstrumentId[] memory all) {
        all = new InstrumentId[](3);
        (all[0], all[1], all[2]) = (future, call, put);
    }
}
