// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CALL, InstrumentId, PERPETUAL} from "../types/InstrumentId.sol";
import {CROSS, PORTFOLIO} from "../types/MarginMode.sol";
import {Charges} from "./Charges.sol";
import {Chords} from "./Chords.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {BlobInput, ExpiryInput, LineInput, MarginInput, MarketInput} from "./MarginInput.sol";
import {BlobSums, ExpirySums, MarginSums, MarketSums} from "./MarginSums.sol";
import {OptionPricing} from "./OptionPricing.sol";
import {Rounding} from "./Rounding.sol";
import {Scenarios} from "./Scenarios.sol";
import {Svi} from "./Svi.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

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
        return Math.mulDiv(amount, price * (BPS - haircutBps), BPS * uint256(WAD));
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
        uint256 count = input.words.length;
        // room for one row's nodes, used again for each option
        int256[] memory nodes =
            input.mode == CROSS && input.blobs.length != 0 ? new int256[](Scenarios.NODES) : new int256[](0);
        for (uint256 i; i < count; ++i) {
            InstrumentId id = InstrumentId.wrap(uint160(input.words[i] >> 96));
            int256 size = int96(uint96(input.words[i]));
            if (id.isOption()) _addOption(input, sums, id, size, input.places[i], nodes);
            else _addLinear(input, sums, id, size, input.costs[i], input.places[i]);
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

    function _addOption(
        MarginInput memory input,
        MarginSums memory sums,
        InstrumentId id,
        int256 size,
        uint256 place,
        int256[] memory nodes
    ) private pure {
        ExpiryInput memory expiry = input.expiries[(place >> 8) & 0xff];
        bool isCall = id.kind() == CALL;
        int256 strike = int256(id.strike());
        if (expiry.settled) {
            int256 payoff = isCall ? int256(expiry.forward) - strike : strike - int256(expiry.forward);
            if (payoff > 0) sums.equity += (size * payoff).divDown(uint256(WAD));
            return;
        }
        int256 worth;
        ExpirySums memory sum = sums.expiries[(place >> 8) & 0xff];
        unchecked {
            (uint256 value, int256 delta) = OptionPricing.price(
                expiry.forward,
                uint256(strike),
                Svi.variance(expiry.slice, expiry.forward, uint256(strike), expiry.tau, expiry.tauAtPublication),
                isCall
            );
            worth = size * int256(value);
            sum.delta += size * delta;
            sums.equity += worth.divDown(uint256(WAD));
            if (size > 0) sum.long += uint256(size);
            else sum.short += uint256(-size);
            sums.blobs[(place >> 16) & 0xff].gross += size.abs();
        }
        BlobInput memory blob = input.blobs[(place >> 16) & 0xff];
        if (input.mode == CROSS) {
            Chords.scale(nodes, blob.rows, place >> 24, size);
            int256 puts = isCall ? int256(0) : size;
            sums.alone += _optionLossUp(input, sums, place, nodes, puts, puts * strike - worth);
        } else {
            BlobSums memory row = sums.blobs[(place >> 16) & 0xff];
            if (row.lanes.length == 0) row.lanes = new int256[](Chords.LANES);
            Chords.add(row.lanes, blob.rows, place >> 24, size);
            unchecked {
                sum.constant_ -= worth;
                if (!isCall) {
                    sum.puts += size;
                    sum.constant_ += size * strike;
                }
            }
        }
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
                for (uint256 s; s < Scenarios.COUNT; ++s) {
                    // wad2 times ppm stays below 2^225
                    sum.profits[s] += e.constant_
                    + (-e.puts * int256(forward) * sum.targets[Chords.targetOf(s)]).divDown(PPM);
                }
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
                for (uint256 s; s < Scenarios.COUNT; ++s) {
                    sum.profits[s] += Chords.valueDown(nodes, chords, s);
                }
                sums.expiries[input.blobs[i].expiry].profit += Chords.valueDown(nodes, chords, 0);
            }
        }
    }

    /// @dev Cross: the worst loss of one option by itself. `nodes`: its row times its size.
    function _optionLossUp(
        MarginInput memory input,
        MarginSums memory sums,
        uint256 place,
        int256[] memory nodes,
        int256 puts,
        int256 constant_
    ) private pure returns (uint256 worst) {
        ExpiryInput memory expiry = input.expiries[(place >> 8) & 0xff];
        uint256 scanRange = input.markets[expiry.market].params.scanRange;
        MarketSums memory sum = sums.markets[expiry.market];
        BlobSums memory b = sums.blobs[(place >> 16) & 0xff];
        _prepare(sum, scanRange);
        if (b.chords.length == 0) {
            BlobInput memory blob = input.blobs[(place >> 16) & 0xff];
            b.chords = Chords.find(blob.anchor, blob.scanRange, expiry.forward, sum.targets);
        }
        unchecked {
            for (uint256 s; s < Scenarios.COUNT; ++s) {
                uint256 target = Chords.targetOf(s);
                int256 profit = Chords.valueDown(nodes, b.chords, s) + constant_
                    + (-puts * int256(expiry.forward) * sum.targets[target]).divDown(PPM);
                uint256 loss = _lossUp(profit.divDown(uint256(WAD)), sum.charged[target]);
                if (loss > worst) worst = loss;
            }
        }
    }

    // ------------------------------------------------------------------------------------------------------ the result

    function _close(MarginInput memory input, MarginSums memory sums)
        private
        pure
        returns (IRiskEngine.Margin memory margin)
    {
        margin.equity = sums.equity;
        margin.requirement = sums.alone;
        if (input.mode != CROSS) {
            for (uint256 i; i < sums.expiries.length; ++i) {
                sums.markets[input.expiries[i].market].addTenor(sums.expiries[i].profit.divDown(uint256(WAD)));
            }
        }
        uint256 shorts;
        uint256 floor;
        uint256 concentration;
        uint256 uncertainty;
        int256[] memory directed = new int256[](sums.markets.length);
        for (uint256 i; i < sums.markets.length; ++i) {
            MarketSums memory sum = sums.markets[i];
            MarketInput memory market = input.markets[i];
            if (input.mode != CROSS) {
                (uint256 up, uint256 down) = _scan(sum, market.params.scanRange);
                directed[i] = int256(down) - int256(up);
                margin.requirement += (up > down ? up : down) + sum.basisUp() + sum.pin
                    + sum.tenorUp(market.params.tenorRate);
            }
            (uint256 ofShorts, uint256 ofAll) = sum.leastUp(market.params);
            shorts += ofShorts;
            floor += ofAll;
            concentration += sum.concentrationUp(market);
            if (input.initial) uncertainty += sum.uncertaintyUp(market);
        }
        if (input.mode == PORTFOLIO) margin.requirement -= _creditsDown(input, directed);
        margin.maintenance = Math.max(margin.requirement, Math.max(shorts, floor)) + concentration;
        margin.initial = margin.maintenance.mulDivUp(input.initialFactor, PPM);
        if (input.initial) margin.initial += sums.doubtful + uncertainty + sums.arrayError;
    }

    /// @dev The worst losses of everything on one underlying over the moves that are not down, and over those not up.
    function _scan(MarketSums memory sum, uint256 scanRange) private pure returns (uint256 up, uint256 down) {
        int256 linear = sum.linear + sum.collateral;
        if (sum.targets.length == 0) {
            uint256 loss = _linearLossUp(linear.abs(), scanRange);
            return linear < 0 ? (loss, uint256(0)) : (uint256(0), loss);
        }
        unchecked {
            for (uint256 s; s < Scenarios.COUNT; ++s) {
                uint256 target = Chords.targetOf(s);
                int256 move = sum.targets[target] - int256(PPM);
                int256 profit = (linear * move).divDown(PPM) + sum.profits[s].divDown(uint256(WAD));
                uint256 loss = _lossUp(profit, sum.charged[target]);
                if (move >= 0 && loss > up) up = loss;
                if (move <= 0 && loss > down) down = loss;
            }
        }
    }

    /// @dev Each underlying's directed loss is used once, in the order of the pairs.
    function _creditsDown(MarginInput memory input, int256[] memory directed) private pure returns (uint256 credits) {
        for (uint256 i; i < input.pairs.length; ++i) {
            (int256 a, int256 b) = (directed[input.pairs[i].first], directed[input.pairs[i].second]);
            if (a == 0 || b == 0 || (a > 0) == (b > 0)) continue;
            uint256 opposed = Math.min(a.abs(), b.abs());
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
