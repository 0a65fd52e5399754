// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OracleTest} from "./OracleTest.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";

contract OracleObserveTest is OracleTest {
    function setUp() public override {
        super.setUp();
        useSources(1);
        a.set(2000e18, 0, NOW);
    }

    function test_observe() public {
        vm.expectEmit();
        emit IOracle.Observed(ETH, 2000e18);
        oracle.observe(ETH);
        (uint256 price, uint64 time) = oracle.seenOf(ETH);
        assertEq(price, 2000e18);
        assertEq(time, NOW);
    }

    function test_observe_RevertGiven_refusal() public {
        a.set(0, 0, NOW);
        vm.expectRevert(abi.encodeWithSelector(IOracle.Oracle_Refused.selector, ETH, IOracle.Refusal.Zero, address(a)));
        oracle.observe(ETH);
    }

    function test_priceOf_movesATenthWithinAMinute() public {
        oracle.observe(ETH);
        a.set(2200e18, 0, NOW);
        assertPrice(2200e18);
        a.set(1800e18, 0, NOW);
        assertPrice(1800e18);
    }

    function test_priceOf_RefusedGiven_jump() public {
        oracle.observe(ETH);
        a.set(2200e18 + 1, 0, NOW);
        assertRefused(IOracle.Refusal.Jumping, address(0));
        a.set(1800e18 - 1, 0, NOW);
        assertRefused(IOracle.Refusal.Jumping, address(0));
    }

    function test_priceOf_reachGrowsByTheMinute() public {
        oracle.observe(ETH);
        at(NOW + 59, 2200e18 + 1);
        assertRefused(IOracle.Refusal.Jumping, address(0));
        at(NOW + 60, 2400e18);
        assertPrice(2400e18);
        at(NOW + 60, 2400e18 + 1);
        assertRefused(IOracle.Refusal.Jumping, address(0));
        at(NOW + 9 minutes, 1);
        assertPrice(1);
    }

    /// Observing cannot be used to walk the memory faster than the guard allows.
    function test_observe_onceAMinute_andNoFurtherThanItsReach() public {
        oracle.observe(ETH);
        at(NOW + 59, 2150e18);
        oracle.observe(ETH);
        (uint256 price,) = oracle.seenOf(ETH);
        assertEq(price, 2000e18, "within the minute nothing changes");
        at(NOW + 60, 9000e18);
        oracle.observe(ETH);
        (price,) = oracle.seenOf(ETH);
        assertEq(price, 2400e18, "two minutes begun: a fifth");
        at(NOW + 120, 1);
        oracle.observe(ETH);
        (price,) = oracle.seenOf(ETH);
        assertEq(price, 1920e18);
    }

    function testFuzz_observe_memoryStaysWithinReach(uint128[8] calldata prices, uint16[8] calldata waits) public {
        uint256 now_ = NOW;
        oracle.observe(ETH);
        (uint256 before,) = oracle.seenOf(ETH);
        uint256 since = now_;
        for (uint256 i; i < 8; ++i) {
            now_ += waits[i] % 300;
            at(now_, int256(bound(prices[i], 1, 1e30)));
            oracle.observe(ETH);
            (uint256 price, uint64 time) = oracle.seenOf(ETH);
            uint256 reach = before * 1000 * ((now_ - since) / 60 + 1) / 10_000;
            assertLe(price > before ? price - before : before - price, reach);
            (before, since) = (price, time);
        }
    }

    function at(uint256 time, int256 price) private {
        vm.warp(time);
        a.set(price, 0, uint64(time));
    }
}
