// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IMessenger, LaneView} from "causeway/messaging/IMessenger.sol";
import {Lane} from "causeway/messaging/Lane.sol";
import {Message} from "causeway/messaging/Message.sol";

contract IngestTest is World {
    address private _token;

    function setUp() public override {
        super.setUp();
        _token = address(tokens[ONE][18]);
    }

    function test_ingest_ByAnyone() public {
        _deposits(3);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory messages = row(ONE, HUB, 1, 3);
        vm.expectEmit(true, true, true, true, address(gateway));
        emit IMessenger.Ingested(ONE, 1, 3, bob, 0);
        vm.prank(bob);
        assertEq(gateway.ingest(ONE, 1, messages), 3);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 3e18);
    }

    function test_ingest_TwoAtOnceDoNotHarmEachOther() public {
        deposit(alice, ONE, _token, 1);
        deposit(bob, ONE, _token, 10);
        deliver(ONE, HUB, publish(ONE, HUB));
        deposit(alice, ONE, _token, 100);
        deposit(bob, ONE, _token, 1000);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory firstHalf = row(ONE, HUB, 1, 2);
        bytes memory all = row(ONE, HUB, 1, 4);
        gateway.ingest(ONE, 1, firstHalf);
        gateway.ingest(ONE, 1, all);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 101, "each once");
        assertEq(hub.collateralOf(plain(bob), assetOf(ONE, 18)), 1010, "each once");
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_AlreadyIngested.selector, 4));
        gateway.ingest(ONE, 1, all);
    }

    function test_ingest_RevertWhen_gap() public {
        _deposits(2);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory messages = row(ONE, HUB, 2, 2);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_Gap.selector, 1, 2));
        gateway.ingest(ONE, 2, messages);
    }

    function test_ingest_RevertGiven_notAccepted() public {
        _deposits(1);
        bytes memory messages = row(ONE, HUB, 1, 1);
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        gateway.ingest(ONE, 1, messages);
        vote(ONE, HUB, 0, publish(ONE, HUB));
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        gateway.ingest(ONE, 1, messages);
    }

    function test_ingest_RevertWhen_anotherLanesBodies() public {
        _deposits(1);
        deposit(bob, TWO, address(tokens[TWO][18]), 1e18);
        deliver(ONE, HUB, publish(ONE, HUB));
        deliver(TWO, HUB, publish(TWO, HUB));
        bytes memory messages = row(TWO, HUB, 1, 1);
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        gateway.ingest(ONE, 1, messages);
    }

    function test_ingest_RevertWhen_unknownChain() public {
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, 9));
        gateway.ingest(9, 1, "");
    }

    /// With whatever gas a stranger calls, either all of it is handled or nothing.
    function testFuzz_ingest_LittleGas(uint256 gas_) public {
        _deposits(3);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory messages = row(ONE, HUB, 1, 3);
        gas_ = bound(gas_, 30_000, 900_000);
        vm.prank(bob);
        (bool success,) =
            address(gateway).call{gas: gas_}(abi.encodeCall(IMessenger.ingest, (ONE, uint64(1), messages)));
        uint256 credited = hub.collateralOf(plain(alice), assetOf(ONE, 18));
        assertEq(credited, success ? 3e18 : 0);
        assertEq(gateway.laneOf(ONE).inSeq, success ? 3 : 0);
        ingest(ONE, HUB);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 3e18);
    }

    function test_ingest_LongBacklogInPieces() public {
        _deposits(120);
        deliver(ONE, HUB, publish(ONE, HUB));
        uint64 handled;
        while (handled < 120) {
            uint64 to = handled + 50 < 120 ? handled + 50 : 120;
            if (to < 120) {
                bytes32[] memory leaves = new bytes32[](120 - to);
                for (uint64 i; i < leaves.length; ++i) {
                    uint64 seq = to + 1 + i;
                    leaves[i] = Message.leaf(seq, Message.DEPOSIT, keccak256(bodyOf(ONE, HUB, seq)));
                }
                gateway.anchor(ONE, to, spokes[ONE].accumulator(HUB, to), leaves);
            }
            gateway.ingest(ONE, handled + 1, row(ONE, HUB, handled + 1, to));
            handled = to;
        }
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 120e18);
    }

    function test_anchor_RevertWhen_false() public {
        _deposits(3);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes32[] memory leaves = new bytes32[](2);
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        gateway.anchor(ONE, 1, keccak256("forged"), leaves);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, 9));
        gateway.anchor(9, 1, 0, leaves);
    }

    // ------------------------------------------------------------------------------------------------ fee and reward

    function test_appendFee_RisesWithTheBacklogAndFallsWithTheAcknowledgement() public {
        assertEq(spokes[ONE].appendFee(HUB), APPEND_FEE);
        _deposits(64);
        assertEq(spokes[ONE].appendFee(HUB), APPEND_FEE + APPEND_FEE / 4);
        _deposits(192);
        assertEq(spokes[ONE].appendFee(HUB), 2 * APPEND_FEE);
        carry(ONE, HUB);
        assertEq(spokes[ONE].appendFee(HUB), 2 * APPEND_FEE, "until it is acknowledged");
        carry(HUB, ONE);
        assertEq(spokes[ONE].appendFee(HUB), APPEND_FEE);
        assertEq(spokes[ONE].laneOf(HUB).ackedSeq, 256);
    }

    function test_append_RevertWhen_feeTooLow() public {
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooLow.selector, APPEND_FEE - 1, APPEND_FEE));
        spokes[ONE].deposit{value: APPEND_FEE - 1}(_token, 1, plain(alice));
    }

    function test_append_RevertWhen_feeTooHigh() public {
        uint256 fee = uint256(type(uint64).max) + 1;
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooHigh.selector, fee));
        spokes[ONE].deposit{value: fee}(_token, 1, plain(alice));
    }

    function test_ingest_RewardComesFromTheOppositePool() public {
        _deposits(4);
        carry(ONE, HUB);
        withdraw(alice, assetOf(ONE, 18), 1e18);
        uint256 pool = gateway.laneOf(ONE).pool;
        _deposits(2);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory messages = row(ONE, HUB, 5, 6);
        uint256 before = bob.balance;
        vm.prank(bob);
        gateway.ingest(ONE, 5, messages);
        assertEq(bob.balance - before, 2 * (APPEND_FEE / 4));
        assertEq(gateway.laneOf(ONE).pool, pool - 2 * (APPEND_FEE / 4));
    }

    function test_ingest_RewardIsAtMostThePool() public {
        _deposits(1);
        carry(ONE, HUB);
        withdraw(alice, assetOf(ONE, 18), 1e18);
        uint256 pool = gateway.laneOf(ONE).pool;
        _deposits(20);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory messages = row(ONE, HUB, 2, 21);
        uint256 before = bob.balance;
        vm.prank(bob);
        gateway.ingest(ONE, 2, messages);
        assertEq(bob.balance - before, pool);
        assertEq(gateway.laneOf(ONE).pool, 0);
        assertEq(address(gateway).balance, 0);
    }

    function test_ingest_RefusedRewardStays() public {
        _deposits(1);
        carry(ONE, HUB);
        withdraw(alice, assetOf(ONE, 18), 1e18);
        uint256 pool = gateway.laneOf(ONE).pool;
        _deposits(1);
        deliver(ONE, HUB, publish(ONE, HUB));
        bytes memory messages = row(ONE, HUB, 2, 2);
        Wallet wallet = new Wallet(alice);
        wallet.setRefusing(true);
        wallet.run(address(gateway), abi.encodeCall(IMessenger.ingest, (ONE, uint64(2), messages)));
        assertEq(gateway.laneOf(ONE).pool, pool);
        assertEq(gateway.laneOf(ONE).inSeq, 2);
    }

    function test_laneOf() public {
        _deposits(1);
        drain();
        LaneView memory lane = spokes[ONE].laneOf(HUB);
        assertEq(lane.remote, address(gateway));
        assertEq(lane.outSeq, 1);
        assertEq(lane.ackedSeq, 1);
        assertEq(lane.publishedSeq, 1);
        assertEq(lane.inSeq, 0);
        assertEq(lane.outLane, gateway.laneOf(ONE).inLane);
        assertEq(lane.inLane, gateway.laneOf(ONE).outLane);
        assertGt(gateway.laneOf(ONE).echoTime, now_() - 1 hours);
        assertEq(gateway.chains().length, 2);
    }

    function _deposits(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            deposit(alice, ONE, _token, 1e18);
        }
    }
}
