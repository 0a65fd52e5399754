// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketTest} from "../market/MarketTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {CROSS, ISOLATED, PORTFOLIO} from "causeway/types/MarginMode.sol";
import {FEES, reserved} from "causeway/types/Reserved.sol";

/// @notice What clearing and owners change in the book without a vault: postings, transfers, modes.
contract BookTest is MarketTest {
    AssetId private constant CASH = AssetId.wrap(0);

    // -------------------------------------------------------------------------------------------------------- postings

    function test_post() public {
        uint32 version = hub.accountOf(a).version;
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Posted(a, -7, -4, 2);
        _post(-7, -4, 2, 3);
        IHub.Account memory after_ = hub.accountOf(a);
        assertEq(after_.cash, 100_000e18 - 7);
        assertEq(after_.positions, 2);
        assertEq(after_.version, version + 1);
        assertEq(cashOfBook(FEES), 3);
        _post(0, 0, -1, 0);
        assertEq(hub.accountOf(a).positions, 1);
    }

    function test_post_RevertWhen_unbalanced() public {
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_Unbalanced.selector, int256(-6), int256(-5)));
        _post(-8, -5, 0, 2);
    }

    function test_post_RevertWhen_notTheClearing() public {
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheClearing.selector, address(this)));
        hub.post(new IHub.Posting[](0));
    }

    function _post(int256 cash_, int256 cost, int16 positions, int256 fee) private {
        IHub.Posting[] memory p = new IHub.Posting[](2);
        p[0] = IHub.Posting({account: a, cash: cash_, cost: cost, positions: positions});
        p[1] = IHub.Posting({account: reserved(FEES), cash: fee, cost: 0, positions: 0});
        vm.prank(address(clearing));
        hub.post(p);
    }

    // ------------------------------------------------------------------------------------------------------- transfers

    function test_transfer_cash() public {
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Transferred(a, sub(alice, 5), CASH, 400e18);
        vm.prank(alice, alice);
        hub.transfer(a, sub(alice, 5), CASH, 400e18);
        assertEq(cash(a), 99_600e18);
        assertEq(cash(sub(alice, 5)), 400e18);
    }

    function test_transfer_collateral() public {
        AssetId asset = assetOf(ONE, 8);
        depositFor(alice, ONE, asset.token(), 10e8, a);
        drain();
        vm.startPrank(alice, alice);
        hub.transfer(a, sub(alice, 5), asset, 4e18);
        assertEq(hub.collateralOf(a, asset), 6e18);
        assertEq(hub.collateralOf(sub(alice, 5), asset), 4e18);
        assertNotEq(hub.accountOf(a).assets, 0);
        assertEq(hub.accountOf(a).assets, hub.accountOf(sub(alice, 5)).assets);
        hub.transfer(a, sub(alice, 5), asset, 6e18);
        assertEq(hub.accountOf(a).assets, 0);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_InsufficientBalance.selector, a, asset, 0, 1));
        hub.transfer(a, sub(alice, 5), asset, 1);
    }

    function test_transfer_RevertWhen_notOneOwner() public {
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotOneOwner.selector, a, b));
        hub.transfer(a, b, CASH, 1);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotOneOwner.selector, a, a));
        hub.transfer(a, a, CASH, 1);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotOneOwner.selector, a, toAccountId(alice, ONE, 0)));
        hub.transfer(a, toAccountId(alice, ONE, 0), CASH, 1);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, b, alice));
        hub.transfer(b, sub(bob, 1), CASH, 1);
        vm.expectRevert(IHub.Hub_ZeroAmount.selector);
        hub.transfer(a, sub(alice, 1), CASH, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IHub.Hub_InsufficientBalance.selector, a, CASH, 100_000e18, 100_000e18 + 1)
        );
        hub.transfer(a, sub(alice, 1), CASH, 100_000e18 + 1);
    }

    /// 2,000 of margin for ten times as much ether.
    function test_transfer_RevertGiven_positions() public {
        buy(perpetual, 10e18, 2000e18);
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 2000e18 - 1, 2000e18));
        hub.transfer(a, sub(alice, 1), CASH, 98_000e18 + 1);
        hub.transfer(a, sub(alice, 1), CASH, 98_000e18);
    }

    // ----------------------------------------------------------------------------------------------------------- modes

    function test_setMode() public {
        uint32 version = hub.accountOf(a).version;
        vm.startPrank(alice, alice);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.ModeSet(a, ISOLATED);
        hub.setMode(a, ISOLATED);
        assertEq(hub.accountOf(a).mode, ISOLATED);
        assertEq(hub.accountOf(a).version, version + 1);
    }

    function test_setMode_RevertGiven_marginInTheNewMode() public {
        buy(perpetual, 10e18, 2000e18);
        vm.startPrank(alice, alice);
        hub.setMode(a, PORTFOLIO);
        hub.transfer(a, sub(alice, 1), CASH, 98_500e18);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 1500e18, 2000e18));
        hub.setMode(a, CROSS);
    }

    function test_setMode_RevertWhen_bad() public {
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadMode.selector, 3));
        hub.setMode(a, 3);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, a, bob));
        hub.setMode(a, PORTFOLIO);
    }
}
