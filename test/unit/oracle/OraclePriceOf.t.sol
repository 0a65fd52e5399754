// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeAdapter} from "./FakeAdapter.sol";
import {OracleTest} from "./OracleTest.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";

contract OraclePriceOfTest is OracleTest {
    // --------------------------------------------------------------------------------------------------------- sound

    function test_priceOf_oneSource() public {
        useSources(1);
        a.set(2000e18, 1e18, NOW - 10);
        IOracle.Price memory p = oracle.priceOf(ETH);
        assertEq(p.price, 2000e18);
        assertEq(p.confidence, 1e18);
        assertEq(p.time, NOW - 10);
        assertEq(uint8(p.refusal), uint8(IOracle.Refusal.None));
    }

    function test_priceOf_twoSources_meanRoundedDown() public {
        useSources(2);
        a.set(101, 0, NOW);
        b.set(102, 0, NOW);
        assertPrice(101);
    }

    function test_priceOf_widestConfidenceOldestTime() public {
        useSources(3);
        a.set(2000e18, 1e18, NOW - 1);
        b.set(2001e18, 3e18, NOW - 3);
        c.set(2002e18, 2e18, NOW - 2);
        IOracle.Price memory p = oracle.priceOf(ETH);
        assertEq(p.price, 2001e18);
        assertEq(p.confidence, 3e18);
        assertEq(p.time, NOW - 3);
    }

    function testFuzz_priceOf_medianOfThree(uint128 x, uint128 y, uint128 z) public {
        oracle.setUnderlying(ETH, sources(3), MAX_AGE, 0, 10_000);
        uint256 low = bound(x, 1, type(uint128).max / 2);
        uint256[3] memory v = [low, low + y % (low + 1), low + z % (low + 1)];
        // in an order that the fuzzer chooses
        uint256 turn = uint256(keccak256(abi.encode(x, y, z))) % 3;
        a.set(int256(v[turn]), 0, NOW);
        b.set(int256(v[(turn + 1) % 3]), 0, NOW);
        c.set(int256(v[(turn + 2) % 3]), 0, NOW);
        assertPrice(v[1] < v[2] ? v[1] : v[2]);
    }

    // ------------------------------------------------------------------------------------------------------- refusals

    function test_priceOf_RefusedGiven_unknown() public view {
        assertRefused(IOracle.Refusal.Unknown, address(0));
    }

    function test_priceOf_RefusedGiven_sourceReverts() public {
        useSources(3);
        b.setMode(FakeAdapter.Mode.Revert);
        assertRefused(IOracle.Refusal.Silent, address(b));
    }

    function test_priceOf_RefusedGiven_sourceBurnsGas() public {
        useSources(1);
        a.setMode(FakeAdapter.Mode.Burn);
        uint256 before = gasleft();
        assertRefused(IOracle.Refusal.Silent, address(a));
        assertLt(before - gasleft(), 200_000);
    }

    function test_priceOf_RefusedGiven_sourceAnswersGarbage() public {
        useSources(1);
        bytes[6] memory garbage = [
            bytes(""),
            abi.encode(2000e18),
            abi.encode(2000e18, 0, NOW, 0),
            abi.encode(2000e18, 0, uint256(type(uint64).max) + 1),
            abi.encode(type(int256).max, 0, NOW),
            abi.encode(2000e18, type(uint256).max, NOW)
        ];
        for (uint256 i; i < garbage.length; ++i) {
            a.setData(garbage[i]);
            assertRefused(IOracle.Refusal.Silent, address(a));
        }
    }

    function test_priceOf_RefusedGiven_sourceHasNoCodeAnyMore() public {
        useSources(1);
        vm.etch(address(a), "");
        assertRefused(IOracle.Refusal.Silent, address(a));
    }

    function test_priceOf_RefusedGiven_stale() public {
        useSources(2);
        b.set(2000e18, 0, NOW - MAX_AGE);
        assertPrice(2000e18);
        b.set(2000e18, 0, NOW - MAX_AGE - 1);
        assertRefused(IOracle.Refusal.Stale, address(b));
        assertEq(oracle.priceOf(ETH).time, NOW - MAX_AGE - 1);
        b.set(2000e18, 0, 0);
        assertRefused(IOracle.Refusal.Stale, address(b));
    }

    function test_priceOf_RefusedGiven_future() public {
        useSources(1);
        a.set(2000e18, 0, NOW + 60);
        assertPrice(2000e18);
        a.set(2000e18, 0, NOW + 61);
        assertRefused(IOracle.Refusal.Future, address(a));
        a.set(2000e18, 0, type(uint64).max);
        assertRefused(IOracle.Refusal.Future, address(a));
    }

    function test_priceOf_RefusedGiven_zeroOrNegative() public {
        useSources(1);
        a.set(0, 0, NOW);
        assertRefused(IOracle.Refusal.Zero, address(a));
        a.set(-1, 0, NOW);
        assertRefused(IOracle.Refusal.Zero, address(a));
        a.set(type(int256).min, 0, NOW);
        assertRefused(IOracle.Refusal.Zero, address(a));
    }

    function test_priceOf_RefusedGiven_uncertain() public {
        useSources(1);
        a.set(2000e18, 10e18, NOW);
        assertPrice(2000e18);
        a.set(2000e18, 10e18 + 1, NOW);
        assertRefused(IOracle.Refusal.Uncertain, address(a));
    }

    function test_priceOf_RefusedGiven_twoDeviate() public {
        useSources(2);
        b.set(2020e18, 0, NOW);
        assertPrice(2010e18);
        b.set(2020e18 + 1, 0, NOW);
        assertRefused(IOracle.Refusal.Deviating, address(0));
    }

    function test_priceOf_RefusedGiven_oneOfThreeDeviates() public {
        useSources(3);
        b.set(2001e18, 0, NOW);
        c.set(2100e18, 0, NOW);
        assertRefused(IOracle.Refusal.Deviating, address(c));
        c.set(1900e18, 0, NOW);
        assertRefused(IOracle.Refusal.Deviating, address(c));
        (c, a) = (a, c);
        assertRefused(IOracle.Refusal.Deviating, address(a));
    }

    /// @dev Whatever a source answers, the oracle itself stands.
    function testFuzz_priceOf_neverReverts(bytes calldata data, int256 price, uint256 confidence, uint256 time) public {
        useSources(3);
        a.set(price, confidence, time);
        oracle.priceOf(ETH);
        a.set(price, confidence, NOW);
        b.set(price, confidence, NOW);
        oracle.priceOf(ETH);
        c.setData(data);
        oracle.priceOf(ETH);
    }

    /// @dev Otherwise the caller could choose that a sound source looks silent.
    function testFuzz_priceOf_littleGasNeverMeansSilence(uint256 gas) public {
        useSources(3);
        gas = bound(gas, 0, 300_000);
        try oracle.priceOf{gas: gas}(ETH) returns (IOracle.Price memory p) {
            assertEq(uint8(p.refusal), uint8(IOracle.Refusal.None));
            assertEq(p.price, 2000e18);
        } catch {}
    }

    function test_priceOf_RevertWhen_littleGas() public {
        useSources(1);
        vm.expectPartialRevert(IOracle.Oracle_TooLittleGas.selector);
        oracle.priceOf{gas: 90_000}(ETH);
    }

    // --------------------------------------------------------------------------------------- requirePrice, assetPrice

    function test_requirePrice() public {
        useSources(1);
        a.set(2000e18, 1e18, NOW);
        (uint256 price, uint256 confidence) = oracle.requirePrice(ETH);
        assertEq(price, 2000e18);
        assertEq(confidence, 1e18);
    }

    function test_requirePrice_RevertGiven_refused() public {
        useSources(1);
        a.set(0, 0, NOW);
        vm.expectRevert(abi.encodeWithSelector(IOracle.Oracle_Refused.selector, ETH, IOracle.Refusal.Zero, address(a)));
        oracle.requirePrice(ETH);
    }

    function test_assetPrice() public {
        useSources(1);
        AssetId asset = toAssetId(1, address(0xbeef));
        assertEq(uint8(oracle.assetPrice(asset).refusal), uint8(IOracle.Refusal.Unknown));
        oracle.setAsset(asset, ETH);
        assertEq(oracle.assetPrice(asset).price, 2000e18);
        assertEq(oracle.underlyingOf(asset), ETH);
    }
}
