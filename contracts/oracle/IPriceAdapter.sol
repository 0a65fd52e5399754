// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOracle} from "./IOracle.sol";

/// @title Price adapter: one source, in the oracle's units
/// @notice Translates what one kind of feed says. It judges nothing: age, confidence and agreement are the oracle's to
/// guard. It reverts where the feed has no answer, which the oracle takes for silence.
interface IPriceAdapter {
    /// @notice The newest answer for an underlying: price and confidence in USD per whole unit, 18 decimals.
    function read(bytes32 underlying) external view returns (IOracle.Answer memory);
}
