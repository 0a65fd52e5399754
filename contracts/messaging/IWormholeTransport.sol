// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ITransport} from "./ITransport.sol";

/// @title Checkpoints over Wormhole
interface IWormholeTransport is ITransport {
    struct Emitter {
        uint16 wormholeChain; // Wormhole's id of the chain
        bytes32 emitter; // the transport there, left-padded
    }

    event Connected(uint32 indexed chain, uint16 wormholeChain, bytes32 emitter);

    error WormholeTransport_NotTheQuorum(address caller);
    error WormholeTransport_UnknownChain(uint32 chain);
    error WormholeTransport_UnknownEmitter(uint16 wormholeChain, bytes32 emitter);
    error WormholeTransport_WrongConsistency(uint8 given, uint8 required);

    /// @notice Verifies a VAA with the current guardian set, once per sequence, requires our emitter and consistency
    /// level, and attests its checkpoint. Anyone may call.
    function receiveVaa(bytes calldata vaa) external;

    function emitterOf(uint32 chain) external view returns (Emitter memory);

    /// @notice Names Wormhole's chain id and the emitter of `chain` (governance).
    function connect(uint32 chain, uint16 wormholeChain, bytes32 emitter) external;
}
