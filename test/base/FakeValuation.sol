// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeOracle} from "./FakeOracle.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice Marks to go with {FakeRisk}: linear positions at the price of the underlying, options at none, no haircuts. It knows of no
/// scenarios.
contract FakeValuation is IValuation {
    IHub private immutable _HUB;
    IClearing private immutable _CLEARING;
    FakeOracle private immutable _ORACLE;

    constructor(IHub hub, IClearing clearing, FakeOracle oracle) {
        (_HUB, _CLEARING, _ORACLE) = (hub, clearing, oracle);
    }

    function leftIn(AccountId, bytes calldata scenarios) external pure returns (int256) {
        revert Valuation_BadScenarios(0, scenarios.length);
    }

    function marksOf(AccountId account, AssetId[] calldata assets) external view returns (Marks memory m) {
        (uint256[] memory words,) = _CLEARING.risksOf(account);
        (m.positions, m.notionals) = (new uint256[](words.length), new uint256[](words.length));
        for (uint256 i; i < words.length; ++i) {
            InstrumentId instrument = InstrumentId.wrap(uint160(words[i] >> 96));
            int256 size = int96(uint96(words[i]));
            m.notionals[i] = _ORACLE.priceOf(bytes32(instrument.underlying())).price;
            if (instrument.isLinear()) m.positions[i] = m.notionals[i];
            m.notional += uint256(size < 0 ? -size : size) * m.notionals[i] / 1e18;
        }
        m.collateral = new uint256[](assets.length);
        for (uint256 i; i < assets.length; ++i) {
            m.collateral[i] = _ORACLE.assetPrice(assets[i]).price;
        }
    }
}
