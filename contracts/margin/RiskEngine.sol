// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {AccountId} from "../types/AccountId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, toInstrumentId} from "../types/InstrumentId.sol";
import {Band} from "./Band.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {ExpiryInput, MarginInput} from "./MarginInput.sol";
import {MarginMath} from "./MarginMath.sol";
import {RiskArrays} from "./RiskArrays.sol";
import {RiskGatherer} from "./RiskGatherer.sol";
import {RiskParameters} from "./RiskParameters.sol";

/// @notice What an account must hold. See {IRiskEngine}: {RiskGatherer} gathers the input, {MarginMath} is the formula.
contract RiskEngine is IRiskEngine, RiskGatherer {
    mapping(uint256 expiry => address) private _newest;

    constructor(IHub hub, IClearing clearing, IOracle oracle, ISurfaces surfaces, IGateway gateway, address authority)
        RiskGatherer(
            hub,
            clearing,
            oracle,
            surfaces,
            gateway,
            new RiskParameters(hub, authority),
            new RiskArrays(clearing, oracle, surfaces)
        )
    {}

    /// @inheritdoc IRiskEngine
    function initialMargin(AccountId account) external view returns (Margin memory) {
        return _marginOf(account, msg.sig);
    }

    /// @inheritdoc IRiskEngine
    function maintenanceMargin(AccountId account) external view returns (Margin memory) {
        return _marginOf(account, msg.sig);
    }

    /// @inheritdoc IRiskEngine
    function marginsWithout(AccountId account, uint256[] memory legs, int256 cash)
        external
        view
        returns (Margin memory present, Margin memory left)
    {
        // not for initial margin: see {_marginOf}
        MarginInput memory input = _gather(account, msg.sig == IRiskEngine.initialMargin.selector);
        return MarginMath.computeWithout(input, legs, cash);
    }

    /// @inheritdoc IRiskEngine
    function refresh(bytes6 underlying, uint40 expiry, uint64[] calldata strikes) external {
        (uint256 forward, address blob) = ARRAYS.refresh(PARAMETERS, underlying, expiry, strikes);
        _newest[_expiryOf(InstrumentId.unwrap(toInstrumentId(underlying, CALL, expiry, 0)))] = blob;
        emit Refreshed(underlying, expiry, forward, strikes);
    }

    /// @inheritdoc IRiskEngine
    function bandOf(InstrumentId id) external view returns (uint256 mark, uint256 least, uint256 most) {
        bytes6 underlying = id.underlying();
        (IRiskParameters.RiskParams memory params,) = PARAMETERS.riskOf(underlying);
        require(params.listed, Risk_Unlisted(underlying));
        (mark,) = _index(underlying, true);
        if (id.kind() == PERPETUAL) {
            mark = _scaleDown(mark, CLEARING.premiumOf(underlying));
        } else {
            ExpiryInput memory e = _forward(underlying, id.expiry(), mark);
            mark = e.forward;
            if (id.kind() != FUTURE) {
                bool isCall = id.kind() == CALL;
                mark = ARRAYS.markOf(e, id.strike(), isCall);
                (least, most) = Band.option(mark, e.forward, isCall ? e.forward : id.strike(), params.scanRange);
                return (mark, least, most);
            }
        }
        (least, most) = Band.linear(mark, params.scanRange);
    }

    /// @inheritdoc IRiskEngine
    function newestOf(uint256 instrument) external view returns (address) {
        return _newestOf(instrument);
    }

    /// @dev Here, where a check finds it without another contract.
    function _newestOf(uint256 instrument) internal view override returns (address) {
        return _newest[_expiryOf(instrument)];
    }

    /// @dev One body for both: of a constant in place of the selector the compiler makes two, for which the contract has no room.
    function _marginOf(AccountId account, bytes4 selector) private view returns (Margin memory) {
        return MarginMath.compute(_gather(account, selector == IRiskEngine.initialMargin.selector));
    }
}
