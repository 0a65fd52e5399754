// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CheatsTest} from "./CheatsTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";

/// @notice Two things that are nearly one: free by net delta, and each able to move away from the other.
contract BasisCheatsTest is CheatsTest {
    uint256 private constant EXPIRY = NOW + 30 days;

    /// @dev 100 futures against 100 perpetuals; the basis falls by 1 %.
    function test_cheat_futureAgainstPerp() public {
        publish(ETH, EXPIRY, 0);
        hold(future(ETH, EXPIRY), 100e18);
        hold(perp(ETH), -100e18);
        assertEq(naiveDelta(200_000), 0);
        assertEq(naiveGrid(200_000), 0);
        IRiskEngine.Margin memory m = initial();
        assertMargin(m, 0, 2000e18, 2000e18, 2600e18);

        publish(ETH, EXPIRY, -10_000_000);
        assertEq(maintenance().equity, -2000e18, "what it lost");
    }

    /// @dev 100 staked ether, 216,000 after haircut, against 108 perpetuals; staked ether falls by 3 %.
    function test_cheat_stakedEtherAgainstPerp() public {
        hub.hold(alice, wsteth, 100e18);
        hold(perp(ETH), -108e18);
        // worth 216,000 on either side
        assertEq(naiveDelta(200_000), 43_200e18, "the perpetuals alone, which the token offsets");
        IRiskEngine.Margin memory m = initial();
        assertMargin(m, 216_000e18, 6480e18, 6480e18, 8424e18);

        prices.set("wstETH", 2328e18, 0);
        assertEq(maintenance().equity, 209_520e18, "6,480 less");
    }
}
