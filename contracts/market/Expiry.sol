// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CALL, InstrumentId, PUT} from "../types/InstrumentId.sol";
import {IClearing} from "./IClearing.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice Settlement prices, docs/margin.md section 9: the average of the index over the half hour before an expiry.
library Expiry {
    using SafeCast for uint256;

    uint256 internal constant WINDOW = 30 minutes;
    uint256 internal constant OBSERVATION_LIFE = 5 minutes;
    uint256 internal constant LEAST_COVERED = 20 minutes;
    uint256 private constant ONE = 1e18;

    /// 120 + 96 + 16 + 16 + 8 = 256 bits. A price is below 2^96 (79 billion USD), and so 1800 of them below 2^120.
    struct Settlement {
        uint120 sum; // of price * seconds
        uint96 price; // the last observed; once fixed, that of the settlement
        uint16 covered; // seconds in `sum`
        uint16 moment; // of the last observation, seconds since the window's start
        bool isFixed;
    }

    struct State {
        mapping(bytes6 underlying => mapping(uint40 expiry => Settlement)) settlements;
    }

    /// @notice With an observation taken now, within the window.
    function observed(Settlement memory s, uint40 expiry, uint256 price) internal view returns (Settlement memory) {
        uint256 moment = block.timestamp - (expiry - WINDOW);
        (s.sum, s.covered) = countedUntil(s, moment);
        (s.price, s.moment) = (price.toUint96(), uint16(moment));
        return s;
    }

    /// @notice The average over the whole window, if it was covered well enough.
    function average(Settlement memory s) internal pure returns (bool enough, uint256 price) {
        (uint256 sum, uint256 covered) = countedUntil(s, WINDOW);
        enough = covered >= LEAST_COVERED;
        if (enough) price = sum / covered;
    }

    /// @notice The part of the price that is known, and the share (18 decimals) that is still to come.
    function progress(Settlement memory s, uint40 expiry) internal view returns (uint256 fixedPart, uint256 remaining) {
        if (s.isFixed) return (s.price, 0);
        if (block.timestamp <= expiry - WINDOW) return (0, ONE);
        if (block.timestamp >= expiry) {
            (bool enough, uint256 price) = average(s);
            return enough ? (price, 0) : (uint256(0), ONE);
        }
        uint256 left = expiry - block.timestamp;
        (uint256 sum, uint256 covered) = countedUntil(s, WINDOW - left);
        return (sum / (covered + left), left * ONE / (covered + left));
    }

    /// @notice What a unit is worth at a settlement price.
    function payoff(InstrumentId instrument, uint256 price) internal pure returns (uint256) {
        uint256 strike = instrument.strike();
        if (instrument.kind() == CALL) return price > strike ? price - strike : 0;
        if (instrument.kind() == PUT) return strike > price ? strike - price : 0;
        return price;
    }

    /// @notice The sum and its seconds at a second of the window: the last observation holds forward for five minutes.
    function countedUntil(Settlement memory s, uint256 second) internal pure returns (uint120 sum, uint16 covered) {
        uint256 held = second - s.moment;
        if (held > OBSERVATION_LIFE) held = OBSERVATION_LIFE;
        if (s.price == 0) held = 0;
        unchecked {
            // at most WINDOW seconds in all
            return (uint120(s.sum + held * s.price), uint16(s.covered + held));
        }
    }
}
