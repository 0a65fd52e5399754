// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IRiskParameters} from "../margin/IRiskParameters.sol";
import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {Words} from "../types/Words.sol";
import {Curve} from "./Curve.sol";
import {IPace} from "./IPace.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @dev Where hub and engine read prices.
interface IPrices {
    function ORACLE() external view returns (IOracle);
}

/// @dev Where the engine reads scan ranges.
interface ISources is IPrices {
    function PARAMETERS() external view returns (IRiskParameters);
}

/// @notice See {IPace}.
contract Pace is IPace {
    using Words for uint256[];

    uint256 internal constant LEAST = 10 minutes;
    uint256 internal constant MOST = 40 minutes;
    uint256 internal constant ONE = 1000;
    /// What congestion may lengthen it to, and what a fast market may shorten it by.
    uint256 internal constant MOST_FACTOR = 2000;
    uint256 internal constant SILENT = 1500;
    /// A lane silent for longer is late, as for margin.
    uint256 internal constant LATE = 90 minutes;
    /// Seconds in which an average goes all the way at the speed of its beginning: 1.44 half-lives, of twelve hours and of a day.
    uint256 internal constant FEE_MEMORY = 62_400;
    uint256 internal constant VOLATILITY_MEMORY = 124_600;
    /// No observation counts for longer: after a silence one block does not speak for hours.
    uint256 internal constant MOST_WEIGHT = 1 hours;
    uint256 internal constant FEE_INTERVAL = 1 minutes;
    uint256 internal constant INTERVAL = 5 minutes;
    /// A forecast that nobody renewed says nothing.
    uint256 internal constant STALE = 2 days;
    /// A day's volatility that a scan range supposes: a fifth of it.
    uint256 internal constant SUPPOSED = 5;
    /// What one observation raises the variance by at most, as a part of it.
    uint256 internal constant MOST_STEP = 2;
    /// The least volatility that is remembered, as a part of what is supposed.
    uint256 internal constant CALMEST = 10;
    uint256 internal constant MOST_RATIO = 10_000;
    uint256 private constant PPM = 1e6;

    IHub public immutable HUB;
    IClearing public immutable CLEARING;
    ISources public immutable RISK;
    IGateway public immutable GATEWAY;

    Fees private _fees;
    mapping(bytes6 underlying => Market) private _markets;

    constructor(IHub hub, IClearing clearing, address risk, IGateway gateway) {
        (HUB, CLEARING, RISK, GATEWAY) = (hub, clearing, ISources(risk), gateway);
        _fees = Fees({average: uint128(block.basefee), time: uint48(block.timestamp)});
    }

    /// @inheritdoc IPace
    function observeBaseFee() public {
        Fees memory f = _fees;
        uint256 elapsed = block.timestamp - f.time;
        if (elapsed < FEE_INTERVAL) return;
        // a base fee is below 2^128
        f.average = uint128(_towards(f.average, block.basefee, elapsed, FEE_MEMORY));
        f.time = uint48(block.timestamp);
        _fees = f;
        emit BaseFeeObserved(block.basefee, f.average);
    }

    /// @inheritdoc IPace
    function observe(bytes6 underlying) external {
        observeBaseFee();
        Market memory m = _markets[underlying];
        require(block.timestamp >= uint256(m.time) + INTERVAL, Pace_TooEarly(underlying, uint256(m.time) + INTERVAL));
        (IRiskParameters.RiskParams memory p,) = RISK.PARAMETERS().riskOf(underlying);
        require(p.listed, Pace_Unlisted(underlying));
        (uint256 price,) = RISK.ORACLE().requirePrice(underlying);
        uint256 supposed = p.scanRange / SUPPOSED;
        if (m.time == 0) m.variance = uint56(supposed * supposed);
        // never so little that it could not rise again
        else m.variance = uint56(Math.max(_variance(m, price), (supposed / CALMEST) ** 2));
        (m.price, m.time) = (uint128(price), uint48(block.timestamp));
        m.ratio = uint24(Math.min(Math.sqrt(m.variance) * ONE / supposed, MOST_RATIO));
        _markets[underlying] = m;
        emit VolatilityObserved(underlying, price, m.variance, m.ratio);
    }

    /// @inheritdoc IPace
    function adapt(bytes6 underlying) external {
        RISK.PARAMETERS().follow(underlying, forecastOf(underlying));
    }

    /// @inheritdoc IPace
    function forecastOf(bytes6 underlying) public view returns (uint256) {
        Market memory m = _markets[underlying];
        return block.timestamp > uint256(m.time) + STALE ? 0 : Math.sqrt(m.variance) * SUPPOSED;
    }

    /// @inheritdoc IPace
    function paceOf(AccountId account)
        external
        view
        returns (uint16 pace, uint256 congestion, uint256 silence, uint256 speed)
    {
        return paceWith(account, _underlyingsOf(account));
    }

    /// @inheritdoc IPace
    function paceWith(AccountId account, bytes6[] memory underlyings)
        public
        view
        returns (uint16 pace, uint256 congestion, uint256 silence, uint256 speed)
    {
        congestion = _congestion();
        (, IHub.Holding[] memory holdings) = HUB.holdingsOf(account);
        (silence, speed) = (ONE, ONE);
        for (uint256 i; i < holdings.length; ++i) {
            AssetId asset = holdings[i].asset;
            if (block.timestamp > GATEWAY.heardAt(asset.chain()) + LATE) silence = SILENT;
            speed = Math.max(speed, _speed(bytes6(IPrices(address(HUB)).ORACLE().underlyingOf(asset))));
        }
        for (uint256 i; i < underlyings.length; ++i) {
            speed = Math.max(speed, _speed(underlyings[i]));
        }
        uint256 seconds_ = Curve.PACE * congestion * silence / (speed * ONE);
        pace = uint16(Math.min(Math.max(seconds_, LEAST), MOST));
    }

    /// @inheritdoc IPace
    function feesOf() external view returns (Fees memory) {
        return _fees;
    }

    /// @inheritdoc IPace
    function marketOf(bytes6 underlying) external view returns (Market memory) {
        return _markets[underlying];
    }

    /// @dev Of its positions, without those that repeat the one before.
    function _underlyingsOf(AccountId account) private view returns (bytes6[] memory underlyings) {
        (uint256[] memory legs,) = Words.ask(address(CLEARING), abi.encodeCall(IClearing.risksOf, (account)));
        underlyings = new bytes6[](legs.length);
        uint256 count;
        for (uint256 i; i < legs.length; ++i) {
            bytes6 underlying = bytes6(bytes32(legs.get(i)));
            if (count == 0 || underlying != underlyings[count - 1]) underlyings[count++] = underlying;
        }
        assembly ("memory-safe") {
            mstore(underlyings, count)
        }
    }

    function _congestion() private view returns (uint256) {
        uint256 average = _fees.average;
        if (block.basefee <= average || average == 0) return ONE;
        return Math.min(Math.mulDiv(block.basefee, ONE, average), MOST_FACTOR);
    }

    function _speed(bytes6 underlying) private view returns (uint256) {
        if (underlying == 0) return ONE;
        Market memory m = _markets[underlying];
        if (m.ratio <= ONE || block.timestamp > uint256(m.time) + STALE) return ONE;
        return Math.min(m.ratio, MOST_FACTOR);
    }

    /// @dev A move counts as one of its whole time, up to a scan range's greatest; one observation raises the variance by half at most.
    function _variance(Market memory m, uint256 price) private view returns (uint256 next) {
        uint256 elapsed = block.timestamp - m.time;
        uint256 before = m.price;
        uint256 move = Math.min(Math.mulDiv(price > before ? price - before : before - price, PPM, before), PPM);
        next = _towards(m.variance, move * move * 1 days / elapsed, elapsed, VOLATILITY_MEMORY);
        return Math.min(next, uint256(m.variance) + m.variance / MOST_STEP);
    }

    /// @dev Rounded towards what it was.
    function _towards(uint256 present, uint256 sample, uint256 elapsed, uint256 memory_)
        private
        pure
        returns (uint256)
    {
        uint256 weight = Math.min(elapsed, MOST_WEIGHT);
        if (sample >= present) return present + Math.mulDiv(sample - present, weight, memory_);
        return present - Math.mulDiv(present - sample, weight, memory_);
    }
}
