// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OracleTest} from "./OracleTest.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";

contract OracleSetTest is OracleTest {
    function test_setUnderlying() public {
        vm.expectEmit(address(oracle));
        emit IOracle.UnderlyingSet(ETH, sources(3), MAX_AGE, MAX_CONFIDENCE, MAX_DEVIATION);
        useSources(3);
        (address[] memory list, uint32 maxAge, uint16 confidence, uint16 deviation) = oracle.sourcesOf(ETH);
        assertEq(list, sources(3));
        assertEq(maxAge, MAX_AGE);
        assertEq(confidence, MAX_CONFIDENCE);
        assertEq(deviation, MAX_DEVIATION);
    }

    function test_setUnderlying_fewerSources() public {
        useSources(3);
        useSources(1);
        c.set(0, 0, 0);
        assertPrice(2000e18);
        (address[] memory list,,,) = oracle.sourcesOf(ETH);
        assertEq(list, sources(1));
    }

    function test_setUnderlying_RevertWhen_badConfig() public {
        address[] memory twice = sources(3);
        twice[2] = twice[0];
        address[] memory noCode = sources(2);
        noCode[1] = address(0xdead);
        assertBadConfig(ETH, sources(0), MAX_AGE, 0, 0);
        assertBadConfig(ETH, sources(4), MAX_AGE, 0, 0);
        assertBadConfig(ETH, twice, MAX_AGE, 0, 0);
        assertBadConfig(ETH, noCode, MAX_AGE, 0, 0);
        assertBadConfig(ETH, sources(1), 0, 0, 0);
        assertBadConfig(ETH, sources(1), MAX_AGE, 10_001, 0);
        assertBadConfig(ETH, sources(1), MAX_AGE, 0, 10_001);
        assertBadConfig(0, sources(1), MAX_AGE, 0, 0);
    }

    function test_setUnderlying_RevertWhen_notGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        oracle.setUnderlying(ETH, sources(1), MAX_AGE, 0, 0);
    }

    function test_setAsset_RevertWhen_underlyingUnknown() public {
        vm.expectRevert(abi.encodeWithSelector(IOracle.Oracle_BadConfig.selector, ETH));
        oracle.setAsset(toAssetId(1, address(1)), ETH);
    }

    function test_setAsset_RevertWhen_notGovernance() public {
        useSources(1);
        AssetId asset = toAssetId(1, address(1));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        oracle.setAsset(asset, ETH);
    }

    function assertBadConfig(
        bytes32 underlying,
        address[] memory list,
        uint32 maxAge,
        uint16 confidence,
        uint16 deviation
    ) private {
        vm.expectRevert(abi.encodeWithSelector(IOracle.Oracle_BadConfig.selector, underlying));
        oracle.setUnderlying(underlying, list, maxAge, confidence, deviation);
    }
}
