// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarginWorld} from "../../../base/MarginWorld.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice Trades with oneself, at any price that the band lets, on the real book: at best a transfer.
contract OwnAccountsCheatsTest is MarginWorld {
    AccountId private a;
    AccountId private b;

    function setUp() public override {
        super.setUp();
        (a, b) = (_sub(alice, 0), _sub(alice, 1));
        _endow(a, 100_000e18, 0);
        _endow(b, 20_000e18, 0);
        drain();
        _setPortfolio(a);
        _setPortfolio(b);
        _publish(0.36e9, 0);
        _refresh();
    }

    /// @dev A perpetual bought for ten times its value is not bought at all; at the end of the band ten of them move 1,000, and as many as take
    /// initial margin are too many: 100,000 − 100 · n against 520 · n and what size costs.
    function test_cheat_absurdPrice() public {
        assertEq(_trade(a, b, instruments[0], 1e18, 20_000e18), 0);
        assertEq(_equity(a), 100_000e18);
        assertEq(_trade(a, b, instruments[0], 10e18, 2100e18), 1);
        assertEq(_equity(a), 99_000e18);
        assertEq(_equity(b), 21_000e18);
        // the maker, when it is he who lacks: skipped
        assertEq(_trade(a, b, instruments[0], 80e18, 2100e18), 0);
        _endow(b, 200_000e18, 0);
        drain();
        _publish(0.36e9, 0);
        _refresh();
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        this.tradeOne(a, b, 0, 160e18, 2100e18);
    }

    /// @dev Options sold for as little as the band lets: their value moves, and what stays behind covers what was sold.
    function test_cheat_optionsForNothing() public {
        IRiskEngine.Margin memory before = engine.initialMargin(a);
        (, uint256 least,) = engine.bandOf(instruments[3]);
        assertEq(_trade(a, b, instruments[3], -100e18, 0), 0, "at the money, not for nothing");
        assertEq(_trade(a, b, instruments[3], -100e18, least), 1);
        IRiskEngine.Margin memory m = engine.initialMargin(a);
        assertGe(m.equity, int256(m.initial));
        assertLt(m.equity, before.equity);
        assertApproxEqAbs(_equity(a) + _equity(b), 120_000e18, 1, "nothing was made");
        // ten times as many neither buys: skipped
        assertEq(_trade(a, b, instruments[3], -1000e18, least), 0);
    }

    /// @dev An account below its margin hands its positions to the owner's other one below the mark: never more than all it
    /// has, never leaving a debt, and the other one must carry them.
    function test_cheat_closingBelowTheMark() public {
        assertEq(_trade(a, b, instruments[0], 30e18, 2000e18), 1);
        vm.prank(alice, alice);
        hub.transfer(a, b, AssetId.wrap(0), 84_000e18);
        _setPrices(1500e18, 50_000e18);
        // 30 · 1,500 · 20 %, and 13.5 for its size: below maintenance
        IRiskEngine.Margin memory m = engine.maintenanceMargin(a);
        assertEq(m.equity, 1000e18);
        assertEq(m.maintenance, 9013.5e18);

        // half of it: half of the equity may go with it, 15 · 33.33 and what its smaller size saves
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        this.tradeOne(a, b, 0, -15e18, 1466e18);
        uint256 state = vm.snapshotState();
        assertEq(_trade(a, b, instruments[0], -15e18, 1467e18), 1);
        assertEq(_equity(a), 505e18);
        vm.revertToState(state);

        // all of it: nothing may be left, never less
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        this.tradeOne(a, b, 0, -30e18, 1466e18);
        assertEq(_trade(a, b, instruments[0], -30e18, 1467e18), 1);
        assertEq(_equity(a), 10e18);
        assertEq(_equity(b), 119_990e18);
    }

    /// @dev Any trade between two accounts without positions: both keep their margin, nothing is made, and what moved could have
    /// been transferred.
    function testFuzz_cheat_tradeIsAtBestATransfer(uint256 which, int256 size, uint256 price) public {
        which = bound(which, 0, instruments.length - 1);
        size = bound(size, -200e18, 200e18);
        if (size == 0) size = 1;
        // as often as not within the band
        (, uint256 least, uint256 most) = engine.bandOf(instruments[which]);
        price = price & 1 == 0 ? bound(price, 0, 1e24) : bound(price, least, most);
        int256[2] memory before = [_equity(a), _equity(b)];
        try this.tradeOne(a, b, which, size, price) returns (uint256 made) {
            if (made == 0) return;
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), IClearing.Clearing_Unhealthy.selector);
            return;
        }
        assertTrue(price >= least && price <= most, "within the band");
        IRiskEngine.Margin memory mine = engine.initialMargin(a);
        IRiskEngine.Margin memory other = engine.initialMargin(b);
        assertGe(mine.equity, int256(mine.initial), "the taker keeps its margin");
        assertGe(other.equity, int256(other.initial), "and the maker");
        assertLe(mine.equity + other.equity, before[0] + before[1], "nothing was made");
        assertGe(mine.equity, 0, "a transfer could have moved as much");
        assertGe(other.equity, 0, "a transfer could have moved as much");
    }

    /// @dev Opening and closing dust again and again at one price: cash never grows, whoever takes, however sizes and costs round.
    function testFuzz_cheat_dustNeverGains(uint256 seed) public {
        int256 before = _cash(a) + _cash(b);
        int256[2] memory own = [_cash(a), _cash(b)];
        uint256 price = 1900e18 + uint256(keccak256(abi.encode(seed))) % 200e18;
        int256 held;
        for (uint256 i; i < 12; ++i) {
            int256 size = int256(uint256(keccak256(abi.encode(seed, i))) % 1e6) - 5e5;
            // the last closes what is left
            if (i == 11) size = -held;
            if (size == 0) continue;
            assertEq(
                _trade(i % 2 == 0 ? a : b, i % 2 == 0 ? b : a, instruments[0], i % 2 == 0 ? size : -size, price), 1
            );
            held += size;
        }
        assertEq(_cash(a) + _cash(b), before, "all that was paid was received");
        // each trade's price is rounded toward zero, the same for both: what one loses the other gains, a unit for each
        assertApproxEqAbs(_cash(a), own[0], 12);
        assertApproxEqAbs(_cash(b), own[1], 12);
    }

    function tradeOne(AccountId taker, AccountId maker, uint256 which, int256 size, uint256 price)
        external
        returns (uint256)
    {
        return _trade(taker, maker, instruments[which], size, price);
    }

    function _cash(AccountId account) private view returns (int256) {
        return hub.accountOf(account).cash;
    }

    function _setPortfolio(AccountId account) private {
        vm.prank(alice, alice);
        hub.setMode(account, PORTFOLIO);
    }
}
