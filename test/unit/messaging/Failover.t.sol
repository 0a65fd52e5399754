// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeTransport} from "../../base/FakeTransport.sol";
import {World} from "../../base/World.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Committee} from "causeway/messaging/Committee.sol";
import {LaneView} from "causeway/messaging/IMessenger.sol";
import {IQuorum, Vote} from "causeway/messaging/IQuorum.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";

/// @notice One transport and the operators' committee beside it, when the other transport is dead.
contract FailoverTest is World {
    Quorum private _quorum;
    bytes private _data;

    function setUp() public override {
        super.setUp();
        _quorum = quorums[HUB];
        deposit(alice, ONE, address(tokens[ONE][18]), 1e18);
        _data = publish(ONE, HUB);
    }

    // -------------------------------------------------------------------------------------------------------- failover

    function test_failover() public {
        vote(ONE, HUB, 0, _data);
        committeeVote(ONE, HUB, _data, 2);
        (, uint64 eligibleAt) = _quorum.votesFor(ONE, _data);
        assertEq(eligibleAt, now_() + 24 hours);
        _pass(24 hours);
        vm.expectEmit(true, true, true, true, address(_quorum));
        emit IQuorum.FailedOver(ONE, 1, keccak256(_data));
        _quorum.accept(ONE, _data);
        assertEq(_lane().acceptedSeq, 1);
        ingest(ONE, HUB);
        assertEq(_lane().inSeq, 1);
    }

    function test_failover_CommitteeFirst() public {
        committeeVote(ONE, HUB, _data, 3);
        (, uint64 eligibleAt) = _quorum.votesFor(ONE, _data);
        assertEq(eligibleAt, 0);
        _pass(1 hours);
        vote(ONE, HUB, 1, _data);
        (, eligibleAt) = _quorum.votesFor(ONE, _data);
        assertEq(eligibleAt, now_() + 24 hours, "a day after both");
        _pass(24 hours);
        _quorum.accept(ONE, _data);
        assertEq(_lane().acceptedSeq, 1);
    }

    function test_failover_RevertGiven_aDayHasNotPassed() public {
        vote(ONE, HUB, 0, _data);
        committeeVote(ONE, HUB, _data, 2);
        uint256 eligibleAt = now_() + 24 hours;
        vm.warp(eligibleAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotEnough.selector, 1, eligibleAt));
        _quorum.accept(ONE, _data);
        vm.warp(eligibleAt);
        _quorum.accept(ONE, _data);
    }

    function test_failover_VotingAgainDoesNotShortenOrExtend() public {
        vote(ONE, HUB, 0, _data);
        committeeVote(ONE, HUB, _data, 2);
        (, uint64 eligibleAt) = _quorum.votesFor(ONE, _data);
        _pass(1 hours);
        vote(ONE, HUB, 0, _data);
        committeeVote(ONE, HUB, _data, 2);
        (, uint64 again) = _quorum.votesFor(ONE, _data);
        assertEq(again, eligibleAt);
    }

    function test_failover_RevertGiven_committeeAlone() public {
        committeeVote(ONE, HUB, _data, 3);
        _pass(365 days);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotEnough.selector, 0, 0));
        _quorum.accept(ONE, _data);
    }

    function test_failover_RevertGiven_transportAlone() public {
        vote(ONE, HUB, 0, _data);
        _pass(365 days);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotEnough.selector, 1, 0));
        _quorum.accept(ONE, _data);
    }

    /// The other transport has attested to something newer: it lives, and would have attested to this too.
    function test_failover_RevertGiven_theOtherSpokeSince() public {
        Checkpoint memory forged = this.decode(_data);
        forged.outSeq = 7;
        forged.outAcc = keccak256("forged");
        bytes memory lie = Message.encode(forged);
        vote(ONE, HUB, 0, lie);
        committeeVote(ONE, HUB, lie, 3);
        _pass(1 hours);
        bytes memory heartbeat = publish(ONE, HUB);
        vote(ONE, HUB, 1, heartbeat);
        _pass(48 hours);
        vm.expectPartialRevert(IQuorum.Quorum_NotEnough.selector);
        _quorum.accept(ONE, lie);
        assertEq(_quorum.newestTime(ONE, 1), this.decode(heartbeat).time);
    }

    /// Dated ahead of its own vote, a lie could not be contradicted by anything newer.
    function test_failover_RevertWhen_datedInTheFuture() public {
        Checkpoint memory forged = this.decode(_data);
        forged.outAcc = keccak256("forged");
        forged.time = uint64(now_() + 2 days);
        bytes memory lie = Message.encode(forged);
        vote(ONE, HUB, 0, lie);
        committeeVote(ONE, HUB, lie, 3);
        _pass(1 hours);
        // the honest one speaks, but not newer than the lie claims to be
        forged = this.decode(publish(ONE, HUB));
        _pass(25 hours);
        vm.expectPartialRevert(IQuorum.Quorum_NotEnough.selector);
        _quorum.accept(ONE, lie);
    }

    function test_failover_TheDeadOneDoesNotHinderOnceItIsDisabled() public {
        vote(ONE, HUB, 1, _data);
        _next();
        bytes memory newer = publish(ONE, HUB);
        _quorum.disableTransport(address(transports[HUB][1]));
        vote(ONE, HUB, 0, newer);
        committeeVote(ONE, HUB, newer, 2);
        _pass(24 hours);
        _quorum.accept(ONE, newer);
        assertEq(_lane().acceptedSeq, 1);
    }

    function test_failover_RevertGiven_onlyANewTransport() public {
        FakeTransport third = new FakeTransport(_quorum, SEND_FEE);
        _quorum.addTransport(address(third));
        _quorum.disableTransport(address(transports[HUB][0]));
        _quorum.disableTransport(address(transports[HUB][1]));
        third.attest(ONE, _data);
        committeeVote(ONE, HUB, _data, 3);
        _pass(29 days);
        vm.expectPartialRevert(IQuorum.Quorum_NotEnough.selector);
        _quorum.accept(ONE, _data);
    }

    function test_failover_RevertGiven_changedSet() public {
        vote(ONE, HUB, 0, _data);
        committeeVote(ONE, HUB, _data, 3);
        _quorum.disableTransport(address(transports[HUB][1]));
        _pass(25 hours);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotEnough.selector, 0, 0));
        _quorum.accept(ONE, _data);
    }

    function test_failover_RevertWhen_falseAcknowledgement() public {
        Checkpoint memory forged = this.decode(_data);
        forged.inSeq = 9;
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_FalseAcknowledgement.selector, 9));
        _quorum.accept(ONE, Message.encode(forged));
    }

    // ------------------------------------------------------------------------------------------------------- committee

    function test_committee_RevertWhen_tooFew() public {
        assertEq(committees[HUB].required(), 2);
        bytes[] memory signatures = committeeSignatures(ONE, HUB, _data, 1);
        vm.expectRevert(abi.encodeWithSelector(Committee.Committee_TooFew.selector, 1, 2));
        committees[HUB].attest(ONE, _data, signatures);
    }

    function test_committee_RevertWhen_sameTwice() public {
        bytes[] memory signatures = new bytes[](2);
        signatures[0] = sign(committeeKeys[0], committeeDigest(ONE, HUB, _data));
        signatures[1] = signatures[0];
        vm.expectRevert(abi.encodeWithSelector(Committee.Committee_OutOfOrder.selector, vm.addr(committeeKeys[0])));
        committees[HUB].attest(ONE, _data, signatures);
    }

    function test_committee_RevertWhen_stranger() public {
        bytes[] memory signatures = new bytes[](2);
        signatures[0] = sign(aliceKey, committeeDigest(ONE, HUB, _data));
        signatures[1] = signatures[0];
        vm.expectRevert(abi.encodeWithSelector(Committee.Committee_NotAMember.selector, alice));
        committees[HUB].attest(ONE, _data, signatures);
    }

    function test_committee_RevertWhen_signedForAnotherChain() public {
        bytes[] memory signatures = committeeSignatures(TWO, HUB, _data, 2);
        vm.expectRevert();
        committees[HUB].attest(ONE, _data, signatures);
    }

    function test_attestCommittee_RevertWhen_notTheCommittee() public {
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotTheCommittee.selector, address(this)));
        _quorum.attestCommittee(ONE, _data);
    }

    function test_committee_change() public {
        Committee committee = committees[HUB];
        address[] memory added = new address[](2);
        (added[0], added[1]) = (alice, bob);
        address[] memory removed = new address[](1);
        removed[0] = vm.addr(committeeKeys[0]);
        committee.change(added, removed);
        assertEq(committee.size(), 4);
        assertEq(committee.required(), 3);
        assertFalse(committee.isMember(removed[0]));
        vm.expectRevert(abi.encodeWithSelector(Committee.Committee_NotAMember.selector, removed[0]));
        committee.change(new address[](0), removed);
        vm.expectRevert(abi.encodeWithSelector(Committee.Committee_AlreadyAMember.selector, alice));
        committee.change(added, new address[](0));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        committee.change(new address[](0), new address[](0));
    }

    function test_committee_change_RevertWhen_empty() public {
        address[] memory removed = new address[](3);
        for (uint256 i; i < 3; ++i) {
            removed[i] = vm.addr(committeeKeys[i]);
        }
        Committee committee = committees[HUB];
        vm.expectRevert(Committee.Committee_Empty.selector);
        committee.change(new address[](0), removed);
    }

    function _lane() private view returns (LaneView memory) {
        return gateway.laneOf(ONE);
    }

    function decode(bytes calldata data) external pure returns (Checkpoint memory) {
        return Message.decodeCheckpoint(data);
    }
}
