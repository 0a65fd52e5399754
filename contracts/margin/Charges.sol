// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRiskParameters} from "./IRiskParameters.sol";
import {MarketInput} from "./MarginInput.sol";
import {ExpirySums, MarketSums} from "./MarginSums.sol";
import {Rounding} from "./Rounding.sol";

/// @title Charges: what the scenarios do not see
/// @notice docs/margin.md, section 6. All USD, 18 decimals, rounded up.
library Charges {
    using Rounding for uint256;
    using Rounding for int256;

    uint256 private constant PPM = 1e6;
    uint256 private constant WAD = 1e18;

    /// @notice Counts a product of `notional` among what may offset each other.
    function addProduct(MarketSums memory sums, int256 notional, uint256 rate) internal pure {
        unchecked {
            // notionals are below 2^140, rates below 2^32, products fewer than 2^9
            if (notional > 0) {
                sums.long += uint256(notional);
                sums.longRate += uint256(notional) * rate;
            } else if (notional < 0) {
                sums.short += uint256(-notional);
                sums.shortRate += uint256(-notional) * rate;
            }
        }
    }

    /// @notice Counts what an expiry's options gain or lose in scenario 0.
    function addTenor(MarketSums memory sums, int256 profit) internal pure {
        unchecked {
            // profits are below 2^200
            if (profit > 0) sums.gain += uint256(profit);
            else sums.loss += uint256(-profit);
        }
    }

    /// @notice For what products offset: at the dearer side's mean rate.
    function basisUp(MarketSums memory sums) internal pure returns (uint256) {
        (uint256 long, uint256 short) = (sums.long, sums.short);
        if (long == 0 || short == 0) return 0;
        uint256 offset = long < short ? long : short;
        uint256 ofLong = sums.longRate.mulDivUp(offset, long * PPM);
        uint256 ofShort = sums.shortRate.mulDivUp(offset, short * PPM);
        return ofLong > ofShort ? ofLong : ofShort;
    }

    /// @notice For volatility that one expiry offsets against another.
    function tenorUp(MarketSums memory sums, uint256 tenorRate) internal pure returns (uint256) {
        if (sums.gain == 0 || sums.loss == 0) return 0;
        return (sums.gain < sums.loss ? sums.gain : sums.loss).mulDivUp(tenorRate, PPM);
    }

    /// @notice For a payoff between two scenarios: whole within a day of the expiry, none from seven days on.
    function pinUp(ExpirySums memory e, uint256 forward, uint256 tau, uint256 scanRange)
        internal
        pure
        returns (uint256)
    {
        if (tau >= 7 days) return 0;
        unchecked {
            uint256 weight = tau <= 1 days ? PPM : (7 days - tau) * PPM / 6 days;
            // only longs bend a payoff below its chord: by a quarter of the gap at most, wherever its slope comes from
            // 2^104 of size, 2^98 of price, 2^20 and 2^20
            return (uint256(int256(e.gross) + e.net) / 2 * forward * scanRange * weight).divUp(12 * PPM * PPM * WAD);
        }
    }

    /// @notice The least that short options need, and the least that any position needs.
    function leastUp(MarketSums memory sums, IRiskParameters.RiskParams memory params)
        internal
        pure
        returns (uint256 ofShorts, uint256 floor)
    {
        if (sums.shorts != 0) ofShorts = sums.shorts.mulDivUp(params.shortRate, PPM * WAD);
        floor = sums.gross.mulDivUp(params.floorRate, PPM * WAD);
    }

    /// @notice For positions too large to close at once: grows with the square of their net notional.
    function concentrationUp(MarketSums memory sums, MarketInput memory market) internal pure returns (uint256) {
        if (market.params.concentration == 0) return 0;
        uint256 net = (sums.linear + sums.options).abs();
        return net.mulDivUp(net, market.index).mulDivUp(market.params.concentration, 1000 * PPM);
    }

    /// @notice For an index that is only known within its confidence.
    function uncertaintyUp(MarketSums memory sums, MarketInput memory market) internal pure returns (uint256) {
        if (market.confidence == 0) return 0;
        return (sums.linear + sums.collateral + sums.options).abs().mulDivUp(market.confidence, market.index);
    }

    /// @notice For the error of chords whose nodes stand off the present forward by at most `distance`.
    function arrayErrorUp(uint256 gross, uint256 distance, uint256 scanRange) internal pure returns (uint256) {
        return (gross * distance).mulDivUp(PPM + scanRange, WAD * PPM);
    }

    /// @notice What of two opposed losses is given back.
    function creditDown(uint256 opposed, uint256 share) internal pure returns (uint256) {
        return opposed * share / PPM;
    }
}
