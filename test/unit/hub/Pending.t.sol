// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TestToken} from "../../base/TestToken.sol";
import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Message} from "causeway/messaging/Message.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";

/// @notice Deposits that cannot be credited at once, why, and how they end.
contract PendingTest is World {
    TestToken private _token;
    AssetId private _asset;
    address private _stranger = makeAddr("stranger");

    function setUp() public override {
        super.setUp();
        _token = tokens[ONE][8];
        _asset = assetOf(ONE, 8);
        vm.deal(_stranger, 1 ether);
    }

    // -------------------------------------------------------------------------------------------------------- reasons

    function test_pending_UnknownAsset() public {
        TestToken other = new TestToken("other", 18);
        spokes[ONE].setVault(address(other), CAP, CAP);
        fund(alice, ONE, other);
        AssetId asset = toAssetId(ONE, address(other));
        uint64 seq = deposit(alice, ONE, address(other), 5e18);
        _expectPending(seq, asset, 5e18, IHub.Reason.UnknownAsset);
        // listed later, anyone brings it in
        hub.listAsset(asset, 18, false, 0);
        hub.setLimits(asset, 1e30, 0, 1e30, 1e30);
        _execute(seq);
        assertEq(hub.collateralOf(plain(alice), asset), 5e18);
    }

    function test_pending_Halted() public {
        uint64 seq = deposit(alice, ONE, address(_token), 5e8);
        hub.halt{value: APPEND_FEE}(_asset);
        _expectPending(seq, _asset, 5e8, IHub.Reason.Halted);
        _expectBlocked(seq, IHub.Reason.Halted);
        hub.resume(_asset);
        _execute(seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 5e18);
    }

    function test_pending_Depegged() public {
        AssetId cash = cashAsset(ONE);
        oracle.set(cash, 0.9799e18, IOracle.Refusal.None);
        hub.checkPeg(cash);
        uint64 seq = deposit(alice, ONE, address(cashToken(ONE)), 5e6);
        _expectPending(seq, cash, 5e6, IHub.Reason.Depegged);
        oracle.set(cash, 0.9899e18, IOracle.Refusal.None);
        hub.checkPeg(cash);
        _expectBlocked(seq, IHub.Reason.Depegged);
        oracle.set(cash, 0.99e18, IOracle.Refusal.None);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Depegged(cash, false, 0.99e18);
        hub.checkPeg(cash);
        _execute(seq);
        assertEq(cashOf(alice), 5e18);
    }

    function test_checkPeg_RevertWhen_unknown() public {
        AssetId cash = cashAsset(ONE);
        oracle.set(cash, 1e18, IOracle.Refusal.Stale);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_PegUnknown.selector, cash));
        hub.checkPeg(cash);
        oracle.set(_asset, 1e18, IOracle.Refusal.None);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_PegUnknown.selector, _asset));
        hub.checkPeg(_asset);
        oracle.set(cash, 0.98e18, IOracle.Refusal.None);
        hub.checkPeg(cash);
        (IHub.AssetConfig memory config,) = hub.assetOf(cash);
        assertFalse(config.depegged, "at 0.98 the peg holds");
        AssetId none = toAssetId(ONE, address(9));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_UnknownAsset.selector, none));
        hub.checkPeg(none);
    }

    function test_pending_OverCap() public {
        deposit(bob, ONE, address(_token), 4e8);
        drain();
        hub.lowerCap(_asset, 8e8);
        uint64 seq = deposit(alice, ONE, address(_token), 5e8);
        _expectPending(seq, _asset, 5e8, IHub.Reason.OverCap);
        _expectBlocked(seq, IHub.Reason.OverCap);
        withdraw(bob, _asset, 1e8);
        _execute(seq);
        assertEq(vaultOf(_asset).reserve, 8e8, "exactly up to the cap");
    }

    function test_pending_OverRate() public {
        hub.setLimits(_asset, 1000e8, 0, 0, 1000e8); // a tenth of the cap an hour
        uint64 first = deposit(alice, ONE, address(_token), 80e8);
        uint64 seq = deposit(alice, ONE, address(_token), 80e8);
        uint64 small = deposit(bob, ONE, address(_token), 1e8);
        carry(ONE, HUB);
        assertEq(uint8(hub.entryOf(ONE, first).status), uint8(IHub.Status.None));
        assertEq(uint8(hub.entryOf(ONE, small).status), uint8(IHub.Status.None), "the small one is not queued");
        assertEq(hub.collateralOf(plain(bob), _asset), 1e18);
        IHub.Entry memory entry = hub.entryOf(ONE, seq);
        assertEq(uint8(entry.reason), uint8(IHub.Reason.OverRate));
        assertEq(entry.matureAt, now_() + 10_369, "80 of 666.6 a day, rounded up");
        _expectBlocked(seq, IHub.Reason.OverRate);
        vm.warp(entry.matureAt - 1);
        _pass(1);
        _execute(seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 160e18);
    }

    function test_pending_OverRate_SoonerWhenThereIsRoom() public {
        hub.setLimits(_asset, 1000e8, 0, 0, 1000e8);
        deposit(alice, ONE, address(_token), 80e8);
        uint64 seq = deposit(alice, ONE, address(_token), 80e8);
        carry(ONE, HUB);
        _pass(1 hours);
        assertLt(now_(), hub.entryOf(ONE, seq).matureAt);
        _execute(seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 160e18);
    }

    function test_pending_OverRate_AtMostSixDays() public {
        hub.setLimits(_asset, 5, 0, 0, 0); // no rate at all
        uint64 seq = deposit(alice, ONE, address(_token), 2);
        carry(ONE, HUB);
        IHub.Entry memory entry = hub.entryOf(ONE, seq);
        assertEq(uint8(entry.reason), uint8(IHub.Reason.OverRate));
        assertEq(entry.matureAt, now_() + 6 days);
        _pass(3 days);
        drain();
        vm.warp(entry.matureAt);
        _execute(seq);
    }

    function test_pending_ReservedAccount() public {
        AccountId reserved = toAccountId(address(0), ONE, 1);
        bytes memory body = Message.encodeDeposit(reserved, address(cashToken(ONE)), 5, alice);
        vm.prank(address(gateway));
        hub.handle(ONE, 77, Message.DEPOSIT, body, false);
        assertEq(uint8(hub.entryOf(ONE, 77).reason), uint8(IHub.Reason.ReservedAccount));
        vm.expectPartialRevert(IHub.Hub_StillBlocked.selector);
        hub.executeDeposit(ONE, 77, body);
        vm.prank(alice, alice);
        hub.refundDeposit{value: APPEND_FEE}(ONE, 77, body);
        assertEq(hub.exitPool(ONE), 0);
    }

    /// While the spoke has not heard the hub for 3.5 days, its vault moves nothing.
    function test_pending_VaultClosed() public {
        drain();
        _pass(3.5 days + 1);
        (bool closed,) = gateway.isClosed(ONE);
        assertTrue(closed);
        uint64 seq = deposit(alice, ONE, address(_token), 5e8);
        _expectPending(seq, _asset, 5e8, IHub.Reason.VaultClosed);
        _expectBlocked(seq, IHub.Reason.VaultClosed);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.prank(alice, alice);
        vm.expectPartialRevert(IHub.Hub_VaultClosed.selector);
        hub.refundDeposit{value: APPEND_FEE}(ONE, seq, body);
        // heard again, it opens
        carry(HUB, ONE);
        carry(ONE, HUB);
        (closed,) = gateway.isClosed(ONE);
        assertFalse(closed);
        _execute(seq);
        assertEq(hub.collateralOf(plain(alice), _asset), 5e18);
    }

    // -------------------------------------------------------------------------------------------------------- execute

    function test_executeDeposit_Once() public {
        uint64 seq = _haltedDeposit();
        hub.resume(_asset);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Credited(plain(alice), _asset, seq, 5e8, 0);
        hub.executeDeposit(ONE, seq, body);
        assertEq(vaultOf(_asset).pending, 0);
        assertEq(vaultOf(_asset).reserve, 5e8);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.Done));
        hub.executeDeposit(ONE, seq, body);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.Done));
        hub.refundDeposit{value: APPEND_FEE}(ONE, seq, body);
    }

    function test_executeDeposit_RevertWhen_wrongBody() public {
        uint64 seq = _haltedDeposit();
        hub.resume(_asset);
        bytes memory body = bodyOf(ONE, HUB, seq);
        body[67] ^= 0x01;
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_WrongBody.selector, ONE, seq));
        hub.executeDeposit(ONE, seq, body);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, TWO, seq, IHub.Status.None));
        hub.executeDeposit(TWO, seq, body);
    }

    /// A ticket's body has a deposit's length: it is not one.
    function test_executeDeposit_RevertWhen_ticket() public {
        uint64 seq = requestExit(alice, ONE, address(_token), 1e8);
        carry(ONE, HUB);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_WrongBody.selector, ONE, seq));
        hub.executeDeposit(ONE, seq, body);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_WrongBody.selector, ONE, seq));
        hub.refundDeposit{value: APPEND_FEE}(ONE, seq, body);
    }

    function test_executeDeposit_WhenCreditedAtOnce_RevertGiven_notPending() public {
        uint64 seq = deposit(alice, ONE, address(_token), 5e8);
        drain();
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.None));
        hub.executeDeposit(ONE, seq, body);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.None));
        hub.refundDeposit{value: APPEND_FEE}(ONE, seq, body);
    }

    // --------------------------------------------------------------------------------------------------------- refund

    function test_refundDeposit_ByTheDepositor() public {
        uint64 seq = _haltedDeposit();
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint256 before = _token.balanceOf(alice);
        uint256 fee = gateway.appendFee(ONE);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.DepositRefunded(_asset, seq, alice, 5e8);
        vm.prank(alice, alice);
        hub.refundDeposit{value: fee}(ONE, seq, body);
        assertEq(vaultOf(_asset).pending, 0);
        assertEq(vaultOf(_asset).released, 5e8);
        carry(HUB, ONE);
        assertEq(_token.balanceOf(alice) - before, 5e8);
        assertEq(owedAt(_asset), 0);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotPending.selector, ONE, seq, IHub.Status.Refunded));
        hub.refundDeposit{value: fee}(ONE, seq, body);
    }

    function test_refundDeposit_ByTheAccountsOwnerToTheDepositor() public {
        uint64 seq = depositFor(alice, ONE, address(_token), 5e8, plain(bob));
        hub.halt{value: APPEND_FEE}(_asset);
        carry(ONE, HUB);
        uint256 before = _token.balanceOf(alice);
        _refund(bob, seq);
        carry(HUB, ONE);
        assertEq(_token.balanceOf(alice) - before, 5e8);
    }

    /// The rescue-deposit attack: a stranger sends back what was to save an account, to have it liquidated.
    function test_refundDeposit_RevertWhen_strangerTooSoon() public {
        uint64 seq = _haltedDeposit();
        uint64 anyoneFrom = uint64(hub.entryOf(ONE, seq).matureAt + 3 days);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.warp(anyoneFrom - 1);
        vm.prank(_stranger, _stranger);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotRefundable.selector, ONE, seq, anyoneFrom));
        hub.refundDeposit{value: APPEND_FEE}(ONE, seq, body);
        vm.warp(anyoneFrom);
        _refund(_stranger, seq);
        assertEq(uint8(hub.entryOf(ONE, seq).status), uint8(IHub.Status.Refunded));
    }

    function test_refundDeposit_RevertWhen_strangerAndCreditable() public {
        uint64 seq = _haltedDeposit();
        hub.resume(_asset);
        _pass(3 days);
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint64 anyoneFrom = uint64(hub.entryOf(ONE, seq).matureAt + 3 days);
        vm.prank(_stranger, _stranger);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotRefundable.selector, ONE, seq, anyoneFrom));
        hub.refundDeposit{value: APPEND_FEE}(ONE, seq, body);
        _execute(seq);
    }

    /// The address of a contract depositor may be somebody else's on the hub.
    function test_refundDeposit_RevertWhen_contractAtTheDepositorsAddress() public {
        Wallet wallet = new Wallet(alice);
        bytes memory body = Message.encodeDeposit(plain(bob), address(_token), 5, address(wallet));
        hub.halt{value: APPEND_FEE}(_asset);
        vm.prank(address(gateway));
        hub.handle(ONE, 77, Message.DEPOSIT, body, false);
        bytes memory call_ = abi.encodeCall(IHub.refundDeposit, (ONE, 77, body));
        vm.expectPartialRevert(IHub.Hub_NotRefundable.selector);
        wallet.run{value: APPEND_FEE}(address(hub), call_);
    }

    function test_refundDeposit_RevertWhen_noFee() public {
        uint64 seq = _haltedDeposit();
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.prank(alice, alice);
        vm.expectRevert();
        hub.refundDeposit(ONE, seq, body);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _haltedDeposit() private returns (uint64 seq) {
        seq = deposit(alice, ONE, address(_token), 5e8);
        hub.halt{value: APPEND_FEE}(_asset);
        carry(ONE, HUB);
    }

    function _expectPending(uint64 seq, AssetId asset, uint256 amount, IHub.Reason reason) private {
        deliver(ONE, HUB, publish(ONE, HUB));
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.DepositPending(plain(alice), asset, seq, amount, alice, reason, uint64(now_()));
        ingest(ONE, HUB);
        IHub.Entry memory entry = hub.entryOf(ONE, seq);
        assertEq(uint8(entry.status), uint8(IHub.Status.Pending));
        assertEq(uint8(entry.reason), uint8(reason));
        assertEq(vaultOf(asset).pending, amount);
        assertEq(hub.collateralOf(plain(alice), asset), 0);
    }

    function _expectBlocked(uint64 seq, IHub.Reason reason) private {
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint64 matureAt = hub.entryOf(ONE, seq).matureAt;
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_StillBlocked.selector, ONE, seq, reason, matureAt));
        hub.executeDeposit(ONE, seq, body);
    }

    function _execute(uint64 seq) private {
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.prank(_stranger, _stranger);
        hub.executeDeposit(ONE, seq, body);
        assertEq(uint8(hub.entryOf(ONE, seq).status), uint8(IHub.Status.Done));
    }

    function _refund(address who, uint64 seq) private {
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint256 fee = gateway.appendFee(ONE);
        vm.prank(who, who);
        hub.refundDeposit{value: fee}(ONE, seq, body);
        collect();
    }
}
