// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {EmptyEmitter, EmptyOApp, Slots} from "./Floors.sol";
import {Packet} from "./RealBridges.sol";
import {World} from "./World.sol";
import {Vm} from "forge-std/Test.sol";
import {ICoreBridge} from "wormhole-sdk/interfaces/ICoreBridge.sol";

/// @notice What the bridges and the chain take from anybody: the floors beside our own numbers, measured alike.
contract FloorsTest is World {
    EmptyOApp private _here;
    EmptyOApp private _there;
    uint32 private _eid;

    // Not in setUp: a dumped state is what the test itself has touched.
    modifier built() {
        _build();
        _eid = hubSide.lz.eid;
        _here = new EmptyOApp(address(spokeSide.lz.endpoint), address(this));
        _there = new EmptyOApp(address(hubSide.lz.endpoint), address(this));
        _here.setPeer(_eid, _toBytes32(address(_there)));
        _there.setPeer(spokeSide.lz.eid, _toBytes32(address(_here)));
        _pin(spokeSide.lz, address(_here), _eid, 1);
        _pin(hubSide.lz, address(_there), spokeSide.lz.eid, 1);
        _deliver("", 128, 1, true);
        _;
    }

    function test_floor_one_dvn() public built {
        _deliver("1dvn", 128, 1, true);
    }

    function test_floor_two_dvns() public built {
        _deliver("2dvn", 128, 2, false);
    }

    function test_floor_three_dvns() public built {
        _deliver("3dvn", 128, 3, false);
    }

    function test_floor_checkpoint_length() public built {
        _sendOnly("1dvn_176", 1);
        _sendOnly("2dvn_176", 2);
        _sendOnly("3dvn_176", 3);
    }

    function test_floor_wormhole() public built {
        EmptyEmitter emitter = new EmptyEmitter(spokeSide.core, address(0));
        EmptyEmitter receiver = new EmptyEmitter(hubSide.core, address(emitter));
        bytes memory message = _message(128);
        bytes memory call = abi.encodeCall(emitter.publish, (message));
        _run("", relayer, address(emitter), 0, call);
        _run("floor_wormhole_publish", relayer, address(emitter), 0, call);
        // the first opens a word of the bitmap
        _receiveVaa("", "", receiver, _vaa(spokeSide.wormholeChain, address(emitter), 0, message));
        bytes memory second = _vaa(spokeSide.wormholeChain, address(emitter), 1, message);
        _receiveVaa("floor_vaa_core", "floor_vaa_sdk", receiver, second);
    }

    function test_floor_erc20() public built {
        address bob = makeAddr("bob");
        weth.transfer(bob, 1e18);
        vm.prank(alice);
        weth.approve(address(this), 100e18);
        // into a written balance, out of an allowance that lasts
        bytes memory call = abi.encodeCall(weth.transferFrom, (alice, bob, 1e18 + 1));
        _run("floor_erc20_transfer_from", address(this), address(weth), 0, call);
        _run("floor_erc20_transfer", alice, address(weth), 0, abi.encodeCall(weth.transfer, (bob, 1e18 + 1)));
    }

    function test_floor_sstore() public built {
        Slots slots = new Slots();
        uint256 with = _run("", relayer, address(slots), 0, abi.encodeCall(slots.write, (1)));
        uint256 without = _run("", relayer, address(slots), 0, abi.encodeCall(slots.nothing, (1)));
        _record("floor_sstore_new", with - without);
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// By both ways to verify it.
    function _receiveVaa(string memory byCore, string memory bySdk, EmptyEmitter receiver, bytes memory vaa) private {
        _run(byCore, relayer, address(receiver), 0, abi.encodeCall(receiver.receiveByCore, (vaa)));
        _run(bySdk, relayer, address(receiver), 0, abi.encodeCall(receiver.receiveBySdk, (vaa)));
    }

    /// An empty message all the way, over `count` DVNs.
    function _deliver(string memory suffix, uint256 length, uint256 count, bool first) private {
        Packet memory packet = _send(suffix, length, count);
        bool named = bytes(suffix).length != 0 && first;
        for (uint256 i; i < count; ++i) {
            bytes memory call = _executeCall(hubSide.lz, i, packet);
            _run(named && i == 0 ? "floor_dvn_verify" : "", relayer, address(hubSide.lz.dvns[i]), 0, call);
        }
        bytes memory commit =
            abi.encodeCall(hubSide.lz.receiveUln.commitVerification, (packet.header, keccak256(packet.payload)));
        string memory name = bytes(suffix).length == 0 ? "" : string.concat("floor_commit_", suffix);
        _run(named ? "floor_commit" : name, relayer, address(hubSide.lz.receiveUln), 0, commit);
        _run(named ? "floor_lz_receive_empty" : "", relayer, address(hubSide.lz.endpoint), 0, _receiveCall(packet));
    }

    function _sendOnly(string memory suffix, uint256 count) private {
        _send(suffix, 176, count);
    }

    function _send(string memory suffix, uint256 length, uint256 count) private returns (Packet memory) {
        _pinDvns(spokeSide.lz, address(_here), _eid, count);
        _pinDvns(hubSide.lz, address(_there), spokeSide.lz.eid, count);
        bytes memory message = _message(length);
        uint256 fee = _here.quote(_eid, message, RECEIVE_OPTIONS);
        string memory name = bytes(suffix).length == 0 ? "" : string.concat("floor_oapp_send_", suffix);
        (, Vm.Log[] memory logs) =
            _runLogged(name, relayer, address(_here), fee, abi.encodeCall(_here.send, (_eid, message, RECEIVE_OPTIONS)));
        return _packetIn(logs);
    }

    /// As many bytes other than zero.
    function _message(uint256 length) private pure returns (bytes memory message) {
        message = new bytes(length);
        for (uint256 i; i < length; ++i) {
            message[i] = 0x11;
        }
    }
}
