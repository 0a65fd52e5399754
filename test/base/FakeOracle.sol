// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOracle} from "causeway/oracle/IOracle.sol";
import {AssetId} from "causeway/types/AssetId.sol";

/// @notice Answers what a test told it.
contract FakeOracle is IOracle {
    mapping(AssetId => Price) private _prices;
    mapping(bytes32 underlying => uint256) private _underlyings;

    /// @notice The price of an underlying; 0: it is refused as unknown.
    function setPrice(bytes32 underlying, uint256 price) external {
        _underlyings[underlying] = price;
    }

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

    function priceOf(bytes32 underlying) public view returns (Price memory p) {
        p.price = _underlyings[underlying];
        if (p.price == 0) p.refusal = Refusal.Unknown;
        else p.time = uint64(block.timestamp);
    }

    function requirePrice(bytes32 underlying) external view returns (uint256 price, uint256) {
        price = priceOf(underlying).price;
        require(price != 0, Oracle_Refused(underlying, Refusal.Unknown, address(0)));
    }

    function underlyingOf(AssetId) external pure returns (bytes32) {}

    function sourcesOf(bytes32) external pure returns (address[] memory, uint32, uint16, uint16) {}

    function setUnderlying(bytes32, address[] calldata, uint32, uint16, uint16) external {}

    function setAsset(AssetId, bytes32) external {}
}
