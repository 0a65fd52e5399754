// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IRiskParameters} from "../margin/IRiskParameters.sol";
import {IClearing} from "../market/IClearing.sol";
import {IExchange} from "../market/IExchange.sol";
import {Committee} from "../messaging/Committee.sol";
import {ILayerZeroTransport} from "../messaging/ILayerZeroTransport.sol";
import {IQuorum} from "../messaging/IQuorum.sol";
import {IWormholeTransport} from "../messaging/IWormholeTransport.sol";
import {ChainlinkAdapter} from "../oracle/ChainlinkAdapter.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISignedFeed} from "../oracle/ISignedFeed.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {PythAdapter} from "../oracle/PythAdapter.sol";
import {ISpoke} from "../spoke/ISpoke.sol";

/// @notice What two roles may call on one kind of contract.
struct Duty {
    string target; // the contract's name
    bytes4[] governor;
    bytes4[] guardian;
}

/// @title Roles: who may do what, and how fast
/// @notice One table for every chain's AccessManager. The governor loosens, seven days after he said so; the guardian
/// tightens, at once, and can cancel what the governor has scheduled. Neither can touch an account, a message or a
/// vault's tokens.
/// | contract | governor, after 7 days | guardian, at once |
/// |---|---|---|
/// | Spoke | setVault | lowerCap, brake |
/// | Quorum | addTransport, setCommittee, unfreeze | disableTransport |
/// | Committee, SignedFeed, Surfaces | change | |
/// | LayerZeroTransport, WormholeTransport, Gateway | connect | |
/// | Hub | listAsset, setLimits, resume | lowerCap, halt |
/// | Clearing | list, setVenue | lowerCap |
/// | Exchange | setFees | |
/// | RiskParameters | setRisk, setCollateral, setCorrelations, setInitialFactor, setForecaster | |
/// | Oracle | setUnderlying, setAsset | |
/// | ChainlinkAdapter, PythAdapter | setFeed | |
/// @dev To configure a manager, after the deployer (its admin, whom it obeys at once) has set everything up: for each
/// contract of the chain `setTargetFunctionRole(address, selectors, role)` with its row;
/// `grantRole(GOVERNOR, governor, GOVERNOR_DELAY)`; `grantRole(GUARDIAN, guardian, GUARDIAN_DELAY)`;
/// `setRoleGuardian(GOVERNOR, GUARDIAN)`. What the table does not name (ownership of the transports, the bridge's own
/// settings, the roles themselves) stays with ADMIN_ROLE: grant that to the governor with GOVERNOR_DELAY, then renounce
/// it. The transports know the manager as their owner: their `connect` is called through its `execute`, for which the
/// same rows hold.
library Roles {
    /// @notice Loosens: lists, connects, raises, resumes.
    uint64 internal constant GOVERNOR = 1;
    /// @notice Tightens: lowers, stops, disables.
    uint64 internal constant GUARDIAN = 2;
    /// @notice Seconds between the governor's `schedule` and his call: half of the escape delay.
    uint32 internal constant GOVERNOR_DELAY = 7 days;
    uint32 internal constant GUARDIAN_DELAY = 0;

    /// @notice The table, one row for each kind of contract.
    function table() internal pure returns (Duty[] memory rows) {
        rows = new Duty[](15);
        rows[0] = Duty("Spoke", _list(ISpoke.setVault.selector), _list(ISpoke.lowerCap.selector, ISpoke.brake.selector));
        rows[1] = Duty(
            "Quorum",
            _list(IQuorum.addTransport.selector, IQuorum.setCommittee.selector, IQuorum.unfreeze.selector),
            _list(IQuorum.disableTransport.selector)
        );
        rows[2] = Duty("Committee", _list(Committee.change.selector), _list());
        rows[3] = Duty("LayerZeroTransport", _list(ILayerZeroTransport.connect.selector), _list());
        rows[4] = Duty("WormholeTransport", _list(IWormholeTransport.connect.selector), _list());
        rows[5] = Duty("Gateway", _list(IGateway.connect.selector), _list());
        rows[6] = Duty(
            "Hub",
            _list(IHub.listAsset.selector, IHub.setLimits.selector, IHub.resume.selector),
            _list(IHub.lowerCap.selector, IHub.halt.selector)
        );
        rows[7] = Duty("Oracle", _list(IOracle.setUnderlying.selector, IOracle.setAsset.selector), _list());
        rows[8] = Duty("ChainlinkAdapter", _list(ChainlinkAdapter.setFeed.selector), _list());
        rows[9] = Duty("PythAdapter", _list(PythAdapter.setFeed.selector), _list());
        rows[10] = Duty("SignedFeed", _list(ISignedFeed.change.selector), _list());
        rows[11] = Duty(
            "Clearing", _list(IClearing.list.selector, IClearing.setVenue.selector), _list(IClearing.lowerCap.selector)
        );
        rows[12] = Duty("Exchange", _list(IExchange.setFees.selector), _list());
        rows[13] = Duty("Surfaces", _list(ISurfaces.change.selector), _list());
        rows[14] = Duty(
            "RiskParameters",
            _list(
                IRiskParameters.setRisk.selector,
                IRiskParameters.setCollateral.selector,
                IRiskParameters.setCorrelations.selector,
                IRiskParameters.setInitialFactor.selector,
                IRiskParameters.setForecaster.selector
            ),
            _list()
        );
    }

    function _list() private pure returns (bytes4[] memory) {
        return new bytes4[](0);
    }

    function _list(bytes4 a) private pure returns (bytes4[] memory list) {
        list = new bytes4[](1);
        list[0] = a;
    }

    function _list(bytes4 a, bytes4 b) private pure returns (bytes4[] memory list) {
        list = new bytes4[](2);
        (list[0], list[1]) = (a, b);
    }

    function _list(bytes4 a, bytes4 b, bytes4 c) private pure returns (bytes4[] memory list) {
        list = new bytes4[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    function _list(bytes4 a, bytes4 b, bytes4 c, bytes4 d) private pure returns (bytes4[] memory list) {
        list = new bytes4[](4);
        (list[0], list[1], list[2], list[3]) = (a, b, c, d);
    }

    function _list(bytes4 a, bytes4 b, bytes4 c, bytes4 d, bytes4 e) private pure returns (bytes4[] memory list) {
        list = new bytes4[](5);
        (list[0], list[1], list[2], list[3], list[4]) = (a, b, c, d, e);
    }
}
