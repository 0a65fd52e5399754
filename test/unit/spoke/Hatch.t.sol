// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TestToken} from "../../base/TestToken.sol";
import {World} from "../../base/World.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice The hub is silent.
contract HatchTest is World {
    Spoke private _spoke;
    TestToken private _token;
    uint256 private _heard;

    function setUp() public override {
        super.setUp();
        _spoke = spokes[ONE];
        _token = tokens[ONE][18];
        deposit(alice, ONE, address(_token), 100e18);
        drain();
        _heard = _spoke.laneOf(HUB).acceptedAt;
    }

    function test_openHatch() public {
        vm.warp(_heard + 14 days);
        uint64 heardBlock = _spoke.laneOf(HUB).heardBlock;
        bytes32 heardHash = _spoke.laneOf(HUB).heardHash;
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.HatchOpened(heardBlock, heardHash);
        vm.prank(bob);
        _spoke.openHatch();
        ISpoke.Hatch memory hatch = _spoke.hatch();
        assertEq(hatch.openedAt, now_());
        assertEq(hatch.blockNumber, heardBlock);
        assertEq(hatch.blockHash, heardHash);
        assertEq(hatch.inSeq, 1);
        vm.expectRevert(ISpoke.Spoke_HatchOpen.selector);
        _spoke.openHatch();
    }

    function test_openHatch_RevertGiven_notYet() public {
        vm.warp(_heard + 14 days - 1);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_HatchClosed.selector, _heard + 14 days));
        _spoke.openHatch();
    }

    function test_openHatch_RevertGiven_aHeartbeat() public {
        _pass(13 days);
        deliver(HUB, ONE, publish(HUB, ONE));
        vm.warp(_heard + 14 days);
        vm.expectPartialRevert(ISpoke.Spoke_HatchClosed.selector);
        _spoke.openHatch();
    }

    /// One bridge alone does not keep the hatch closed, nor does the repetition of an old checkpoint.
    function test_openHatch_OneBridgeAloneDoesNotHinder() public {
        bytes memory old = publish(HUB, ONE);
        deliver(HUB, ONE, old);
        _heard = now_();
        _pass(13 days);
        vote(HUB, ONE, 0, publish(HUB, ONE));
        deliver(HUB, ONE, old);
        vm.warp(_heard + 14 days);
        _spoke.openHatch();
    }

    function test_openHatch_NeverHeard() public {
        Spoke other = new Spoke(spokeConfig(ONE));
        vm.expectPartialRevert(ISpoke.Spoke_HatchClosed.selector);
        other.openHatch();
        _pass(14 days);
        other.openHatch();
        assertEq(other.hatch().blockNumber, 0);
    }

    function test_openHatch_NoMoreCheckpointsAndDeposits() public {
        bytes memory data = publish(HUB, ONE);
        _pass(14 days);
        _spoke.openHatch();
        vote(HUB, ONE, 0, data);
        vm.expectRevert(IMessenger.Messenger_Closed.selector);
        vote(HUB, ONE, 1, data);
        vm.prank(alice, alice);
        vm.expectRevert(ISpoke.Spoke_HatchOpen.selector);
        _spoke.deposit{value: 1 ether}(address(_token), 1, plain(alice));
        vm.prank(alice, alice);
        vm.expectRevert(ISpoke.Spoke_HatchOpen.selector);
        _spoke.depositNative{value: 1 ether}(1, plain(alice));
    }

    // -------------------------------------------------------------------------------------------------------- reclaim

    function test_reclaim() public {
        uint64 seq = depositFor(alice, ONE, address(_token), 5e18, plain(bob));
        _open();
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint256 before = _token.balanceOf(alice);
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.Reclaimed(seq, alice, address(_token), 5e18);
        vm.prank(makeAddr("anyone"));
        _spoke.reclaim(seq, body);
        assertEq(_token.balanceOf(alice) - before, 5e18, "to the depositor");
        assertEq(owedAt(assetOf(ONE, 18)), 100e18);
        assertEq(
            bodyOf(ONE, HUB, seq + 1), Message.encodeEscaped(plain(bob), address(_token), 5e18), "and the hub is told"
        );
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotReclaimable.selector, seq));
        _spoke.reclaim(seq, body);
    }

    function test_reclaim_RevertWhen_inTheBook() public {
        _open();
        bytes memory body = bodyOf(ONE, HUB, 1);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotReclaimable.selector, 1));
        _spoke.reclaim(1, body);
    }

    function test_reclaim_RevertWhen_notADeposit() public {
        uint64 seq = requestExit(alice, ONE, address(_token), 1e18); // its body has the same length
        uint64 second = deposit(bob, ONE, address(_token), 1e18);
        _open();
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotReclaimable.selector, seq));
        _spoke.reclaim(seq, body);
        body = bodyOf(ONE, HUB, second);
        body[60] ^= 0x01; // another amount
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotReclaimable.selector, second));
        _spoke.reclaim(second, body);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotReclaimable.selector, second + 1));
        _spoke.reclaim(second + 1, body);
    }

    function test_reclaim_RevertGiven_closed() public {
        uint64 seq = deposit(alice, ONE, address(_token), 5e18);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.expectPartialRevert(ISpoke.Spoke_HatchClosed.selector);
        _spoke.reclaim(seq, body);
    }

    function test_reclaim_RefusedIsClaimable() public {
        uint64 seq = deposit(alice, ONE, address(_token), 5e18);
        _token.setRefused(alice, true);
        _open();
        _spoke.reclaim(seq, bodyOf(ONE, HUB, seq));
        assertEq(_spoke.claimable(alice, address(_token)), 5e18);
        vm.prank(alice);
        _spoke.claim(address(_token), bob);
    }

    // ------------------------------------------------------------------------------------------------------ payEscape

    function test_payEscape() public {
        _open();
        uint256 before = _token.balanceOf(bob);
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.Escaped(plain(alice), address(_token), 60e18, bob);
        vm.prank(escape);
        _spoke.payEscape(plain(alice), address(_token), 60e18, bob);
        assertEq(_token.balanceOf(bob) - before, 60e18);
        assertEq(owedAt(assetOf(ONE, 18)), 40e18);
        vm.prank(escape);
        vm.expectPartialRevert(ISpoke.Spoke_PaymentRefused.selector);
        _spoke.payEscape(plain(alice), address(_token), 40e18 + 1, bob);
    }

    function test_payEscape_RevertWhen_notTheEscape() public {
        _open();
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTheEscape.selector, address(this)));
        _spoke.payEscape(plain(alice), address(_token), 1, bob);
    }

    function test_payEscape_RevertGiven_closed() public {
        vm.prank(escape);
        vm.expectPartialRevert(ISpoke.Spoke_HatchClosed.selector);
        _spoke.payEscape(plain(alice), address(_token), 1, bob);
    }

    function test_payEscape_AcceptedReleasesFirst() public {
        withdraw(alice, assetOf(ONE, 18), 30e18);
        deliver(HUB, ONE, publish(HUB, ONE));
        _open();
        vm.prank(escape);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_IngestFirst.selector, 0, 1));
        _spoke.payEscape(plain(alice), address(_token), 70e18, bob);
        ingest(HUB, ONE);
        vm.prank(escape);
        _spoke.payEscape(plain(alice), address(_token), 70e18, bob);
        assertEq(owedAt(assetOf(ONE, 18)), 0);
    }

    /// Whoever froze the lane before does not keep anybody in: what was accepted still arrives.
    function test_payEscape_GivenAFrozenLane() public {
        withdraw(alice, assetOf(ONE, 18), 30e18);
        deliver(HUB, ONE, publish(HUB, ONE));
        Checkpoint memory c = this.decode(publish(HUB, ONE));
        c.inSeq = 77;
        vote(HUB, ONE, 0, Message.encode(c));
        assertTrue(_spoke.laneOf(HUB).frozen);
        bytes memory messages = row(HUB, ONE, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_LaneFrozen.selector, HUB));
        _spoke.ingest(HUB, 1, messages);
        _open();
        _spoke.ingest(HUB, 1, messages);
        vm.prank(escape);
        _spoke.payEscape(plain(alice), address(_token), 70e18, bob);
        assertEq(owedAt(assetOf(ONE, 18)), 0);
    }

    function test_payEscape_RefusedIsClaimable() public {
        _open();
        _token.setMode(TestToken.Mode.BurnGas);
        vm.prank(escape);
        _spoke.payEscape(plain(alice), address(_token), 60e18, bob);
        assertEq(_spoke.claimable(bob, address(_token)), 60e18);
    }

    function test_requestExitAndClaim_GoOn() public {
        _open();
        requestExit(alice, ONE, address(_token), 1);
        assertEq(_spoke.laneOf(HUB).outSeq, 2);
    }

    function _open() private {
        _pass(15 days);
        _spoke.openHatch();
    }

    function decode(bytes calldata data) external pure returns (Checkpoint memory) {
        return Message.decodeCheckpoint(data);
    }
}
