// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Scenarios} from "causeway/margin/Scenarios.sol";
import {Test} from "forge-std/Test.sol";

contract ScenariosTest is Test {
    function test_moves() public pure {
        int256[20] memory m = Scenarios.moves(0.2e6);
        int24[20] memory expected = [
            int24(0),
            0,
            66_666,
            66_666,
            -66_666,
            -66_666,
            133_333,
            133_333,
            -133_333,
            -133_333,
            200_000,
            200_000,
            -200_000,
            -200_000,
            600_000,
            -600_000,
            -660_000,
            -500_000,
            1_000_000,
            3_000_000
        ];
        for (uint256 i; i < 20; ++i) {
            assertEq(m[i], expected[i]);
        }
    }

    function testFuzz_moveOf(uint256 r) public pure {
        r = bound(r, 0, 1e6);
        int256[20] memory m = Scenarios.moves(r);
        for (uint256 i; i < Scenarios.AS_IS; ++i) {
            assertEq(Scenarios.moveOf(r, i), m[i]);
        }
    }

    function test_charged() public pure {
        uint256[20] memory c = Scenarios.charged(0.2e6);
        for (uint256 i; i < 14; ++i) {
            assertEq(c[i], 1e6);
        }
        assertEq(c[14], 0.33e6);
        assertEq(c[15], 0.33e6);
        // 99 % * 20 % / |move|
        assertEq(c[16], 0.3e6);
        assertEq(c[17], 0.396e6);
        assertEq(c[18], 0.198e6);
        assertEq(c[19], 0.066e6);
        // 150,001.5: up
        assertEq(Scenarios.charged(100_001)[16], 150_002);
        // never more than the whole
        assertEq(Scenarios.charged(1e6)[16], 1e6);
    }

    function test_nodes() public pure {
        int256[14] memory m = Scenarios.nodes(0.3e6);
        int24[14] memory expected = [
            -300_000,
            -200_000,
            -100_000,
            0,
            100_000,
            200_000,
            300_000,
            -900_000,
            0,
            900_000,
            -660_000,
            -500_000,
            1_000_000,
            3_000_000
        ];
        for (uint256 i; i < 14; ++i) {
            assertEq(m[i], expected[i]);
        }
    }

    /// @dev Every scenario's move is a node at its volatility.
    function testFuzz_moves_areNodes(uint256 r) public pure {
        r = bound(r, 20_000, 330_000);
        (int256[20] memory moves, int256[14] memory nodes) = (Scenarios.moves(r), Scenarios.nodes(r));
        for (uint256 i; i < 20; ++i) {
            bool found;
            for (uint256 j = i < Scenarios.AS_IS ? 0 : 7; j < (i < Scenarios.AS_IS ? 7 : 14); ++j) {
                if (nodes[j] == moves[i]) found = true;
            }
            assertTrue(found);
            assertGt(moves[i], -1e6);
        }
    }

    function test_multipliers() public pure {
        (uint256 up, uint256 down) = Scenarios.multipliers(0.45e6, 30 days);
        assertEq(up, 1.45e18);
        assertEq(down, 0.55e18);
        // (30 / 7)^0.3 = 1.547375..., (30 / 90)^0.3 = 0.719222...
        (up, down) = Scenarios.multipliers(0.45e6, 7 days);
        assertApproxEqAbs(up, 1.6963e18, 0.00005e18);
        (up, down) = Scenarios.multipliers(1e6, 90 days);
        assertApproxEqAbs(up, 1.719223e18, 0.000001e18);
        assertApproxEqAbs(down, 0.280777e18, 0.000001e18);
        // at most as for a day: 0.45 * 30^0.3 = 1.248; lowered to a quarter
        (up, down) = Scenarios.multipliers(0.45e6, 60);
        (uint256 upDay, uint256 downDay) = Scenarios.multipliers(0.45e6, 1 days);
        assertEq(up, upDay);
        assertEq(down, downDay);
        assertEq(down, 0.25e18);
    }
}
