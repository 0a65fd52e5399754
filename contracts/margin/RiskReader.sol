// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {MarginInput} from "./MarginInput.sol";
import {RiskGatherer} from "./RiskGatherer.sol";

/// @title Risk reader: what a margin is computed from
/// @notice For whoever wants to compute a margin himself, or ask what it would be: the TypeScript twin takes the same. Not part
/// of the protocol: nothing depends on it, and it can be called without being deployed.
contract RiskReader is RiskGatherer {
    /// @notice Reads for `engine`.
    constructor(RiskGatherer engine)
        RiskGatherer(
            engine.HUB(),
            engine.CLEARING(),
            engine.ORACLE(),
            engine.SURFACES(),
            engine.GATEWAY(),
            engine.PARAMETERS(),
            engine.ARRAYS()
        )
    {}

    /// @notice All that {IRiskEngine-initialMargin} (or {IRiskEngine-maintenanceMargin}) of this account depends on. Reverts
    /// as they do.
    function inputOf(AccountId account, bool initial) external view returns (MarginInput memory) {
        return _gather(account, initial);
    }
}
