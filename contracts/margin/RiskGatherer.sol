// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {CALL, InstrumentId, PERPETUAL} from "../types/InstrumentId.sol";
import {ISOLATED, PORTFOLIO} from "../types/MarginMode.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {BlobInput, ExpiryInput, LineInput, MarginInput, MarketInput, PairInput} from "./MarginInput.sol";
import {RiskBlob} from "./RiskBlob.sol";
import {Rounding} from "./Rounding.sol";

/// @notice Gathers what an account's margin is computed from: for {RiskEngine}, which computes it, and for {RiskReader},
/// which shows it.
abstract contract RiskGatherer {
    using Rounding for int256;

    uint256 private constant LATE = 90 minutes; // a lane silent for longer: more than an hour's heartbeat and its way
    uint256 private constant AVERAGING = 30 minutes; // before an expiry, its price is partly known
    uint256 private constant FRESH = 10 minutes; // arrays and slices, for initial margin
    uint256 private constant SEEN = 1 hours; // what the oracle observed last, for maintenance
    uint256 private constant LEAST_TAU = 60;
    /// An anchor's distance from the forward, as a share of the anchor: 1 / 100 and 1 / 20.
    uint256 private constant NEAR = 100;
    uint256 private constant FAR = 20;
    int256 private constant NANO = 1e9;
    /// Of an instrument's upper 96 bits, underlying and expiry without the kind.
    uint256 private constant EXPIRY_MASK = 0xffffffffffff00ffffffffff;

    IHub public immutable HUB;
    IClearing public immutable CLEARING;
    IOracle public immutable ORACLE;
    ISurfaces public immutable SURFACES;
    IGateway public immutable GATEWAY;
    IRiskParameters public immutable PARAMETERS;
    IRiskArrays public immutable ARRAYS;

    /// @dev What is looked up once for a whole check. Arrays have room for all and are cut to length at the end.
    struct Search {
        bytes6[] underlyings; // of input.markets
        uint40[] expiries; // of input.expiries
        address[] blobs; // of input.blobs
        uint256[] strikes; // the options' instruments
        uint256[] positions; // and which positions they are
        uint256 options; // how many
    }

    constructor(
        IHub hub,
        IClearing clearing,
        IOracle oracle,
        ISurfaces surfaces,
        IGateway gateway,
        IRiskParameters parameters,
        IRiskArrays arrays
    ) {
        (HUB, CLEARING, ORACLE, SURFACES, GATEWAY) = (hub, clearing, oracle, surfaces, gateway);
        (PARAMETERS, ARRAYS) = (parameters, arrays);
    }

    function _gather(AccountId account, bool initial) internal view returns (MarginInput memory input) {
        IHub.Holding[] memory holdings;
        {
            IHub.Account memory book;
            (book, holdings) = HUB.holdingsOf(account);
            (input.cash, input.mode) = (book.cash, book.mode);
        }
        // what it has earned or owes by now, though nothing settled it yet
        input.cash += HUB.interestOf(account);
        input.initial = initial;
        (input.words, input.costs) = CLEARING.risksOf(account);
        uint256 count = input.words.length;
        // cash alone is collateral of an isolated account
        uint256 lines = input.mode == ISOLATED ? 0 : holdings.length;
        Search memory search;
        _makeRoom(input, search, count, lines);
        _addPlaces(input, search);
        if (search.options != 0) _addArrays(input, search);
        // such an account can come about by no trade, but it must never be safe from liquidation
        require(!initial || input.mode != ISOLATED || input.markets.length < 2, IRiskEngine.Risk_IsolatedMixed(account));
        if (lines != 0) _addLines(input, search, holdings, count == 0 && input.cash >= 0);
        if (input.mode == PORTFOLIO && input.markets.length > 1) _addPairs(input, search);
    }

    /// @dev Finds or adds what each position depends on, and notes where it stands: market | expiry << 8. Options whose price
    /// is not fixed need their arrays, too.
    function _addPlaces(MarginInput memory input, Search memory search) private view {
        (uint256[] memory words, uint256[] memory places) = (input.words, input.places);
        (uint256[] memory strikes, uint256[] memory positions) = (search.strikes, search.positions);
        uint256 options;
        uint256 last;
        uint256 place;
        bool live;
        for (uint256 i; i < words.length;) {
            uint256 id = words[i] >> 96;
            // most positions stand beside others of their expiry: underlying and expiry, without kind and strike
            if ((id >> 64) & EXPIRY_MASK != last || uint8(id >> 104) == PERPETUAL) {
                (place, live) = _place(input, search, InstrumentId.wrap(uint160(id)));
                last = (id >> 64) & EXPIRY_MASK;
            }
            places[i] = place;
            if (live && uint8(id >> 104) >= CALL) {
                // there are no more options than positions
                assembly ("memory-safe") {
                    let at_ := add(32, shl(5, options))
                    mstore(add(strikes, at_), id)
                    mstore(add(positions, at_), i)
                    options := add(options, 1)
                }
            }
            unchecked {
                ++i;
            }
        }
        search.options = options;
    }

    function _place(MarginInput memory input, Search memory search, InstrumentId id)
        private
        view
        returns (uint256 place, bool live)
    {
        bytes6 underlying = id.underlying();
        uint256 m = _market(input, search, underlying);
        if (id.kind() == PERPETUAL) {
            input.markets[m].mark = _scaleDown(input.markets[m].index, CLEARING.premiumOf(underlying));
            return (m, false);
        }
        uint256 e = _expiry(input, search, m, underlying, id.expiry());
        return (m | (e << 8), !input.expiries[e].settled);
    }

    /// @dev Adds the arrays of all options, and notes where each one's stands: blob << 16 | row << 24.
    function _addArrays(MarginInput memory input, Search memory search) private view {
        uint256[] memory strikes = search.strikes;
        uint256 count = search.options;
        assembly ("memory-safe") {
            mstore(strikes, count)
        }
        uint256[] memory found = ARRAYS.placesOf(strikes);
        (uint256[] memory places, uint256[] memory positions) = (input.places, search.positions);
        uint256 holder;
        uint256 b;
        for (uint256 i; i < count;) {
            uint256 row = found[i];
            uint256 position = positions[i];
            if (row >> 96 != holder || row == 0) {
                holder = row >> 96;
                b = _blob(input, search, places[position] >> 8, address(uint160(holder)), strikes[i]) << 16;
            }
            places[position] |= b | (uint256(uint96(row)) << 24);
            unchecked {
                ++i;
            }
        }
    }

    /// @dev Which of the markets this is; adds it, with price and parameters, when it is new.
    function _market(MarginInput memory input, Search memory search, bytes6 underlying)
        private
        view
        returns (uint256 m)
    {
        uint256 count = input.markets.length;
        for (; m < count; ++m) {
            if (search.underlyings[m] == underlying) return m;
        }
        MarketInput memory market;
        (market.params, input.initialFactor) = PARAMETERS.riskOf(underlying);
        require(market.params.listed, IRiskEngine.Risk_Unlisted(underlying));
        (market.index, market.confidence) = _index(underlying, input.initial);
        _grow(input.markets, count);
        (input.markets[m], search.underlyings[m]) = (market, underlying);
    }

    function _index(bytes6 underlying, bool strict) internal view returns (uint256 price, uint256 confidence) {
        IOracle.Price memory p = ORACLE.priceOf(bytes32(underlying));
        if (!strict && p.refusal != IOracle.Refusal.None) _recall(p, bytes32(underlying));
        require(p.refusal == IOracle.Refusal.None, IRiskEngine.Risk_NoPrice(underlying, uint8(p.refusal)));
        return (_requireSmall(p.price), p.confidence);
    }

    /// @dev Which of the expiries this is; adds it, with slice and forward, when it is new.
    function _expiry(MarginInput memory input, Search memory search, uint256 m, bytes6 underlying, uint40 end)
        private
        view
        returns (uint256 e)
    {
        uint256 count = input.expiries.length;
        for (; e < count; ++e) {
            if (search.expiries[e] == end && input.expiries[e].market == m) return e;
        }
        ExpiryInput memory expiry = _forward(underlying, end, input.markets[m].index);
        expiry.market = m;
        _grow(input.expiries, count);
        (input.expiries[e], search.expiries[e]) = (expiry, end);
    }

    /// @dev An expiry's forward, or the price that settles it.
    function _forward(bytes6 underlying, uint40 end, uint256 index) internal view returns (ExpiryInput memory expiry) {
        uint256 fixedPart;
        uint256 remaining = 1e18;
        if (block.timestamp + AVERAGING >= end) {
            (fixedPart, remaining, expiry.settled) = CLEARING.settlementOf(underlying, end);
            if (expiry.settled) {
                expiry.forward = _requireSmall(fixedPart);
                return expiry;
            }
        }
        expiry.slice = SURFACES.sliceOf(underlying, end);
        require(expiry.slice.time != 0, IRiskEngine.Risk_NoSurface(underlying, end));
        expiry.forward = _requireSmall(fixedPart) + _scaleDown(index, expiry.slice.basis) * remaining / 1e18;
        // nothing can be priced on a forward of 0
        if (expiry.forward == 0) expiry.forward = 1;
        expiry.tau = end > block.timestamp + LEAST_TAU ? end - block.timestamp : LEAST_TAU;
        expiry.tauAtPublication = end > expiry.slice.time + LEAST_TAU ? end - expiry.slice.time : LEAST_TAU;
    }

    /// @dev Which of the blobs this is; reads it when it is new, and requires that it is good enough for this check.
    function _blob(MarginInput memory input, Search memory search, uint256 e, address holder, uint256 strike)
        private
        view
        returns (uint256 b)
    {
        InstrumentId id = InstrumentId.wrap(uint160(strike));
        require(holder != address(0), IRiskEngine.Risk_NoArray(id.underlying(), id.expiry(), uint64(strike)));
        uint256 count = input.blobs.length;
        for (; b < count; ++b) {
            if (search.blobs[b] == holder) return b;
        }
        ExpiryInput memory expiry = input.expiries[e];
        IRiskArrays.Header memory header;
        BlobInput memory blob;
        (header, blob.rows) = RiskBlob.read(holder);
        (blob.expiry, blob.anchor, blob.scanRange) = (e, header.anchor, header.scanRange);
        _requireCurrent(input, expiry, header, id);
        _grow(input.blobs, count);
        (input.blobs[b], search.blobs[b]) = (blob, holder);
    }

    /// @dev docs/margin.md, section 4: what initial margin asks of arrays and slice, and the little that maintenance asks.
    function _requireCurrent(
        MarginInput memory input,
        ExpiryInput memory expiry,
        IRiskArrays.Header memory header,
        InstrumentId id
    ) private view {
        uint256 distance = (int256(expiry.forward) - int256(header.anchor)).abs();
        bool current = distance * (input.initial ? NEAR : FAR) <= header.anchor;
        if (input.initial) {
            IRiskParameters.RiskParams memory params = input.markets[expiry.market].params;
            current = current && block.timestamp <= header.time + FRESH && header.sliceTime == expiry.slice.time
                && header.scanRange == params.scanRange && header.volShock == params.volShock;
            require(
                block.timestamp <= uint256(expiry.slice.time) + FRESH,
                IRiskEngine.Risk_StaleSurface(id.underlying(), id.expiry(), expiry.slice.time)
            );
        }
        require(current, IRiskEngine.Risk_StaleArray(id.underlying(), id.expiry(), uint64(InstrumentId.unwrap(id))));
    }

    /// @dev Adds the collateral. `lenient`: a token without price counts nothing, since nothing stands against it.
    function _addLines(MarginInput memory input, Search memory search, IHub.Holding[] memory holdings, bool lenient)
        private
        view
    {
        uint256 count;
        input.lines = new LineInput[](holdings.length);
        for (uint256 i; i < holdings.length; ++i) {
            AssetId asset = holdings[i].asset;
            (IRiskParameters.CollateralParams memory params, uint256 haircutBps) = PARAMETERS.collateralOf(asset);
            if (!params.listed) continue;
            LineInput memory line = input.lines[count++];
            (line.amount, line.haircutBps, line.basisRate) = (holdings[i].amount, haircutBps, params.basisRate);
            if (lenient) {
                line.price = ORACLE.assetPrice(asset).price;
                continue;
            }
            line.price = _priceOf(asset, input.initial);
            if (params.underlying != 0) line.market = _market(input, search, params.underlying) + 1;
            if (input.initial) line.late = block.timestamp > GATEWAY.heardAt(asset.chain()) + LATE;
        }
        LineInput[] memory lines = input.lines;
        assembly ("memory-safe") {
            mstore(lines, count)
        }
    }

    function _priceOf(AssetId asset, bool strict) internal view returns (uint256) {
        IOracle.Price memory p = ORACLE.assetPrice(asset);
        if (!strict && p.refusal != IOracle.Refusal.None) _recall(p, ORACLE.underlyingOf(asset));
        require(p.refusal == IOracle.Refusal.None, IRiskEngine.Risk_NoAssetPrice(asset, uint8(p.refusal)));
        return _requireSmall(p.price);
    }

    /// @dev In place of a refused price the one last observed, if that was within the hour: a source that fails stops new risk, but
    /// makes nobody safe from liquidation.
    function _recall(IOracle.Price memory p, bytes32 underlying) private view {
        (uint256 price, uint64 time) = ORACLE.seenOf(underlying);
        if (block.timestamp <= time + SEEN) (p.price, p.refusal) = (price, IOracle.Refusal.None);
    }

    /// @dev The pairs of which the account has both underlyings.
    function _addPairs(MarginInput memory input, Search memory search) private view {
        IRiskParameters.Correlation[] memory all = PARAMETERS.correlations();
        input.pairs = new PairInput[](all.length);
        uint256 count;
        for (uint256 i; i < all.length; ++i) {
            (uint256 first, uint256 second) = (_find(input, search, all[i].first), _find(input, search, all[i].second));
            if (first == input.markets.length || second == input.markets.length) continue;
            input.pairs[count++] = PairInput(first, second, all[i].share);
        }
        PairInput[] memory pairs = input.pairs;
        assembly ("memory-safe") {
            mstore(pairs, count)
        }
    }

    function _find(MarginInput memory input, Search memory search, bytes6 underlying) private pure returns (uint256 m) {
        while (m < input.markets.length && search.underlyings[m] != underlying) ++m;
    }

    /// @dev Arrays of no length, with room for all that the positions and tokens can need.
    function _makeRoom(MarginInput memory input, Search memory search, uint256 positions, uint256 lines) private pure {
        input.places = new uint256[](positions);
        search.underlyings = new bytes6[](positions + lines);
        search.expiries = new uint40[](positions);
        search.blobs = new address[](positions);
        search.strikes = new uint256[](positions);
        search.positions = new uint256[](positions);
        (MarketInput[] memory markets, ExpiryInput[] memory expiries, BlobInput[] memory blobs) =
            (input.markets, input.expiries, input.blobs);
        assembly ("memory-safe") {
            function room(count) -> array {
                array := mload(0x40)
                mstore(array, 0)
                mstore(0x40, add(array, shl(5, add(count, 1))))
            }
            markets := room(add(positions, lines))
            expiries := room(positions)
            blobs := room(positions)
        }
        (input.markets, input.expiries, input.blobs) = (markets, expiries, blobs);
    }

    function _grow(MarketInput[] memory array, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(array, add(count, 1))
        }
    }

    function _grow(ExpiryInput[] memory array, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(array, add(count, 1))
        }
    }

    function _grow(BlobInput[] memory array, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(array, add(count, 1))
        }
    }

    /// @dev ⌊price · (10⁹ + nano) / 10⁹⌋, at least 0.
    function _scaleDown(uint256 price, int256 nano) private pure returns (uint256) {
        return nano <= -NANO ? 0 : price * uint256(NANO + nano) / uint256(NANO);
    }

    function _requireSmall(uint256 price) private pure returns (uint256) {
        require(price <= type(uint96).max, IRiskEngine.Risk_PriceTooHigh(price));
        return price;
    }
}
