// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeTransport} from "../../base/FakeTransport.sol";
import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IMessenger, LaneView} from "causeway/messaging/IMessenger.sol";
import {IQuorum} from "causeway/messaging/IQuorum.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {Quorum} from "causeway/messaging/Quorum.sol";

contract PublishTest is World {
    Quorum private _quorum;
    address private _token;

    function setUp() public override {
        super.setUp();
        _quorum = quorums[ONE];
        _token = address(tokens[ONE][18]);
    }

    // -------------------------------------------------------------------------------------------------------- publish

    function test_publish() public {
        deposit(alice, ONE, _token, 1e18);
        Checkpoint memory c = _decode(publish(ONE, HUB));
        assertEq(c.outSeq, 1);
        assertEq(c.outAcc, spokes[ONE].accumulator(HUB, 1));
        assertEq(c.lane, spokes[ONE].laneOf(HUB).outLane);
        assertEq(c.blockNumber, height_() - 1);
        assertEq(c.blockHash, blockhash(height_() - 1));
        assertEq(c.time, now_());
        assertEq(c.inSeq, 0);
        assertEq(c.inAcc, spokes[ONE].laneOf(HUB).inLane);
        for (uint256 i; i < 2; ++i) {
            FakeTransport.Sent memory sent = transports[ONE][i].sent(0);
            assertEq(sent.chain, HUB);
            assertEq(sent.data, Message.encode(c));
            assertEq(sent.refundTo, publisher);
            assertEq(sent.value, SEND_FEE);
        }
        assertEq(spokes[ONE].published(HUB), keccak256(Message.encode(c)));
    }

    function test_publish_CoversTheParentBlockOnly() public {
        deposit(alice, ONE, _token, 1e18);
        assertEq(spokes[ONE].checkpoint(HUB).outSeq, 0);
        _next();
        deposit(alice, ONE, _token, 1e18);
        assertEq(spokes[ONE].checkpoint(HUB).outSeq, 1);
        _next();
        assertEq(spokes[ONE].checkpoint(HUB).outSeq, 2);
    }

    function test_publish_AcknowledgesAsOfTheParentBlock() public {
        deposit(alice, ONE, _token, 1e18);
        deliver(ONE, HUB, publish(ONE, HUB));
        _next();
        ingest(ONE, HUB);
        assertEq(gateway.checkpoint(ONE).inSeq, 0);
        assertGt(gateway.checkpoint(ONE).heardBlock, 0);
        _next();
        Checkpoint memory c = gateway.checkpoint(ONE);
        assertEq(c.inSeq, 1);
        assertEq(c.inAcc, spokes[ONE].accumulator(HUB, 1));
    }

    function test_publish_ReturnsTheRest() public {
        uint256 before = publisher.balance;
        vm.prank(publisher);
        _quorum.publish{value: 1 ether}(HUB, fees());
        assertEq(before - publisher.balance, 2 * SEND_FEE, "no bounty without news or a due heartbeat");
        assertEq(address(_quorum).balance, 0);
    }

    function test_publish_RevertWhen_feesMismatch() public {
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_FeesMismatch.selector, 1, 2));
        _quorum.publish(HUB, new uint256[](1));
    }

    function test_publish_RevertWhen_feesExceedValue() public {
        uint256[] memory f = fees();
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_FeesExceedValue.selector, 2 * SEND_FEE, SEND_FEE));
        _quorum.publish{value: SEND_FEE}(HUB, f);
    }

    function test_publish_RevertWhen_unknownChain() public {
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, TWO));
        _quorum.publish(TWO, fees());
    }

    function test_publish_RevertGiven_callerRefusesTheRest() public {
        Wallet wallet = new Wallet(alice);
        wallet.setRefusing(true);
        vm.deal(address(wallet), 1 ether);
        vm.prank(address(wallet));
        vm.expectRevert(
            abi.encodeWithSelector(IQuorum.Quorum_RefundRefused.selector, address(wallet), 1 ether - 2 * SEND_FEE)
        );
        _quorum.publish{value: 1 ether}(HUB, fees());
    }

    function test_publish_OneFailingTransportDoesNotStopTheOther() public {
        for (uint256 f = 1; f <= 3; ++f) {
            transports[ONE][0].setFault(FakeTransport.Fault(f));
            uint256 count = transports[ONE][1].count();
            uint256 before = publisher.balance;
            _next();
            vm.expectEmit(true, true, false, false, address(_quorum));
            emit IQuorum.TransportFailed(HUB, address(transports[ONE][0]), "");
            vm.prank(publisher);
            _quorum.publish{value: 1 ether}(HUB, fees());
            assertEq(transports[ONE][1].count(), count + 1);
            assertEq(before - publisher.balance, SEND_FEE, "the failed one's fee comes back");
        }
        assertEq(transports[ONE][0].count(), 0);
    }

    /// What a broken transport answers must not make publishing dear.
    function test_publish_LongReasonCostsLittle() public {
        transports[ONE][0].setFault(FakeTransport.Fault.LongReason);
        _next();
        uint256 before = gasleft();
        _quorum.publish{value: 1 ether}(HUB, fees());
        assertLt(before - gasleft(), 3_500_000);
    }

    function test_publish_SkipsADisabledTransport() public {
        _quorum.disableTransport(address(transports[ONE][0]));
        publish(ONE, HUB);
        assertEq(transports[ONE][0].count(), 0);
        assertEq(transports[ONE][1].count(), 1);
    }

    // --------------------------------------------------------------------------------------------------------- bounty

    function test_bounty_HalfOfThePoolForNews() public {
        deposit(alice, ONE, _token, 1e18);
        deposit(alice, ONE, _token, 1e18);
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        assertGe(pool, 2 * APPEND_FEE);
        uint256 before = publisher.balance;
        publish(ONE, HUB);
        assertEq(publisher.balance + 2 * SEND_FEE - before, pool / 2);
        assertEq(spokes[ONE].laneOf(HUB).pool, pool - pool / 2);
        assertEq(spokes[ONE].laneOf(HUB).publishedSeq, 1 + 1);
    }

    function test_bounty_NothingForRepetition() public {
        deposit(alice, ONE, _token, 1e18);
        publish(ONE, HUB);
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        publish(ONE, HUB);
        assertEq(spokes[ONE].laneOf(HUB).pool, pool);
    }

    function test_bounty_AnEighthForADueHeartbeat() public {
        deposit(alice, ONE, _token, 1e18);
        publish(ONE, HUB);
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        _pass(spokes[ONE].HEARTBEAT() - 3);
        publish(ONE, HUB); // a second early
        assertEq(spokes[ONE].laneOf(HUB).pool, pool);
        _pass(spokes[ONE].HEARTBEAT());
        publish(ONE, HUB);
        assertEq(spokes[ONE].laneOf(HUB).pool, pool - pool / 8);
    }

    function test_bounty_NothingForHalfTheWork() public {
        deposit(alice, ONE, _token, 1e18);
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        _next();
        uint256[] memory starved = fees();
        starved[0] = 0;
        vm.prank(publisher);
        _quorum.publish{value: SEND_FEE}(HUB, starved);
        LaneView memory lane = spokes[ONE].laneOf(HUB);
        assertEq(lane.pool, pool);
        assertEq(lane.publishedSeq, 0, "still to be published for a bounty");
        publish(ONE, HUB);
        assertEq(spokes[ONE].laneOf(HUB).pool, pool - pool / 2);
    }

    function test_bounty_NothingGivenNoTransport() public {
        deposit(alice, ONE, _token, 1e18);
        _quorum.disableTransport(address(transports[ONE][0]));
        _quorum.disableTransport(address(transports[ONE][1]));
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        publish(ONE, HUB);
        assertEq(spokes[ONE].laneOf(HUB).pool, pool);
    }

    function test_bounty_StaysWhenRefused() public {
        deposit(alice, ONE, _token, 1e18);
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        Wallet wallet = new Wallet(alice);
        wallet.setRefusing(true);
        vm.deal(address(wallet), 1 ether);
        _next();
        vm.expectEmit(true, true, true, true, address(spokes[ONE]));
        emit IMessenger.BountyUnpaid(HUB, address(wallet), pool / 2);
        vm.prank(address(wallet));
        _quorum.publish{value: 2 * SEND_FEE}(HUB, fees());
        assertEq(spokes[ONE].laneOf(HUB).pool, pool);
    }

    function test_notePublished_RevertWhen_notTheQuorum() public {
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_NotTheQuorum.selector, address(this)));
        spokes[ONE].notePublished(HUB, 1, 0, true, address(this));
    }

    // ------------------------------------------------------------------------------------------------------ republish

    function test_republish() public {
        transports[ONE][0].setFault(FakeTransport.Fault.Refuse);
        bytes memory data = publish(ONE, HUB);
        transports[ONE][0].setFault(FakeTransport.Fault.None);
        uint256 pool = spokes[ONE].laneOf(HUB).pool;
        _pass(1 days);
        _quorum.republish{value: 1 ether}(HUB, data, fees(), 1);
        assertEq(transports[ONE][0].count(), 1);
        assertEq(transports[ONE][1].count(), 1);
        assertEq(transports[ONE][0].sent(0).data, data);
        assertEq(spokes[ONE].laneOf(HUB).pool, pool, "it pays nothing");
    }

    function test_republish_RevertWhen_notTheNewest() public {
        bytes memory data = publish(ONE, HUB);
        publish(ONE, HUB);
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotPublished.selector, HUB, keccak256(data)));
        _quorum.republish{value: 1 ether}(HUB, data, fees(), 3);
    }

    function testFuzz_republish_RevertWhen_forged(bytes calldata data) public {
        bytes memory real = publish(ONE, HUB);
        vm.assume(keccak256(real) != keccak256(data));
        vm.expectRevert(abi.encodeWithSelector(IQuorum.Quorum_NotPublished.selector, HUB, keccak256(data)));
        _quorum.republish{value: 1 ether}(HUB, data, fees(), 3);
    }

    function test_republish_NothingThroughADisabledTransport() public {
        bytes memory data = publish(ONE, HUB);
        _quorum.disableTransport(address(transports[ONE][0]));
        _quorum.republish{value: 1 ether}(HUB, data, fees(), 3);
        assertEq(transports[ONE][0].count(), 1);
        assertEq(transports[ONE][1].count(), 2);
    }

    function _decode(bytes memory data) private view returns (Checkpoint memory) {
        return this.decode(data);
    }

    function decode(bytes calldata data) external pure returns (Checkpoint memory) {
        return Message.decodeCheckpoint(data);
    }
}
