// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Surfaces: forwards and volatilities, expiry by expiry
/// @notice Named publishers sign, for one underlying and expiry, the basis of its forward over the index and a slice of the
/// volatility surface in the raw SVI form of Gatheral (2004): total variance at publication
/// w(k) = a + b (rho (k - m) + sqrt((k - m)^2 + sigma^2)), k = ln(strike / forward). Anyone brings one that enough signed.
/// Each expiry stands alone: one that is missing makes only itself untradable.
/// Warning: `threshold` publishers together can publish any smile within the guard.
interface ISurfaces {
    /// @notice One slice, in one slot (40 + 40 + 24 + 32 + 40 + 32 + 40 = 248 bits). Its time is also its version.
    struct Slice {
        int40 a; // 1e-9
        uint40 b; // 1e-9
        int24 rho; // 1e-6, between -1 and 1
        int32 m; // 1e-8 of log-moneyness
        uint40 sigma; // 1e-9, not 0
        int32 basis; // 1e-9 of the index: forward = index * (1 + basis), rounded down
        uint40 time; // of publication, seconds; 0: there is none
    }

    /// @notice What publishers sign (EIP-712 type `Surface`).
    struct Surface {
        bytes6 underlying;
        uint40 expiry;
        Slice slice;
    }

    event Published(bytes6 indexed underlying, uint40 indexed expiry, Slice slice);

    /// @notice Not at least a minute newer than the last slice.
    error Surfaces_TooSoon(uint40 time, uint256 earliest);
    error Surfaces_Future(uint40 time, uint256 latestAllowed);
    error Surfaces_Expired(uint40 expiry);
    /// @notice A slice that allows arbitrage: negative variance, wings steeper than 2, |rho| of 1, or a negative density.
    error Surfaces_Arbitrage(bytes6 underlying, uint40 expiry);
    /// @notice A basis beyond 50 %, or further from the last slice than its age allows: basis by more than 2 % and 2 % a minute, or
    /// at-the-money variance per second by more than half for each minute. A slice of an hour or more bounds nothing.
    error Surfaces_TooFar(bytes6 underlying, uint40 expiry);

    /// @notice Publishes a slice with the signatures of at least {threshold} publishers in ascending order of signer ({Publishers}
    /// has the errors). Emits {Published}. Requires an expiry to come, a time at least a minute after the last slice's and at most 60
    /// seconds ahead, a slice free of arbitrage ({Svi-isSound}), and one not too far from the last.
    function publish(Surface calldata surface, bytes[] calldata signatures) external;
    /// @notice Changes the publishers and how many of them must sign (governance, delayed).
    function change(address[] calldata added, address[] calldata removed, uint16 threshold) external;
    /// @notice The newest slice, of whatever age; `time` 0 if there never was one.
    function sliceOf(bytes6 underlying, uint40 expiry) external view returns (Slice memory);
    function isPublisher(address publisher) external view returns (bool);
    function size() external view returns (uint16);
    function threshold() external view returns (uint16);
    function hashSurface(Surface calldata surface) external view returns (bytes32);
}
