// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "./World.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Lane, Outbox} from "causeway/messaging/Lane.sol";
import {Message} from "causeway/messaging/Message.sol";
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

/// @notice The same between two chains.
contract ForgottenTest is World {
    function test_evidence_RevertGiven_forgotten() public {
        _build();
        uint64 first = spoke.laneOf(BASE).outSeq;
        for (uint256 round; round < 2; ++round) {
            for (uint256 i; i < 130; ++i) {
                _deposit(address(weth), 1e18, alice);
            }
            _cross(spokeSide, hubSide);
            _ingest(hubSide, spokeSide);
            _cross(hubSide, spokeSide);
        }
        assertEq(spoke.laneOf(BASE).ackedSeq, first + 260, "acknowledged");
        assertEq(spoke.accumulator(BASE, first), 0, "forgotten");
        assertNotEq(spoke.accumulator(BASE, first + 5), 0, "still known");
        spoke.evidence(BASE, first + 5, 0);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_Forgotten.selector, first));
        spoke.evidence(BASE, first, 0);
        // never sent: known to be a lie, hence no reason to revert
        (,,, bytes32 link,) = spoke.evidence(BASE, first + 1_000, 0);
        assertEq(link, 0);
    }
}
