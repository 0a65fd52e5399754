// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MessagingFee, OApp, Origin} from "@layerzerolabs/lz-evm-oapp-v2/contracts/oapp/OApp.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {CoreBridgeVM, ICoreBridge} from "wormhole-sdk/interfaces/ICoreBridge.sol";
import {CoreBridgeLib} from "wormhole-sdk/libraries/CoreBridge.sol";
import {SequenceReplayProtectionLib} from "wormhole-sdk/libraries/ReplayProtection.sol";

/// @notice An application of LayerZero that does nothing: what a message costs at least.
contract EmptyOApp is OApp {
    constructor(address endpoint_, address owner_) OApp(endpoint_, owner_) Ownable(owner_) {}

    function send(uint32 eid, bytes calldata message, bytes calldata options) external payable {
        _lzSend(eid, message, options, MessagingFee({nativeFee: msg.value, lzTokenFee: 0}), msg.sender);
    }

    function quote(uint32 eid, bytes calldata message, bytes calldata options) external view returns (uint256) {
        return _quote(eid, message, options, false).nativeFee;
    }

    function _lzReceive(Origin calldata, bytes32, bytes calldata, address, bytes calldata) internal override {}
}

/// @notice The least that an application of Wormhole does: publish, or verify a VAA once in one of two ways.
contract EmptyEmitter {
    ICoreBridge private immutable CORE;
    bytes32 private immutable EMITTER;
    mapping(bytes32 hash => bool) private _seen;

    event Received(uint64 sequence);

    constructor(address core, address emitter) {
        CORE = ICoreBridge(core);
        EMITTER = bytes32(uint256(uint160(emitter)));
    }

    function publish(bytes calldata message) external payable {
        CORE.publishMessage{value: msg.value}(0, message, 1);
    }

    /// @notice By the core bridge's own parser, and a mapping of hashes.
    function receiveByCore(bytes calldata vaa) external {
        (CoreBridgeVM memory message, bool valid, string memory reason) = CORE.parseAndVerifyVM(vaa);
        require(valid, reason);
        require(message.emitterAddress == EMITTER, "emitter");
        require(!_seen[message.hash], "replay");
        _seen[message.hash] = true;
        emit Received(message.sequence);
    }

    /// @notice By Wormhole's Solidity SDK, and a bitmap of sequences.
    function receiveBySdk(bytes calldata vaa) external {
        (,, uint16 chain, bytes32 emitter, uint64 sequence,,) = CoreBridgeLib.decodeAndVerifyVaaCd(address(CORE), vaa);
        require(emitter == EMITTER, "emitter");
        SequenceReplayProtectionLib.replayProtect(chain, emitter, sequence);
        emit Received(sequence);
    }
}

/// @notice What one new storage slot costs: {write} less {nothing}; and what it costs to read many.
contract Slots {
    mapping(uint256 => uint256) private _slots;

    function write(uint256 slot) external {
        _slots[slot] = 1;
    }

    function nothing(uint256 slot) external view {}

    /// @notice The sum of the first `count`.
    function read(uint256 count) external view returns (uint256 sum) {
        for (uint256 i; i < count; ++i) {
            sum += _slots[i];
        }
    }
}
