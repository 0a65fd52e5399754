// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {InstrumentId} from "../types/InstrumentId.sol";

/// @notice A position that changes hands, as one word: instrument << 96 | size with the position's sign.
library Legs {
    function pack(InstrumentId instrument, int256 size) internal pure returns (uint256) {
        return uint256(InstrumentId.unwrap(instrument)) << 96 | uint96(int96(size));
    }

    function unpack(uint256 leg) internal pure returns (InstrumentId, int256) {
        return (InstrumentId.wrap(uint160(leg >> 96)), int96(uint96(leg)));
    }
}
