// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ITransport} from "./ITransport.sol";

/// @title Checkpoints over LayerZero V2
interface ILayerZeroTransport is ITransport {
    struct Route {
        uint32 eid; // LayerZero's endpoint id of the chain
        bytes options; // executor options, type 3
    }

    /// @notice A nonce without verification behind which a later one was verified.
    struct Stuck {
        uint64 nonce;
        uint64 since;
    }

    event Connected(uint32 indexed chain, uint32 eid, bytes32 peer);
    event StuckReported(uint32 indexed chain, uint64 nonce);
    event Skipped(uint32 indexed chain, uint64 nonce);

    error LayerZeroTransport_NotTheQuorum(address caller);
    error LayerZeroTransport_UnknownChain(uint32 chain);
    error LayerZeroTransport_NotStuck(uint32 chain, uint64 nextNonce);
    error LayerZeroTransport_AlreadyReported(uint32 chain, uint64 nonce);
    error LayerZeroTransport_TooEarly(uint64 from);

    /// @notice How long a nonce must have stayed unverified after a report before anyone may skip it, in seconds.
    function SKIP_DELAY() external view returns (uint256);

    /// @notice Records that the next nonce from `chain` is missing although `laterNonce` was verified: LayerZero delivers
    /// nothing behind such a gap. Anyone may call. Emits {StuckReported}.
    function reportStuck(uint32 chain, uint64 laterNonce) external;

    /// @notice Skips the reported nonce if it is still missing an hour later. Anyone may call; the checkpoint that it
    /// carried is contained in every later one. Emits {Skipped}.
    function skipStuck(uint32 chain) external;

    function routeOf(uint32 chain) external view returns (Route memory route, bytes32 peer);
    function stuckOf(uint32 chain) external view returns (Stuck memory);

    /// @notice Names the endpoint id, the peer and the executor options of `chain` (governance).
    function connect(uint32 chain, uint32 eid, bytes32 peer, bytes calldata options) external;
}
