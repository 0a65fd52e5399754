// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TestToken} from "../../base/TestToken.sol";
import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Message} from "causeway/messaging/Message.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice What a spoke does with what the hub says. Bodies are appended in the hub's name.
contract ReleaseTest is World {
    Spoke private _spoke;
    TestToken private _token;
    address private _receiver = makeAddr("receiver");

    function setUp() public override {
        super.setUp();
        _spoke = spokes[ONE];
        _token = tokens[ONE][18];
        deposit(alice, ONE, address(_token), 1000e18);
        deposit(alice, ONE, NATIVE, 1000 ether);
    }

    // ----------------------------------------------------------------------------------------------------------- paid

    function test_release_Paid() public {
        _append(7, address(_token), 10e18, _receiver);
        deliver(HUB, ONE, publish(HUB, ONE));
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.Released(1, 7, _receiver, address(_token), 10e18);
        ingest(HUB, ONE);
        assertEq(_token.balanceOf(_receiver), 10e18);
        assertEq(owedAt(assetOf(ONE, 18)), 990e18);
    }

    function test_release_TokenThatSaysNothing() public {
        _token.setMode(TestToken.Mode.SaysNothing);
        _release(10e18);
        assertEq(_token.balanceOf(_receiver), 10e18);
    }

    function test_release_Native() public {
        _append(7, NATIVE, 10 ether, _receiver);
        carry(HUB, ONE);
        assertEq(_receiver.balance, 10 ether);
        assertEq(owedAt(toAssetId(ONE, NATIVE)), 990 ether);
    }

    function test_release_ZeroAndNonsense() public {
        _append(1, address(_token), 0, _receiver);
        _append(2, address(_token), 1, address(0));
        _append(3, makeAddr("no token"), 1, _receiver);
        _append(4, address(_token), type(uint128).max, _receiver);
        carry(HUB, ONE);
        assertEq(_spoke.laneOf(HUB).inSeq, 4);
        assertEq(owedAt(assetOf(ONE, 18)), 1000e18);
    }

    function test_handle_PassesOverWhatItDoesNotKnow() public {
        _appendAs(Message.DEPOSIT, new bytes(88));
        _appendAs(Message.RELEASE, new bytes(64));
        _appendAs(Message.RELEASE, new bytes(66));
        _appendAs(Message.HALT, "");
        _appendAs(255, new bytes(5000));
        deliver(HUB, ONE, publish(HUB, ONE));
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit IMessenger.MessageRejected(HUB, 1, Message.DEPOSIT, new bytes(88));
        ingest(HUB, ONE);
        assertEq(_spoke.laneOf(HUB).inSeq, 5);
    }

    function test_halt_OnlyTightens() public {
        _appendAs(Message.HALT, Message.encodeHalt(address(_token), 1));
        _appendAs(Message.HALT, Message.encodeHalt(address(_token), 0));
        carry(HUB, ONE);
        (ISpoke.Vault memory vault,) = _spoke.vaultOf(address(_token));
        assertEq(vault.level, 1);
        _release(10e18);
        assertEq(_token.balanceOf(_receiver), 10e18, "it stops deposits alone");
    }

    // --------------------------------------------------------------------------------------------------------- waiting

    function test_release_OverTheLimitWaitsAndMatures() public {
        _spoke.setVault(address(_token), CAP, 0); // 2.25 % of 1000 an hour, 15 % a day
        _append(7, address(_token), 100e18, _receiver);
        deliver(HUB, ONE, publish(HUB, ONE));
        uint64 matureAt = uint64(now_() + 57_600); // 100 of 150 a day
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.ReleaseWaiting(1, 7, _receiver, address(_token), 100e18, matureAt);
        ingest(HUB, ONE);
        assertEq(owedAt(assetOf(ONE, 18)), 1000e18, "still owed");
        vm.warp(matureAt - 1);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_StillWaiting.selector, 1, matureAt));
        _spoke.payWaiting(1, 7, address(_token), 100e18, _receiver, matureAt);
        vm.warp(matureAt);
        vm.prank(bob);
        _spoke.payWaiting(1, 7, address(_token), 100e18, _receiver, matureAt);
        assertEq(_token.balanceOf(_receiver), 100e18);
        assertEq(_spoke.waiting(1), 0);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotWaiting.selector, 1));
        _spoke.payWaiting(1, 7, address(_token), 100e18, _receiver, matureAt);
    }

    function test_payWaiting_SoonerWhenThereIsRoom() public {
        _spoke.setVault(address(_token), CAP, 0);
        _append(1, address(_token), 15e18, _receiver);
        _append(2, address(_token), 15e18, _receiver);
        carry(HUB, ONE);
        assertEq(_token.balanceOf(_receiver), 15e18);
        uint64 matureAt = _matureAt(15e18);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_StillWaiting.selector, 2, matureAt));
        _spoke.payWaiting(2, 2, address(_token), 15e18, _receiver, matureAt);
        _pass(1 hours);
        assertLt(now_(), matureAt);
        _spoke.payWaiting(2, 2, address(_token), 15e18, _receiver, matureAt);
        assertEq(_token.balanceOf(_receiver), 30e18);
    }

    function test_release_SmallOnesFindTheSlice() public {
        _spoke.setVault(address(_token), CAP, 0);
        _append(1, address(_token), 18e18, _receiver);
        _append(2, address(_token), 2e17, bob);
        uint256 before = _token.balanceOf(bob);
        carry(HUB, ONE);
        assertEq(_token.balanceOf(bob) - before, 2e17);
    }

    function test_payWaiting_RevertWhen_anotherReceiver() public {
        _spoke.setVault(address(_token), CAP, 0);
        _append(7, address(_token), 100e18, _receiver);
        carry(HUB, ONE);
        uint64 matureAt = _matureAt(100e18);
        _pass(4 days);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotWaiting.selector, 1));
        _spoke.payWaiting(1, 7, address(_token), 100e18, bob, matureAt);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotWaiting.selector, 1));
        _spoke.payWaiting(1, 7, address(_token), 101e18, _receiver, matureAt);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotWaiting.selector, 2));
        _spoke.payWaiting(2, 7, address(_token), 100e18, _receiver, matureAt);
    }

    /// What is not owed waits until it is, however long: a release never pays with what belongs to other tokens' owners.
    function test_release_MoreThanOwedWaits() public {
        _append(7, address(_token), 1001e18, _receiver);
        carry(HUB, ONE);
        uint64 matureAt = _matureAt(1001e18);
        _pass(10 days);
        _token.mint(address(_spoke), 1e18); // a donation does not help
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_StillWaiting.selector, 1, matureAt));
        _spoke.payWaiting(1, 7, address(_token), 1001e18, _receiver, matureAt);
        deposit(alice, ONE, address(_token), 1e18);
        _spoke.payWaiting(1, 7, address(_token), 1001e18, _receiver, matureAt);
        assertEq(_token.balanceOf(_receiver), 1001e18);
    }

    function test_release_WaitsAtMostThreeDays() public {
        _spoke.setVault(address(_token), CAP, 0);
        _append(7, address(_token), 999e18, _receiver);
        deliver(HUB, ONE, publish(HUB, ONE));
        uint64 matureAt = uint64(now_() + 72 hours);
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.ReleaseWaiting(1, 7, _receiver, address(_token), 999e18, matureAt);
        ingest(HUB, ONE);
    }

    // ----------------------------------------------------------------------------------------------------------- brake

    function test_brake() public {
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.Braked(address(_token), uint64(now_() + 72 hours));
        _spoke.brake(address(_token));
        uint64 until = uint64(now_() + 72 hours);
        _append(7, address(_token), 1, _receiver);
        _append(8, NATIVE, 1, _receiver);
        carry(HUB, ONE);
        assertEq(_token.balanceOf(_receiver), 0);
        assertEq(_receiver.balance, 1, "other tokens go on");
        vm.warp(until - 1);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_StillWaiting.selector, 1, until));
        _spoke.payWaiting(1, 7, address(_token), 1, _receiver, until);
        vm.warp(until);
        _spoke.payWaiting(1, 7, address(_token), 1, _receiver, until);
        assertEq(_token.balanceOf(_receiver), 1);
    }

    function test_brake_OnceInThirtyDays() public {
        _spoke.brake(address(_token));
        uint64 nextAt = uint64(now_() + 72 hours + 30 days);
        vm.warp(nextAt - 1);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_BrakeSpent.selector, address(_token), nextAt));
        _spoke.brake(address(_token));
        vm.warp(nextAt);
        _spoke.brake(address(_token));
    }

    // ------------------------------------------------------------------------------------------------------- claimable

    function test_release_RefusedIsClaimableElsewhere() public {
        _token.setRefused(_receiver, true);
        _append(7, address(_token), 10e18, _receiver);
        deliver(HUB, ONE, publish(HUB, ONE));
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.ReleaseClaimable(1, 7, _receiver, address(_token), 10e18);
        ingest(HUB, ONE);
        assertEq(_spoke.claimable(_receiver, address(_token)), 10e18);
        assertEq(owedAt(assetOf(ONE, 18)), 1000e18, "still owed");

        vm.prank(_receiver);
        vm.expectRevert(
            abi.encodeWithSelector(ISpoke.Spoke_PaymentRefused.selector, address(_token), _receiver, uint256(10e18))
        );
        _spoke.claim(address(_token), _receiver);
        address other = makeAddr("other");
        vm.prank(_receiver);
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.Claimed(_receiver, address(_token), 10e18, other);
        assertEq(_spoke.claim(address(_token), other), 10e18);
        assertEq(_token.balanceOf(other), 10e18);
        assertEq(owedAt(assetOf(ONE, 18)), 990e18);
        vm.prank(_receiver);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NothingToClaim.selector, _receiver, address(_token)));
        _spoke.claim(address(_token), other);
    }

    function test_claim_RevertWhen_zeroReceiver() public {
        vm.expectRevert(ISpoke.Spoke_ZeroReceiver.selector);
        _spoke.claim(address(_token), address(0));
    }

    function test_release_EveryBadTokenIsClaimable() public {
        TestToken.Mode[3] memory modes = [TestToken.Mode.SaysFalse, TestToken.Mode.BurnGas, TestToken.Mode.LongAnswer];
        for (uint256 i; i < modes.length; ++i) {
            _token.setMode(modes[i]);
            _release(10e18);
            assertEq(_spoke.claimable(_receiver, address(_token)), 10e18 * (i + 1));
        }
        _token.setMode(TestToken.Mode.Sound);
        vm.prank(_receiver);
        _spoke.claim(address(_token), _receiver);
        assertEq(_token.balanceOf(_receiver), 30e18);
        assertEq(owedAt(assetOf(ONE, 18)), 970e18);
    }

    /// One token that burns its gas does not stop the lane nor the others.
    function test_release_AGasBurnerAmongOthers() public {
        _token.setMode(TestToken.Mode.BurnGas);
        _append(1, address(_token), 1e18, _receiver);
        _append(2, NATIVE, 1 ether, _receiver);
        _append(3, address(_token), 1e18, _receiver);
        carry(HUB, ONE);
        assertEq(_spoke.claimable(_receiver, address(_token)), 2e18);
        assertEq(_receiver.balance, 1 ether);
    }

    function test_release_NativeReceiverRefuses() public {
        Wallet wallet = new Wallet(alice);
        wallet.setRefusing(true);
        _append(7, NATIVE, 3 ether, address(wallet));
        carry(HUB, ONE);
        assertEq(_spoke.claimable(address(wallet), NATIVE), 3 ether);
        wallet.run(address(_spoke), abi.encodeCall(ISpoke.claim, (NATIVE, _receiver)));
        assertEq(_receiver.balance, 3 ether);
        assertEq(owedAt(toAssetId(ONE, NATIVE)), 997 ether);
    }

    /// With little gas the whole ingest reverts: nobody can make a payout fail by starving it.
    function testFuzz_release_LittleGasNeverMakesItFail(uint256 gas_) public {
        _append(7, address(_token), 10e18, _receiver);
        deliver(HUB, ONE, publish(HUB, ONE));
        bytes memory messages = row(HUB, ONE, 1, 1);
        gas_ = bound(gas_, 50_000, 600_000);
        (bool success,) = address(_spoke).call{gas: gas_}(abi.encodeCall(IMessenger.ingest, (HUB, uint64(1), messages)));
        assertEq(_spoke.claimable(_receiver, address(_token)), 0);
        assertEq(_token.balanceOf(_receiver), success ? 10e18 : 0);
    }

    /// Also a receiver that wants much gas, and gives back what it has not used when it gets less.
    function testFuzz_release_LittleGasNeverMakesAPickyReceiverRefuse(uint256 gas_) public {
        Picky picky = new Picky();
        _append(7, NATIVE, 3 ether, address(picky));
        deliver(HUB, ONE, publish(HUB, ONE));
        bytes memory messages = row(HUB, ONE, 1, 1);
        gas_ = bound(gas_, 100_000, 500_000);
        (bool success,) = address(_spoke).call{gas: gas_}(abi.encodeCall(IMessenger.ingest, (HUB, uint64(1), messages)));
        assertEq(_spoke.claimable(address(picky), NATIVE), 0);
        assertEq(address(picky).balance, success ? 3 ether : 0);
        ingest(HUB, ONE);
        assertEq(address(picky).balance, 3 ether);
    }

    function test_release_ReentryIsRefused() public {
        Reentrant reentrant = new Reentrant(_spoke);
        _append(7, NATIVE, 3 ether, address(reentrant));
        carry(HUB, ONE);
        assertEq(_spoke.claimable(address(reentrant), NATIVE), 3 ether);
    }

    function test_transferOut_RevertWhen_notSelf() public {
        vm.expectRevert(ISpoke.Spoke_OnlySelf.selector);
        _spoke.transferOut(address(_token), bob, 1);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _append(uint64 id, address token, uint128 amount, address receiver) private {
        _appendAs(Message.RELEASE, Message.encodeRelease(id, token, amount, receiver, Message.REASON_WITHDRAWAL));
    }

    function _appendAs(uint8 kind, bytes memory body) private {
        vm.deal(address(hub), 1 ether);
        uint256 fee = gateway.appendFee(ONE);
        vm.prank(address(hub));
        gateway.append{value: fee}(ONE, kind, body);
        collect();
    }

    function _release(uint128 amount) private {
        _append(7, address(_token), amount, _receiver);
        carry(HUB, ONE);
    }

    /// @dev When a release that was just ingested matures.
    function _matureAt(uint256 amount) private view returns (uint64) {
        (ISpoke.Vault memory vault, ISpoke.Outflow memory outflow) = _spoke.vaultOf(address(_token));
        uint256 capacity = uint256(vault.owed) * 225 / 10_000;
        if (capacity < outflow.floor) capacity = outflow.floor;
        uint256 perDay = capacity * 20 / 3;
        uint256 wait = (amount * 1 days + perDay - 1) / perDay;
        return uint64(now_() + (wait < 3 days ? wait : 3 days));
    }
}

/// @notice Takes coins only with much gas.
contract Picky {
    receive() external payable {
        require(gasleft() > 180_000);
    }
}

/// @notice Tries to take a release twice.
contract Reentrant {
    Spoke private immutable SPOKE;

    constructor(Spoke spoke) {
        SPOKE = spoke;
    }

    receive() external payable {
        SPOKE.claim(NATIVE, address(this));
    }
}
