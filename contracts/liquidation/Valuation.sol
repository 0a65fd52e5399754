// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {Chords} from "../margin/Chords.sol";
import {IRiskEngine} from "../margin/IRiskEngine.sol";
import {IRiskParameters} from "../margin/IRiskParameters.sol";
import {BlobInput, ExpiryInput, LineInput, MarginInput, MarketInput} from "../margin/MarginInput.sol";
import {MarginMath} from "../margin/MarginMath.sol";
import {RiskArray} from "../margin/RiskArray.sol";
import {RiskGatherer} from "../margin/RiskGatherer.sol";
import {Rounding} from "../margin/Rounding.sol";
import {Scenarios} from "../margin/Scenarios.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL} from "../types/InstrumentId.sol";
import {CROSS, ISOLATED, PORTFOLIO} from "../types/MarginMode.sol";
import {Words} from "../types/Words.sol";
import {IValuation} from "./IValuation.sol";

/// @notice See {IValuation}. Reads for one risk engine what that reads.
contract Valuation is IValuation, RiskGatherer {
    using Rounding for int256;
    using Words for uint256[];

    uint8 private constant NONE = 0xff;
    uint256 private constant WHOLE = 14; // scenarios from here on count in part
    int256 private constant PPM = 1e6;
    uint256 private constant WAD = 1e18;

    IRiskEngine private immutable _ENGINE;

    /// @dev The options of one blob in one scenario.
    struct Chord {
        Chords.Run run; // of no rows until it is found
        int256 forward;
        int256 move; // of the price, ppm
        int256 lowWeight; // USD, 18 decimals, of a whole share: see {Chords-find}
        int256 highWeight;
    }

    /// @dev Where a walk over the positions stands.
    struct Walk {
        bool isCross;
        Chord[] chords; // of each blob; in cross mode of each scenario of each
        int256 settled; // 36 decimals: what is settled is worth
        uint256[] points; // of `pointsRange`: most blobs have one
        uint256 pointsRange;
        bytes6[] underlyings; // of the positions in each market
        uint256[] word; // in cross mode one option, by itself
        uint256[] place; // and where it looks, and none
    }

    constructor(RiskGatherer engine)
        RiskGatherer(
            engine.HUB(),
            engine.CLEARING(),
            engine.ORACLE(),
            engine.SURFACES(),
            engine.GATEWAY(),
            engine.PARAMETERS(),
            engine.ARRAYS()
        )
    {
        _ENGINE = IRiskEngine(address(engine));
    }

    /// @dev From the engine itself: an auction's opening goes no longer way than it must.
    function _newestOf(uint256 instrument) internal view override returns (address) {
        return _ENGINE.newestOf(instrument);
    }

    // -------------------------------------------------------------------------------------------------------- marks

    /// @inheritdoc IValuation
    function marksOf(AccountId account) external view returns (Marks memory m) {
        MarginInput memory input = _gather(account, false);
        uint256 count = input.words.length;
        (m.positions, m.notionals) = (new uint256[](count), new uint256[](count));
        ExpiryInput memory none;
        for (uint256 i; i < count; ++i) {
            (InstrumentId id, int256 size) = _unpack(input.words[i]);
            uint256 place = input.places[i];
            bool isPerpetual = id.kind() == PERPETUAL;
            ExpiryInput memory e = isPerpetual ? none : input.expiries[(place >> 8) & 0xff];
            m.positions[i] = isPerpetual ? input.markets[place & 0xff].mark : _mark(id, e);
            m.notionals[i] = isPerpetual ? m.positions[i] : e.forward;
            m.notional += size.abs() * m.notionals[i] / WAD;
        }
        m.haircuts = _haircuts(account);
    }

    /// @inheritdoc IValuation
    function pricesOf(AccountId account, uint256[] calldata legs, AssetId[] calldata assets)
        external
        view
        returns (uint256[] memory marks, uint256[] memory prices, uint256 haircuts)
    {
        marks = _marksOf(legs);
        prices = new uint256[](assets.length);
        for (uint256 i; i < assets.length; ++i) {
            prices[i] = _priceOrNone(assets[i]);
        }
        haircuts = _haircuts(account);
    }

    /// @dev Price and forward are looked up once for legs that stand side by side.
    function _marksOf(uint256[] calldata legs) private view returns (uint256[] memory marks) {
        marks = new uint256[](legs.length);
        bytes6 underlying;
        uint256 index;
        uint40 end;
        ExpiryInput memory e;
        for (uint256 i; i < legs.length; ++i) {
            (InstrumentId id,) = _unpack(legs[i]);
            if (id.underlying() != underlying) {
                (underlying, end) = (id.underlying(), 0);
                (index,) = _index(underlying, false);
            }
            if (id.kind() == PERPETUAL) {
                marks[i] = _scaleDown(index, CLEARING.premiumOf(underlying));
                continue;
            }
            if (id.expiry() != end) {
                end = id.expiry();
                e = _forward(underlying, end, index);
            }
            marks[i] = _mark(id, e);
        }
    }

    function _mark(InstrumentId id, ExpiryInput memory e) private pure returns (uint256) {
        return id.kind() == FUTURE ? e.forward : MarginMath.markOf(e, id.strike(), id.kind() == CALL);
    }

    /// @dev Tokens that count nothing in equity, as all of an isolated account do, are worth something all the same.
    function _haircuts(AccountId account) private view returns (uint256 value) {
        (IHub.Account memory book, IHub.Holding[] memory holdings) = HUB.holdingsOf(account);
        for (uint256 i; i < holdings.length; ++i) {
            (AssetId asset, uint256 amount) = (holdings[i].asset, holdings[i].amount);
            uint256 price = _priceOrNone(asset);
            value += amount * price / WAD;
            if (book.mode == ISOLATED) continue;
            (IRiskParameters.CollateralParams memory params, uint256 haircutBps) = PARAMETERS.collateralOf(asset);
            if (params.listed) value -= MarginMath.lineValueDown(amount, price, haircutBps);
        }
    }

    /// @dev Anybody can send a token without price to anybody: it must stop nothing.
    function _priceOrNone(AssetId asset) private view returns (uint256) {
        IOracle.Price memory p = ORACLE.assetPrice(asset);
        if (p.refusal != IOracle.Refusal.None) _recall(p, ORACLE.underlyingOf(asset));
        return p.refusal == IOracle.Refusal.None && p.price <= type(uint96).max ? p.price : 0;
    }

    // -------------------------------------------------------------------------------------------------- one scenario

    /// @inheritdoc IValuation
    function leftIn(AccountId account, bytes calldata scenarios)
        external
        view
        returns (int256 left, bytes6[] memory underlyings)
    {
        MarginInput memory input = _gather(account, false);
        require(input.mode != PORTFOLIO || input.pairs.length == 0, Valuation_Correlated());
        bool isCross = input.mode == CROSS;
        uint256 expected = isCross ? input.words.length + input.lines.length : input.markets.length;
        require(scenarios.length == expected, Valuation_BadScenarios(expected, scenarios.length));
        for (uint256 i; i < scenarios.length; ++i) {
            uint8 scenario = uint8(scenarios[i]);
            require(scenario < WHOLE || scenario == NONE, Valuation_BadScenario(scenario));
        }
        (left, underlyings) = _positionsLeft(input, scenarios, isCross);
        left += input.cash + _linesLeft(input, scenarios, isCross);
    }

    function _linesLeft(MarginInput memory input, bytes calldata scenarios, bool isCross)
        private
        pure
        returns (int256 left)
    {
        for (uint256 i; i < input.lines.length; ++i) {
            LineInput memory line = input.lines[i];
            int256 value = int256(MarginMath.lineValueDown(line.amount, line.price, line.haircutBps));
            left += value;
            if (line.market == 0) continue;
            uint256 m = line.market - 1;
            left += _moved(input, m, value, uint8(scenarios[isCross ? input.words.length + i : m]));
        }
    }

    /// @dev Options are summed for each blob and scenario, and weighed once. Shares are rounded down, and a short counts one unit more: as
    /// in {Chords}. In cross mode the engine looks at an option only where it loses most, and rounding must not let another scenario prove
    /// more: there a long one counts a unit more, and a short one none, for the account.
    function _positionsLeft(MarginInput memory input, bytes calldata scenarios, bool isCross)
        private
        pure
        returns (int256 left, bytes6[] memory)
    {
        Walk memory walk;
        walk.isCross = isCross;
        (walk.word, walk.place) = (new uint256[](1), new uint256[](2));
        walk.place[1] = type(uint256).max;
        // in cross mode each names its own scenario
        walk.chords = new Chord[](input.blobs.length * (isCross ? WHOLE : 1));
        walk.underlyings = new bytes6[](input.markets.length);
        for (uint256 i; i < input.words.length;) {
            uint256 word = input.words.get(i);
            uint256 market = input.places.get(i) & 0xff;
            walk.underlyings[market] = bytes6(bytes32(word));
            uint8 scenario = uint8(scenarios[isCross ? i : market]);
            if (uint8(word >> 200) < CALL) left += _linearLeft(input, i++, scenario);
            else i = _addOptions(walk, input, i, scenario);
        }
        int256 options = walk.settled; // 36 decimals
        for (uint256 i; i < walk.chords.length; ++i) {
            if (walk.chords[i].run.rows.length != 0) options += _worth(walk.chords[i]);
        }
        return (left + options.divDown(WAD) + 1, walk.underlyings);
    }

    /// @dev Adds option number `i` and those beside it that look alike. Returns the number of the first that is not added.
    function _addOptions(Walk memory walk, MarginInput memory input, uint256 i, uint8 scenario)
        private
        pure
        returns (uint256)
    {
        uint256 place = input.places.get(i);
        ExpiryInput memory e = input.expiries[(place >> 8) & 0xff];
        if (e.settled) {
            walk.settled += _payoff(input.words.get(i), int256(e.forward));
            return i + 1;
        }
        Chords.Run memory run = _chordOf(walk, input, place, scenario).run;
        if (!walk.isCross) return Chords.sumRun(run, input.words, input.places, i);
        walk.word[0] = input.words.get(i);
        walk.place[0] = place;
        Chords.sumRun(run, walk.word, walk.place, 0);
        int256 unit = int256(int256(int96(uint96(walk.word[0]))).abs());
        (run.lowSum, run.highSum) = (run.lowSum + unit, run.highSum + unit);
        return i + 1;
    }

    /// @dev Of what is settled, 36 decimals.
    function _payoff(uint256 word, int256 price) private pure returns (int256) {
        int256 payoff = price - int256(uint256(uint64(word >> 96)) * 1e10);
        if (uint8(word >> 200) != CALL) payoff = -payoff;
        return payoff > 0 ? int96(uint96(word)) * payoff : int256(0);
    }

    /// @dev Where the options of a place are summed.
    function _chordOf(Walk memory walk, MarginInput memory input, uint256 place, uint8 scenario)
        private
        pure
        returns (Chord memory chord)
    {
        require(scenario != NONE, Valuation_BadScenario(scenario));
        uint256 b = (place >> 16) & 0xff;
        chord = walk.chords[walk.isCross ? b * WHOLE + scenario : b];
        if (chord.run.rows.length != 0) return chord;
        BlobInput memory blob = input.blobs[b];
        chord.run.rows = blob.rows;
        chord.forward = int256(input.expiries[(place >> 8) & 0xff].forward);
        chord.move = Scenarios.moveOf(input.markets[place & 0xff].params.scanRange, scenario);
        if (walk.points.length == 0 || walk.pointsRange != blob.scanRange) {
            (walk.points, walk.pointsRange) = (Chords.points(blob.scanRange), blob.scanRange);
        }
        _find(chord, blob.anchor, walk.points, scenario);
    }

    /// @dev Two scenarios end at each of the first seven targets; volatility down stands seven nodes behind volatility up.
    function _find(Chord memory chord, uint256 anchor, uint256[] memory points, uint256 scenario) private pure {
        uint256[] memory ends = new uint256[](1);
        ends[0] = uint256(PPM + chord.move);
        int256[] memory found = Chords.find(points, anchor, ends, scenario / 2, uint256(chord.forward));
        uint256 pair = uint256(found[0]);
        (chord.lowWeight, chord.highWeight) = (found[1], found[2]);
        // a word of the sums is three bytes of a row
        chord.run.low = (pair & 0xffff) / 32 * 3 + 21 * (scenario & 1);
        chord.run.high = (pair >> 21) * 3 + 21 * (scenario & 1);
    }

    /// @dev What they are worth there, 36 decimals: a put is its call less the price there plus the strike.
    function _worth(Chord memory chord) private pure returns (int256) {
        Chords.Run memory run = chord.run;
        int256 calls = (run.lowSum * chord.lowWeight + run.highSum * chord.highWeight) >> 24;
        int256 debt = (-run.puts * chord.forward * (PPM + chord.move)).divDown(uint256(PPM));
        return calls + run.strikes + debt + 1;
    }

    /// @dev Value less cost, and what the scenario moves it.
    function _linearLeft(MarginInput memory input, uint256 i, uint8 scenario) private pure returns (int256) {
        (InstrumentId id, int256 size) = _unpack(input.words[i]);
        uint256 place = input.places[i];
        uint256 price = input.markets[place & 0xff].mark;
        bool settled;
        if (id.kind() == FUTURE) {
            ExpiryInput memory e = input.expiries[(place >> 8) & 0xff];
            (price, settled) = (e.forward, e.settled);
        }
        int256 value = (size * int256(price)).divDown(WAD);
        int256 left = value - input.costs[i];
        return settled ? left : left + _moved(input, place & 0xff, value, scenario);
    }

    /// @dev Rounded up: for the account.
    function _moved(MarginInput memory input, uint256 m, int256 value, uint8 scenario) private pure returns (int256) {
        if (scenario == NONE) return 0;
        int256 move = Scenarios.moveOf(input.markets[m].params.scanRange, scenario);
        return (value * move).divDown(uint256(PPM)) + 1;
    }

    function _unpack(uint256 word) private pure returns (InstrumentId, int256) {
        return (InstrumentId.wrap(uint160(word >> 96)), int96(uint96(word)));
    }
}
