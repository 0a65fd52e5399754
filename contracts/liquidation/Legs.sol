// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {Rounding} from "../margin/Rounding.sol";
import {IClearing} from "../market/IClearing.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {ILiquidation} from "./ILiquidation.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice What a bid names of an account: tokens, and positions as words, instrument << 96 | size with the position's sign.
library Legs {
    using Rounding for int256;
    using SafeCast for uint256;

    uint256 private constant PPM = 1e6;

    /// @notice Of named legs each at most what there is; of a share of everything amounts and sizes rounded toward zero.
    function named(IHub hub, IClearing clearing, ILiquidation.Bid memory b)
        internal
        view
        returns (ILiquidation.CollateralLeg[] memory collateral, uint256[] memory positions)
    {
        require(b.share <= PPM, ILiquidation.Liquidation_BadShare(b.share));
        collateral = b.share == 0 ? b.collateral : _shareOfCollateral(hub, b);
        positions = b.share == 0 ? _positionsOf(clearing, b) : _shareOfPositions(clearing, b);
        require(positions.length + collateral.length != 0, ILiquidation.Liquidation_NothingTaken());
    }

    /// @notice What they are worth at these marks, and what of that a buyer pays for: options. 18 decimals, rounded toward zero each.
    function worth(uint256[] memory positions, uint256[] memory marks)
        internal
        pure
        returns (int256 all, int256 options)
    {
        for (uint256 i; i < positions.length; ++i) {
            (InstrumentId instrument, int256 size) = unpack(positions[i]);
            int256 own = size * marks[i].toInt256() / 1e18;
            all += own;
            if (instrument.isOption()) options += own;
        }
    }

    function assetsOf(ILiquidation.CollateralLeg[] memory legs) internal pure returns (AssetId[] memory assets) {
        assets = new AssetId[](legs.length);
        for (uint256 i; i < legs.length; ++i) {
            assets[i] = legs[i].asset;
        }
    }

    function pack(InstrumentId instrument, int256 size) internal pure returns (uint256) {
        return uint256(InstrumentId.unwrap(instrument)) << 96 | uint96(int96(size));
    }

    function unpack(uint256 leg) internal pure returns (InstrumentId, int256) {
        return (InstrumentId.wrap(uint160(leg >> 96)), int96(uint96(leg)));
    }

    /// @dev All of it at a share of one.
    function _shareOfCollateral(IHub hub, ILiquidation.Bid memory b)
        private
        view
        returns (ILiquidation.CollateralLeg[] memory legs)
    {
        (, IHub.Holding[] memory holdings) = hub.holdingsOf(b.account);
        legs = new ILiquidation.CollateralLeg[](holdings.length);
        for (uint256 i; i < legs.length; ++i) {
            legs[i] = ILiquidation.CollateralLeg(holdings[i].asset, holdings[i].amount * b.share / PPM);
        }
    }

    function _positionsOf(IClearing clearing, ILiquidation.Bid memory b) private view returns (uint256[] memory legs) {
        legs = new uint256[](b.positions.length);
        for (uint256 i; i < legs.length; ++i) {
            (InstrumentId instrument, uint256 size) = (b.positions[i].instrument, b.positions[i].size);
            int256 held = clearing.positionOf(b.account, instrument).size;
            uint256 has = held.abs();
            // named twice, a leg must not be taken twice
            for (uint256 j; j < i; ++j) {
                (InstrumentId other, int256 taken) = unpack(legs[j]);
                if (InstrumentId.unwrap(other) == InstrumentId.unwrap(instrument)) has -= taken.abs();
            }
            bytes32 leg = bytes32(uint256(InstrumentId.unwrap(instrument)));
            require(size != 0 && size <= has, ILiquidation.Liquidation_TooMuch(b.account, leg, size, has));
            legs[i] = pack(instrument, held > 0 ? int256(size) : -int256(size));
        }
    }

    function _shareOfPositions(IClearing clearing, ILiquidation.Bid memory b)
        private
        view
        returns (uint256[] memory legs)
    {
        (legs,) = clearing.risksOf(b.account);
        uint256 count;
        for (uint256 i; i < legs.length; ++i) {
            (InstrumentId instrument, int256 held) = unpack(legs[i]);
            int256 size = held * int256(uint256(b.share)) / int256(PPM);
            if (size != 0) legs[count++] = pack(instrument, size);
        }
        assembly ("memory-safe") {
            mstore(legs, count)
        }
    }
}
