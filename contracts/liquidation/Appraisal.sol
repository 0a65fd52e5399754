// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {Rounding} from "../margin/Rounding.sol";
import {IClearing} from "../market/IClearing.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {ILiquidation} from "./ILiquidation.sol";
import {IValuation} from "./IValuation.sol";
import {Legs} from "./Legs.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Appraisal: what a bid names of an account, and what that is worth at mark
/// @notice A view of its own, for which the liquidation has no room. USD, 18 decimals.
contract Appraisal {
    using Rounding for int256;
    using SafeCast for uint256;

    uint256 private constant PPM = 1e6;
    int256 private constant WAD = 1e18;

    IHub public immutable HUB;
    IClearing public immutable CLEARING;
    IValuation public immutable VALUATION;

    struct Taken {
        ILiquidation.CollateralLeg[] collateral;
        uint256[] prices; // of a unit of each; 0: it has none
        uint256[] legs; // positions: instrument << 96 | size, of the position's sign
        uint256[] marks; // of a unit of each
        int256 worth; // of positions, as a trade has it
        uint256 value; // of collateral, rounded up: summed as it is seized
        int256 cost; // of options; of collateral too once it is seized
        uint256 haircuts; // on all collateral of the account before
    }

    constructor(IHub hub, IClearing clearing, IValuation valuation) {
        (HUB, CLEARING, VALUATION) = (hub, clearing, valuation);
    }

    /// @notice What a bid names, at mark, without the account's other positions; reverts as {ILiquidation-bid} does.
    function appraise(ILiquidation.Bid calldata b) external view returns (Taken memory taken) {
        (taken.collateral, taken.legs) = _named(b);
        (taken.marks, taken.prices, taken.haircuts) =
            VALUATION.pricesOf(b.account, taken.legs, _assetsOf(taken.collateral));
        (taken.worth, taken.cost) = _worth(taken.legs, taken.marks);
    }

    /// @dev Of named legs each at most what there is; of a share of everything amounts and sizes rounded toward zero.
    function _named(ILiquidation.Bid memory b)
        private
        view
        returns (ILiquidation.CollateralLeg[] memory collateral, uint256[] memory positions)
    {
        require(b.share <= PPM, ILiquidation.Liquidation_BadShare(b.share));
        collateral = b.share == 0 ? b.collateral : _shareOfCollateral(b);
        positions = b.share == 0 ? _positionsOf(b) : _shareOfPositions(b);
        require(positions.length + collateral.length != 0, ILiquidation.Liquidation_NothingTaken());
    }

    /// @dev What they are worth at these marks, and what of that a buyer pays for: options. 18 decimals, rounded toward zero each.
    function _worth(uint256[] memory positions, uint256[] memory marks)
        private
        pure
        returns (int256 all, int256 options)
    {
        for (uint256 i; i < positions.length; ++i) {
            (InstrumentId instrument, int256 size) = Legs.unpack(positions[i]);
            int256 own = size * marks[i].toInt256() / WAD;
            all += own;
            if (instrument.isOption()) options += own;
        }
    }

    function _assetsOf(ILiquidation.CollateralLeg[] memory legs) private pure returns (AssetId[] memory assets) {
        assets = new AssetId[](legs.length);
        for (uint256 i; i < legs.length; ++i) {
            assets[i] = legs[i].asset;
        }
    }

    /// @dev All of it at a share of one.
    function _shareOfCollateral(ILiquidation.Bid memory b)
        private
        view
        returns (ILiquidation.CollateralLeg[] memory legs)
    {
        (, IHub.Holding[] memory holdings) = HUB.holdingsOf(b.account);
        legs = new ILiquidation.CollateralLeg[](holdings.length);
        for (uint256 i; i < legs.length; ++i) {
            legs[i] = ILiquidation.CollateralLeg(holdings[i].asset, holdings[i].amount * b.share / PPM);
        }
    }

    function _positionsOf(ILiquidation.Bid memory b) private view returns (uint256[] memory legs) {
        legs = new uint256[](b.positions.length);
        for (uint256 i; i < legs.length; ++i) {
            (InstrumentId instrument, uint256 size) = (b.positions[i].instrument, b.positions[i].size);
            int256 held = CLEARING.positionOf(b.account, instrument).size;
            uint256 has = held.abs();
            // named twice, a leg must not be taken twice
            for (uint256 j; j < i; ++j) {
                (InstrumentId other, int256 taken) = Legs.unpack(legs[j]);
                if (InstrumentId.unwrap(other) == InstrumentId.unwrap(instrument)) has -= taken.abs();
            }
            bytes32 leg = bytes32(uint256(InstrumentId.unwrap(instrument)));
            require(size != 0 && size <= has, ILiquidation.Liquidation_TooMuch(b.account, leg, size, has));
            legs[i] = Legs.pack(instrument, held > 0 ? int256(size) : -int256(size));
        }
    }

    function _shareOfPositions(ILiquidation.Bid memory b) private view returns (uint256[] memory legs) {
        (legs,) = CLEARING.risksOf(b.account);
        uint256 count;
        for (uint256 i; i < legs.length; ++i) {
            (InstrumentId instrument, int256 held) = Legs.unpack(legs[i]);
            int256 size = held * int256(uint256(b.share)) / int256(PPM);
            if (size != 0) legs[count++] = Legs.pack(instrument, size);
        }
        assembly ("memory-safe") {
            mstore(legs, count)
        }
    }
}
