// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title Exit fee and rebate as a potential
/// @notice Taking cash from a scarce vault costs, bringing it there earns. The marginal rate depends on the vault's
/// reserve alone: 0 at or above 60 % of its target, rising to 0.5 % at 20 % and to 4 % at 0, linear between. The fee is
/// the rate's integral, hence a difference of potentials: splitting a withdrawal, or going there and back, changes nothing.
library ExitFee {
    uint256 private constant UPPER = 60; // percent of target
    uint256 private constant LOWER = 20;
    uint256 private constant LOWER_RATE = 50; // basis points
    uint256 private constant EMPTY_RATE = 400;
    uint256 private constant BPS = 10_000;

    /// @notice The potential of a vault that holds `reserve` of `target`, both 18 decimals and below 2^112; rounded down.
    function potential(uint256 reserve, uint256 target) internal pure returns (uint256) {
        unchecked {
            // targets below 2^112 keep every product below 2^256
            uint256 upper = target * UPPER / 100;
            if (reserve >= upper) return 0;
            uint256 lower = target * LOWER / 100;
            uint256 width = upper - lower;
            if (reserve >= lower) {
                uint256 gap = upper - reserve;
                return width == 0 ? 0 : gap * gap * LOWER_RATE / (2 * width * BPS);
            }
            uint256 missing = lower - reserve;
            uint256 flat = (width * LOWER_RATE / 2 + missing * LOWER_RATE) / BPS;
            return flat + missing * missing * (EMPTY_RATE - LOWER_RATE) / (2 * lower * BPS);
        }
    }
}
