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
import {Words} from "../types/Words.sol";
import {Forwards} from "./Forwards.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {IRiskParameters} from "./IRiskParameters.sol";
import {BlobInput, ExpiryInput, LineInput, MarginInput, MarketInput, PairInput} from "./MarginInput.sol";
import {RiskBlob} from "./RiskBlob.sol";
import {Rounding} from "./Rounding.sol";

/// @notice Gathers what an account's margin is computed from: for {RiskEngine}, which computes it, and for {RiskReader},
/// which shows it.
abstract contract RiskGatherer is Forwards {
    using Rounding for int256;
    using Words for uint256[];

    uint256 private constant LATE = 90 minutes; // a lane silent for longer: more than an hour's heartbeat and its way
    uint256 private constant FRESH = 10 minutes; // arrays and slices, for initial margin
    /// An anchor's distance from the forward, as a share of the anchor: 1 / 100 and 1 / 20.
    uint256 private constant NEAR = 100;
    uint256 private constant FAR = 20;
    uint256 private constant NO_BLOB = 0xff0000;
    /// Of an instrument's upper 96 bits, underlying and expiry without the kind between them.
    uint256 private constant EXPIRY_MASK = 0xffffffffffff00ffffffffff;

    IHub public immutable HUB;
    IGateway public immutable GATEWAY;
    IRiskParameters public immutable PARAMETERS;
    IRiskArrays public immutable ARRAYS;

    /// @dev What is looked up once for a whole check. Arrays have room for all and are cut to length at the end.
    struct Search {
        bytes6[] underlyings; // of input.markets
        uint40[] expiries; // of input.expiries
        address[] blobs; // of input.blobs
        RiskBlob.Newest[] newest; // of input.expiries, where an option asked for it
        uint256[] strikes; // options whose strike is not among the newest; empty until one is not
        uint256[] positions; // and which positions they are
        uint256 missing; // how many
    }

    constructor(
        IHub hub,
        IClearing clearing,
        IOracle oracle,
        ISurfaces surfaces,
        IGateway gateway,
        IRiskParameters parameters,
        IRiskArrays arrays
    ) Forwards(clearing, oracle, surfaces) {
        (HUB, GATEWAY, PARAMETERS, ARRAYS) = (hub, gateway, parameters, arrays);
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
        (input.words, input.costs) = Words.ask(address(CLEARING), abi.encodeCall(IClearing.risksOf, (account)));
        uint256 count = input.words.length;
        // cash alone is collateral of an isolated account
        uint256 lines = input.mode == ISOLATED ? 0 : holdings.length;
        Search memory search;
        _makeRoom(input, search, count, lines);
        _addPlaces(input, search);
        if (search.missing != 0) _addMissing(input, search);
        // such an account can come about by no trade, but it must never be safe from liquidation
        require(!initial || input.mode != ISOLATED || input.markets.length < 2, IRiskEngine.Risk_IsolatedMixed(account));
        if (lines != 0) _addLines(input, search, holdings, count == 0 && input.cash >= 0);
        if (input.mode == PORTFOLIO && input.markets.length > 1) _addPairs(input, search);
    }

    /// @dev Finds or adds what each position depends on, and notes where each stands: market | expiry << 8 | blob << 16 | row << 24; of
    /// linear ones the blob is none.
    /// Options whose price is not fixed need their arrays: most stand among the newest of their expiry, the others are noted.
    function _addPlaces(MarginInput memory input, Search memory search) private view {
        (uint256[] memory words, uint256[] memory places) = (input.words, input.places);
        uint256 last;
        uint256 place;
        bool live;
        RiskBlob.Newest memory newest;
        for (uint256 i; i < words.length;) {
            uint256 id = words.get(i) >> 96;
            // most positions stand beside others of their expiry
            if (_expiryOf(id) != last || uint8(id >> 104) == PERPETUAL) {
                (place, live) = _place(input, search, InstrumentId.wrap(uint160(id)));
                last = _expiryOf(id);
                if (live) newest = search.newest[place >> 8];
            }
            uint256 row = uint8(id >> 104) < CALL ? NO_BLOB : 0;
            if (live && row == 0) {
                uint256 next = RiskBlob.findRow(newest, words, places, i);
                if (next != i) {
                    i = next;
                    continue;
                }
                row = _addRow(input, search, newest, place, id, i);
            }
            places.set(i, place | row);
            unchecked {
                ++i;
            }
        }
    }

    /// @dev Where an option's row stands (blob << 16 | row << 24), if among the newest, or notes that it does not.
    function _addRow(
        MarginInput memory input,
        Search memory search,
        RiskBlob.Newest memory newest,
        uint256 place,
        uint256 id,
        uint256 i
    ) private view returns (uint256) {
        if (newest.holder == address(0)) _readNewest(newest, id);
        uint256 count = RiskBlob.count(newest.rows);
        uint256 row = RiskBlob.find(newest.rows, count, uint64(id));
        if (row == count) {
            uint256 missing = search.missing++;
            if (missing == 0) {
                uint256 most = input.words.length;
                (search.strikes, search.positions) = (new uint256[](most), new uint256[](most));
            }
            (search.strikes[missing], search.positions[missing]) = (id, i);
            return 0;
        }
        if (newest.count == 0) {
            uint256 b = _addBlob(input, search, place >> 8, newest.holder, newest.header, newest.rows, id);
            (newest.count, newest.place) = (count, place | (b << 16));
        }
        newest.row = row;
        return newest.place | (row << 24);
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

    /// @dev As {IRiskEngine-newestOf}.
    function _newestOf(uint256 instrument) internal view virtual returns (address) {
        return ARRAYS.newestOf(instrument);
    }

    /// @dev An expiry by any of its instruments: underlying and time, without kind and strike.
    function _expiryOf(uint256 instrument) internal pure returns (uint256) {
        return (instrument >> 64) & EXPIRY_MASK;
    }

    /// @dev Looks up what holds an expiry's newest arrays.
    function _readNewest(RiskBlob.Newest memory newest, uint256 id) private view {
        newest.holder = _newestOf(id);
        if (newest.holder == address(0)) return;
        (newest.header, newest.rows) = RiskBlob.read(newest.holder);
    }

    /// @dev Adds the arrays of the options that stand in older ones, and notes where each one's stands.
    function _addMissing(MarginInput memory input, Search memory search) private view {
        (uint256[] memory strikes, uint256 count) = (search.strikes, search.missing);
        assembly ("memory-safe") {
            mstore(strikes, count)
        }
        uint256[] memory found = ARRAYS.placesOf(strikes);
        for (uint256 i; i < count; ++i) {
            (uint256 position, uint256 row) = (search.positions[i], found[i]);
            uint256 b = _blob(input, search, input.places[position] >> 8, address(uint160(row >> 96)), strikes[i]);
            input.places[position] |= (b << 16) | (uint256(uint96(row)) << 24);
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
        (IRiskParameters.RiskParams memory params, uint256 factor) = PARAMETERS.riskOf(underlying);
        require(params.listed, IRiskEngine.Risk_Unlisted(underlying));
        (uint256 index, uint256 confidence) = _index(underlying, input.initial);
        input.initialFactor = factor;
        _grow(input.markets, count);
        input.markets[m] = MarketInput({index: index, confidence: confidence, mark: 0, params: params});
        search.underlyings[m] = underlying;
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
        RiskBlob.Newest memory newest;
        search.newest[e] = newest;
    }

    /// @dev Which of the blobs this is; reads it when it is new.
    function _blob(MarginInput memory input, Search memory search, uint256 e, address holder, uint256 option)
        private
        view
        returns (uint256 b)
    {
        InstrumentId id = InstrumentId.wrap(uint160(option));
        require(holder != address(0), IRiskEngine.Risk_NoArray(id.underlying(), id.expiry(), uint64(option)));
        uint256 count = input.blobs.length;
        for (; b < count; ++b) {
            if (search.blobs[b] == holder) return b;
        }
        (uint256 header, bytes memory rows) = RiskBlob.read(holder);
        return _addBlob(input, search, e, holder, header, rows, option);
    }

    /// @dev Adds a blob, and requires that it is good enough for this check.
    function _addBlob(
        MarginInput memory input,
        Search memory search,
        uint256 e,
        address holder,
        uint256 word,
        bytes memory rows,
        uint256 option
    ) private view returns (uint256 b) {
        IRiskArrays.Header memory header = RiskBlob.parse(word);
        _requireCurrent(input, input.expiries[e], header, InstrumentId.wrap(uint160(option)));
        b = input.blobs.length;
        _grow(input.blobs, b);
        input.blobs[b] = BlobInput({expiry: e, anchor: header.anchor, scanRange: header.scanRange, rows: rows});
        search.blobs[b] = holder;
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
        LineInput[] memory lines = input.lines;
        for (uint256 i; i < holdings.length; ++i) {
            AssetId asset = holdings[i].asset;
            (IRiskParameters.CollateralParams memory params, uint256 haircutBps) = PARAMETERS.collateralOf(asset);
            if (!params.listed) continue;
            (uint256 price, uint256 market, bool late) = (0, 0, false);
            if (lenient) {
                price = ORACLE.assetPrice(asset).price;
            } else {
                price = _priceOf(asset, input.initial);
                if (params.underlying != 0) market = _market(input, search, params.underlying) + 1;
                if (input.initial) late = block.timestamp > GATEWAY.heardAt(asset.chain()) + LATE;
            }
            uint256 count = lines.length;
            _grow(lines, count);
            lines[count] = LineInput(market, holdings[i].amount, price, haircutBps, params.basisRate, late);
        }
    }

    function _priceOf(AssetId asset, bool strict) internal view returns (uint256) {
        IOracle.Price memory p = ORACLE.assetPrice(asset);
        if (!strict && p.refusal != IOracle.Refusal.None) _recall(p, ORACLE.underlyingOf(asset));
        require(p.refusal == IOracle.Refusal.None, IRiskEngine.Risk_NoAssetPrice(asset, uint8(p.refusal)));
        return _requireSmall(p.price);
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
        (MarketInput[] memory markets, ExpiryInput[] memory expiries, BlobInput[] memory blobs) =
            (input.markets, input.expiries, input.blobs);
        (LineInput[] memory ofLines, uint256[] memory places) = (input.lines, input.places);
        assembly ("memory-safe") {
            function room(count, length) -> array {
                array := mload(0x40)
                mstore(array, length)
                mstore(0x40, add(array, shl(5, add(count, 1))))
            }
            // one more, which is no place and ends the last run of options: {Chords-sumRun}
            places := room(add(positions, 1), positions)
            mstore(add(places, shl(5, add(positions, 1))), not(0))
            markets := room(add(positions, lines), 0)
            expiries := room(positions, 0)
            blobs := room(positions, 0)
            ofLines := room(lines, 0)
            // in the order of the struct; none of them is read before it is written
            mstore(search, room(add(positions, lines), add(positions, lines)))
            for { let i := 32 } lt(i, 128) { i := add(i, 32) } { mstore(add(search, i), room(positions, positions)) }
        }
        (input.markets, input.expiries, input.blobs, input.lines) = (markets, expiries, blobs, ofLines);
        input.places = places;
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

    function _grow(LineInput[] memory array, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(array, add(count, 1))
        }
    }

    function _grow(BlobInput[] memory array, uint256 count) private pure {
        assembly ("memory-safe") {
            mstore(array, add(count, 1))
        }
    }
}
