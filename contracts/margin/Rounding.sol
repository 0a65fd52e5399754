// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Divisions that say where they round to: values down (toward minus infinity), requirements up.
library Rounding {
    /// @notice ⌊x / y⌋. `y` is not 0 and below 2^255.
    function divDown(int256 x, uint256 y) internal pure returns (int256 z) {
        assembly ("memory-safe") {
            // sdiv truncates toward zero: one less where that was up
            z := sub(sdiv(x, y), slt(smod(x, y), 0))
        }
    }

    /// @notice ⌈x / y⌉. `y` is not 0.
    function divUp(uint256 x, uint256 y) internal pure returns (uint256 z) {
        assembly ("memory-safe") {
            z := add(div(x, y), gt(mod(x, y), 0))
        }
    }

    /// @notice ⌈x * y / z⌉, the product in 512 bits.
    function mulDivUp(uint256 x, uint256 y, uint256 z) internal pure returns (uint256) {
        return Math.mulDiv(x, y, z, Math.Rounding.Ceil);
    }

    function abs(int256 x) internal pure returns (uint256 z) {
        assembly ("memory-safe") {
            let sign := sar(255, x)
            z := sub(xor(x, sign), sign)
        }
    }
}
