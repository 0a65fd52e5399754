// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CheatsTest} from "./CheatsTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice What was true a moment ago.
contract StaleCheatsTest is CheatsTest {
    uint256 private constant MONTH = NOW + 30 days;

    function setUp() public override {
        super.setUp();
        publish(ETH, MONTH, 0);
    }

    /// @dev The price falls by 4 % and nobody refreshes: the mark is of now, with the same arrays as before.
    function test_cheat_longAlongAStaleArray() public {
        InstrumentId id = call(ETH, MONTH, 2000);
        hold(id, 1000e18);
        refresh(MONTH, list1(2000));
        uint256 before = uint256(maintenance().equity);
        prices.set("ETH", 1920e18, 0);
        uint256 present = uint256(maintenance().equity);
        assertEq(present, 1000 * priceNow(id));
        assertEq(dollars(before), 137_079, "what a stale mark would still say");
        assertEq(dollars(present), 97_669);
        vm.expectRevert(
            abi.encodeWithSelector(IRiskEngine.Risk_StaleArray.selector, ETH, uint40(MONTH), uint64(2000e8))
        );
        initial();
        refresh(MONTH, list1(2000));
        assertEq(uint256(initial().equity), present, "a refresh moves no mark");
    }

    /// @dev Volatility rises by half: a mark of the newest slice at once, no new risk until the arrays follow.
    function test_cheat_volatilityJumpWithoutARefresh() public {
        InstrumentId id = call(ETH, MONTH, 2000);
        hold(id, -1000e18);
        refresh(MONTH, list1(2000));
        IRiskEngine.Margin memory before = initial();
        vm.warp(NOW + 1 minutes);
        ISurfaces.Slice memory s = slice(MONTH, 0);
        (s.a, s.b) = (s.a * 9 / 4, s.b * 9 / 4);
        surfaces.set(ETH, uint40(MONTH), s);
        vm.expectRevert(
            abi.encodeWithSelector(IRiskEngine.Risk_StaleArray.selector, ETH, uint40(MONTH), uint64(2000e8))
        );
        initial();
        IRiskEngine.Margin memory m = maintenance();
        assertEq(m.equity, -int256(1000 * priceNow(id)), "the mark is of the new slice");
        refresh(MONTH, list1(2000));
        IRiskEngine.Margin memory later = initial();
        assertEq(later.equity, m.equity);
        assertEq(dollars(uint256(-before.equity)), 137_079);
        assertEq(dollars(uint256(-m.equity)), 205_300, "68,221 lost at once");
        assertEq(dollars(before.initial), 503_039);
        assertEq(dollars(later.initial), 497_186);
    }

    /// @dev A slice that nobody renews stops new risk after ten minutes, never the check for liquidation.
    function test_cheat_oldSlice() public {
        hold(call(ETH, MONTH, 2000), -1e18);
        refresh(MONTH, list1(2000));
        vm.warp(NOW + 10 minutes + 1);
        refresh(MONTH, list1(2000));
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_StaleSurface.selector, ETH, uint40(MONTH), uint40(NOW)));
        initial();
        assertGt(maintenance().maintenance, 0);
    }
}
