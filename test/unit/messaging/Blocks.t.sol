// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../../base/World.sol";
import {IBlocks} from "causeway/messaging/IBlocks.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Checkpoint} from "causeway/messaging/Message.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";

/// @notice A rollup on which the block opcodes mean something else.
contract FakeBlocks is IBlocks {
    uint256 public number = 50;
    bool public blind;

    function set(uint256 number_, bool blind_) external {
        (number, blind) = (number_, blind_);
    }

    function hash(uint256 height) external view returns (bytes32) {
        return blind ? bytes32(0) : keccak256(abi.encode("block", height));
    }
}

contract BlocksTest is World {
    FakeBlocks private _blocks;
    Spoke private _spoke;

    function setUp() public override {
        super.setUp();
        _blocks = new FakeBlocks();
        Spoke.Config memory config = spokeConfig(ONE);
        config.blocks = _blocks;
        _spoke = new Spoke(config);
        _spoke.setVault(address(tokens[ONE][18]), CAP, CAP);
        vm.prank(alice);
        tokens[ONE][18].approve(address(_spoke), 1e18);
    }

    function test_checkpoint_ByTheAdaptersBlocks() public {
        vm.prank(alice, alice);
        _spoke.deposit{value: APPEND_FEE}(address(tokens[ONE][18]), 1e18, plain(alice));
        _next(); // the opcodes move, the chain's own blocks do not
        Checkpoint memory c = _spoke.checkpoint(HUB);
        assertEq(c.outSeq, 0);
        assertEq(c.blockNumber, 49);
        assertEq(c.blockHash, keccak256(abi.encode("block", 49)));
        _blocks.set(51, false);
        c = _spoke.checkpoint(HUB);
        assertEq(c.outSeq, 1);
        assertEq(c.blockNumber, 50);
    }

    function test_checkpoint_RevertGiven_unknownHash() public {
        _blocks.set(50, true);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownBlock.selector, 49));
        _spoke.checkpoint(HUB);
    }
}
