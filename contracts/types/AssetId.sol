// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Names one token on one chain, hence one vault: chain registry number (32 bits) above the token (160 bits).
type AssetId is bytes32;

using {chain, token} for AssetId global;

// Stands for the native coin of a chain where a token address is asked for.
address constant NATIVE = 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE;

/// @notice Composes an id of our registry number of the chain and the token's address there ({NATIVE} for its coin).
function toAssetId(uint32 chain_, address token_) pure returns (AssetId) {
    return AssetId.wrap(bytes32((uint256(chain_) << 160) | uint160(token_)));
}

/// @notice The registry number of the chain on which the token lies.
function chain(AssetId id) pure returns (uint32) {
    return uint32(uint256(AssetId.unwrap(id)) >> 160);
}

/// @notice The token's address on its chain.
function token(AssetId id) pure returns (address) {
    return address(uint160(uint256(AssetId.unwrap(id))));
}
