// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {MarginInput} from "causeway/margin/MarginInput.sol";
import {MarginMath} from "causeway/margin/MarginMath.sol";

/// @notice The formula, for inputs that no market would give: the twin is held against it.
contract RiskHarness {
    /// @dev Each by itself, so that one that fails says so and leaves the others.
    function computeMany(MarginInput[] calldata inputs)
        external
        view
        returns (IRiskEngine.Margin[] memory margins, bool[] memory failed)
    {
        margins = new IRiskEngine.Margin[](inputs.length);
        failed = new bool[](inputs.length);
        for (uint256 i; i < inputs.length; ++i) {
            try this.compute(inputs[i]) returns (IRiskEngine.Margin memory margin) {
                margins[i] = margin;
            } catch {
                failed[i] = true;
            }
        }
    }

    function compute(MarginInput calldata input) external pure returns (IRiskEngine.Margin memory) {
        return MarginMath.compute(input);
    }
}
