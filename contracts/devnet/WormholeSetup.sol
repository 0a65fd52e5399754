// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";

/// @title WormholeSetup
/// @notice First implementation of a local Wormhole core bridge: writes the state that the bridge starts from, then hands
/// the proxy over to the real implementation.
/// Deploy an `ERC1967Proxy` with this contract as its implementation and `setup` as its call.
/// Warning: for local networks only. On a real network the core bridge exists already.
contract WormholeSetup {
    struct Provider {
        uint16 chainId;
        uint16 governanceChainId;
        bytes32 governanceContract;
    }

    struct GuardianSet {
        address[] keys;
        uint32 expirationTime;
    }

    /// The storage of the core bridge, from slot 0, in the order of its implementation.
    struct State {
        Provider provider;
        mapping(uint32 index => GuardianSet set) guardianSets;
        uint32 guardianSetIndex;
        uint32 guardianSetExpiry;
        mapping(address emitter => uint64 sequence) sequences;
        mapping(bytes32 hash => bool consumed) consumedGovernanceActions;
        mapping(address implementation => bool initialized) initializedImplementations;
        uint256 messageFee;
        uint256 evmChainId;
    }

    /// Nothing may stand before this: the bridge finds it at slot 0.
    State private _state;

    error WormholeSetup_NoGuardians();
    error WormholeSetup_ForeignChain(uint256 evmChainId, uint256 actual);

    /// @notice Writes guardian set 0 and the identity of the chain, then points the proxy to `implementation`.
    /// @param implementation the core bridge's implementation
    /// @param guardians the addresses of guardian set 0, in order of their index
    /// @param chainId Wormhole's id of this chain
    /// @param evmChainId the EIP-155 id of this chain; any other makes the bridge believe it was forked
    /// @param governanceChainId Wormhole's id of the chain of governance
    /// @param governanceContract the emitter of governance
    /// @param messageFee what `publishMessage` asks for, in wei
    function setup(
        address implementation,
        address[] calldata guardians,
        uint16 chainId,
        uint256 evmChainId,
        uint16 governanceChainId,
        bytes32 governanceContract,
        uint256 messageFee
    ) external {
        require(guardians.length > 0, WormholeSetup_NoGuardians());
        require(evmChainId == block.chainid, WormholeSetup_ForeignChain(evmChainId, block.chainid));

        _state.provider =
            Provider({chainId: chainId, governanceChainId: governanceChainId, governanceContract: governanceContract});
        _state.guardianSets[0].keys = guardians;
        _state.guardianSetExpiry = 86_400;
        _state.initializedImplementations[implementation] = true;
        _state.messageFee = messageFee;
        _state.evmChainId = evmChainId;

        ERC1967Utils.upgradeToAndCall(implementation, "");
    }
}
