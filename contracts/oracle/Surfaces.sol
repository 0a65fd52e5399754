// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Svi} from "../margin/Svi.sol";
import {ISurfaces} from "./ISurfaces.sol";
import {Publishers} from "./Publishers.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice Forwards and volatilities, signed by m of n publishers. See {ISurfaces}.
contract Surfaces is ISurfaces, AccessManaged, EIP712 {
    using Publishers for Publishers.State;

    bytes32 public constant SLICE_TYPEHASH =
        keccak256("Slice(int40 a,uint40 b,int24 rho,int32 m,uint40 sigma,int32 basis,uint40 time)");
    bytes32 public constant SURFACE_TYPEHASH = keccak256(
        "Surface(bytes6 underlying,uint40 expiry,Slice slice)Slice(int40 a,uint40 b,int24 rho,int32 m,uint40 sigma,int32 basis,uint40 time)"
    );
    /// @notice How far a slice's time may be ahead of this chain's, seconds.
    uint256 public constant MAX_AHEAD = 60;
    /// @notice Seconds between two slices of one expiry at least: what bounds a move per minute must bound each step.
    uint256 public constant MIN_INTERVAL = 60;
    /// @notice Seconds after which a slice no longer bounds the next one.
    uint256 public constant MEMORY = 1 hours;
    /// @notice Most that the forward may differ from the index, 1e-9.
    uint256 public constant MAX_BASIS = 0.5e9;
    /// @notice Most that the basis may change, 1e-9: this much, and this much again for each minute between the slices.
    uint256 public constant MAX_BASIS_MOVE = 0.02e9;
    /// @notice Most that at-the-money variance per second may rise or fall by for each whole minute: 3 / 2.
    uint256 public constant MAX_VARIANCE_RISE = 3;
    uint256 public constant MAX_VARIANCE_FALL = 2;

    Publishers.State private _publishers;
    mapping(bytes6 underlying => mapping(uint40 expiry => Slice)) private _slices;

    constructor(address[] memory publishers, uint16 threshold_, address authority)
        AccessManaged(authority)
        EIP712("Causeway Surfaces", "1")
    {
        _publishers.change(publishers, new address[](0), threshold_);
    }

    /// @inheritdoc ISurfaces
    function publish(Surface calldata surface, bytes[] calldata signatures) external {
        (bytes6 underlying, uint40 expiry) = (surface.underlying, surface.expiry);
        Slice memory slice = surface.slice;
        Slice memory last = _slices[underlying][expiry];

        require(expiry > block.timestamp && expiry > slice.time, Surfaces_Expired(expiry));
        uint256 latestAllowed = block.timestamp + MAX_AHEAD;
        require(slice.time <= latestAllowed, Surfaces_Future(slice.time, latestAllowed));
        // an old slice never comes back; and a row of slices a second apart cannot outrun what a minute allows
        uint256 earliest = last.time == 0 ? 1 : last.time + MIN_INTERVAL;
        require(slice.time >= earliest, Surfaces_TooSoon(slice.time, earliest));
        _publishers.requireSigned(hashSurface(surface), signatures);

        require(Svi.isSound(slice), Surfaces_Arbitrage(underlying, expiry));
        require(_isNear(slice, last, expiry), Surfaces_TooFar(underlying, expiry));
        _slices[underlying][expiry] = slice;
        emit Published(underlying, expiry, slice);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc ISurfaces
    function sliceOf(bytes6 underlying, uint40 expiry) external view returns (Slice memory) {
        return _slices[underlying][expiry];
    }

    /// @inheritdoc ISurfaces
    function isPublisher(address publisher) external view returns (bool) {
        return _publishers.isMember[publisher];
    }

    /// @inheritdoc ISurfaces
    function size() external view returns (uint16) {
        return _publishers.size;
    }

    /// @inheritdoc ISurfaces
    function threshold() external view returns (uint16) {
        return _publishers.threshold;
    }

    /// @inheritdoc ISurfaces
    function hashSurface(Surface calldata surface) public view returns (bytes32) {
        bytes32 slice = keccak256(abi.encode(SLICE_TYPEHASH, surface.slice));
        return _hashTypedDataV4(keccak256(abi.encode(SURFACE_TYPEHASH, surface.underlying, surface.expiry, slice)));
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc ISurfaces
    function change(address[] calldata added, address[] calldata removed, uint16 threshold_) external restricted {
        _publishers.change(added, removed, threshold_);
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev Whether a slice is within the bounds on level and speed. Both slices are sound and before expiry.
    function _isNear(Slice memory slice, Slice memory last, uint40 expiry) private pure returns (bool) {
        // a forward of nothing or less would have no logarithm
        if (_distance(slice.basis, 0) > MAX_BASIS) return false;
        if (last.time == 0) return true;
        uint256 elapsed = slice.time - last.time;
        if (elapsed >= MEMORY) return true;
        if (_distance(slice.basis, last.basis) > MAX_BASIS_MOVE + MAX_BASIS_MOVE * elapsed / 60) return false;

        // variance over remaining time, compared crosswise: below 2^100 * 2^40 * 3^59 < 2^234
        uint256 now_ = uint256(Svi.varianceAt(slice, 0)) * (expiry - last.time);
        uint256 then = uint256(Svi.varianceAt(last, 0)) * (expiry - slice.time);
        (uint256 rise, uint256 fall) = (MAX_VARIANCE_RISE ** (elapsed / 60), MAX_VARIANCE_FALL ** (elapsed / 60));
        return now_ * fall <= then * rise && then * fall <= now_ * rise;
    }

    function _distance(int256 a, int256 b) private pure returns (uint256) {
        return uint256(a < b ? b - a : a - b);
    }
}
