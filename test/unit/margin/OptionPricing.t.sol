// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {OptionPricing} from "causeway/margin/OptionPricing.sol";
import {Test} from "forge-std/Test.sol";

contract OptionPricingTest is Test {
    uint256 private constant WAD = 1e18;

    // ------------------------------------------------------------------------------------------------------- accuracy

    /// @dev test/reference/black76.py: 347 calls with 60 digits, K / F from 1e-6 to 1e6, variance from 1e-10 to 200.
    function test_price_reference() public view {
        string memory json = vm.readFile("test/vectors/black76.json");
        uint256[] memory forwards = vm.parseJsonUintArray(json, ".forwards");
        uint256[] memory strikes = vm.parseJsonUintArray(json, ".strikes");
        uint256[] memory variances = vm.parseJsonUintArray(json, ".variances");
        uint256[] memory calls = vm.parseJsonUintArray(json, ".calls");
        uint256[] memory deltas = vm.parseJsonUintArray(json, ".deltas");
        assertGt(calls.length, 300);
        for (uint256 i; i < calls.length; ++i) {
            (uint256 value, int256 delta) = OptionPricing.price(forwards[i], strikes[i], variances[i], true);
            assertApproxEqAbs(value, calls[i], forwards[i] / 1e13 + 1);
            assertApproxEqAbs(delta, int256(deltas[i]), 1e5);
        }
    }

    /// @dev Derive (lyra-utils test/math/Black76.t.sol), undiscounted; theirs are good to 1e-9. test/vectors/options.json.
    function test_price_derive() public pure {
        _assertPrices(1500e18, 1500e18, 0.019178082191780823e18, 82.80508066863456e18, 82.80508066863456e18);
        // 0.1370821284265793 and 199.97276610316672 over a discount of 0.9991784198737006
        _assertPrices(1000e18, 1200e18, 0.005136986301369863e18, 0.137194844984649e18, 200.137194844984649e18);
        // 299.9671250895262 and 4.5708468e-10 over 0.9998904169635637
        _assertPrices(1000e18, 700e18, 0.003082191780821918e18, 300.00000000045714e18, 0.00000000045713e18);
        // 970.034553583819 and 675.9749515917925 over 0.9801986733067553
        _assertPrices(1000e18, 700e18, 25e18, 989.630551438468e18, 689.630551438468e18);
    }

    // ------------------------------------------------------------------------------------------------------- behavior

    function testFuzz_price_boundsAndParity(uint256 forward, uint256 strike, uint256 variance) public pure {
        (forward, strike) = (bound(forward, 0, 1 << 126), bound(strike, 0, 1 << 126));
        variance = bound(variance, 0, 200e18);
        (uint256 call, int256 callDelta) = OptionPricing.price(forward, strike, variance, true);
        (uint256 put, int256 putDelta) = OptionPricing.price(forward, strike, variance, false);
        assertLe(call, forward);
        assertLe(put, strike);
        assertGe(call + strike, forward, "at least the payoff");
        assertGe(put + forward, strike, "at least the payoff");
        assertEq(call + strike, put + forward, "parity");
        assertTrue(callDelta >= 0 && callDelta <= int256(WAD));
        assertEq(callDelta - putDelta, int256(WAD));
    }

    /// @dev What the approximation ripples is below 1e-13 of the forward.
    function testFuzz_price_monotone(uint256 forward, uint256 k, uint256 variance, uint256 more, uint256 higher)
        public
        pure
    {
        forward = bound(forward, 1e12, 1 << 96);
        uint256 strike = forward * bound(k, 0.2e18, 5e18) / WAD;
        (variance, more) = (bound(variance, 0, 50e18), bound(more, 0, 10e18));
        uint256 ripple = forward / 1e13 + 1;
        (uint256 call, int256 delta) = OptionPricing.price(forward, strike, variance, true);
        (uint256 later,) = OptionPricing.price(forward, strike, variance + more, true);
        assertGe(later + ripple, call, "rises with variance");
        higher = bound(higher, 0, forward);
        (uint256 dearer,) = OptionPricing.price(forward, strike + higher, variance, true);
        assertLe(dearer, call + ripple, "falls with the strike");
        assertGe(dearer + higher + ripple, call, "by no more than the strike rises");
        (uint256 moved, int256 movedDelta) = OptionPricing.price(forward + higher, strike, variance, true);
        assertGe(moved + ripple, call, "rises with the forward");
        assertLe(moved, call + higher + 2 * ripple, "by no more than the forward rises");
        assertGe(movedDelta + 1e5, delta, "convex");
    }

    function test_price_withoutTime() public pure {
        _assertExactly(7, 5, 0, 2, 1e18, 0);
        _assertExactly(5, 7, 0, 0, 0, 2);
        _assertExactly(5, 5, 0, 0, 0.5e18, 0);
        // and with next to none
        _assertExactly(2000e18, 1900e18, 1, 100e18, 1e18, 0);
        _assertExactly(2000e18, 2100e18, 1, 0, 0, 100e18);
    }

    function test_price_edges() public pure {
        _assertExactly(5, 0, 1e18, 5, 1e18, 0);
        _assertExactly(0, 5, 1e18, 0, 0, 5);
        _assertExactly(0, 0, 0, 0, 1e18, 0);
        // variance without bound: the call is the forward, the put the strike
        uint256 largest = (1 << 127) - 1;
        _assertExactly(2000e18, 1000e18, largest, 2000e18, 1e18, 1000e18);
        _assertExactly(largest, 1, 1e18, largest - 1, 1e18, 0);
        _assertExactly(1, largest, 1e18, 0, 0, largest - 1);
    }

    /// forge-config: default.allow_internal_expect_revert = true
    /// forge-config: quick.allow_internal_expect_revert = true
    /// forge-config: deep.allow_internal_expect_revert = true
    function test_price_RevertWhen_tooLarge() public {
        uint256 large = 1 << 127;
        vm.expectRevert(abi.encodeWithSelector(OptionPricing.OptionPricing_TooLarge.selector, large, 1, 1));
        OptionPricing.price(large, 1, 1, true);
        vm.expectRevert(abi.encodeWithSelector(OptionPricing.OptionPricing_TooLarge.selector, 1, large, 1));
        OptionPricing.price(1, large, 1, true);
        vm.expectRevert(abi.encodeWithSelector(OptionPricing.OptionPricing_TooLarge.selector, 1, 1, large));
        OptionPricing.price(1, 1, large, true);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _assertPrices(uint256 forward, uint256 strike, uint256 variance, uint256 call, uint256 put) private pure {
        (uint256 value,) = OptionPricing.price(forward, strike, variance, true);
        assertApproxEqAbs(value, call, 1e9);
        (value,) = OptionPricing.price(forward, strike, variance, false);
        assertApproxEqAbs(value, put, 1e9);
    }

    function _assertExactly(
        uint256 forward,
        uint256 strike,
        uint256 variance,
        uint256 call,
        int256 callDelta,
        uint256 put
    ) private pure {
        (uint256 value, int256 delta) = OptionPricing.price(forward, strike, variance, true);
        assertEq(value, call);
        assertEq(delta, callDelta);
        (value, delta) = OptionPricing.price(forward, strike, variance, false);
        assertEq(value, put);
        assertEq(delta, callDelta - 1e18);
    }
}
