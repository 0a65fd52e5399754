// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
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
import {CROSS, PORTFOLIO} from "../types/MarginMode.sol";
import {IValuation} from "./IValuation.sol";

/// @notice See {IValuation}. Reads for one risk engine what that reads.
contract Valuation is IValuation, RiskGatherer {
    using Rounding for int256;

    uint8 private constant NONE = 0xff;
    uint256 private constant WHOLE = 14; // scenarios from here on count in part
    int256 private constant PPM = 1e6;
    uint256 private constant WAD = 1e18;

    /// @dev Where the options of one blob look in one scenario: two nodes of a row and the weight of each, as in {Chords-find}.
    struct Chord {
        bool known;
        int256 move; // of the price, ppm
        uint256 low; // bytes from the row's start
        uint256 high;
        int256 lowWeight; // USD, 18 decimals, of a whole share
        int256 highWeight;
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
    function marksOf(AccountId account, AssetId[] calldata assets) external view returns (Marks memory m) {
        MarginInput memory input = _gather(account, false);
        uint256 count = input.words.length;
        (m.positions, m.notionals) = (new uint256[](count), new uint256[](count));
        for (uint256 i; i < count; ++i) {
            (InstrumentId id, int256 size) = _unpack(input.words[i]);
            (m.positions[i], m.notionals[i]) = _mark(input, id, input.places[i]);
            m.notional += size.abs() * m.notionals[i] / WAD;
        }
        m.haircuts = _haircuts(account, input.lines);
        m.collateral = new uint256[](assets.length);
        for (uint256 i; i < assets.length; ++i) {
            m.collateral[i] = _priceOrNone(assets[i]);
        }
    }

    /// @dev Tokens that count nothing in equity, as all of an isolated account do, are worth something all the same.
    function _haircuts(AccountId account, LineInput[] memory lines) private view returns (uint256 value) {
        (, IHub.Holding[] memory holdings) = HUB.holdingsOf(account);
        for (uint256 i; i < holdings.length; ++i) {
            value += holdings[i].amount * _priceOrNone(holdings[i].asset) / WAD;
        }
        uint256 counted;
        for (uint256 i; i < lines.length; ++i) {
            counted += MarginMath.lineValueDown(lines[i].amount, lines[i].price, lines[i].haircutBps);
        }
        // prices of both are the same
        return value - counted;
    }

    /// @dev Anybody can send a token without price to anybody: it must stop nothing.
    function _priceOrNone(AssetId asset) private view returns (uint256) {
        IOracle.Price memory p = ORACLE.assetPrice(asset);
        if (p.refusal != IOracle.Refusal.None) _recall(p, ORACLE.underlyingOf(asset));
        return p.refusal == IOracle.Refusal.None && p.price <= type(uint96).max ? p.price : 0;
    }

    function _mark(MarginInput memory input, InstrumentId id, uint256 place)
        private
        pure
        returns (uint256 mark, uint256 notional)
    {
        if (id.kind() == PERPETUAL) {
            mark = input.markets[place & 0xff].mark;
            return (mark, mark);
        }
        ExpiryInput memory e = input.expiries[(place >> 8) & 0xff];
        if (id.kind() == FUTURE) return (e.forward, e.forward);
        return (MarginMath.markOf(e, id.strike(), id.kind() == CALL), e.forward);
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

    /// @dev In `blobs[b][scenario]` what its options look up, once for all of them.
    function _positionsLeft(MarginInput memory input, bytes calldata scenarios, bool isCross)
        private
        pure
        returns (int256 left)
    {
        Chord[] memory chords = new Chord[](input.blobs.length * WHOLE);
        int256 options; // 36 decimals
        for (uint256 i; i < input.words.length; ++i) {
            uint8 scenario = uint8(scenarios[isCross ? i : input.places[i] & 0xff]);
            if (InstrumentId.wrap(uint160(input.words[i] >> 96)).isLinear()) left += _linearLeft(input, i, scenario);
            else options += _optionLeft(input, chords, i, scenario);
        }
        left += options.divDown(WAD) + 1;
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

    /// @dev 36 decimals; once its price is fixed, what it pays.
    function _optionLeft(MarginInput memory input, Chord[] memory chords, uint256 i, uint8 scenario)
        private
        pure
        returns (int256)
    {
        (InstrumentId id, int256 size) = _unpack(input.words[i]);
        uint256 place = input.places[i];
        ExpiryInput memory e = input.expiries[(place >> 8) & 0xff];
        if (!e.settled) {
            require(scenario != NONE, Valuation_BadScenario(scenario));
            return _liveLeft(input, chords, id, size, place, scenario);
        }
        int256 payoff = int256(e.forward) - int256(id.strike());
        if (id.kind() != CALL) payoff = -payoff;
        return payoff > 0 ? size * payoff : int256(0);
    }

    /// @dev What an option is worth there, 36 decimals. Shares are rounded down, and a short counts one unit more: as in {Chords}.
    function _liveLeft(
        MarginInput memory input,
        Chord[] memory chords,
        InstrumentId id,
        int256 size,
        uint256 place,
        uint8 scenario
    ) private pure returns (int256 worth) {
        uint256 b = (place >> 16) & 0xff;
        ExpiryInput memory e = input.expiries[(place >> 8) & 0xff];
        Chord memory chord = chords[b * WHOLE + scenario];
        if (!chord.known) {
            chord.move = Scenarios.moves(input.markets[place & 0xff].params.scanRange)[scenario];
            _find(chord, input.blobs[b], e.forward * uint256(PPM + chord.move), scenario & 1);
        }
        unchecked {
            // sizes below 2^95, shares below 2^25, weights below 2^146: no sum of 128 overflows
            bytes memory rows = input.blobs[b].rows;
            uint256 row = (place >> 24) * RiskArray.ROW;
            int256 unit = size < 0 ? int256(1) : int256(0);
            worth = size
                * ((_share(rows, row + chord.low) + unit)
                    * chord.lowWeight
                    + (_share(rows, row + chord.high) + unit)
                    * chord.highWeight);
            worth = (worth >> 24) + 1;
            if (id.kind() != CALL) {
                // a put is its call less the price there plus the strike
                worth += size * (int256(id.strike()))
                    - (size * int256(e.forward) * (PPM + chord.move)).divDown(uint256(PPM));
            }
        }
    }

    /// @dev The chord through `end` (price times ppm) between the seven nodes at raised or lowered volatility. docs/margin.md,
    /// section 4.
    function _find(Chord memory chord, BlobInput memory blob, uint256 end, uint256 lowered) private pure {
        int256[14] memory nodes = Scenarios.nodes(blob.scanRange);
        uint256 k = 1;
        while (k < 6 && blob.anchor * uint256(PPM + nodes[k]) < end) ++k;
        (uint256 low, uint256 high) = (uint256(PPM + nodes[k - 1]), uint256(PPM + nodes[k]));
        int256 width = PPM * int256(high - low);
        chord.lowWeight = (int256(low) * (int256(blob.anchor * high) - int256(end))).divDown(uint256(width));
        chord.highWeight = (int256(high) * (int256(end) - int256(blob.anchor * low))).divDown(uint256(width));
        uint256 first = lowered == 0 ? 0 : 7;
        (chord.low, chord.high, chord.known) = ((first + k - 1) * 3, (first + k) * 3, true);
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
