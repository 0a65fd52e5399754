// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IQuorum} from "./IQuorum.sol";
import {ITransport} from "./ITransport.sol";
import {IWormholeTransport} from "./IWormholeTransport.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ICoreBridge} from "wormhole-sdk/interfaces/ICoreBridge.sol";
import {CoreBridgeLib} from "wormhole-sdk/libraries/CoreBridge.sol";
import {SequenceReplayProtectionLib} from "wormhole-sdk/libraries/ReplayProtection.sol";

/// @notice Carries checkpoints over Wormhole: published to the core bridge, attested by its guardians, verified here.
contract WormholeTransport is IWormholeTransport, Ownable {
    IQuorum public immutable QUORUM;
    ICoreBridge public immutable CORE;
    uint8 public immutable CONSISTENCY;

    mapping(uint32 chain => Emitter) private _emitters;
    mapping(uint16 wormholeChain => uint32 chain) private _chainOf;

    /// @param core Wormhole's core bridge on this chain.
    /// @param quorum The only caller of {send}, and where {receiveVaa} attests.
    /// @param consistency The consistency level to publish with and to require: 1 is finalized.
    /// @param authority Owner: governance.
    constructor(ICoreBridge core, IQuorum quorum, uint8 consistency, address authority) Ownable(authority) {
        CORE = core;
        QUORUM = quorum;
        CONSISTENCY = consistency;
    }

    /// @inheritdoc ITransport
    function send(uint32 chain, bytes calldata checkpoint, address) external payable {
        require(msg.sender == address(QUORUM), WormholeTransport_NotTheQuorum(msg.sender));
        require(_emitters[chain].emitter != 0, WormholeTransport_UnknownChain(chain));
        // the checkpoint names its lane, hence the chain that it is for; the core bridge requires its exact fee
        CORE.publishMessage{value: msg.value}(chain, checkpoint, CONSISTENCY);
    }

    /// @inheritdoc ITransport
    function quote(uint32) external view returns (uint256) {
        return CORE.messageFee();
    }

    /// @inheritdoc IWormholeTransport
    function receiveVaa(bytes calldata vaa) external {
        (,, uint16 emitterChain, bytes32 emitter, uint64 sequence, uint8 consistency, bytes calldata checkpoint) =
            CoreBridgeLib.decodeAndVerifyVaaCd(address(CORE), vaa);
        uint32 chain = _chainOf[emitterChain];
        require(
            chain != 0 && _emitters[chain].emitter == emitter, WormholeTransport_UnknownEmitter(emitterChain, emitter)
        );
        require(consistency == CONSISTENCY, WormholeTransport_WrongConsistency(consistency, CONSISTENCY));
        SequenceReplayProtectionLib.replayProtect(emitterChain, emitter, sequence);
        QUORUM.attest(chain, checkpoint);
    }

    /// @inheritdoc IWormholeTransport
    function emitterOf(uint32 chain) external view returns (Emitter memory) {
        return _emitters[chain];
    }

    /// @inheritdoc IWormholeTransport
    function connect(uint32 chain, uint16 wormholeChain, bytes32 emitter) external onlyOwner {
        require(chain != 0 && wormholeChain != 0 && emitter != 0, WormholeTransport_UnknownChain(chain));
        delete _chainOf[_emitters[chain].wormholeChain];
        _emitters[chain] = Emitter({wormholeChain: wormholeChain, emitter: emitter});
        _chainOf[wormholeChain] = chain;
        emit Connected(chain, wormholeChain, emitter);
    }
}
