// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CheatsTest} from "./CheatsTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";

/// @notice What loses only where a small grid does not look, and what gains there to pay for something else.
contract TailsCheatsTest is CheatsTest {
    uint256 private constant DAY = NOW + 1 days;
    uint256 private constant MONTH = NOW + 30 days;

    function setUp() public override {
        super.setUp();
        publish(ETH, DAY, 0);
        publish(ETH, MONTH, 0);
    }

    /// @dev 10,000 one-day puts a quarter below the price, sold: worth nothing, and nothing to a grid of one range.
    function test_cheat_shortPutsOfOneDay() public {
        hold(put(ETH, DAY, 1500), -10_000e18);
        refresh(DAY, list1(1500));
        IRiskEngine.Margin memory m = initial();
        assertEq(dollars(naiveDelta(200_000)), 1);
        assertEq(dollars(naiveGrid(200_000)), 126_209);
        // a fall of 66 % costs 820 each, of which 30 % are charged
        assertEq(lossAt(680e18) / 1e18, 8_199_999);
        assertEq(dollars(m.requirement), 2_460_001);
        assertEq(dollars(m.initial), 3_198_001);
        // as far as 1,200, two ranges below, that is all
        assertLe(lossAt(1200e18), m.initial);
    }

    /// @dev So far from the money that the tails, too, see little: 3 % of the notional all the same.
    function test_cheat_shortPutsBeyondTheTails() public {
        hold(put(ETH, DAY, 700), -10_000e18);
        refresh(DAY, list1(700));
        IRiskEngine.Margin memory m = initial();
        assertEq(dollars(naiveDelta(200_000)), 0);
        assertLe(dollars(naiveGrid(200_000)), 1);
        assertEq(dollars(m.requirement), 73_267, "the tails alone");
        assertEq(m.maintenance, 600_000e18, "3 % of 20,000,000");
        assertEq(m.initial, 780_000e18);
    }

    /// @dev 10,000 one-day puts sold to a friend at half their value: the price of the trade is not what they are worth.
    function test_cheat_putsAtHalfThePrice() public {
        hold(put(ETH, DAY, 1900), -10_000e18);
        refresh(DAY, list1(1900));
        int256 worth = int256(10_000 * priceNow(put(ETH, DAY, 1900)));
        hub.setAccount(alice, int128(worth / 2), 2);
        IRiskEngine.Margin memory m = initial();
        assertEq(dollars(uint256(worth)), 13_566);
        assertEq(dollars(m.initial), 4_752_710);
        assertApproxEqAbs(m.equity, -worth / 2, 1e4, "half of it is lost at once");
    }

    /// @dev The same puts bought: they are worth their value, and lose no more than it.
    function test_cheat_putsBoughtAtHalfThePrice() public {
        hold(put(ETH, DAY, 1900), 10_000e18);
        refresh(DAY, list1(1900));
        int256 worth = int256(10_000 * priceNow(put(ETH, DAY, 1900)));
        hub.setAccount(alice, int128(-worth / 2), 2);
        IRiskEngine.Margin memory m = initial();
        // a gain of half their value pays for no more than itself: nothing of what they need
        assertApproxEqAbs(m.equity, worth / 2, 1e4);
        assertGe(m.requirement, uint256(worth), "all of what they can lose");
        assertEq(dollars(m.initial), 450_970);
    }

    /// @dev Far puts on ether gain in a crash what bitcoin loses: one scan for all would net them.
    function test_cheat_convexityFinancesAnotherUnderlying() public {
        hold(put(ETH, MONTH, 1800), 2000e18);
        refresh(MONTH, list1(1800));
        IRiskEngine.Margin memory alone = initial();
        hold(perp(BTC), 10e18);
        IRiskEngine.Margin memory m = initial();
        assertEq(dollars(naiveJoint()), 85_897, "one scan for both: 4,103 are paid by the puts");
        assertEq(m.initial - alone.initial, 117_000e18);
        assertEq(m.requirement - alone.requirement, 90_000e18, "the whole of what bitcoin can lose");
    }

    /// @dev One scan for both: gains of one pay for losses of the other.
    function naiveJoint() private view returns (uint256 worst) {
        for (uint256 i; i < 20; ++i) {
            int256 profit = profitIn(legs[0], i, 200_000) + profitIn(legs[1], i, 180_000);
            if (profit < 0 && uint256(-profit) > worst) worst = uint256(-profit);
        }
    }
}
