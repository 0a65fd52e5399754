// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TestToken} from "../../base/TestToken.sol";
import {World} from "../../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {AssetId} from "causeway/types/AssetId.sol";

/// @notice Exits that cannot be censored.
contract TicketTest is World {
    TestToken private _token;
    AssetId private _asset;
    AssetId private _cash;
    address private _stranger = makeAddr("stranger");

    function setUp() public override {
        super.setUp();
        _token = tokens[ONE][8];
        _asset = assetOf(ONE, 8);
        _cash = cashAsset(ONE);
        deposit(alice, ONE, address(_token), 100e8);
        deposit(alice, ONE, address(cashToken(ONE)), 1000e6);
        drain();
        vm.deal(_stranger, 1 ether);
    }

    function test_executeTicket() public {
        uint64 seq = _ticket(address(_token), 30e8);
        IHub.Entry memory entry = hub.entryOf(ONE, seq);
        assertEq(uint8(entry.status), uint8(IHub.Status.Pending));
        assertEq(entry.matureAt, now_() + 30 days);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.TicketClosed(plain(alice), ONE, seq, IHub.Status.Done, 30e8);
        _execute(_stranger, seq);
        uint256 before = _token.balanceOf(alice);
        carry(HUB, ONE);
        assertEq(_token.balanceOf(alice) - before, 30e8);
        assertEq(hub.collateralOf(plain(alice), _asset), 70e18);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.Done));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
    }

    function test_executeTicket_AsFarAsTheBalanceGoes() public {
        uint64 all = _ticket(address(_token), type(uint128).max);
        _execute(_stranger, all);
        assertEq(hub.collateralOf(plain(alice), _asset), 0);
        assertEq(vaultOf(_asset).reserve, 0);
        uint64 more = _ticket(address(cashToken(ONE)), 1001e6);
        _execute(_stranger, more);
        assertEq(cashOf(alice), 0);
    }

    /// 12. ROUNDING: what is less than a unit of the exit token stays in the account.
    function test_executeTicket_RoundsDown() public {
        deposit(alice, TWO, address(cashToken(TWO)), 5e18 + 1);
        deposit(bob, ONE, address(cashToken(ONE)), 100e6);
        drain();
        uint64 seq = _ticket(address(cashToken(ONE)), type(uint128).max);
        _execute(_stranger, seq);
        assertEq(cashOf(alice), 1);
        assertEq(vaultOf(_cash).released, 1005e6);
    }

    function testFuzz_executeTicket_RoundsDown(uint256 amount) public {
        amount = bound(amount, 1, 1e24);
        deposit(alice, TWO, address(cashToken(TWO)), amount);
        deposit(bob, ONE, address(cashToken(ONE)), 1e18);
        drain();
        uint64 seq = _ticket(address(cashToken(ONE)), type(uint128).max);
        _execute(_stranger, seq);
        assertEq(uint256(cashOf(alice)), amount % 1e12, "less than a unit stays");
        assertEq(vaultOf(_cash).released, 1000e6 + amount / 1e12);
    }

    /// Nobody can close a ticket by executing it while the account is empty, e.g. while its deposit is still pending.
    function test_executeTicket_RevertGiven_nothing() public {
        withdraw(alice, _asset, 100e8);
        uint64 seq = _ticket(address(_token), 30e8);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(
            abi.encodeWithSelector(IHub.Hub_InsufficientBalance.selector, plain(alice), _asset, 0, uint256(30e8))
        );
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        deposit(alice, ONE, address(_token), 40e8);
        drain();
        _execute(_stranger, seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 10e18);
    }

    function test_executeTicket_RevertWhen_wrongBody() public {
        uint64 seq = _ticket(address(_token), 30e8);
        bytes memory body = bodyOf(ONE, HUB, seq);
        body[87] ^= 0x01; // another receiver
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_WrongBody.selector, ONE, seq));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
    }

    function test_executeTicket_RevertWhen_deposit() public {
        uint64 seq = deposit(alice, ONE, address(_token), 1);
        hub.halt{value: APPEND_FEE}(_asset);
        carry(ONE, HUB);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_WrongBody.selector, ONE, seq));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
    }

    function test_executeTicket_RevertGiven_expired() public {
        uint64 seq = _ticket(address(_token), 30e8);
        uint64 expiry = hub.entryOf(ONE, seq).matureAt;
        _pass(30 days - 100);
        carry(HUB, ONE);
        carry(ONE, HUB);
        vm.warp(expiry + 1);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_Expired.selector, expiry));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        vm.warp(expiry);
        _execute(_stranger, seq);
    }

    function test_executeTicket_RevertGiven_closedVault() public {
        uint64 seq = _ticket(address(_token), 30e8);
        _pass(4 days);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectPartialRevert(IHub.Hub_VaultClosed.selector);
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
    }

    // ------------------------------------------------------------------------------------------------------------ fee

    /// A stranger must not execute a ticket at a moment that costs its owner much: one day of patience.
    function test_executeTicket_FeeGriefing() public {
        hub.setLimits(_cash, 1e15, 4000e6, 1e15, 1e15); // a quarter of the target is there
        uint64 seq = _ticket(address(cashToken(ONE)), 900e6);
        (uint256 fee,) = hub.quoteWithdraw(_cash, 900e6);
        assertGt(fee * 200, 900e18, "more than half a percent");
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint64 patience = uint64(hub.entryOf(ONE, seq).bookedAt + 1 days);
        vm.warp(patience - 1);
        vm.prank(_stranger, _stranger);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_TicketFee.selector, fee, patience));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        uint256 snapshot = vm.snapshotState();
        _execute(alice, seq); // the owner may at any time
        assertEq(uint256(cashOf(alice)), 100e18 - fee);
        vm.revertToState(snapshot);
        vm.warp(patience);
        _execute(_stranger, seq);
        assertEq(uint256(cashOf(alice)), 100e18 - fee);
        assertEq(hub.exitPool(ONE), fee);
    }

    function test_executeTicket_LowFeeByAnyone() public {
        hub.setLimits(_cash, 1e15, 1800e6, 1e15, 1e15);
        uint64 seq = _ticket(address(cashToken(ONE)), 100e6);
        (uint256 fee,) = hub.quoteWithdraw(_cash, 100e6);
        assertGt(fee, 0);
        _execute(_stranger, seq);
        assertEq(hub.exitPool(ONE), fee);
    }

    /// All of it: the fee comes out of the amount.
    function test_executeTicket_AllOfTheCash() public {
        hub.setLimits(_cash, 1e15, 1000e6, 1e15, 1e15);
        uint64 seq = _ticket(address(cashToken(ONE)), type(uint128).max);
        _execute(alice, seq);
        assertGe(cashOf(alice), 0);
        uint256 rest = uint256(cashOf(alice)) + hub.exitPool(ONE) + uint256(vaultOf(_cash).released) * 1e12;
        assertEq(rest, 1000e18);
        assertGt(hub.exitPool(ONE), 0);
    }

    // ---------------------------------------------------------------------------------------------------------- limits

    function test_executeTicket_LimitedThenPaidAllTheSame() public {
        hub.setLimits(_asset, 1e15, 0, 1e15, 0); // 1.5 an hour, 10 a day
        uint64 seq = _ticket(address(_token), 30e8);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectPartialRevert(IHub.Hub_OutflowLimited.selector);
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        uint256 bookedAt = hub.entryOf(ONE, seq).bookedAt;
        _pass(2.9 days);
        drain();
        vm.warp(bookedAt + 3 days - 1);
        vm.expectPartialRevert(IHub.Hub_OutflowLimited.selector);
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        vm.warp(bookedAt + 3 days);
        _execute(_stranger, seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 70e18);
    }

    function test_executeTicket_WaitsAtMostSixDays() public {
        hub.setLimits(_asset, 1e15, 0, 1e15, 0);
        uint64 seq = _ticket(address(_token), 100e8);
        _pass(3 days);
        drain();
        _pass(3 days);
        drain();
        _execute(_stranger, seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 0);
    }

    function test_executeTicket_RevertGiven_notCovered() public {
        deposit(bob, TWO, address(cashToken(TWO)), 5000e18);
        drain();
        uint64 seq = requestExit(bob, ONE, address(cashToken(ONE)), 1001e6);
        carry(ONE, HUB);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotCovered.selector, _cash, 1000e6, 1001e6));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        deposit(alice, ONE, address(cashToken(ONE)), 1e6);
        drain();
        _execute(_stranger, seq);
    }

    // ---------------------------------------------------------------------------------------------------------- cancel

    function test_cancelTicket() public {
        uint64 seq = _ticket(address(_token), 30e8);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.prank(_stranger, _stranger);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, plain(alice), _stranger));
        hub.cancelTicket(ONE, seq, body);
        vm.prank(alice, alice);
        hub.cancelTicket(ONE, seq, body);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.Cancelled));
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
    }

    function test_cancelTicket_ByAnyoneOnceExpired() public {
        uint64 seq = _ticket(address(_token), 30e8);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.warp(hub.entryOf(ONE, seq).matureAt);
        vm.prank(_stranger, _stranger);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, plain(alice), _stranger));
        hub.cancelTicket(ONE, seq, body);
        _pass(1);
        vm.prank(_stranger, _stranger);
        hub.cancelTicket(ONE, seq, body);
        assertEq(uint8(hub.entryOf(ONE, seq).status), uint8(IHub.Status.Cancelled));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _ticket(address token, uint128 amount) private returns (uint64 seq) {
        seq = requestExit(alice, ONE, token, amount);
        carry(ONE, HUB);
    }

    function _execute(address who, uint64 seq) private {
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint256 fee = gateway.appendFee(ONE);
        vm.prank(who, who);
        hub.executeTicket{value: fee}(ONE, seq, body);
        collect();
    }
}
