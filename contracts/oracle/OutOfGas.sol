// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOracle} from "./IOracle.sol";

/// @notice Whether a revert that was caught may come of too little gas: it has no reason, or the oracle's word for it. Whoever brings a
/// call chooses its gas, and must not choose by it what becomes of others.
function isOutOfGas(bytes memory reason) pure returns (bool) {
    return reason.length == 0 || bytes4(reason) == IOracle.Oracle_TooLittleGas.selector;
}
