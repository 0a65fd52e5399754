// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CheatsTest} from "./CheatsTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";

/// @notice Two hours before expiry, payoffs that lie between two scenarios: those of ETH at 2,000 end at 2,000 and at 2,133.33.
contract PinCheatsTest is CheatsTest {
    uint256 private constant EXPIRY = NOW + 2 hours;

    function setUp() public override {
        super.setUp();
        publish(ETH, EXPIRY, 0);
    }

    /// @dev Sold wings, bought body: loses the wings' distance at the middle strike.
    function test_cheat_soldFly() public {
        fly(-1000e18, 2056, 2066, 2076);
        check(2066e18, 275, 9996, 66_942, 156_000);
    }

    /// @dev The widest that hides: from scenario to scenario. The charge is what it loses.
    function test_cheat_widestSoldFly() public {
        fly(-1000e18, 2000, 2066, 2132);
        check(2066e18, 7295, 58_768, 73_962, 156_000);
    }

    /// @dev Bought wings, sold body: loses at most what it is worth.
    function test_cheat_boughtFly() public {
        fly(1000e18, 2056, 2066, 2076);
        check(2000e18, 5, 5, 66_672, 156_000);
    }

    /// @dev No short option at all: perpetuals fall and long calls rise, and between both is a hole.
    function test_cheat_longCallsAgainstShortPerp() public {
        hold(perp(ETH), -1000e18);
        hold(call(ETH, EXPIRY, 2066), 2000e18);
        refresh(EXPIRY, list1(2066));
        check(2066e18, 2, 66_002, 66_675, 86_678);
    }

    /// @dev Long options alone: a straddle off the price is worth half a gap that it loses on the way to its strike.
    function test_cheat_straddleOffThePrice() public {
        hold(call(ETH, EXPIRY, 2066), 1000e18);
        hold(put(ETH, EXPIRY, 2066), 1000e18);
        refresh(EXPIRY, list1(2066));
        check(2066e18, 2, 66_002, 66_669, 86_669);
    }

    function fly(int256 size, uint256 low, uint256 middle, uint256 high) private {
        hold(call(ETH, EXPIRY, low), size);
        hold(call(ETH, EXPIRY, middle), -2 * size);
        hold(call(ETH, EXPIRY, high), size);
        refresh(EXPIRY, list3(low, middle, high));
    }

    /// @dev In whole dollars: the worst of the grid alone, the loss when the price ends at `at`, and what is asked.
    function check(uint256 at, uint256 grid, uint256 loss, uint256 requirement, uint256 least) private view {
        IRiskEngine.Margin memory m = initial();
        assertEq(dollars(naiveGrid(200_000)), grid, "grid alone");
        assertEq(dollars(lossAt(at)), loss, "what it can lose");
        assertEq(dollars(m.requirement), requirement, "requirement");
        assertEq(dollars(m.initial), least, "initial");
        assertGe(m.requirement, lossAt(at), "covers it");
    }
}
