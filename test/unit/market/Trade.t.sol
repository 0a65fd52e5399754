// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketTest} from "./MarketTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {InstrumentId, PERPETUAL, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {FEES, reserved} from "causeway/types/Reserved.sol";
import {TRADE} from "causeway/types/Rights.sol";

contract TradeTest is MarketTest {
    // --------------------------------------------------------------------------------------------------------- opening

    function test_trade_opensBothSides() public {
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Posted(a, 0, 20_000e18, 1);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Posted(b, 0, -20_000e18, 1);
        buy(perpetual, 10e18, 2000e18);
        assertEq(sizeOf(a, perpetual), 10e18);
        assertEq(sizeOf(b, perpetual), -10e18);
        assertEq(costOf(a, perpetual), 20_000e18);
        assertEq(costOf(b, perpetual), -20_000e18);
        assertEq(cash(a), 100_000e18);
        assertEq(cash(b), 100_000e18);
        assertEq(hub.accountOf(a).positions, 1);
        assertEq(hub.accountOf(b).positions, 1);
        assertEq(clearing.listingOf(perpetual).openInterest, 10e18);
        (uint256[] memory words, int256[] memory costs) = clearing.risksOf(b);
        assertEq(words.length, 1);
        assertEq(words[0], uint256(InstrumentId.unwrap(perpetual)) << 96 | uint96(int96(-10e18)));
        assertEq(costs[0], -20_000e18);
    }

    function test_trade_fees() public {
        IClearing.Fill memory f = fill(b, perpetual, 10e18, 2000e18);
        (f.takerFee, f.makerFee) = (10e18, -4e18);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.Traded(perpetual, a, b, 10e18, 2000e18, 10e18, -4e18);
        trade(a, f);
        assertEq(cash(a), 99_990e18);
        assertEq(cash(b), 100_004e18);
        assertEq(cashOfBook(FEES), 6e18);
    }

    function test_trade_optionsPayTheirPremium() public {
        buy(call, 3e18, 50e18);
        assertEq(cash(a), 99_850e18);
        assertEq(cash(b), 100_150e18);
        assertEq(costOf(a, call), 0);
        assertEq(sizeOf(b, call), -3e18);
        buy(call, -3e18, 70e18);
        assertEq(cash(a), 100_060e18);
        assertEq(cash(b), 99_940e18);
        assertEq(clearing.positionsOf(a).length, 0);
        assertEq(clearing.listingOf(call).openInterest, 0);
    }

    // --------------------------------------------------------------------------------------------------------- closing

    function test_trade_closesInPart() public {
        buy(perpetual, 10e18, 2000e18);
        buy(perpetual, -4e18, 2100e18);
        assertEq(cash(a), 100_400e18);
        assertEq(cash(b), 99_600e18);
        assertEq(costOf(a, perpetual), 12_000e18);
        assertEq(costOf(b, perpetual), -12_000e18);
        assertEq(clearing.listingOf(perpetual).openInterest, 6e18);
    }

    function test_trade_closes() public {
        buy(perpetual, 10e18, 2000e18);
        buy(perpetual, -10e18, 1900e18);
        assertEq(cash(a), 99_000e18);
        assertEq(cash(b), 101_000e18);
        assertEq(hub.accountOf(a).positions, 0);
        assertEq(hub.accountOf(b).positions, 0);
        assertEq(clearing.positionsOf(b).length, 0);
    }

    function test_trade_turnsAround() public {
        buy(perpetual, 10e18, 2000e18);
        buy(perpetual, -15e18, 2100e18);
        assertEq(cash(a), 101_000e18);
        assertEq(costOf(a, perpetual), -10_500e18);
        assertEq(sizeOf(a, perpetual), -5e18);
        assertEq(cash(b), 99_000e18);
        assertEq(costOf(b, perpetual), 10_500e18);
        assertEq(hub.accountOf(a).positions, 1);
        assertEq(clearing.listingOf(perpetual).openInterest, 5e18);
    }

    /// What rounding takes from the cash that is realised stays in the cost: cash less cost is exact on both sides.
    function testFuzz_trade_conserves(int96[6] memory sizes, uint128[6] memory prices) public {
        int256 value;
        for (uint256 i; i < sizes.length; ++i) {
            int96 size = int96(bound(sizes[i], -20e18, 20e18));
            uint128 price = uint128(bound(prices[i], 1, 4000e18));
            if (size == 0) continue;
            IClearing.Fill[] memory fills = new IClearing.Fill[](1);
            fills[0] = fill(b, perpetual, size, price);
            vm.prank(exchange);
            try clearing.trade(a, fills) returns (uint256 made) {
                if (made == 0) continue;
                value += int256(size) * int256(uint256(price)) / 1e18;
            } catch {
                continue;
            }
            assertEq(cash(a) - 100_000e18 - costOf(a, perpetual), -value, "cash less cost is what was paid");
            assertEq(cash(b) - 100_000e18 - costOf(b, perpetual), value, "and with the opposite sign");
            assertEq(int256(sizeOf(a, perpetual)) + sizeOf(b, perpetual), 0, "3. ZERO-SUM");
            int256 size_ = sizeOf(a, perpetual);
            assertEq(clearing.listingOf(perpetual).openInterest, uint256(size_ < 0 ? -size_ : size_));
        }
    }
}
