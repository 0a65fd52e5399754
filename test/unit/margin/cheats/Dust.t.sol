// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CheatsTest} from "./CheatsTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";

/// @notice Positions of one unit that are to hide, to delay or to round.
contract DustCheatsTest is CheatsTest {
    uint256 private constant MONTH = NOW + 30 days;
    /// The most that a transaction may use: 2^24 (EIP-7825).
    uint256 private constant TRANSACTION = 1 << 24;

    /// @dev 127 options of one unit in front of 100 perpetuals that lost 50,000.
    function test_cheat_dustInFront() public {
        uint64[] memory strikes = new uint64[](64);
        for (uint256 i; i < 64; ++i) {
            strikes[i] = uint64((1000 + 50 * i) * 1e8);
        }
        publish(ETH, MONTH, 0);
        uint256 gas = gasleft();
        engine.refresh(ETH, uint40(MONTH), strikes);
        uint256 refreshing = gas - gasleft();
        for (uint256 i; i < 127; ++i) {
            uint256 strike = 1000 + 50 * (i / 2);
            add(i % 2 == 0 ? call(ETH, MONTH, strike) : put(ETH, MONTH, strike), i % 3 == 0 ? int256(-1) : int256(1), 0);
        }
        hub.setAccount(alice, 1000e18, 2);
        add(perp(ETH), 100e18, 250_000e18);
        gas = gasleft();
        IRiskEngine.Margin memory m = maintenance();
        uint256 checking = gas - gasleft();
        assertLt(refreshing + checking, TRANSACTION, "both fit one transaction");
        assertLt(m.equity, int256(m.maintenance), "found");
        assertApproxEqAbs(m.equity, -49_000e18, 1e9);
        assertApproxEqAbs(m.requirement, 40_000e18, 1e9);
    }

    /// @dev One unit of anything needs at least one unit, long or short, in each mode; and is never worth more than nothing.
    function test_cheat_unitsOfEveryKind() public {
        publish(ETH, MONTH, 0);
        refresh(MONTH, list1(2000));
        for (uint8 mode; mode < 3; ++mode) {
            hub.setAccount(alice, 0, mode);
            for (uint256 i; i < 8; ++i) {
                clearing.clear(alice);
                int256 size = i % 2 == 0 ? int256(1) : int256(-1);
                int256 cost = size * 2000;
                if (i < 2) add(perp(ETH), size, cost);
                else if (i < 4) add(future(ETH, MONTH), size, cost);
                else if (i < 6) add(call(ETH, MONTH, 2000), size, 0);
                else add(put(ETH, MONTH, 2000), size, 0);
                IRiskEngine.Margin memory m = initial();
                assertGt(m.maintenance, 0, "needs something");
                assertGt(m.initial, m.maintenance, "and more for new risk");
                if (i < 4) assertLe(m.equity, 0, "is worth nothing");
            }
        }
    }

    /// @dev The same size in many pieces is never worth more than in one, nor needs less by more than a unit for each.
    function testFuzz_cheat_pieces(uint96 size, uint256 price, uint8 pieces) public {
        price = bound(price, 1, 1e24);
        size = uint96(bound(size, 1, 1e24));
        pieces = uint8(bound(pieces, 1, 9));
        prices.set("ETH", price, 0);
        add(perp(ETH), int256(uint256(size)) * int256(uint256(pieces)), 0);
        IRiskEngine.Margin memory whole = initial();
        clearing.clear(alice);
        for (uint256 i; i < pieces; ++i) {
            add(perp(ETH), int256(uint256(size)), 0);
        }
        IRiskEngine.Margin memory parts = initial();
        assertLe(parts.equity, whole.equity);
        assertGe(parts.initial + pieces, whole.initial);
    }
}
