// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {AssetId} from "../types/AssetId.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @notice Keeps the parameters, and their bounds. See {IRiskParameters}.
contract RiskParameters is IRiskParameters, AccessManaged {
    uint256 private constant MAX_CORRELATIONS = 16;
    uint256 private constant MAX_SHARE = 500_000;

    IHub public immutable HUB;

    mapping(bytes6 underlying => RiskParams) private _risks;
    mapping(AssetId asset => Collateral) private _collaterals;
    mapping(bytes6 underlying => uint256) private _changedAt; // when its scan range last changed
    Correlation[] private _correlations;
    uint256 private _initialFactor = 1_300_000; // ppm

    /// 48 + 32 + 16 + 8 = 104 bits
    struct Collateral {
        bytes6 underlying;
        uint32 basisRate;
        uint16 haircutBps; // as the hub listed it, which is for good
        bool listed;
    }

    constructor(IHub hub, address authority) AccessManaged(authority) {
        HUB = hub;
    }

    /// @inheritdoc IRiskParameters
    function riskOf(bytes6 underlying) external view returns (RiskParams memory, uint256) {
        return (_risks[underlying], _initialFactor);
    }

    /// @inheritdoc IRiskParameters
    function collateralOf(AssetId asset) external view returns (CollateralParams memory, uint256) {
        Collateral memory c = _collaterals[asset];
        return (CollateralParams(c.underlying, c.basisRate, c.listed), c.haircutBps);
    }

    /// @inheritdoc IRiskParameters
    function correlations() external view returns (Correlation[] memory) {
        return _correlations;
    }

    // ------------------------------------------------------------------------------------------------------ governance

    /// @inheritdoc IRiskParameters
    function setRisk(bytes6 underlying, RiskParams calldata p) external restricted {
        require(
            underlying != 0 && p.listed && _within(p.scanRange, 20_000, 330_000)
                && _within(p.volShock, 100_000, 1_000_000) && _within(p.basisRate, 1000, 200_000)
                && _within(p.floorRate, 1000, 50_000) && _within(p.shortRate, 5000, 200_000)
                && _within(p.tenorRate, 50_000, 1_000_000) && p.concentration <= 1_000_000,
            RiskParameters_BadParams(underlying)
        );
        uint256 present = _risks[underlying].scanRange;
        if (p.scanRange != present) {
            if (present != 0) {
                // a jump would liquidate those who were healthy a moment ago, or let risk in that a day later is too much
                uint256 free = _changedAt[underlying] + 1 days;
                require(
                    block.timestamp >= free && _within(uint256(p.scanRange) * 100, present * 80, present * 120),
                    RiskParameters_TooFast(underlying, present, p.scanRange, free)
                );
                _changedAt[underlying] = block.timestamp;
            }
        }
        _risks[underlying] = p;
        emit RiskSet(underlying, p);
    }

    /// @inheritdoc IRiskParameters
    function setCollateral(AssetId asset, CollateralParams calldata p) external restricted {
        (IHub.AssetConfig memory config,) = HUB.assetOf(asset);
        // cash is no collateral: it counts at par, wherever it lies
        require(config.chain != 0 && !config.isCash, RiskParameters_BadCollateral(asset));
        // what no price moves offsets nothing
        bool sound =
            p.underlying == 0 ? p.basisRate == 0 : _risks[p.underlying].listed && _within(p.basisRate, 1000, 200_000);
        require(sound, RiskParameters_BadCollateral(asset));
        _collaterals[asset] = Collateral(p.underlying, p.basisRate, config.haircutBps, p.listed);
        emit CollateralSet(asset, p);
    }

    /// @inheritdoc IRiskParameters
    function setCorrelations(Correlation[] calldata list) external restricted {
        require(list.length <= MAX_CORRELATIONS, RiskParameters_TooManyCorrelations(list.length));
        delete _correlations;
        for (uint256 i; i < list.length; ++i) {
            Correlation calldata c = list[i];
            require(
                c.first != c.second && c.share <= MAX_SHARE && _risks[c.first].listed && _risks[c.second].listed,
                RiskParameters_BadCorrelation(c.first, c.second)
            );
            _correlations.push(c);
        }
        emit CorrelationsSet(list);
    }

    /// @inheritdoc IRiskParameters
    function setInitialFactor(uint32 factor) external restricted {
        require(_within(factor, 1_100_000, 2_500_000), RiskParameters_BadFactor(factor));
        _initialFactor = factor;
        emit InitialFactorSet(factor);
    }

    function _within(uint256 value, uint256 least, uint256 most) private pure returns (bool) {
        return value >= least && value <= most;
    }
}
