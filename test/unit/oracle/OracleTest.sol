// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeAdapter} from "./FakeAdapter.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {Oracle} from "causeway/oracle/Oracle.sol";
import {Test} from "forge-std/Test.sol";

/// @notice An oracle that this test governs, and three sources at 2,000 USD.
abstract contract OracleTest is Test {
    uint256 internal constant NOW = 1_800_000_000;
    bytes32 internal constant ETH = "ETH";
    uint32 internal constant MAX_AGE = 60;
    uint16 internal constant MAX_CONFIDENCE = 50;
    uint16 internal constant MAX_DEVIATION = 100;

    AccessManager internal manager;
    Oracle internal oracle;
    FakeAdapter internal a;
    FakeAdapter internal b;
    FakeAdapter internal c;

    function setUp() public virtual {
        vm.warp(NOW);
        manager = new AccessManager(address(this));
        oracle = new Oracle(address(manager));
        (a, b, c) = (new FakeAdapter(), new FakeAdapter(), new FakeAdapter());
        a.set(2000e18, 0, NOW);
        b.set(2000e18, 0, NOW);
        c.set(2000e18, 0, NOW);
    }

    function useSources(uint256 count) internal {
        oracle.setUnderlying(ETH, sources(count), MAX_AGE, MAX_CONFIDENCE, MAX_DEVIATION);
    }

    function sources(uint256 count) internal view returns (address[] memory list) {
        list = new address[](count);
        for (uint256 i; i < count; ++i) {
            list[i] = i == 0 ? address(a) : i == 1 ? address(b) : address(c);
        }
    }

    function assertRefused(IOracle.Refusal refusal, address source) internal view {
        IOracle.Price memory p = oracle.priceOf(ETH);
        assertEq(uint8(p.refusal), uint8(refusal), "refusal");
        assertEq(p.source, source, "source");
        assertEq(p.price, 0, "price");
        assertEq(p.confidence, 0, "confidence");
    }

    function assertPrice(uint256 price) internal view {
        IOracle.Price memory p = oracle.priceOf(ETH);
        assertEq(uint8(p.refusal), uint8(IOracle.Refusal.None), "refusal");
        assertEq(p.price, price, "price");
        assertEq(p.source, address(0), "source");
    }
}
