// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {AccountId} from "../types/AccountId.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {ExpiryInput} from "./MarginInput.sol";
import {MarginMath} from "./MarginMath.sol";
import {RiskArrays} from "./RiskArrays.sol";
import {RiskGatherer} from "./RiskGatherer.sol";
import {RiskParameters} from "./RiskParameters.sol";

/// @notice What an account must hold. See {IRiskEngine}: {RiskGatherer} gathers the input, {MarginMath} is the formula.
contract RiskEngine is IRiskEngine, RiskGatherer {
    constructor(IHub hub, IClearing clearing, IOracle oracle, ISurfaces surfaces, IGateway gateway, address authority)
        RiskGatherer(hub, clearing, oracle, surfaces, gateway, new RiskParameters(hub, authority), new RiskArrays())
    {}

    /// @inheritdoc IRiskEngine
    function initialMargin(AccountId account) external view returns (Margin memory) {
        return MarginMath.compute(_gather(account, true));
    }

    /// @inheritdoc IRiskEngine
    function maintenanceMargin(AccountId account) external view returns (Margin memory) {
        return MarginMath.compute(_gather(account, false));
    }

    /// @inheritdoc IRiskEngine
    function refresh(bytes6 underlying, uint40 expiry, uint64[] calldata strikes) external {
        (IRiskParameters.RiskParams memory params,) = PARAMETERS.riskOf(underlying);
        require(params.listed, Risk_Unlisted(underlying));
        (uint256 index,) = _index(underlying, false);
        ExpiryInput memory e = _forward(underlying, expiry, index);
        require(!e.settled, Risk_Expired(underlying, expiry));
        ARRAYS.write(underlying, expiry, strikes, e, params.scanRange, params.volShock);
        emit Refreshed(underlying, expiry, e.forward, strikes);
    }
}
