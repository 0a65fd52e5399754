// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Inbox, Lane, Outbox} from "causeway/messaging/Lane.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Both ends of a lane, with the block number as an argument.
contract LaneHarness {
    using Lane for Outbox;
    using Lane for Inbox;

    Outbox private _outbox;
    Inbox private _inbox;

    constructor(bytes32 lane) {
        _outbox.acc[0] = lane;
        _inbox.accepted[0] = lane;
    }

    function append(uint8 kind, bytes calldata body, uint256 blockNumber, uint256 fee) external returns (uint64) {
        return _outbox.append(kind, body, blockNumber, fee);
    }

    function accept(Checkpoint calldata c, uint256 blockNumber) external returns (bool) {
        return _inbox.accept(c, blockNumber);
    }

    function advance(uint64 firstSeq, bytes calldata messages, uint256 blockNumber)
        external
        returns (uint256, uint64, uint64)
    {
        return _inbox.advance(firstSeq, messages, blockNumber);
    }

    function anchor(uint64 fromSeq, bytes32 fromAcc, bytes32[] calldata leaves) external {
        _inbox.anchor(fromSeq, fromAcc, leaves);
    }

    function seqAtParent(uint256 blockNumber) external view returns (uint64) {
        return _outbox.seqAtParent(blockNumber);
    }

    function contains(uint64 seq, uint8 kind, bytes calldata body) external view returns (bool) {
        return _outbox.contains(seq, kind, body);
    }

    function atParent(uint256 blockNumber) external view returns (uint64, bytes32, uint64, uint64) {
        return _inbox.atParent(blockNumber);
    }

    function item(bytes calldata messages, uint256 cursor) external pure returns (uint8, bytes calldata, uint256) {
        return Lane.item(messages, cursor);
    }

    function acc(uint64 seq) external view returns (bytes32) {
        return _outbox.acc[seq];
    }

    function accepted(uint64 seq) external view returns (bytes32) {
        return _inbox.accepted[seq];
    }

    function pool() external view returns (uint256) {
        return _outbox.pool;
    }

    function inbox()
        external
        view
        returns (
            uint64 seq,
            uint64 acceptedSeq,
            uint64 acceptedAt,
            uint64 heardBlock,
            uint64 echoBlock,
            uint64 echoTime
        )
    {
        Inbox storage i = _inbox;
        return (i.seq, i.acceptedSeq, i.acceptedAt, i.heardBlock, i.echoBlock, i.echoTime);
    }
}

