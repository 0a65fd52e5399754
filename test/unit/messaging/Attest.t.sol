// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeTransport} from "../../base/FakeTransport.sol";
import {World} from "../../base/World.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IMessenger, LaneView} from "causeway/messaging/IMessenger.sol";
import {IQuorum, TransportView, Vote} from "causeway/messaging/IQuorum.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";

/// @notice 6. QUORUM: what the transports of the hub say about the lane from the first spoke.
contract AttestTest is World {
    Quorum private _quorum;
    address private _token;

    function setUp() public override {
        super.setUp();
        _quorum = quorums[HUB];
        _token = address(tokens[ONE][18]);
        deposit(alice, ONE, _token, 1e18);
    }

    // ------------------------------------------------------------------------------------------------------ two of two

    function test_attest_TwoAccept() public {
        bytes memory data = publish(ONE, HUB);
        vm.expectEmit(true, true, true, true, address(_quorum));
        emit IQuorum.Attested(ONE, address(transports[HUB][1]), 1, keccak256(data));
        vote(ONE, HUB, 1, data);
        assertEq(_lane().acceptedSeq, 0);
        vm.expectEmit(true, true, true, true, address(gateway));
        emit IMessenger.Accepted(ONE, 1, 0, uint64(height_() - 1));
        vote(ONE, HUB, 0, data);
        LaneView memory lane = _lane();
        assertEq(lane.acceptedSeq, 1);
        assertEq(lane.heardBlock, height_() - 1);
        assertEq(lane.heardHash, blockhash(height_() - 1));
        assertEq(gateway.acceptedAt(ONE, 1), spokes[ONE].accumulator(HUB, 1));
    }

    function test_attest_OneTwiceIsNotTwo() public {
        bytes memory data = publish(ONE, HUB);
        vote(ONE, HUB, 0, data);
        vote(ONE, HUB, 0, data);
        assertEq(_lane().acceptedSeq, 0);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotEnough.selector, 1, 0));
        _quorum.accept(ONE, data);
        (Vote memory v, uint64 eligibleAt) = _quorum.votesFor(ONE, data);
        assertEq(v.transports, 1);
        assertEq(v.firstAt, now_());
        assertEq(eligibleAt, 0);
    }

    function test_attest_TwoOnDifferentBytesAreNotTwo() public {
        bytes memory data = publish(ONE, HUB);
        Checkpoint memory c = this.decode(data);
        c.blockHash = bytes32(uint256(1)); // same link, another state root
        vote(ONE, HUB, 0, data);
        vote(ONE, HUB, 1, Message.encode(c));
        assertEq(_lane().acceptedSeq, 0);
        assertFalse(_lane().frozen);
    }

    function test_attest_RepetitionAfterAcceptanceDoesNoHarm() public {
        bytes memory data = publish(ONE, HUB);
        deliver(ONE, HUB, data);
        ingest(ONE, HUB);
        LaneView memory before = _lane();
        deliver(ONE, HUB, data);
        deliver(ONE, HUB, data);
        assertEq(keccak256(abi.encode(_lane())), keccak256(abi.encode(before)));
    }

    function test_attest_OutOfOrder() public {
        bytes memory first = publish(ONE, HUB);
        deposit(alice, ONE, _token, 1e18);
        bytes memory second = publish(ONE, HUB);
        deliver(ONE, HUB, second);
        deliver(ONE, HUB, first);
        assertEq(_lane().acceptedSeq, 2);
        assertEq(_lane().heardBlock, height_() - 1);
        ingest(ONE, HUB);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 2e18);
    }

    function test_attest_AnyLaterOneMakesEarlierOnesNeedless() public {
        publish(ONE, HUB);
        deposit(alice, ONE, _token, 1e18);
        publish(ONE, HUB);
        deposit(alice, ONE, _token, 1e18);
        carry(ONE, HUB);
        assertEq(_lane().inSeq, 3);
    }

    // ---------------------------------------------------------------------------------------------------------- who

    function test_attest_RevertWhen_notATransport() public {
        bytes memory data = publish(ONE, HUB);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotATransport.selector, address(this)));
        _quorum.attest(ONE, data);
    }

    function test_attest_RevertGiven_disabled() public {
        bytes memory data = publish(ONE, HUB);
        _quorum.disableTransport(address(transports[HUB][0]));
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotATransport.selector, address(transports[HUB][0])));
        vote(ONE, HUB, 0, data);
    }

    function test_attest_DisablingNeverLowersTheNumber() public {
        bytes memory data = publish(ONE, HUB);
        vote(ONE, HUB, 0, data);
        vote(ONE, HUB, 0, data);
        _quorum.disableTransport(address(transports[HUB][1]));
        vote(ONE, HUB, 0, data);
        assertEq(_lane().acceptedSeq, 0);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotEnough.selector, 1, 0));
        _quorum.accept(ONE, data);
    }

    /// A vote given before its transport was disabled does not count beside a later one.
    function test_attest_DisablingForgetsItsVotes() public {
        bytes memory data = publish(ONE, HUB);
        vote(ONE, HUB, 0, data);
        _quorum.disableTransport(address(transports[HUB][0]));
        vote(ONE, HUB, 1, data);
        assertEq(_lane().acceptedSeq, 0);
        FakeTransport third = _third();
        third.attest(ONE, data);
        assertEq(_lane().acceptedSeq, 0, "the round is new");
        vote(ONE, HUB, 1, data);
        assertEq(_lane().acceptedSeq, 1);
    }

    /// What a liar claimed before it was disabled freezes nothing afterwards.
    function test_disableTransport_ForgetsItsClaims() public {
        bytes memory data = publish(ONE, HUB);
        Checkpoint memory c = this.decode(data);
        c.outAcc = keccak256("forged");
        vote(ONE, HUB, 0, Message.encode(c));
        _quorum.disableTransport(address(transports[HUB][0]));
        vote(ONE, HUB, 1, data);
        assertFalse(_lane().frozen);
    }

    function test_attest_NewTransportBesideAnIncumbent() public {
        FakeTransport third = _third();
        bytes memory data = publish(ONE, HUB);
        third.attest(ONE, data);
        assertEq(_lane().acceptedSeq, 0);
        vote(ONE, HUB, 1, data);
        assertEq(_lane().acceptedSeq, 1);
    }

    function test_attest_NewTransportsAloneNeverSpeak() public {
        FakeTransport third = _third();
        FakeTransport fourth = _third();
        bytes memory data = publish(ONE, HUB);
        third.attest(ONE, data);
        fourth.attest(ONE, data);
        assertEq(_lane().acceptedSeq, 0);
        vm.expectPartialRevert(IQuorum.Quorum_NotEnough.selector);
        _quorum.accept(ONE, data);
        // not before a vault could have been emptied by its hatch
        assertGt(_quorum.INCUMBENCY(), spokes[ONE].ESCAPE_DELAY());
        _pass(_quorum.INCUMBENCY());
        _quorum.accept(ONE, data);
        assertEq(_lane().acceptedSeq, 1);
    }

    function test_addTransport() public {
        FakeTransport third = _third();
        TransportView[] memory list = _quorum.transports();
        assertEq(list.length, 3);
        assertEq(list[2].transport, address(third));
        assertEq(list[2].incumbentFrom, now_() + _quorum.INCUMBENCY());
        assertLe(list[0].incumbentFrom, now_());
        assertLe(list[1].incumbentFrom, now_());
        assertTrue(list[0].enabled && list[1].enabled && list[2].enabled);
    }

    function test_addTransport_RevertWhen_known() public {
        address known = address(transports[HUB][0]);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_TransportKnown.selector, known));
        _quorum.addTransport(known);
        _quorum.disableTransport(known);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_TransportKnown.selector, known));
        _quorum.addTransport(known);
    }

    function test_addTransport_RevertGiven_four() public {
        _third();
        _third();
        vm.expectRevert(IQuorum.Quorum_TooManyTransports.selector);
        _quorum.addTransport(address(1));
    }

    function test_disableTransport_RevertGiven_disabled() public {
        _quorum.disableTransport(address(transports[HUB][0]));
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotATransport.selector, address(transports[HUB][0])));
        _quorum.disableTransport(address(transports[HUB][0]));
    }

    function test_governance_RevertWhen_stranger() public {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        _quorum.addTransport(address(1));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        _quorum.disableTransport(address(1));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        _quorum.setCommittee(address(1));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, alice));
        _quorum.unfreeze(ONE);
    }

    // ---------------------------------------------------------------------------------------------------------- what

    function test_attest_RevertWhen_wrongLane() public {
        bytes memory data = publish(ONE, HUB);
        vm.expectRevert(
            abi.encodeWithSelector(
                IQuorum.Quorum_WrongLane.selector, gateway.laneOf(ONE).inLane, gateway.laneOf(TWO).inLane
            )
        );
        vote(TWO, HUB, 0, data);
    }

    function test_attest_RevertWhen_unknownChain() public {
        bytes memory data = publish(ONE, HUB);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, 9));
        vote(9, HUB, 0, data);
    }

    function test_attest_RevertWhen_badLength() public {
        vm.expectRevert(abi.encodeWithSelector(Message.Message_BadLength.selector, 176, 177));
        vote(ONE, HUB, 0, new bytes(177));
    }

    // -------------------------------------------------------------------------------------------------------- freezing

    function test_equivocation_FreezesOnlyThatLane() public {
        deposit(bob, TWO, address(tokens[TWO][18]), 1e18);
        bytes memory data = publish(ONE, HUB);
        Checkpoint memory c = this.decode(data);
        bytes32 honest = c.outAcc;
        c.outAcc = keccak256("forged");
        vote(ONE, HUB, 0, data);
        vm.expectEmit(true, true, true, true, address(_quorum));
        emit IQuorum.LaneFrozen(ONE, 1, honest, c.outAcc, address(transports[HUB][1]));
        vote(ONE, HUB, 1, Message.encode(c));
        assertTrue(_lane().frozen);
        assertEq(_lane().acceptedSeq, 0);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_LaneFrozen.selector, ONE));
        vote(ONE, HUB, 1, data);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_LaneFrozen.selector, ONE));
        _quorum.accept(ONE, data);

        carry(TWO, HUB);
        carry(HUB, ONE);
        assertFalse(gateway.laneOf(TWO).frozen);
        assertFalse(spokes[ONE].laneOf(HUB).frozen, "nor the opposite one");
        assertEq(gateway.laneOf(TWO).inSeq, 1);
    }

    function test_equivocation_WithWhatWasAccepted() public {
        bytes memory data = publish(ONE, HUB);
        deliver(ONE, HUB, data);
        Checkpoint memory c = this.decode(data);
        c.outAcc = keccak256("forged");
        vote(ONE, HUB, 0, Message.encode(c));
        assertTrue(_lane().frozen);
        bytes memory messages = row(ONE, HUB, 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_LaneFrozen.selector, ONE));
        gateway.ingest(ONE, 1, messages);
    }

    function test_falseAcknowledgement_OfWhatWasNeverSent() public {
        Checkpoint memory c = this.decode(publish(ONE, HUB));
        c.inSeq = 1;
        vote(ONE, HUB, 0, Message.encode(c));
        assertTrue(_lane().frozen);
    }

    function test_falseAcknowledgement_OfAnotherHistory() public {
        deposit(alice, ONE, _token, 1e18);
        carry(ONE, HUB);
        withdraw(alice, assetOf(ONE, 18), 1e18);
        drain();
        Checkpoint memory c = this.decode(publish(ONE, HUB));
        assertEq(c.inSeq, 1);
        c.inAcc = keccak256("another history");
        vm.expectEmit(true, true, true, true, address(_quorum));
        emit IQuorum.LaneFrozen(ONE, 1, gateway.accumulator(ONE, 1), c.inAcc, address(transports[HUB][0]));
        vote(ONE, HUB, 0, Message.encode(c));
        assertTrue(_lane().frozen);
    }

    /// One liar stops a lane, and nothing more: after governance thawed it, all votes and claims are forgotten.
    function test_unfreeze() public {
        bytes memory data = publish(ONE, HUB);
        Checkpoint memory c = this.decode(data);
        c.outAcc = keccak256("forged");
        vote(ONE, HUB, 1, Message.encode(c)); // the liar first
        vote(ONE, HUB, 0, data);
        assertTrue(_lane().frozen);
        vm.expectEmit(true, true, true, true, address(_quorum));
        emit IQuorum.LaneUnfrozen(ONE, 1);
        _quorum.unfreeze(ONE);
        assertFalse(_lane().frozen);
        vote(ONE, HUB, 0, data);
        assertEq(_lane().acceptedSeq, 0, "no vote of the round before counts");
        vote(ONE, HUB, 1, data);
        assertEq(_lane().acceptedSeq, 1);
        (uint32 set, uint32 lane) = _quorum.roundOf(ONE);
        assertEq(set, 2);
        assertEq(lane, 1);
    }

    function test_unfreeze_RevertGiven_notFrozen() public {
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotFrozen.selector, ONE));
        _quorum.unfreeze(ONE);
    }

    function test_setFrozenAndAccept_RevertWhen_notTheQuorum() public {
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_NotTheQuorum.selector, address(this)));
        gateway.setFrozen(ONE, true);
        Checkpoint memory c = gateway.checkpoint(ONE);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_NotTheQuorum.selector, address(this)));
        gateway.accept(ONE, c);
    }

    /// Whatever one transport says alone, nothing is accepted.
    function testFuzz_attest_OneLiarNeverAccepts(Checkpoint memory c, uint8 how, uint256 times) public {
        Checkpoint memory real = this.decode(publish(ONE, HUB));
        c.lane = real.lane;
        if (how & 1 != 0) c.outSeq = real.outSeq;
        if (how & 2 != 0) c.outAcc = real.outAcc;
        if (how & 4 != 0) (c.inSeq, c.inAcc) = (real.inSeq, real.inAcc);
        vm.assume(keccak256(abi.encode(c)) != keccak256(abi.encode(real)));
        bytes memory data = Message.encode(c);
        vote(ONE, HUB, 0, data);
        for (uint256 i; i < times % 3 && !_lane().frozen; ++i) {
            vote(ONE, HUB, 0, data);
        }
        LaneView memory lane = _lane();
        assertEq(lane.acceptedSeq, 0);
        assertEq(lane.heardBlock, 0);
        assertEq(gateway.acceptedAt(ONE, c.outSeq), c.outSeq == 0 ? lane.inLane : bytes32(0));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _third() private returns (FakeTransport transport) {
        transport = new FakeTransport(_quorum, SEND_FEE);
        _quorum.addTransport(address(transport));
    }

    function _lane() private view returns (LaneView memory) {
        return gateway.laneOf(ONE);
    }

    function decode(bytes calldata data) external pure returns (Checkpoint memory) {
        return Message.decodeCheckpoint(data);
    }
}
