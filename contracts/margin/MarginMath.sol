// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CALL, InstrumentId, PERPETUAL} from "../types/InstrumentId.sol";
import {CROSS, PORTFOLIO} from "../types/MarginMode.sol";
import {Charges} from "./Charges.sol";
import {Chords} from "./Chords.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {BlobInput, ExpiryInput, LineInput, MarginInput, MarketInput} from "./MarginInput.sol";
import {BlobSums, ExpirySums, MarginSums, MarketSums, OptionPlace} from "./MarginSums.sol";
import {OptionPricing} from "./OptionPricing.sol";
import {Rounding} from "./Rounding.sol";
import {Scenarios} from "./Scenarios.sol";
import {Svi} from "./Svi.sol";

/// @title The formula of docs/margin.md
/// @notice Pure: what an account has and needs, from all that it depends on. The twin in packages/risk answers the same to
/// the last unit.
/// @dev Sizes are below 2^95 and prices below 2^98, so that a notional in wad2 is below 2^193 and 255 of them below 2^201;
/// that is the bound behind every `unchecked`. Collateral amounts come from vaults below 2^128 token units.
library MarginMath {
    using Charges for MarketSums;
    using Rounding for int256;
    using Rounding for uint256;

    int256 private constant WAD = 1e18;
    uint256 private constant PPM = 1e6;
    uint256 private constant BPS = 10_000;
    uint256 private constant PEG_LOST = 0.98e18;

    /// @notice What the account has and needs.
    function compute(MarginInput memory input) internal pure returns (IRiskEngine.Margin memory) {
        MarginSums memory sums;
        sums.equity = input.cash;
        sums.markets = new MarketSums[](input.markets.length);
        sums.expiries = new ExpirySums[](input.expiries.length);
        sums.blobs = new BlobSums[](input.blobs.length);
        if (input.words.length == 0 && input.cash >= 0) return _withoutRisk(input);
        _addLines(input, sums);
        _addPositions(input, sums);
        if (input.expiries.length != 0) {
            _addExpiries(input, sums);
            _addBlobs(input, sums);
            _addTenors(input, sums);
        }
        return _close(input, sums);
    }

    /// @dev Nothing stands against what the account has.
    function _withoutRisk(MarginInput memory input) private pure returns (IRiskEngine.Margin memory margin) {
        margin.equity = input.cash;
        for (uint256 i; i < input.lines.length; ++i) {
            LineInput memory line = input.lines[i];
            margin.equity += int256(lineValueDown(line.amount, line.price, line.haircutBps));
        }
    }

    /// @notice ⌊amount · price · (1 − haircut)⌋.
    function lineValueDown(uint256 amount, uint256 price, uint256 haircutBps) internal pure returns (uint256) {
        return amount.mulDivDown(price * (BPS - haircutBps), BPS * uint256(WAD));
    }

    // ------------------------------------------------------------------------------------------------ what it consists of

    function _addLines(MarginInput memory input, MarginSums memory sums) private pure {
        for (uint256 i; i < input.lines.length; ++i) {
            LineInput memory line = input.lines[i];
            uint256 value = lineValueDown(line.amount, line.price, line.haircutBps);
            sums.equity += int256(value);
            // once, if both
            if (line.late || (line.market == 0 && line.price < PEG_LOST)) sums.doubtful += value;
            if (line.market == 0) continue;
            MarketSums memory sum = sums.markets[line.market - 1];
            sum.collateral += int256(value);
            if (input.mode == CROSS) {
                sums.alone += _linearLossUp(value, input.markets[line.market - 1].params.scanRange);
            } else {
                sum.addProduct(int256(value), line.basisRate);
            }
        }
    }

    function _addPositions(MarginInput memory input, MarginSums memory sums) private pure {
        (uint256[] memory words, uint256[] memory places) = (input.words, input.places);
        OptionPlace memory here;
        for (uint256 i; i < words.length;) {
            (uint256 word, uint256 place) = (words[i], places[i]);
            if (uint8(word >> 200) >= CALL) {
                if ((place & 0xffffff) + 1 != here.place) _enter(input, sums, here, place);
                _addOption(sums, here, input.mode == CROSS, word, place >> 24);
            } else {
                InstrumentId id = InstrumentId.wrap(uint160(word >> 96));
                _addLinear(input, sums, id, int96(uint96(word)), input.costs[i], place);
            }
            unchecked {
                ++i;
            }
        }
    }

    /// @dev Looks up where the options of a place are added.
    function _enter(MarginInput memory input, MarginSums memory sums, OptionPlace memory here, uint256 place)
        private
        pure
    {
        here.place = (place & 0xffffff) + 1;
        here.strike = 0;
        here.expiry = input.expiries[(place >> 8) & 0xff];
        here.sums = sums.expiries[(place >> 8) & 0xff];
        // once its price is fixed it needs no arrays
        if (here.expiry.settled) return;
        here.blob = sums.blobs[(place >> 16) & 0xff];
        BlobInput memory blob = input.blobs[(place >> 16) & 0xff];
        here.rows = blob.rows;
        if (input.mode != CROSS) {
            if (here.blob.lanes.length == 0) here.blob.lanes = new int256[](Chords.LANES);
            return;
        }
        if (here.blob.falls.length != 0) return;
        MarketSums memory market = sums.markets[place & 0xff];
        _prepare(market, input.markets[place & 0xff].params.scanRange);
        int256[] memory chords = Chords.find(blob.anchor, blob.scanRange, here.expiry.forward, market.targets);
        here.blob.falls = Chords.side(chords, market.targets, market.charged, true);
        here.blob.rises = Chords.side(chords, market.targets, market.charged, false);
    }

    function _addLinear(
        MarginInput memory input,
        MarginSums memory sums,
        InstrumentId id,
        int256 size,
        int256 cost,
        uint256 place
    ) private pure {
        MarketInput memory market = input.markets[place & 0xff];
        uint256 price = market.mark;
        bool settled;
        if (id.kind() != PERPETUAL) {
            ExpiryInput memory expiry = input.expiries[(place >> 8) & 0xff];
            (price, settled) = (expiry.forward, expiry.settled);
        }
        unchecked {
            int256 value = (size * int256(price)).divDown(uint256(WAD));
            sums.equity += value - cost;
            if (settled) return; // no scenario moves it
            MarketSums memory sum = sums.markets[place & 0xff];
            sum.linear += value;
            sum.gross += size.abs() * price;
            if (input.mode == CROSS) sums.alone += _linearLossUp(value.abs(), market.params.scanRange);
            else sum.addProduct(value, market.params.basisRate);
        }
    }

    function _addOption(MarginSums memory sums, OptionPlace memory here, bool isCross, uint256 word, uint256 row)
        private
        pure
    {
        bool isCall = uint8(word >> 200) == CALL;
        int256 size = int96(uint96(word));
        unchecked {
            int256 strike = int256(uint256(uint64(word >> 96)) * 1e10);
            if (here.expiry.settled) {
                int256 payoff = isCall ? int256(here.expiry.forward) - strike : strike - int256(here.expiry.forward);
                if (payoff > 0) sums.equity += (size * payoff).divDown(uint256(WAD));
                return;
            }
            if (here.strike != uint256(strike)) _price(here, uint256(strike));
            ExpirySums memory sum = here.sums;
            // a put is its call less forward plus strike, exactly
            int256 worth = int256(here.value);
            if (!isCall) worth += strike - int256(here.expiry.forward);
            worth *= size;
            sum.delta += size * (isCall ? here.delta : here.delta - WAD);
            sums.equity += worth.divDown(uint256(WAD));
            if (size > 0) sum.long += uint256(size);
            else sum.short += uint256(-size);
            here.blob.gross += size.abs();
            int256 fixed_ = isCall ? -worth : size * strike - worth;
            if (isCross) {
                // alone it loses on one side of the price: long calls and short puts where it falls
                int256[] memory frame = isCall == (size > 0) ? here.blob.falls : here.blob.rises;
                int256 debt = isCall ? int256(0) : size * int256(here.expiry.forward);
                sums.alone += Chords.worstLossUp(frame, here.rows, row, size, debt, fixed_);
                return;
            }
            sum.constant_ += fixed_;
            if (!isCall) sum.puts += size;
            Chords.add(here.blob.lanes, here.rows, row, size);
        }
    }

    function _price(OptionPlace memory here, uint256 strike) private pure {
        ExpiryInput memory e = here.expiry;
        uint256 variance = Svi.variance(e.slice, e.forward, strike, e.tau, e.tauAtPublication);
        (here.value, here.delta) = OptionPricing.price(e.forward, strike, variance, true);
        here.strike = strike;
    }

    // --------------------------------------------------------------------------------------------------------- options

    /// @dev What the options of each expiry add to their underlying.
    function _addExpiries(MarginInput memory input, MarginSums memory sums) private pure {
        for (uint256 i; i < input.expiries.length; ++i) {
            ExpirySums memory e = sums.expiries[i];
            if (e.long == 0 && e.short == 0) continue;
            ExpiryInput memory expiry = input.expiries[i];
            MarketInput memory market = input.markets[expiry.market];
            MarketSums memory sum = sums.markets[expiry.market];
            uint256 forward = expiry.forward;
            unchecked {
                int256 notional = (e.delta.divDown(uint256(WAD)) * int256(forward)).divDown(uint256(WAD));
                sum.options += notional;
                sum.gross += (e.long + e.short) * forward;
                sum.shorts += e.short * forward;
                if (input.mode == CROSS) continue;
                sum.addProduct(notional, market.params.basisRate);
                sum.pin += Charges.pinUp(e, forward, expiry.tau, market.params.scanRange);
                _prepare(sum, market.params.scanRange);
                // puts times forward in ppm stays below 2^225
                Chords.addDebt(sum.profits, sum.targets, e.puts * int256(forward), e.constant_);
                e.profit = e.constant_ + (-e.puts * int256(forward));
            }
        }
    }

    /// @dev What the calls (or puts as calls) of each blob are worth in each scenario, and the charge for its age.
    function _addBlobs(MarginInput memory input, MarginSums memory sums) private pure {
        for (uint256 i; i < input.blobs.length; ++i) {
            BlobSums memory b = sums.blobs[i];
            if (b.gross == 0) continue;
            ExpiryInput memory expiry = input.expiries[input.blobs[i].expiry];
            uint256 scanRange = input.markets[expiry.market].params.scanRange;
            if (input.initial) {
                uint256 distance = (int256(expiry.forward) - int256(input.blobs[i].anchor)).abs();
                sums.arrayError += Charges.arrayErrorUp(b.gross, distance, scanRange);
            }
            if (input.mode == CROSS) continue;
            MarketSums memory sum = sums.markets[expiry.market];
            int256[] memory nodes = Chords.unpack(b.lanes);
            int256[] memory chords =
                Chords.find(input.blobs[i].anchor, input.blobs[i].scanRange, expiry.forward, sum.targets);
            unchecked {
                sums.expiries[input.blobs[i].expiry].profit += Chords.addValues(sum.profits, nodes, chords);
            }
        }
    }

    /// @dev What each expiry gains or loses in scenario 0, once all of its options are known.
    function _addTenors(MarginInput memory input, MarginSums memory sums) private pure {
        if (input.mode == CROSS) return;
        for (uint256 i; i < sums.expiries.length; ++i) {
            sums.markets[input.expiries[i].market].addTenor(sums.expiries[i].profit.divDown(uint256(WAD)));
        }
    }

    // ------------------------------------------------------------------------------------------------------ the result

    function _close(MarginInput memory input, MarginSums memory sums)
        private
        pure
        returns (IRiskEngine.Margin memory margin)
    {
        uint256 shorts;
        uint256 floor;
        uint256 concentration;
        uint256 extra = sums.doubtful + sums.arrayError;
        int256[] memory directed = new int256[](sums.markets.length);
        margin.equity = sums.equity;
        margin.requirement = sums.alone;
        unchecked {
            // what is charged is at most a small multiple of notionals
            for (uint256 i; i < sums.markets.length; ++i) {
                MarketSums memory sum = sums.markets[i];
                MarketInput memory market = input.markets[i];
                if (input.mode != CROSS) {
                    (uint256 up, uint256 down) = _scan(sum, market.params.scanRange);
                    directed[i] = int256(down) - int256(up);
                    margin.requirement += up.max(down) + sum.basisUp() + sum.pin + sum.tenorUp(market.params.tenorRate);
                }
                (uint256 ofShorts, uint256 ofAll) = sum.leastUp(market.params);
                shorts += ofShorts;
                floor += ofAll;
                concentration += sum.concentrationUp(market);
                if (input.initial) extra += sum.uncertaintyUp(market);
            }
            if (input.mode == PORTFOLIO) margin.requirement -= _creditsDown(input, directed);
            margin.maintenance = margin.requirement.max(shorts).max(floor) + concentration;
        }
        margin.initial = margin.maintenance.mulDivUp(input.initialFactor, PPM) + (input.initial ? extra : 0);
    }

    /// @dev The worst losses of everything on one underlying over the moves that are not down, and over those not up.
    function _scan(MarketSums memory sum, uint256 scanRange) private pure returns (uint256 up, uint256 down) {
        int256 linear = sum.linear + sum.collateral;
        if (sum.targets.length == 0) {
            uint256 loss = _linearLossUp(linear.abs(), scanRange);
            return linear < 0 ? (loss, uint256(0)) : (uint256(0), loss);
        }
        unchecked {
            // of two scenarios that end at one price the worse counts: both are charged whole
            for (uint256 t; t < Chords.TARGETS; ++t) {
                int256 move = int256(sum.targets[t]) - int256(PPM);
                int256 options = t < Chords.SHOCKED
                    ? _min(sum.profits[2 * t], sum.profits[2 * t + 1])
                    : sum.profits[t + Chords.SHOCKED];
                int256 profit = (linear * move).divDown(PPM) + options.divDown(uint256(WAD));
                uint256 loss = _lossUp(profit, sum.charged[t]);
                if (move >= 0 && loss > up) up = loss;
                if (move <= 0 && loss > down) down = loss;
            }
        }
    }

    function _min(int256 a, int256 b) private pure returns (int256) {
        return a < b ? a : b;
    }

    /// @dev Each underlying's directed loss is used once, in the order of the pairs.
    function _creditsDown(MarginInput memory input, int256[] memory directed) private pure returns (uint256 credits) {
        for (uint256 i; i < input.pairs.length; ++i) {
            (int256 a, int256 b) = (directed[input.pairs[i].first], directed[input.pairs[i].second]);
            if (a == 0 || b == 0 || (a > 0) == (b > 0)) continue;
            uint256 opposed = a.abs().min(b.abs());
            credits += Charges.creditDown(opposed, input.pairs[i].share);
            int256 used = a > 0 ? int256(opposed) : -int256(opposed);
            directed[input.pairs[i].first] = a - used;
            directed[input.pairs[i].second] = b + used;
        }
    }

    /// @dev What counts of a loss.
    function _lossUp(int256 profit, uint256 charged) private pure returns (uint256) {
        unchecked {
            return profit < 0 ? (uint256(-profit) * charged).divUp(PPM) : 0;
        }
    }

    /// @dev The worst of all scenarios for what moves as its underlying does: a whole range against it.
    function _linearLossUp(uint256 value, uint256 scanRange) private pure returns (uint256) {
        unchecked {
            return (value * scanRange).divUp(PPM);
        }
    }

    function _prepare(MarketSums memory sum, uint256 scanRange) private pure {
        if (sum.targets.length != 0) return;
        sum.profits = new int256[](Scenarios.COUNT);
        (sum.targets, sum.charged) = Chords.targets(scanRange);
    }
}
