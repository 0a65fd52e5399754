// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AssetId} from "../types/AssetId.sol";
import {IRiskEngine} from "./IRiskEngine.sol";

/// @title Parameters of the risk engine, and the bounds that no governance leaves
/// @notice docs/margin.md, section 10. A listing is for good: an underlying that somebody holds never loses its margin.
library RiskParameters {
    uint256 private constant MAX_CORRELATIONS = 16;
    uint256 private constant MAX_SHARE = 500_000;

    /// 48 + 32 + 16 + 8 = 104 bits
    struct Collateral {
        bytes6 underlying;
        uint32 basisRate;
        uint16 haircutBps; // as the hub listed it, which is for good
        bool listed;
    }

    struct State {
        mapping(bytes6 underlying => IRiskEngine.RiskParams) risks;
        mapping(AssetId asset => Collateral) collaterals;
        mapping(bytes6 underlying => uint256) changedAt; // when its scan range last changed
        IRiskEngine.Correlation[] correlations;
        uint32 initialFactor; // ppm
    }

    function setRisk(State storage self, bytes6 underlying, IRiskEngine.RiskParams calldata p) internal {
        require(
            underlying != 0 && p.listed && _within(p.scanRange, 20_000, 330_000)
                && _within(p.volShock, 100_000, 1_000_000) && _within(p.basisRate, 1000, 200_000)
                && _within(p.floorRate, 1000, 50_000) && _within(p.shortRate, 5000, 200_000)
                && _within(p.tenorRate, 50_000, 1_000_000) && p.concentration <= 1_000_000,
            IRiskEngine.Risk_BadParams(underlying)
        );
        uint256 present = self.risks[underlying].scanRange;
        if (p.scanRange != present) {
            if (present != 0) {
                // a jump would liquidate those who were healthy a moment ago, or let risk in that a day later is too much
                uint256 free = self.changedAt[underlying] + 1 days;
                require(
                    block.timestamp >= free && _within(uint256(p.scanRange) * 100, present * 80, present * 120),
                    IRiskEngine.Risk_TooFast(underlying, present, p.scanRange, free)
                );
                self.changedAt[underlying] = block.timestamp;
            }
        }
        self.risks[underlying] = p;
        emit IRiskEngine.RiskSet(underlying, p);
    }

    function setCollateral(
        State storage self,
        AssetId asset,
        IRiskEngine.CollateralParams calldata p,
        uint16 haircutBps
    ) internal {
        // what no price moves offsets nothing
        bool sound = p.underlying == 0
            ? p.basisRate == 0
            : self.risks[p.underlying].listed && _within(p.basisRate, 1000, 200_000);
        require(sound, IRiskEngine.Risk_BadCollateral(asset));
        self.collaterals[asset] = Collateral(p.underlying, p.basisRate, haircutBps, p.listed);
        emit IRiskEngine.CollateralSet(asset, p);
    }

    function setCorrelations(State storage self, IRiskEngine.Correlation[] calldata list) internal {
        require(list.length <= MAX_CORRELATIONS, IRiskEngine.Risk_TooManyCorrelations(list.length));
        delete self.correlations;
        for (uint256 i; i < list.length; ++i) {
            IRiskEngine.Correlation calldata c = list[i];
            require(
                c.first != c.second && c.share <= MAX_SHARE && self.risks[c.first].listed
                    && self.risks[c.second].listed,
                IRiskEngine.Risk_BadCorrelation(c.first, c.second)
            );
            self.correlations.push(c);
        }
        emit IRiskEngine.CorrelationsSet(list);
    }

    function setInitialFactor(State storage self, uint32 factor) internal {
        require(_within(factor, 1_100_000, 2_500_000), IRiskEngine.Risk_BadFactor(factor));
        self.initialFactor = factor;
        emit IRiskEngine.InitialFactorSet(factor);
    }

    function _within(uint256 value, uint256 least, uint256 most) private pure returns (bool) {
        return value >= least && value <= most;
    }
}
