// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CALL, InstrumentId, PERPETUAL} from "../types/InstrumentId.sol";
import {CROSS, PORTFOLIO} from "../types/MarginMode.sol";
import {Memory} from "../types/Memory.sol";
import {Words} from "../types/Words.sol";
import {Charges} from "./Charges.sol";
import {Chords} from "./Chords.sol";
import {FixedPoint} from "./FixedPoint.sol";
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
    using Words for int256[];
    using Words for uint256[];

    int256 private constant WAD = 1e18;
    uint256 private constant PPM = 1e6;
    uint256 private constant BPS = 10_000;
    uint256 private constant PEG_LOST = 0.98e18;

    /// @dev What a bid takes: positions that are summed apart from those that stay as they are.
    struct Apart {
        uint256 passes; // to come over them
        bool isAll; // nothing else stays
        bool isOpen; // they are being summed
        uint256[] legs; // what is taken of them
        int256 cash; // for it
        uint256[] words; // as in {MarginInput}
        uint256[] places;
        int256[] costs;
        uint256 start; // of the sums
        bytes sums; // as they were before any of these positions
        IRiskEngine.Margin present;
    }

    /// @notice What the account has and needs.
    function compute(MarginInput memory input) internal pure returns (IRiskEngine.Margin memory) {
        if (input.words.length == 0 && input.cash >= 0) return _withoutRisk(input);
        Apart memory nothing;
        return _compute(input, nothing);
    }

    /// @notice The same, and what it would have and need without `legs` (instrument << 96 | size of the position's sign), for which it gets
    /// `cash`. What they have cost so far leaves the cash as a trade would have it: cash less cost is the same, and once all is closed so is
    /// cash by itself. Spends the input.
    function computeWithout(MarginInput memory input, uint256[] memory legs, int256 cash)
        internal
        pure
        returns (IRiskEngine.Margin memory present, IRiskEngine.Margin memory left)
    {
        Apart memory apart;
        (apart.passes, apart.legs, apart.cash) = (2, legs, cash);
        _setApart(input, apart);
        left = _compute(input, apart);
        present = apart.present;
    }

    /// @dev One body for both, with one call of each part: what is called from two places the compiler makes dearer. What stays as it is
    /// is summed once, what is set apart then twice: as it is and as it is left.
    function _compute(MarginInput memory input, Apart memory apart)
        private
        pure
        returns (IRiskEngine.Margin memory margin)
    {
        apart.start = Memory.next();
        MarginSums memory sums;
        sums.equity = input.cash;
        sums.markets = new MarketSums[](input.markets.length);
        sums.expiries = new ExpirySums[](input.expiries.length);
        sums.blobs = new BlobSums[](input.blobs.length);
        for (uint256 i; i < apart.places.length; ++i) {
            if (uint8(apart.words.get(i) >> 200) >= CALL) {
                sums.expiries[(apart.places.get(i) >> 8) & 0xff].isApart = true;
            }
        }
        _addLines(input, sums);
        while (true) {
            _addPositions(input, sums);
            sums.isApart = apart.isOpen;
            if (input.expiries.length != 0) {
                _addExpiries(input, sums);
                _addBlobs(input, sums);
            }
            if (apart.passes == 2) {
                (apart.passes, apart.isOpen) = (1, true);
                apart.sums = Memory.copyFrom(apart.start);
                (input.words, input.places, input.costs) = (apart.words, apart.places, apart.costs);
                continue;
            }
            margin = apart.isAll && _isRiskless(input) ? _withoutRisk(input) : _close(input, sums);
            if (apart.passes == 0) return margin;
            (apart.passes, apart.present) = (0, margin);
            Memory.restore(apart.start, apart.sums);
            sums.equity += _take(input, apart);
        }
    }

    /// @dev Sets those positions apart that legs name.
    function _setApart(MarginInput memory input, Apart memory apart) private pure {
        (uint256[] memory words, uint256[] memory places, int256[] memory costs) =
            (input.words, input.places, input.costs);
        uint256[] memory legs = apart.legs;
        uint256 kept = words.length;
        unchecked {
            for (uint256 i; i < legs.length; ++i) {
                uint256 leg = legs[i];
                for (uint256 j; j < kept; ++j) {
                    if ((words.get(j) ^ leg) >> 96 != 0) continue;
                    --kept;
                    _swap(words, j, kept);
                    _swap(places, j, kept);
                    (costs[j], costs[kept]) = (costs[kept], costs[j]);
                    break;
                }
            }
            uint256 count = words.length - kept;
            apart.isAll = kept == 0;
            (apart.words, apart.places, apart.costs) = (new uint256[](count), new uint256[](count), new int256[](count));
            for (uint256 i; i < count; ++i) {
                apart.words.set(i, words.get(kept + i));
                apart.places.set(i, places.get(kept + i));
                apart.costs.set(i, costs.get(kept + i));
            }
        }
        assembly ("memory-safe") {
            mstore(words, kept)
            mstore(places, kept)
            mstore(costs, kept)
        }
    }

    function _swap(uint256[] memory array, uint256 i, uint256 j) private pure {
        uint256 word = array.get(i);
        array.set(i, array.get(j));
        array.set(j, word);
    }

    /// @dev Takes the legs from what was set apart. Returns what the cash changes by.
    function _take(MarginInput memory input, Apart memory apart) private pure returns (int256 cash) {
        (uint256[] memory words, int256[] memory costs, uint256[] memory legs) = (input.words, input.costs, apart.legs);
        cash = apart.cash;
        for (uint256 i; i < legs.length; ++i) {
            uint256 leg = legs[i];
            for (uint256 j; j < words.length; ++j) {
                uint256 word = words.get(j);
                if ((word ^ leg) >> 96 != 0) continue;
                unchecked {
                    // a size stays within its 96 bits, since no more is taken than there is
                    words.set(j, (word >> 96 << 96) | uint96(word - leg));
                }
            }
        }
        for (uint256 j; j < words.length; ++j) {
            if (uint96(words.get(j)) == 0) (cash, costs[j]) = (cash - costs[j], 0);
        }
        input.cash += cash;
    }

    /// @dev Whether there is neither a position nor a debt.
    function _isRiskless(MarginInput memory input) private pure returns (bool) {
        for (uint256 i; i < input.words.length; ++i) {
            if (uint96(input.words.get(i)) != 0) return false;
        }
        return input.cash >= 0;
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

    /// @notice What a unit of an option is worth, as equity counts it; its payoff once its price is fixed.
    function markOf(ExpiryInput memory expiry, uint256 strike, bool isCall) internal pure returns (uint256 mark) {
        // nothing varies any more then
        uint256 variance = expiry.settled
            ? 0
            : Svi.variance(expiry.slice, expiry.forward, strike, expiry.tau, expiry.tauAtPublication);
        (mark,) = OptionPricing.price(expiry.forward, strike, variance, isCall);
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
        OptionPlace memory here = _nowhere();
        here.isCross = input.mode == CROSS;
        uint256 end = words.length * 32;
        unchecked {
            for (uint256 offset; offset < end; offset += 32) {
                (uint256 word, uint256 place) = (words.load(offset), places.load(offset));
                if (uint8(word >> 200) >= CALL) {
                    if (place & 0xffffff != here.place) _enter(input, sums, here, place);
                    _addOption(sums, here, word, place >> 24);
                } else {
                    InstrumentId id = InstrumentId.wrap(uint160(word >> 96));
                    _addLinear(input, sums, id, int96(uint96(word)), input.costs[offset / 32], place);
                }
            }
        }
    }

    /// @dev No place: what a place holds is set when it is entered, but for the last deviation, which none is.
    function _nowhere() private pure returns (OptionPlace memory here) {
        assembly ("memory-safe") {
            // eleven words, of which the compiler would fill some with structs of their own
            here := mload(0x40)
            mstore(0x40, add(here, 352))
            mstore(here, not(0))
            mstore(add(here, 320), 0)
        }
    }

    /// @dev Looks up where the options of a place are added.
    function _enter(MarginInput memory input, MarginSums memory sums, OptionPlace memory here, uint256 place)
        private
        pure
    {
        ExpiryInput memory expiry = input.expiries[(place >> 8) & 0xff];
        here.place = place & 0xffffff;
        here.strike = 0;
        (here.forward, here.settled) = (int256(expiry.forward), expiry.settled);
        // once its price is fixed it needs no arrays
        if (here.settled) return;
        here.sums = sums.expiries[(place >> 8) & 0xff];
        if (here.sums.curve.tauAtPublication == 0) {
            here.sums.curve = Svi.curve(expiry.slice, expiry.tau, expiry.tauAtPublication);
            // a strike is below 2^98, and no variance above the curve's highest
            OptionPricing.requireSmall(expiry.forward, 0, here.sums.curve.highest);
        }
        here.blob = sums.blobs[(place >> 16) & 0xff];
        BlobInput memory blob = input.blobs[(place >> 16) & 0xff];
        here.rows = blob.rows;
        if (here.blob.chords.length != 0) return;
        MarketSums memory market = sums.markets[place & 0xff];
        _prepare(market, input.markets[place & 0xff].params.scanRange);
        int256[] memory chords = _chords(market, blob, expiry.forward);
        here.blob.chords = chords;
        if (here.isCross) {
            here.blob.falls = Chords.side(chords, market.targets, market.charged, true);
            here.blob.rises = Chords.side(chords, market.targets, market.charged, false);
        } else {
            here.blob.lanes = Chords.emptyLanes();
        }
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

    function _addOption(MarginSums memory sums, OptionPlace memory here, uint256 word, uint256 row) private pure {
        int256 size = int96(uint96(word));
        unchecked {
            // calls and puts stand side by side: both by the same steps, without a branch
            int256 puts = int256(uint256(uint8(word >> 200)) - CALL);
            int256 strike = int256(uint256(uint64(word >> 96)) * 1e10);
            if (here.settled) {
                int256 payoff = (here.forward - strike) * (1 - 2 * puts);
                if (payoff > 0) sums.equity += (size * payoff).divDown(uint256(WAD));
                return;
            }
            if (here.strike != strike) _price(here, strike);
            puts *= size;
            // a put is its call less forward plus strike, exactly
            int256 fixed_ = puts * here.forward - size * here.value;
            int256 worth = puts * strike - fixed_;
            ExpirySums memory sum = here.sums;
            sum.delta += size * here.delta;
            sum.puts += puts;
            sums.equity += worth.divDown(uint256(WAD));
            BlobSums memory blob = here.blob;
            uint256 amount = size.abs();
            blob.sizes += (amount << 128) + uint256(size);
            if (here.isCross) return _addAlone(sums, here, row, size, puts, fixed_);
            sum.constant_ += fixed_;
            if (amount <= Chords.SMALL) Chords.add(blob.lanes, here.rows, row, size);
            else _addLarge(blob, here.rows, row, size);
        }
    }

    /// @dev What an option by itself can lose: on one side of the price alone, long calls and short puts where it falls.
    function _addAlone(
        MarginSums memory sums,
        OptionPlace memory here,
        uint256 row,
        int256 size,
        int256 puts,
        int256 fixed_
    ) private pure {
        unchecked {
            int256[] memory frame = (puts == 0) == (size > 0) ? here.blob.falls : here.blob.rises;
            sums.alone += Chords.worstLossUp(frame, here.rows, row, size, puts * here.forward, fixed_);
        }
    }

    function _addLarge(BlobSums memory blob, bytes memory rows, uint256 row, int256 size) private pure {
        if (blob.nodes.length == 0) blob.nodes = new int256[](Chords.NODES);
        Chords.addLarge(blob.nodes, rows, row, size);
    }

    /// @dev Value and delta of a strike's call: once for those that stand side by side.
    function _price(OptionPlace memory here, int256 strike) private pure {
        here.strike = strike;
        (uint256 forward, uint256 k) = (uint256(here.forward), uint256(strike));
        int256 l = FixedPoint.lnRatio(forward, k);
        uint256 variance = Svi.variance(here.sums.curve, l);
        uint256 s = FixedPoint.sqrtNear(variance * uint256(WAD), here.deviation);
        here.deviation = s;
        (uint256 value, int256 delta) = OptionPricing.call(forward, k, l, s);
        (here.value, here.delta) = (int256(value), delta);
    }

    // --------------------------------------------------------------------------------------------------------- options

    /// @dev What the options of each expiry add to their underlying: of those in which something is set apart, or of all others.
    function _addExpiries(MarginInput memory input, MarginSums memory sums) private pure {
        unchecked {
            for (uint256 i; i < input.blobs.length; ++i) {
                (ExpirySums memory e, BlobSums memory b) = (sums.expiries[input.blobs[i].expiry], sums.blobs[i]);
                if (e.isApart != sums.isApart) continue;
                (b.net, b.gross) = (int128(uint128(b.sizes)), b.sizes >> 128);
                // what the lower half borrowed
                if (b.net < 0) ++b.gross;
                e.net += b.net;
                e.gross += b.gross;
            }
            for (uint256 i; i < input.expiries.length; ++i) {
                ExpirySums memory e = sums.expiries[i];
                if (e.gross == 0 || e.isApart != sums.isApart) continue;
                ExpiryInput memory expiry = input.expiries[i];
                MarketInput memory market = input.markets[expiry.market];
                MarketSums memory sum = sums.markets[expiry.market];
                uint256 forward = expiry.forward;
                int256 notional =
                    ((e.delta - WAD * e.puts).divDown(uint256(WAD)) * int256(forward)).divDown(uint256(WAD));
                sum.options += notional;
                sum.gross += e.gross * forward;
                sum.shorts += uint256(int256(e.gross) - e.net) / 2 * forward;
                if (input.mode == CROSS) continue;
                sum.addProduct(notional, market.params.basisRate);
                sum.pin += Charges.pinUp(e, forward, expiry.tau, market.params.scanRange);
                // puts times forward in ppm stays below 2^225
                Chords.addDebt(sum.profits, sum.targets, e.puts * int256(forward), e.constant_);
                e.profit = e.constant_ + (-e.puts * int256(forward));
            }
        }
    }

    /// @dev What the calls (or puts as calls) of each blob are worth in each scenario, and the charge for its age.
    function _addBlobs(MarginInput memory input, MarginSums memory sums) private pure {
        unchecked {
            for (uint256 i; i < input.blobs.length; ++i) {
                BlobInput memory blob = input.blobs[i];
                (ExpirySums memory e, BlobSums memory b) = (sums.expiries[blob.expiry], sums.blobs[i]);
                if (b.gross == 0 || e.isApart != sums.isApart) continue;
                ExpiryInput memory expiry = input.expiries[blob.expiry];
                if (input.initial) {
                    uint256 distance = (int256(expiry.forward) - int256(blob.anchor)).abs();
                    uint256 scanRange = input.markets[expiry.market].params.scanRange;
                    sums.arrayError += Charges.arrayErrorUp(b.gross, distance, scanRange);
                }
                if (input.mode == CROSS) continue;
                // shares are rounded down: a short pays one unit more
                int256[] memory nodes = Chords.unpack(b.lanes, b.nodes, (b.net - int256(b.gross)) / 2);
                e.profit += Chords.addValues(sums.markets[expiry.market].profits, nodes, b.chords);
            }
        }
    }

    /// @dev The chords of a blob. Most have one scan range, hence the same nodes.
    function _chords(MarketSums memory sum, BlobInput memory blob, uint256 forward)
        private
        pure
        returns (int256[] memory)
    {
        if (sum.points.length == 0 || sum.pointsRange != blob.scanRange) {
            (sum.points, sum.pointsRange) = (Chords.points(blob.scanRange), blob.scanRange);
        }
        return Chords.find(sum.points, blob.anchor, sum.targets, 0, forward);
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
        _addTenors(input, sums);
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
        (int256[] memory profits, uint256[] memory targets, uint256[] memory charged) =
            (sum.profits, sum.targets, sum.charged);
        unchecked {
            // of two scenarios that end at one price the worse counts: both are charged whole
            for (uint256 t; t < Chords.TARGETS; ++t) {
                int256 move = int256(targets.get(t)) - int256(PPM);
                int256 options = t < Chords.SHOCKED
                    ? _min(profits.get(2 * t), profits.get(2 * t + 1))
                    : profits.get(t + Chords.SHOCKED);
                int256 profit = (linear * move).divDown(PPM) + options.divDown(uint256(WAD));
                uint256 loss = _lossUp(profit, charged.get(t));
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
