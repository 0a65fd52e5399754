// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IClearing} from "../market/IClearing.sol";
import {IOracle} from "../oracle/IOracle.sol";
import {ISurfaces} from "../oracle/ISurfaces.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {FUTURE, InstrumentId, PERPETUAL} from "../types/InstrumentId.sol";
import {ISOLATED, PORTFOLIO} from "../types/MarginMode.sol";
import {IRiskArrays} from "./IRiskArrays.sol";
import {IRiskEngine} from "./IRiskEngine.sol";
import {BlobInput, ExpiryInput, LineInput, MarginInput, MarketInput, PairInput} from "./MarginInput.sol";
import {MarginMath} from "./MarginMath.sol";
import {RiskArrays} from "./RiskArrays.sol";
import {RiskBlob} from "./RiskBlob.sol";
import {RiskParameters} from "./RiskParameters.sol";
import {Rounding} from "./Rounding.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

/// @notice What an account must hold. See {IRiskEngine}; the formula is in {MarginMath}, this contract gathers its input.
contract RiskEngine is IRiskEngine, AccessManaged {
    using RiskParameters for RiskParameters.State;
    using Rounding for int256;

    uint256 private constant LATE = 30 minutes; // a lane silent for longer
    uint256 private constant AVERAGING = 30 minutes; // before an expiry, its price is partly known
    uint256 private constant FRESH = 10 minutes; // arrays and slices, for initial margin
    uint256 private constant LEAST_TAU = 60;
    /// An anchor's distance from the forward, as a share of the anchor: 1 / 100 and 1 / 20.
    uint256 private constant NEAR = 100;
    uint256 private constant FAR = 20;
    int256 private constant NANO = 1e9;

    IHub public immutable HUB;
    IClearing public immutable CLEARING;
    IOracle public immutable ORACLE;
    ISurfaces public immutable SURFACES;
    IGateway public immutable GATEWAY;
    IRiskArrays public immutable ARRAYS = new RiskArrays();

    RiskParameters.State private _parameters;

    /// @dev What is looked up once for a whole check. Arrays have room for all and are cut to length at the end.
    struct Search {
        bytes6[] underlyings; // of input.markets
        uint40[] expiries; // of input.expiries
        address[] blobs; // of input.blobs
        uint256[] strikes; // the options' instruments
        uint256[] positions; // and which positions they are
        uint256 options; // how many
    }

    constructor(IHub hub, IClearing clearing, IOracle oracle, ISurfaces surfaces, IGateway gateway, address authority)
        AccessManaged(authority)
    {
        (HUB, CLEARING, ORACLE, SURFACES, GATEWAY) = (hub, clearing, oracle, surfaces, gateway);
        _parameters.initialFactor = 1_300_000;
    }

    // ---------------------------------------------------------------------------------------------------------- margin

    /// @inheritdoc IRiskEngine
    function initialMargin(AccountId account) external view returns (Margin memory) {
        return _margin(account, true);
    }

    /// @inheritdoc IRiskEngine
    function maintenanceMargin(AccountId account) external view returns (Margin memory) {
        return _margin(account, false);
    }

    /// @inheritdoc IRiskEngine
    function inputOf(AccountId account, bool initial) external view returns (MarginInput memory input) {
        input = _gather(account, initial);
    }

    function _margin(AccountId account, bool initial) private view returns (Margin memory) {
        return MarginMath.compute(_gather(account, initial));
    }

    // ------------------------------------------------------------------------------------------------------- gathering

    function _gather(AccountId account, bool initial) private view returns (MarginInput memory input) {
        IHub.Holding[] memory holdings;
        {
            IHub.Account memory book;
            (book, holdings) = HUB.holdingsOf(account);
            (input.cash, input.mode) = (book.cash, book.mode);
        }
        input.initial = initial;
        input.initialFactor = _parameters.initialFactor;
        (input.words, input.costs) = CLEARING.risksOf(account);
        uint256 count = input.words.length;
        // cash alone is collateral of an isolated account
        uint256 lines = input.mode == ISOLATED ? 0 : holdings.length;
        Search memory search;
        _makeRoom(input, search, count, lines);
        for (uint256 i; i < count; ++i) {
            _place(input, search, i);
        }
        if (search.options != 0) _addArrays(input, search);
        // such an account can come about by no trade, but it must never be safe from liquidation
        require(!initial || input.mode != ISOLATED || input.markets.length < 2, Risk_IsolatedMixed(account));
        if (lines != 0) _addLines(input, search, holdings, count == 0 && input.cash >= 0);
        if (input.mode == PORTFOLIO && input.markets.length > 1) _addPairs(input, search);
    }

    /// @dev Finds or adds what a position depends on, and notes where it stands: market | expiry << 8. An option whose price
    /// is not fixed needs its array, too.
    function _place(MarginInput memory input, Search memory search, uint256 i) private view {
        InstrumentId id = InstrumentId.wrap(uint160(input.words[i] >> 96));
        bytes6 underlying = id.underlying();
        uint256 m = _market(input, search, underlying);
        if (id.kind() == PERPETUAL) {
            input.markets[m].mark = _scaleDown(input.markets[m].index, CLEARING.premiumOf(underlying));
            input.places[i] = m;
            return;
        }
        uint256 e = _expiry(input, search, m, underlying, id.expiry());
        input.places[i] = m | e << 8;
        if (id.isOption() && !input.expiries[e].settled) {
            search.strikes[search.options] = InstrumentId.unwrap(id);
            search.positions[search.options++] = i;
        }
    }

    /// @dev Adds the arrays of all options, and notes where each one's stands: blob << 16 | row << 24.
    function _addArrays(MarginInput memory input, Search memory search) private view {
        uint256[] memory strikes = search.strikes;
        uint256 count = search.options;
        assembly ("memory-safe") {
            mstore(strikes, count)
        }
        uint256[] memory found = ARRAYS.placesOf(strikes);
        for (uint256 i; i < count; ++i) {
            InstrumentId id = InstrumentId.wrap(uint160(strikes[i]));
            require(found[i] != 0, Risk_NoArray(id.underlying(), id.expiry(), uint64(strikes[i])));
            uint256 place = input.places[search.positions[i]];
            uint256 b = _blob(input, search, place >> 8, address(uint160(found[i] >> 96)), id);
            input.places[search.positions[i]] = place | b << 16 | uint256(uint96(found[i])) << 24;
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
        market.params = _parameters.risks[underlying];
        require(market.params.listed, Risk_Unlisted(underlying));
        (market.index, market.confidence) = _index(underlying);
        _grow(input.markets, count);
        (input.markets[m], search.underlyings[m]) = (market, underlying);
    }

    function _index(bytes6 underlying) private view returns (uint256 price, uint256 confidence) {
        IOracle.Price memory p = ORACLE.priceOf(bytes32(underlying));
        require(p.refusal == IOracle.Refusal.None, Risk_NoPrice(underlying, uint8(p.refusal)));
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
    function _forward(bytes6 underlying, uint40 end, uint256 index) private view returns (ExpiryInput memory expiry) {
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
        require(expiry.slice.time != 0, Risk_NoSurface(underlying, end));
        expiry.forward = _requireSmall(fixedPart) + _scaleDown(index, expiry.slice.basis) * remaining / 1e18;
        expiry.tau = end > block.timestamp + LEAST_TAU ? end - block.timestamp : LEAST_TAU;
        expiry.tauAtPublication = end > expiry.slice.time + LEAST_TAU ? end - expiry.slice.time : LEAST_TAU;
    }

    /// @dev Which of the blobs this is; reads it when it is new, and requires that it is good enough for this check.
    function _blob(MarginInput memory input, Search memory search, uint256 e, address holder, InstrumentId id)
        private
        view
        returns (uint256 b)
    {
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
            RiskParams memory params = input.markets[expiry.market].params;
            current = current && block.timestamp <= header.time + FRESH && header.sliceTime == expiry.slice.time
                && header.scanRange == params.scanRange && header.volShock == params.volShock;
            require(
                block.timestamp <= uint256(expiry.slice.time) + FRESH,
                Risk_StaleSurface(id.underlying(), id.expiry(), expiry.slice.time)
            );
        }
        require(current, Risk_StaleArray(id.underlying(), id.expiry(), uint64(InstrumentId.unwrap(id))));
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
            RiskParameters.Collateral memory params = _parameters.collaterals[asset];
            if (!params.listed) continue;
            LineInput memory line = input.lines[count++];
            (line.amount, line.haircutBps, line.basisRate) = (holdings[i].amount, params.haircutBps, params.basisRate);
            if (lenient) {
                line.price = ORACLE.assetPrice(asset).price;
                continue;
            }
            line.price = _priceOf(asset);
            if (params.underlying != 0) line.market = _market(input, search, params.underlying) + 1;
            if (input.initial) line.late = block.timestamp > GATEWAY.heardAt(asset.chain()) + LATE;
        }
        LineInput[] memory lines = input.lines;
        assembly ("memory-safe") {
            mstore(lines, count)
        }
    }

    function _priceOf(AssetId asset) private view returns (uint256) {
        IOracle.Price memory p = ORACLE.assetPrice(asset);
        require(p.refusal == IOracle.Refusal.None, Risk_NoAssetPrice(asset, uint8(p.refusal)));
        return _requireSmall(p.price);
    }

    /// @dev The pairs of which the account has both underlyings.
    function _addPairs(MarginInput memory input, Search memory search) private view {
        Correlation[] memory all = _parameters.correlations;
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
        require(price <= type(uint96).max, Risk_PriceTooHigh(price));
        return price;
    }

    // --------------------------------------------------------------------------------------------------------- arrays

    /// @inheritdoc IRiskEngine
    function refresh(bytes6 underlying, uint40 expiry, uint64[] calldata strikes) external {
        RiskParams memory params = _parameters.risks[underlying];
        require(params.listed, Risk_Unlisted(underlying));
        (uint256 index,) = _index(underlying);
        ExpiryInput memory e = _forward(underlying, expiry, index);
        require(!e.settled, Risk_Expired(underlying, expiry));
        ARRAYS.write(underlying, expiry, strikes, e, params.scanRange, params.volShock);
        emit Refreshed(underlying, expiry, e.forward, strikes);
    }

    // ----------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc IRiskEngine
    function riskOf(bytes6 underlying) external view returns (RiskParams memory) {
        return _parameters.risks[underlying];
    }

    /// @inheritdoc IRiskEngine
    function collateralOf(AssetId asset) external view returns (CollateralParams memory) {
        RiskParameters.Collateral memory c = _parameters.collaterals[asset];
        return CollateralParams(c.underlying, c.basisRate, c.listed);
    }

    /// @inheritdoc IRiskEngine
    function correlations() external view returns (Correlation[] memory) {
        return _parameters.correlations;
    }

    /// @inheritdoc IRiskEngine
    function initialFactor() external view returns (uint32) {
        return _parameters.initialFactor;
    }

    // ------------------------------------------------------------------------------------------------------ governance

    /// @inheritdoc IRiskEngine
    function setRisk(bytes6 underlying, RiskParams calldata params) external restricted {
        _parameters.setRisk(underlying, params);
    }

    /// @inheritdoc IRiskEngine
    function setCollateral(AssetId asset, CollateralParams calldata params) external restricted {
        (IHub.AssetConfig memory config,) = HUB.assetOf(asset);
        // cash is no collateral: it counts at par, wherever it lies
        require(config.chain != 0 && !config.isCash, Risk_BadCollateral(asset));
        _parameters.setCollateral(asset, params, config.haircutBps);
    }

    /// @inheritdoc IRiskEngine
    function setCorrelations(Correlation[] calldata list) external restricted {
        _parameters.setCorrelations(list);
    }

    /// @inheritdoc IRiskEngine
    function setInitialFactor(uint32 factor) external restricted {
        _parameters.setInitialFactor(factor);
    }
}
