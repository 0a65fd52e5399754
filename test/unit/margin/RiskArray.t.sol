// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OptionPricing} from "causeway/margin/OptionPricing.sol";
import {RiskArray} from "causeway/margin/RiskArray.sol";
import {Test} from "forge-std/Test.sol";

contract RiskArrayTest is Test {
    uint256 private constant RANGE = 0.2e6;
    uint256 private constant SHOCK = 0.45e6;

    /// @dev Each node is the price of a call at the node's price and variance, but for two units of 2^-24.
    function testFuzz_encode_isThePriceAtTheNodes(uint256 forward, uint256 k, uint256 variance, uint256 tau, uint256 r)
        public
        pure
    {
        forward = bound(forward, 1e15, 1 << 90);
        uint256 strike = forward * bound(k, 0.1e18, 10e18) / 1e18;
        (variance, tau, r) = (bound(variance, 1e10, 50e18), bound(tau, 60, 1000 days), bound(r, 20_000, 330_000));
        bytes memory row = RiskArray.encode(forward, strike, variance, tau, r, SHOCK);
        assertEq(row.length, RiskArray.ROW);
        RiskArray.Grid memory grid = RiskArray.grid(tau, r, SHOCK);
        for (uint256 i; i < 7; ++i) {
            uint256 node = forward * grid.prices[i] / 1e6;
            assertApproxEqAbs(RiskArray.read(row, 0, i), _share(node, strike, variance, grid.up), 2);
            assertApproxEqAbs(RiskArray.read(row, 0, i + 7), _share(node, strike, variance, grid.down), 2);
            node = forward * grid.prices[i + 7] / 1e6;
            assertApproxEqAbs(RiskArray.read(row, 0, i + 14), _share(node, strike, variance, 1e18), 2);
        }
    }

    function _share(uint256 node, uint256 strike, uint256 variance, uint256 factor)
        private
        pure
        returns (uint256 share)
    {
        (uint256 value,) = OptionPricing.price(node, strike, variance * factor / 1e18 * factor / 1e18, true);
        share = (value << 24) / node;
        if (share > type(uint24).max) share = type(uint24).max;
    }

    function test_write_touchesItsRowOnly() public pure {
        RiskArray.Grid memory grid = RiskArray.grid(7 days, RANGE, SHOCK);
        bytes memory blob = new bytes(3 * 63 + 5);
        for (uint256 i; i < blob.length; ++i) {
            blob[i] = 0xff;
        }
        RiskArray.write(blob, 63, grid, 1500e18, 1600e18, 0.02e18);
        bytes memory alone = RiskArray.encode(1500e18, 1600e18, 0.02e18, 7 days, RANGE, SHOCK);
        for (uint256 i; i < blob.length; ++i) {
            assertEq(blob[i], i >= 63 && i < 126 ? alone[i - 63] : bytes1(0xff));
        }
        assertEq(blob.length, 3 * 63 + 5);
        // big-endian: what `read` takes is what stands there
        assertEq(RiskArray.read(blob, 63, 20), uint24(bytes3(abi.encodePacked(alone[60], alone[61], alone[62]))));
    }

    function test_encode_edges() public pure {
        bytes memory whole = RiskArray.encode(1500e18, 0, 1e18, 7 days, RANGE, SHOCK);
        bytes memory nothing = RiskArray.encode(0, 1500e18, 1e18, 7 days, RANGE, SHOCK);
        bytes memory payoff = RiskArray.encode(1500e18, 1500e18, 0, 7 days, RANGE, SHOCK);
        for (uint256 i; i < 21; ++i) {
            assertEq(RiskArray.read(whole, 0, i), (1 << 24) - 1);
            assertEq(RiskArray.read(nothing, 0, i), 0);
        }
        // without variance: 0 below the strike, 1 - 1 / 1.2 and 1 - 1 / 4 above it
        assertEq(RiskArray.read(payoff, 0, 0), 0);
        assertEq(RiskArray.read(payoff, 0, 3), 0);
        assertEq(RiskArray.read(payoff, 0, 6), (uint256(1 << 24) - 1) / 6);
        assertEq(RiskArray.read(payoff, 0, 20), uint256(3 << 24) / 4);
        // variance without end: nothing is more than the whole
        bytes memory wild = RiskArray.encode(1500e18, 1500e18, 1e30, 7 days, RANGE, SHOCK);
        assertEq(RiskArray.read(wild, 0, 3), (1 << 24) - 1);
    }

    /// forge-config: default.allow_internal_expect_revert = true
    /// forge-config: quick.allow_internal_expect_revert = true
    /// forge-config: deep.allow_internal_expect_revert = true
    function test_encode_RevertWhen_tooLarge() public {
        vm.expectRevert(
            abi.encodeWithSelector(OptionPricing.OptionPricing_TooLarge.selector, uint256(1 << 127), 1e18, 1e18)
        );
        RiskArray.encode(1 << 127, 1e18, 1e18, 7 days, RANGE, SHOCK);
    }
}
