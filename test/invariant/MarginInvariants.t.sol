// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarginHandler} from "./MarginHandler.sol";
import {Test} from "forge-std/Test.sol";

/// @notice What must always hold of margin, under the real engine.
contract MarginInvariantsTest is Test {
    MarginHandler private _world;

    function setUp() public {
        _world = new MarginHandler();
        vm.allowCheatcodes(address(_world));
        _world.setUp();
        targetContract(address(_world));
        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = MarginHandler.trade.selector;
        selectors[1] = MarginHandler.withdrawSome.selector;
        selectors[2] = MarginHandler.moveValue.selector;
        selectors[3] = MarginHandler.switchMode.selector;
        selectors[4] = MarginHandler.movePrices.selector;
        selectors[5] = MarginHandler.renew.selector;
        selectors[6] = MarginHandler.pass.selector;
        selectors[7] = MarginHandler.settleExpired.selector;
        // more often: what all the others depend on
        selectors[8] = MarginHandler.trade.selector;
        selectors[9] = MarginHandler.renew.selector;
        selectors[10] = MarginHandler.liquidate.selector;
        selectors[11] = MarginHandler.follow.selector;
        targetSelector(FuzzSelector({addr: address(_world), selectors: selectors}));
    }

    /// After each call that opened risk or took value out, every account that it touched had its initial margin; one that only
    /// reduced passed by the rule for that.
    function invariant_5_MARGIN() public view {
        assertEq(_world.broken(), "", "5. MARGIN");
    }

    /// A run of 1,000 steps reaches everything that the invariant speaks of.
    function test_reach() public {
        for (uint256 i; i < 1000; ++i) {
            uint256 seed = uint256(keccak256(abi.encode("reach", i)));
            uint256 amount = uint256(keccak256(abi.encode(seed)));
            uint256 action = seed >> 240;
            seed &= (1 << 240) - 1;
            if (action % 10 < 4) _world.trade(seed, amount, amount >> 128);
            else if (action % 10 == 4) _world.withdrawSome(seed, amount % 20_000e18);
            else if (action % 10 == 5) _world.moveValue(seed, amount % 150_000e18);
            else if (action % 10 == 6) _world.switchMode(seed);
            else if (action % 10 == 7) _world.movePrices(seed);
            else if (action % 10 == 8) _world.renew(seed);
            else _world.pass(seed);
            for (uint256 j; i % 4 == 0 && j < 4; ++j) {
                _world.liquidate(seed >> 8 << 2 | j, uint32(amount));
            }
            _world.settleExpired();
            if (i % 8 == 0) _world.follow(seed >> 16);
            assertEq(_world.broken(), "", "5. MARGIN");
        }
        MarginHandler.Counters memory c = _world.counters();
        assertGe(c.trades, 60, "trades");
        assertGe(c.reductions, 1, "reductions below initial margin");
        assertGe(c.refused, 20, "refusals");
        assertGe(c.far, 10, "prices outside the band");
        assertGe(c.withdrawals, 5, "withdrawals");
        assertGe(c.transfers, 5, "transfers");
        assertGe(c.borrowed, 1, "borrowing");
        assertGe(c.modes, 5, "modes");
        assertGe(c.refreshes, 20, "refreshes");
        assertGe(c.settled, 1, "expiries");
        assertGe(c.opened, 3, "openings");
        assertGe(c.bids, 3, "bids");
        assertGe(c.followed, 10, "scan ranges that followed");
    }
}
