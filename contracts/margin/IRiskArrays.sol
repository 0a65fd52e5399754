// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRiskParameters} from "./IRiskParameters.sol";
import {ExpiryInput} from "./MarginInput.sol";

/// @title Risk arrays: what every option is worth in every scenario
/// @notice A chapter of {IRiskEngine} in a contract of its own, which the engine creates. The rows of one refresh are the
/// code of a contract that is only data: a STOP byte, a header of one word, 63 bytes for each strike, then the strikes, 8
/// bytes each, rising. The engine names an expiry's newest such contract, a strike's slot here the last in which it stands.
/// To read many rows of one costs one cold access.
interface IRiskArrays {
    /// @notice In front of the rows, one word (112 + 40 + 40 + 32 + 32 = 256 bits).
    struct Header {
        uint256 anchor; // the forward at which they were computed
        uint256 time;
        uint256 sliceTime; // the slice's version
        uint256 scanRange; // ppm
        uint256 volShock; // ppm
    }

    error RiskArrays_NotTheEngine(address caller);
    error RiskArrays_BadStrikes(uint256 count);
    error RiskArrays_NotWritten();

    /// @notice Computes and keeps the rows of `strikes` (1e-8 USD, strictly rising, 1 to 128) of an expiry, as
    /// {IRiskEngine-refresh}, with the engine's `parameters` (engine only). Returns the forward at which it computed them, and
    /// the contract that holds them.
    function refresh(IRiskParameters parameters, bytes6 underlying, uint40 expiry, uint64[] calldata strikes)
        external
        returns (uint256 forward, address blob);

    /// @notice As {IRiskEngine-newestOf}.
    function newestOf(uint256 instrument) external view returns (address);

    /// @notice For each option (an instrument id, call or put) the contract that holds its strike's row, above the number of
    /// the row (96 bits); 0 where there never was one.
    function placesOf(uint256[] calldata instruments) external view returns (uint256[] memory);

    /// @notice What a unit of an option of this expiry is worth now: {MarginMath-markOf}. Here, because the engine computes margin cheaper
    /// where no second way to it exists.
    function markOf(ExpiryInput calldata expiry, uint256 strike, bool isCall) external pure returns (uint256);
}
