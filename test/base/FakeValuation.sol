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

    function leftIn(AccountId, bytes calldata scenarios) external pure returns (int256, bytes6[] memory) {
        revert Valuation_BadScenarios(0, scenarios.length);
    }

    function marksOf(AccountId account) external view returns (Marks memory m) {
        (uint256[] memory words,) = _CLEARING.risksOf(account);
        (m.positions, m.notionals) = (new uint256[](words.length), new uint256[](words.length));
        for (uint256 i; i < words.length; ++i) {
            int256 size = int96(uint96(words[i]));
            (m.positions[i], m.notionals[i]) = _mark(words[i]);
            m.notional += uint256(size < 0 ? -size : size) * m.notionals[i] / 1e18;
        }
    }

    function pricesOf(AccountId, uint256[] calldata legs, AssetId[] calldata assets)
        external
        view
        returns (uint256[] memory marks, uint256[] memory prices, uint256 haircuts)
    {
        (marks, prices) = (new uint256[](legs.length), new uint256[](assets.length));
        for (uint256 i; i < legs.length; ++i) {
            (marks[i],) = _mark(legs[i]);
        }
        for (uint256 i; i < assets.length; ++i) {
            prices[i] = _ORACLE.assetPrice(assets[i]).price;
        }
        haircuts = 0;
    }

    function _mark(uint256 word) private view returns (uint256 mark, uint256 notional) {
        InstrumentId instrument = InstrumentId.wrap(uint160(word >> 96));
        notional = _ORACLE.priceOf(bytes32(instrument.underlying())).price;
        if (instrument.isLinear()) mark = notional;
    }
}
