// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title How discounts grow
/// @notice All in ppm of the maintenance that a bid releases, rounded down.
library Curve {
    uint256 internal constant LEAST = 50_000;
    uint256 internal constant MOST = 500_000;
    /// Seconds from the one to the other, when nothing hinders or hurries: see {IPace}.
    uint256 internal constant PACE = 20 minutes;
    uint256 private constant PPM = 1e6;

    /// @notice The discount `elapsed` seconds after the opening.
    function discount(uint256 elapsed, uint256 pace) internal pure returns (uint256) {
        return LEAST + (MOST - LEAST) * grown(elapsed, pace) / PPM;
    }

    /// @notice How much of the way has been gone.
    function grown(uint256 elapsed, uint256 pace) internal pure returns (uint256) {
        return elapsed >= pace ? PPM : PPM * elapsed / pace;
    }
}
