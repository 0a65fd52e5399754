// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISurfaces} from "causeway/oracle/ISurfaces.sol";

/// @notice Answers what a test told it.
contract FakeSurfaces is ISurfaces {
    mapping(bytes6 => mapping(uint40 => Slice)) private _slices;

    function setBasis(bytes6 underlying, uint40 expiry, int32 basis) external {
        _slices[underlying][expiry].basis = basis;
        _slices[underlying][expiry].time = uint40(block.timestamp);
    }

    function set(bytes6 underlying, uint40 expiry, Slice calldata slice) external {
        _slices[underlying][expiry] = slice;
    }

    function sliceOf(bytes6 underlying, uint40 expiry) external view returns (Slice memory) {
        return _slices[underlying][expiry];
    }

    function publish(Surface calldata, bytes[] calldata) external {}

    function change(address[] calldata, address[] calldata, uint16) external {}

    function isPublisher(address) external pure returns (bool) {}

    function size() external pure returns (uint16) {}

    function threshold() external pure returns (uint16) {}

    function hashSurface(Surface calldata) external pure returns (bytes32) {}
}
