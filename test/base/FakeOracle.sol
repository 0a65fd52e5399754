// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOracle} from "causeway/oracle/IOracle.sol";
import {AssetId} from "causeway/types/AssetId.sol";

/// @notice Answers what a test told it.
contract FakeOracle is IOracle {
    mapping(AssetId => Price) private _prices;

    function set(AssetId asset, uint256 price, Refusal refusal) external {
        _prices[asset] = Price({
            price: refusal == Refusal.None ? price : 0,
            confidence: 0,
            time: uint64(block.timestamp),
            refusal: refusal,
            source: address(0)
        });
    }

    function assetPrice(AssetId asset) external view returns (Price memory) {
        return _prices[asset];
    }

    function priceOf(bytes32) external pure returns (Price memory p) {
        p.refusal = Refusal.Unknown;
    }

    function requirePrice(bytes32 underlying) external pure returns (uint256, uint256) {
        revert Oracle_Refused(underlying, Refusal.Unknown, address(0));
    }

    function observe(bytes32) external {}

    function seenOf(bytes32) external pure returns (uint256, uint64) {}

    function MAX_MOVE_BPS() external pure returns (uint256) {}

    function underlyingOf(AssetId) external pure returns (bytes32) {}

    function sourcesOf(bytes32) external pure returns (address[] memory, uint32, uint16, uint16) {}

    function setUnderlying(bytes32, address[] calldata, uint32, uint16, uint16) external {}

    function setAsset(AssetId, bytes32) external {}
}
