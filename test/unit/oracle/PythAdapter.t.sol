// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {MockPyth} from "@pythnetwork/pyth-sdk-solidity/MockPyth.sol";
import {PythErrors} from "@pythnetwork/pyth-sdk-solidity/PythErrors.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {Oracle} from "causeway/oracle/Oracle.sol";
import {PythAdapter} from "causeway/oracle/PythAdapter.sol";
import {Test} from "forge-std/Test.sol";

contract PythAdapterTest is Test {
    bytes32 private constant ETH = "ETH";
    bytes32 private constant ID = keccak256("Crypto.ETH/USD");
    MockPyth private pyth = new MockPyth(60, 1);
    AccessManager private manager = new AccessManager(address(this));
    PythAdapter private adapter = new PythAdapter(pyth, address(manager));
    uint64 private time = 1_800_000_000;

    function setUp() public {
        adapter.setFeed(ETH, ID);
    }

    function test_read_usualExponent() public {
        publish(2000_12345678, 1_50000000, -8);
        IOracle.Answer memory answer = adapter.read(ETH);
        assertEq(answer.price, 2000.12345678e18);
        assertEq(answer.confidence, 1.5e18);
        assertEq(answer.time, time);
    }

    function test_read_exoticExponents() public {
        assertRead(7, 3, 0, 7e18, 3e18);
        assertRead(7, 3, 2, 700e18, 300e18);
        assertRead(-7, 3, -18, -7, 3);
        // the price is rounded towards zero, the confidence up
        assertRead(199, 101, -20, 1, 2);
        assertRead(-199, 100, -20, -1, 1);
        assertRead(type(int64).max, type(uint64).max, -40, 0, 1);
        assertRead(type(int64).max, 0, type(int32).min, 0, 0);
        assertRead(
            type(int64).min, type(uint64).max, 39, int256(type(int64).min) * 1e57, uint256(type(uint64).max) * 1e57
        );
    }

    function testFuzz_read_scales(int64 price, uint64 confidence, int32 exponent) public {
        exponent = int32(bound(exponent, -36, 39));
        publish(price, confidence, exponent);
        IOracle.Answer memory answer = adapter.read(ETH);
        if (exponent >= -18) {
            assertEq(answer.price, int256(price) * int256(10 ** uint32(exponent + 18)));
            assertEq(answer.confidence, uint256(confidence) * 10 ** uint32(exponent + 18));
        } else {
            uint256 divisor = 10 ** uint32(-18 - exponent);
            assertEq(answer.price, int256(price) / int256(divisor));
            assertEq(answer.confidence, (uint256(confidence) + divisor - 1) / divisor);
        }
    }

    /// @dev The one way to fail is the named one.
    function testFuzz_read_anyExponent(int64 price, uint64 confidence, int32 exponent) public {
        publish(price, confidence, exponent);
        if (exponent > 39) {
            vm.expectRevert(abi.encodeWithSelector(PythAdapter.PythAdapter_ExponentTooLarge.selector, ETH, exponent));
        }
        adapter.read(ETH);
    }

    function test_read_throughTheOracle() public {
        vm.warp(time);
        Oracle oracle = new Oracle(address(manager));
        address[] memory sources = new address[](1);
        sources[0] = address(adapter);
        oracle.setUnderlying(ETH, sources, 60, 50, 0);
        assertEq(uint8(oracle.priceOf(ETH).refusal), uint8(IOracle.Refusal.Silent));
        publish(2000e8, 1e8, -8);
        (uint256 price, uint256 confidence) = oracle.requirePrice(ETH);
        assertEq(price, 2000e18);
        assertEq(confidence, 1e18);
        publish(2000e8, 11e8, -8);
        assertEq(uint8(oracle.priceOf(ETH).refusal), uint8(IOracle.Refusal.Uncertain));
    }

    function test_read_RevertGiven_neverPublished() public {
        vm.expectRevert(PythErrors.PriceFeedNotFound.selector);
        adapter.read(ETH);
    }

    function test_read_RevertGiven_noFeed() public {
        vm.expectRevert(abi.encodeWithSelector(PythAdapter.PythAdapter_NoFeed.selector, bytes32("BTC")));
        adapter.read("BTC");
    }

    function test_setFeed_RevertWhen_notGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        adapter.setFeed(ETH, ID);
    }

    function assertRead(int64 price, uint64 confidence, int32 exponent, int256 price18, uint256 confidence18) private {
        publish(price, confidence, exponent);
        IOracle.Answer memory answer = adapter.read(ETH);
        assertEq(answer.price, price18);
        assertEq(answer.confidence, confidence18);
    }

    /// @dev Pyth takes an update that is later than the last alone.
    function publish(int64 price, uint64 confidence, int32 exponent) private {
        bytes[] memory updates = new bytes[](1);
        updates[0] =
            pyth.createPriceFeedUpdateData(ID, price, confidence, exponent, price, confidence, ++time, time - 1);
        pyth.updatePriceFeeds{value: 1}(updates);
    }
}
