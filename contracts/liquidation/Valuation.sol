// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {Chords} from "../margin/Chords.sol";
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

    /// @dev Where the options of one blob look in one scenario: two nodes of a row and the weight of each ({Chords-find}), and what is summed
    /// of them as the margin sums it.
    struct Chord {
        bool known;
        bool settled;
        int256 forward;
        int256 move; // of the price, ppm
        bytes rows;
        uint256 low; // bytes from a row's start
        uint256 high;
        int256 lowWeight; // USD, 18 decimals, of a whole share
        int256 highWeight;
        int256 lowSum; // size times share
        int256 highSum;
        int256 puts; // net size of puts
        int256 fixed_; // 36 decimals: their strikes, and what is settled
    }

    /// @dev Where a walk over the positions stands.
    struct Walk {
        bool isCross;
        uint256 last; // place, without the row
        Chord[] chords; // of each blob; in cross mode of each scenario of each
        Chord settled;
        Chord here; // of `last`
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
    {}

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
    function leftIn(AccountId account, bytes calldata scenarios) external view returns (int256) {
        MarginInput memory input = _gather(account, false);
        require(input.mode != PORTFOLIO || input.pairs.length == 0, Valuation_Correlated());
        bool isCross = input.mode == CROSS;
        uint256 expected = isCross ? input.words.length + input.lines.length : input.markets.length;
        require(scenarios.length == expected, Valuation_BadScenarios(expected, scenarios.length));
        for (uint256 i; i < scenarios.length; ++i) {
            uint8 scenario = uint8(scenarios[i]);
            require(scenario < WHOLE || scenario == NONE, Valuation_BadScenario(scenario));
        }
        return input.cash + _linesLeft(input, scenarios, isCross) + _positionsLeft(input, scenarios, isCross);
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

    /// @dev Options are summed for each blob and scenario, and weighed once.
    function _positionsLeft(MarginInput memory input, bytes calldata scenarios, bool isCross)
        private
        pure
        returns (int256 left)
    {
        Walk memory walk = Walk(isCross, type(uint256).max, new Chord[](0), _none(), _none());
        // in cross mode each names its own scenario
        walk.chords = new Chord[](input.blobs.length * (isCross ? WHOLE : 1));
        for (uint256 i; i < input.words.length; ++i) {
            uint256 word = input.words.get(i);
            uint256 place = input.places.get(i);
            if (uint8(word >> 200) < CALL) {
                left += _linearLeft(input, i, uint8(scenarios[isCross ? i : place & 0xff]));
                continue;
            }
            if (isCross || place & 0xffffff != walk.last) {
                _enter(walk, input, place, uint8(scenarios[isCross ? i : place & 0xff]));
            }
            _addOption(walk.here, word, (place >> 24) * RiskArray.ROW, isCross);
        }
        int256 options = walk.settled.fixed_; // 36 decimals
        for (uint256 i; i < walk.chords.length; ++i) {
            if (walk.chords[i].known) options += _worth(walk.chords[i]);
        }
        left += options.divDown(WAD) + 1;
    }

    /// @dev Looks up where the options of a place are summed.
    function _enter(Walk memory walk, MarginInput memory input, uint256 place, uint8 scenario) private pure {
        walk.last = place & 0xffffff;
        ExpiryInput memory e = input.expiries[(place >> 8) & 0xff];
        if (e.settled) {
            walk.here = walk.settled;
            (walk.here.settled, walk.here.forward) = (true, int256(e.forward));
            return;
        }
        require(scenario != NONE, Valuation_BadScenario(scenario));
        uint256 blob = (place >> 16) & 0xff;
        walk.here = walk.chords[walk.isCross ? blob * WHOLE + scenario : blob];
        if (!walk.here.known) _find(walk.here, input, place, scenario);
    }

    function _none() private pure returns (Chord memory) {}

    /// @dev Shares are rounded down, and a short counts one unit more: as in {Chords}. In cross mode the engine looks at an option only where it
    /// loses most, and rounding must not let another scenario prove more: there a long one counts a unit more instead, for the account. Of
    /// what is settled its payoff.
    function _addOption(Chord memory chord, uint256 word, uint256 row, bool isCross) private pure {
        unchecked {
            // sizes below 2^95, shares below 2^25, prices below 2^98: no sum of 128 overflows
            int256 size = int96(uint96(word));
            bool isPut = uint8(word >> 200) != CALL;
            int256 strike = int256(uint256(uint64(word >> 96)) * 1e10);
            if (chord.settled) {
                int256 payoff = isPut ? strike - chord.forward : chord.forward - strike;
                if (payoff > 0) chord.fixed_ += size * payoff;
                return;
            }
            int256 unit = size < 0 == isCross ? int256(0) : int256(1);
            chord.lowSum += size * (_share(chord.rows, row + chord.low) + unit);
            chord.highSum += size * (_share(chord.rows, row + chord.high) + unit);
            if (!isPut) return;
            chord.puts += size;
            chord.fixed_ += size * strike;
        }
    }

    /// @dev What they are worth there, 36 decimals: a put is its call less the price there plus the strike.
    function _worth(Chord memory chord) private pure returns (int256) {
        int256 calls = (chord.lowSum * chord.lowWeight + chord.highSum * chord.highWeight) >> 24;
        int256 debt = (-chord.puts * chord.forward * (PPM + chord.move)).divDown(uint256(PPM));
        return calls + chord.fixed_ + debt + 1;
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
        int256 move = Scenarios.moves(input.markets[m].params.scanRange)[scenario];
        return (value * move).divDown(uint256(PPM)) + 1;
    }

    /// @dev Two scenarios end at each of the first seven targets; volatility down stands seven nodes behind volatility up.
    function _find(Chord memory chord, MarginInput memory input, uint256 place, uint256 scenario) private pure {
        chord.known = true;
        chord.forward = int256(input.expiries[(place >> 8) & 0xff].forward);
        (uint256[] memory ends,) = Chords.targets(input.markets[place & 0xff].params.scanRange);
        chord.move = int256(ends[scenario / 2]) - PPM;
        int256[] memory found = _chords(chord, input.blobs[(place >> 16) & 0xff], ends);
        uint256 pair = uint256(found[3 * (scenario / 2)]);
        (chord.lowWeight, chord.highWeight) = (found[3 * (scenario / 2) + 1], found[3 * (scenario / 2) + 2]);
        // a word of the sums is three bytes of a row
        chord.low = (pair & 0xffff) / 32 * 3 + 21 * (scenario & 1);
        chord.high = (pair >> 21) * 3 + 21 * (scenario & 1);
    }

    function _chords(Chord memory chord, BlobInput memory blob, uint256[] memory ends)
        private
        pure
        returns (int256[] memory)
    {
        chord.rows = blob.rows;
        return Chords.find(blob.anchor, Chords.points(blob.scanRange), uint256(chord.forward), ends);
    }

    function _share(bytes memory rows, uint256 at_) private pure returns (int256 share) {
        assembly ("memory-safe") {
            share := shr(232, mload(add(add(rows, 32), at_)))
        }
    }

    function _unpack(uint256 word) private pure returns (InstrumentId, int256) {
        return (InstrumentId.wrap(uint160(word >> 96)), int96(uint96(word)));
    }
}
