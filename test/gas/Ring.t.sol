// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlocks} from "causeway/messaging/IBlocks.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Lane, Outbox} from "causeway/messaging/Lane.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {IPermit2} from "causeway/spoke/IPermit2.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The outbox uses its places again; what it says of its links is held to one that forgets nothing.
contract RingTest is Test {
    using Lane for Outbox;

    Outbox private _outbox;
    bytes32[] private _links;

    function setUp() public {
        _outbox.open(keccak256("lane"), 1);
        _links.push(keccak256("lane"));
    }

    function testFuzz_link_AgreesWithNaive(uint256 seed) public {
        if (seed % 2 == 0) _outbox.prepare(0, 1_000);
        for (uint256 i; i < 700; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 7 == 0) _outbox.acked += uint40((seed >> 8) % (_outbox.seq - _outbox.acked + 1));
            if (seed % 5 == 0) _outbox.prepare((seed >> 16) % 300, (seed >> 32) % 300);
            _append();
        }
        for (uint256 seq; seq < _links.length + 2; ++seq) {
            _check(seq);
        }
    }

    function test_link_KeepsEverythingWithoutAcknowledgement() public {
        for (uint256 i; i < 600; ++i) {
            _append();
        }
        for (uint64 seq; seq <= 600; ++seq) {
            assertEq(_outbox.link(seq), _links[seq], "kept");
            bytes memory body = abi.encode(seq);
            assertEq(_outbox.contains(seq, 1, body), seq != 0, "contained");
            assertFalse(_outbox.contains(seq, 2, body), "another kind");
        }
    }

    function _append() private {
        uint64 seq = uint64(_links.length);
        bytes memory body = abi.encode(seq);
        assertEq(_outbox.append(1, body, seq, 0), seq);
        _links.push(Message.fold(_links[seq - 1], Message.leaf(seq, 1, keccak256(body))));
    }

    function _check(uint256 seq) private view {
        bytes32 said = _outbox.link(uint64(seq));
        if (seq >= _links.length) return assertEq(said, 0, "no such message");
        bool needed = seq >= _outbox.acked || seq + Lane.RING >= _links.length;
        assertTrue(said == _links[seq] || (!needed && said == 0), "the link, or nothing once acknowledged");
    }
}

/// @notice What a messenger says of links that it has forgotten. The test is its quorum.
contract ForgottenTest is Test {
    uint32 private constant HUB_CHAIN = 3;

    Spoke private _spoke;

    function setUp() public {
        _spoke = new Spoke(
            Spoke.Config({
                chain: 1,
                hubChain: HUB_CHAIN,
                gateway: makeAddr("gateway"),
                epoch: 0,
                appendFee: 0,
                quorum: address(this),
                blocks: IBlocks(address(0)),
                authority: address(this),
                escape: address(0),
                permit2: IPermit2(address(0))
            })
        );
    }

    function test_evidence_RevertGiven_forgotten() public {
        for (uint256 i; i < 300; ++i) {
            _spoke.setSigner(address(this), 0);
            if (i == 99) _acknowledge(100);
        }
        // 256 places: 0 to 43 were acknowledged, and theirs are used again
        assertEq(_spoke.accumulator(HUB_CHAIN, 43), _spoke.accumulator(HUB_CHAIN, 1_000), "forgotten like never sent");
        assertNotEq(_spoke.accumulator(HUB_CHAIN, 45), 0, "still known");
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_Forgotten.selector, 43));
        _spoke.evidence(HUB_CHAIN, 43, 0);
        // never sent: known to be a lie, hence no reason to revert
        (,,, bytes32 link,) = _spoke.evidence(HUB_CHAIN, 1_000, 0);
        assertEq(link, 0);
    }

    function test_evidence_KnowsWhatIsNotAcknowledged() public {
        for (uint256 i; i < 300; ++i) {
            _spoke.setSigner(address(this), 0);
        }
        for (uint64 seq; seq <= 300; ++seq) {
            (,,, bytes32 link,) = _spoke.evidence(HUB_CHAIN, seq, 0);
            assertNotEq(link, 0);
        }
    }

    function test_prepare_LeavesTheChainAsItIs() public {
        uint256 state = vm.snapshotState();
        _spoke.setSigner(address(this), 0);
        bytes32 unprepared = _spoke.accumulator(HUB_CHAIN, 1);
        vm.revertToState(state);
        _spoke.prepare(HUB_CHAIN, 0, 1_000);
        assertEq(_spoke.accumulator(HUB_CHAIN, 1), 0, "nothing sent yet");
        _spoke.setSigner(address(this), 0);
        _spoke.prepare(HUB_CHAIN, 0, 1_000);
        assertEq(_spoke.accumulator(HUB_CHAIN, 1), unprepared);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, 9));
        _spoke.prepare(9, 1, 2);
    }

    function _acknowledge(uint64 seq) private {
        Checkpoint memory c;
        c.inSeq = seq;
        c.blockNumber = 1;
        _spoke.accept(HUB_CHAIN, c);
    }
}