contract LaneTest is Test {
    bytes32 private constant LANE = keccak256("lane");
    LaneHarness private _lane;
    bytes[] private _rows;
    bytes32[] private _leaves;

    function setUp() public {
        vm.warp(1_800_000_000);
        _lane = new LaneHarness(LANE);
    }

    // --------------------------------------------------------------------------------------------------------- append

    function test_append() public {
        bytes32 acc = LANE;
        for (uint64 n = 1; n <= 3; ++n) {
            assertEq(_append(uint8(n), abi.encode(n), n), n);
            bytes32 leaf = keccak256(abi.encodePacked(n, uint8(n), keccak256(abi.encode(n))));
            acc = keccak256(abi.encode(acc, leaf));
            assertEq(_lane.acc(n), acc, "a link per message");
        }
        assertEq(_lane.pool(), 3);
    }

    function test_append_EmptyBody() public {
        _append(1, "", 1);
        assertTrue(_lane.contains(1, 1, ""));
    }

    function test_seqAtParent() public {
        assertEq(_lane.seqAtParent(10), 0);
        _append(1, "a", 10);
        _append(1, "b", 10);
        assertEq(_lane.seqAtParent(10), 0, "an append is not covered in its own block");
        assertEq(_lane.seqAtParent(11), 2);
        _append(1, "c", 12);
        assertEq(_lane.seqAtParent(12), 2);
        assertEq(_lane.seqAtParent(13), 3);
    }

    function test_contains() public {
        _append(1, "a", 1);
        _append(2, "b", 1);
        assertTrue(_lane.contains(1, 1, "a"));
        assertTrue(_lane.contains(2, 2, "b"));
        assertFalse(_lane.contains(2, 1, "b"), "another kind");
        assertFalse(_lane.contains(1, 2, "b"), "another place");
        assertFalse(_lane.contains(0, 1, "a"));
        assertFalse(_lane.contains(3, 1, "a"));
    }

    // --------------------------------------------------------------------------------------------------------- accept

    function test_accept() public {
        _appendMany(5);
        assertTrue(_accept(3, 20, 100));
        assertTrue(_accept(5, 21, 101));
        (uint64 seq, uint64 acceptedSeq, uint64 acceptedAt, uint64 heardBlock,,) = _lane.inbox();
        assertEq(seq, 0);
        assertEq(acceptedSeq, 5);
        assertEq(heardBlock, 21);
        assertEq(acceptedAt, 1_800_000_000);
        assertEq(_lane.accepted(3), _lane.acc(3));
    }

    function test_accept_OlderIsNoNewsButItsLink() public {
        _appendMany(5);
        _accept(5, 21, 101);
        assertTrue(_accept(3, 20, 102), "the link is news");
        (, uint64 acceptedSeq,, uint64 heardBlock,,) = _lane.inbox();
        assertEq(acceptedSeq, 5);
        assertEq(heardBlock, 21);
        assertFalse(_accept(3, 20, 103), "but once");
    }

    function test_accept_HandledLinkIsNotWritten() public {
        _appendMany(5);
        _accept(5, 21, 101);
        _lane.advance(1, _row(1, 5), 102);
        assertFalse(_accept(3, 20, 103));
        assertEq(_lane.accepted(3), 0);
    }

    function test_accept_HeartbeatMovesTheClock() public {
        _accept(0, 20, 100);
        vm.warp(1_800_000_100);
        assertTrue(_accept(0, 30, 101));
        (,, uint64 acceptedAt, uint64 heardBlock,,) = _lane.inbox();
        assertEq(acceptedAt, 1_800_000_100);
        assertEq(heardBlock, 30);
        assertEq(_lane.accepted(0), LANE, "the seed stays");
    }

    function test_accept_EchoNeverFalls() public {
        Checkpoint memory c = _checkpoint(0, 20);
        (c.heardBlock, c.heardTime) = (7, 700);
        _lane.accept(c, 100);
        c.blockNumber = 21;
        (c.heardBlock, c.heardTime) = (6, 600);
        _lane.accept(c, 101);
        (,,,, uint64 echoBlock, uint64 echoTime) = _lane.inbox();
        assertEq(echoBlock, 7);
        assertEq(echoTime, 700);
    }

    // -------------------------------------------------------------------------------------------------------- advance

    function test_advance() public {
        _appendMany(4);
        _accept(4, 20, 100);
        (uint256 offset, uint64 from, uint64 last) = _lane.advance(1, _row(1, 4), 101);
        assertEq(offset, 0);
        assertEq(from, 1);
        assertEq(last, 4);
    }

    function test_advance_HandledOnesMayStandInFront() public {
        _appendMany(4);
        _accept(2, 20, 100);
        _accept(4, 21, 100);
        _lane.advance(1, _row(1, 2), 101);
        (uint256 offset, uint64 from, uint64 last) = _lane.advance(1, _row(1, 4), 102);
        assertEq(offset, _row(1, 2).length);
        assertEq(from, 3);
        assertEq(last, 4);
    }

    function test_advance_RevertWhen_gap() public {
        _appendMany(4);
        _accept(2, 20, 100);
        _accept(4, 20, 100);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_Gap.selector, 1, 3));
        _lane.advance(3, _row(3, 4), 101);
    }

    function test_advance_RevertWhen_fromZero() public {
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_Gap.selector, 1, 0));
        _lane.advance(0, "", 101);
    }

    function test_advance_RevertWhen_startIsNoLink() public {
        _appendMany(4);
        _accept(4, 20, 100);
        _lane.advance(1, _row(1, 4), 101);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_UnknownStart.selector, 3));
        _lane.advance(3, _row(3, 4), 102);
    }

    function test_advance_RevertWhen_nothingNew() public {
        _appendMany(2);
        _accept(2, 20, 100);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_AlreadyIngested.selector, 0));
        _lane.advance(1, "", 101);
        _lane.advance(1, _row(1, 2), 101);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_AlreadyIngested.selector, 2));
        _lane.advance(1, _row(1, 2), 102);
    }

    function test_advance_RevertGiven_notAccepted() public {
        _appendMany(3);
        _accept(2, 20, 100);
        bytes memory messages = _row(1, 3);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_NotAccepted.selector, 3, _lane.acc(3)));
        _lane.advance(1, messages, 101);
        messages = _row(1, 1);
        vm.expectRevert(abi.encodeWithSelector(Lane.Lane_NotAccepted.selector, 1, _lane.acc(1)));
        _lane.advance(1, messages, 101);
    }

    function test_advance_RevertWhen_swapped() public {
        _appendMany(2);
        _accept(2, 20, 100);
        bytes memory messages = bytes.concat(_row(2, 2), _row(1, 1));
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        _lane.advance(1, messages, 101);
    }

    function testFuzz_advance_RevertWhen_tampered(uint256 at, uint8 flip) public {
        _appendMany(4);
        _accept(4, 20, 100);
        bytes memory messages = _row(1, 4);
        at = bound(at, 0, messages.length - 1);
        flip = uint8(bound(flip, 1, 255));
        messages[at] = bytes1(uint8(messages[at]) ^ flip);
        vm.expectRevert();
        _lane.advance(1, messages, 101);
    }

    function test_advance_RevertWhen_truncated() public {
        _appendMany(1);
        _accept(1, 20, 100);
        bytes memory messages = _row(1, 1);
        uint256 length = messages.length;
        for (uint256 cut = 1; cut < length; ++cut) {
            bytes memory part = new bytes(length - cut);
            for (uint256 i; i < part.length; ++i) {
                part[i] = messages[i];
            }
            vm.expectRevert(abi.encodeWithSelector(Lane.Lane_Truncated.selector, part.length));
            _lane.advance(1, part, 101);
        }
    }

    /// The same messages in any two pieces end in the same state as in one.
    function testFuzz_advance(uint8 count, uint8 cut, uint8 back) public {
        count = uint8(bound(count, 2, 40));
        cut = uint8(bound(cut, 1, count - 1));
        _appendMany(count);
        _accept(cut, 20, 100);
        _accept(count, 21, 101);
        _lane.advance(1, _row(1, cut), 102);
        uint64 first = back % 2 == 0 ? 1 : cut + 1;
        (, uint64 from, uint64 last) = _lane.advance(first, _row(first, count), 103);
        assertEq(from, cut + 1);
        assertEq(last, count);
        (uint64 seq,,,,,) = _lane.inbox();
        assertEq(seq, count);
    }

    function test_atParent() public {
        _appendMany(4);
        _accept(2, 20, 100);
        (uint64 seq, bytes32 acc, uint64 heardBlock, uint64 heardTime) = _lane.atParent(100);
        assertEq(heardBlock, 0, "a checkpoint is not heard in the block that accepts it");
        assertEq(heardTime, 0);
        (,, heardBlock, heardTime) = _lane.atParent(101);
        assertEq(heardBlock, 20);
        assertEq(heardTime, 2000);
        _accept(4, 21, 101);
        _lane.advance(1, _row(1, 2), 101);
        _lane.advance(3, _row(3, 4), 101);
        (seq, acc,,) = _lane.atParent(101);
        assertEq(seq, 0, "a message is not acknowledged in the block that handles it");
        assertEq(acc, LANE);
        (seq, acc,,) = _lane.atParent(102);
        assertEq(seq, 4);
        assertEq(acc, _lane.acc(4));
    }

    // --------------------------------------------------------------------------------------------------------- anchor

    function test_anchor() public {
        _appendMany(6);
        _accept(6, 20, 100);
        _lane.anchor(2, _lane.acc(2), _leavesFrom(3, 6));
        _lane.advance(1, _row(1, 2), 101);
        _lane.anchor(4, _lane.acc(4), _leavesFrom(5, 6));
        _lane.advance(3, _row(3, 4), 102);
        _lane.advance(5, _row(5, 6), 103);
        (uint64 seq,,,,,) = _lane.inbox();
        assertEq(seq, 6);
    }

    function test_anchor_OverAnAnchor() public {
        _appendMany(6);
        _accept(6, 20, 100);
        _lane.anchor(4, _lane.acc(4), _leavesFrom(5, 6));
        _lane.anchor(1, _lane.acc(1), _leavesFrom(2, 4));
        assertEq(_lane.accepted(1), _lane.acc(1));
    }

    function test_anchor_RevertWhen_noLeaves() public {
        _appendMany(2);
        _accept(2, 20, 100);
        bytes32[] memory none;
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        _lane.anchor(2, bytes32(uint256(1)), none);
    }

    function testFuzz_anchor_RevertWhen_false(uint64 fromSeq, bytes32 fromAcc, uint8 first) public {
        _appendMany(6);
        _accept(6, 20, 100);
        first = uint8(bound(first, 2, 6));
        vm.assume(fromSeq != first - 1 || fromAcc != _lane.acc(first - 1));
        bytes32[] memory leaves = _leavesFrom(first, 6);
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        _lane.anchor(fromSeq, fromAcc, leaves);
    }

    function test_anchor_RevertGiven_nothingAcceptedThere() public {
        _appendMany(3);
        bytes32[] memory leaves = _leavesFrom(3, 3);
        bytes32 acc = _lane.acc(2);
        vm.expectPartialRevert(Lane.Lane_NotAccepted.selector);
        _lane.anchor(2, acc, leaves);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _append(uint8 kind, bytes memory body, uint256 blockNumber) private returns (uint64 seq) {
        seq = _lane.append(kind, body, blockNumber, 1);
        _rows.push(abi.encodePacked(kind, uint16(body.length), body));
        _leaves.push(Message.leaf(seq, kind, keccak256(body)));
    }

    function _appendMany(uint256 count) private {
        for (uint256 i; i < count; ++i) {
            _append(uint8(i % 5), abi.encodePacked("body", i), i / 2 + 1);
        }
    }

    function _row(uint256 first, uint256 last) private view returns (bytes memory messages) {
        for (uint256 i = first; i <= last; ++i) {
            messages = bytes.concat(messages, _rows[i - 1]);
        }
    }

    function _leavesFrom(uint256 first, uint256 last) private view returns (bytes32[] memory list) {
        list = new bytes32[](last + 1 - first);
        for (uint256 i; i < list.length; ++i) {
            list[i] = _leaves[first - 1 + i];
        }
    }

    function _checkpoint(uint64 outSeq, uint64 blockNumber) private view returns (Checkpoint memory c) {
        c.lane = LANE;
        c.outSeq = outSeq;
        c.outAcc = _lane.acc(outSeq);
        c.blockNumber = blockNumber;
        c.time = blockNumber * 100;
    }

    function _accept(uint64 outSeq, uint64 blockNumber, uint256 here) private returns (bool) {
        return _lane.accept(_checkpoint(outSeq, blockNumber), here);
    }
}
