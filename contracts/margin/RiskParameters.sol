// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {AssetId} from "../types/AssetId.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Keeps the parameters, and their bounds. See {IRiskParameters}.
contract RiskParameters is IRiskParameters, AccessManaged {
    uint256 private constant MAX_CORRELATIONS = 16;
    uint256 private constant MAX_SHARE = 500_000;
    uint256 private constant LEAST_RANGE = 20_000;
    uint256 private constant MOST_RANGE = 330_000;
    /// What a forecast may add, percent.
    uint256 public constant MOST_ADDED = 50;
    /// How far a range follows at once: a hundredth of it, and when again. In a day by a quarter.
    uint256 public constant STEPS = 100;
    uint256 public constant INTERVAL = 1 hours;

    IHub public immutable HUB;

    mapping(bytes6 underlying => RiskParams) private _risks;
    mapping(AssetId asset => Collateral) private _collaterals;
    mapping(bytes6 underlying => Range) private _ranges;
    Correlation[] private _correlations;
    uint256 private _initialFactor = 1_300_000; // ppm
    /// @inheritdoc IRiskParameters
    address public forecaster;

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

    /// @inheritdoc IRiskParameters
    function rangeOf(bytes6 underlying) external view returns (Range memory) {
        return _ranges[underlying];
    }

    // -------------------------------------------------------------------------------------------------------- forecast

    /// @inheritdoc IRiskParameters
    function rangeAfter(bytes6 underlying, uint256 forecast) public view returns (uint32) {
        (uint256 present, Range memory range) = (_risks[underlying].scanRange, _ranges[underlying]);
        if (block.timestamp < range.followedAt + INTERVAL) return uint32(present);
        uint256 step = present / STEPS;
        uint256 next = Math.min(Math.max(forecast, present - step), present + step);
        return _rangeWithin(next, range.least);
    }

    /// @inheritdoc IRiskParameters
    function follow(bytes6 underlying, uint256 forecast) external {
        require(msg.sender == forecaster, RiskParameters_NotTheForecaster(msg.sender));
        RiskParams storage p = _risks[underlying];
        uint32 next = rangeAfter(underlying, forecast);
        Range storage range = _ranges[underlying];
        require(next != p.scanRange, RiskParameters_Unmoved(underlying, next, range.followedAt + INTERVAL));
        (p.scanRange, range.followedAt) = (next, uint48(block.timestamp));
        emit RiskSet(underlying, p);
    }

    /// @dev From what governance set to half as much again.
    function _rangeWithin(uint256 scanRange, uint256 least) private pure returns (uint32) {
        uint256 most = Math.min(least + least * MOST_ADDED / 100, MOST_RANGE);
        return uint32(Math.min(Math.max(scanRange, least), most));
    }

    // ------------------------------------------------------------------------------------------------------ governance

    /// @inheritdoc IRiskParameters
    function setRisk(bytes6 underlying, RiskParams calldata p) external restricted {
        require(
            underlying != 0 && p.listed && _within(p.scanRange, LEAST_RANGE, MOST_RANGE)
                && _within(p.volShock, 100_000, 1_000_000) && _within(p.basisRate, 1000, 200_000)
                && _within(p.floorRate, 1000, 50_000) && _within(p.shortRate, 5000, 200_000)
                && _within(p.tenorRate, 50_000, 1_000_000) && p.concentration <= 1_000_000,
            RiskParameters_BadParams(underlying)
        );
        Range storage range = _ranges[underlying];
        (uint32 least, uint32 counts) = (range.least, p.scanRange);
        if (counts != least && least != 0) {
            // a jump would liquidate those who were healthy a moment ago, or let risk in that a day later is too much
            uint256 free = range.changedAt + 1 days;
            require(
                block.timestamp >= free && _within(uint256(counts) * 100, uint256(least) * 80, uint256(least) * 120),
                RiskParameters_TooFast(underlying, least, counts, free)
            );
            range.changedAt = uint48(block.timestamp);
        }
        if (least != 0) {
            counts = _rangeWithin(uint256(_risks[underlying].scanRange) * p.scanRange / least, p.scanRange);
        }
        range.least = p.scanRange;
        _risks[underlying] = p;
        _risks[underlying].scanRange = counts;
        emit RiskSet(underlying, _risks[underlying]);
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

    /// @inheritdoc IRiskParameters
    function setForecaster(address forecaster_) external restricted {
        forecaster = forecaster_;
        emit ForecasterSet(forecaster_);
    }

    function _within(uint256 value, uint256 least, uint256 most) private pure returns (bool) {
        return value >= least && value <= most;
    }
}
