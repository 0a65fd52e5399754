// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "./World.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {Message} from "causeway/messaging/Message.sol";
import {ChainlinkAdapter} from "causeway/oracle/ChainlinkAdapter.sol";
import {ISignedFeed} from "causeway/oracle/ISignedFeed.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {SignedFeed} from "causeway/oracle/SignedFeed.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, PUT, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {PORTFOLIO} from "causeway/types/MarginMode.sol";
import {TRADE} from "causeway/types/Rights.sol";

/// Calls in a row, in one transaction.
contract Batch {
    function run(address[] calldata targets, bytes[] calldata calls) external {
        for (uint256 i; i < targets.length; ++i) {
            (bool success, bytes memory reason) = targets[i].call(calls[i]);
            if (success) continue;
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
    }
}

/// @notice The market as the local world deploys it: prices of one signed feed each, two of three signatures, behind the
/// adapter and the oracle; surfaces of the same publishers; parameters as there. Ether at 2,000.
abstract contract Markets is World {
    /// Somebody with 10 million in cash, who authorised the venue.
    struct Trader {
        address owner;
        uint256 key;
        AccountId account;
    }

    bytes6 internal constant ETH = "ETH";
    uint128 internal constant PRICE = 2000e18;

    address internal venue = makeAddr("venue");
    InstrumentId internal perpetual = toInstrumentId(ETH, PERPETUAL, 0, 0);
    Trader internal taker;
    Trader internal maker;
    Batch internal batch;
    uint40[3] internal expiries;

    bytes32[] private _names;
    mapping(bytes32 name => SignedFeed) private _feeds;
    ChainlinkAdapter private _adapter;
    uint64 private _seq = 1_000_000;

    // Not in setUp: a dumped state is what the test itself has touched.
    modifier market() {
        _build();
        _buildMarket();
        _;
    }

    function _buildMarket() private {
        _adapter = ChainlinkAdapter(_ship("ChainlinkAdapter", abi.encode(hubAuthority)));
        _label(address(_adapter), "ChainlinkAdapter");
        batch = new Batch();
        _label(address(batch), "Batch");
        clearing.setVenue(venue, true);
        exchange.setFees(500, -100);
        _listUnderlying(ETH, "ETH", "ETH-PERP", 200_000);
        _listUnderlying("BTC", "BTC", "BTC-PERP", 180_000);
        IRiskParameters.Correlation[] memory pairs = new IRiskParameters.Correlation[](1);
        pairs[0] = IRiskParameters.Correlation("BTC", ETH, 300_000);
        risk.PARAMETERS().setCorrelations(pairs);
        uint40 start = uint40(vm.getBlockTimestamp());
        expiries = [start + 2 days, start + 9 days, start + 30 days];
        for (uint256 i; i < 3; ++i) {
            _publishSlice(expiries[i]);
        }
        taker = _trader("taker");
        maker = _trader("maker");
        _later(12, PRICE);
    }

    function _listUnderlying(bytes6 symbol, bytes32 name, bytes32 perpetualName, uint32 scanRange) internal {
        bytes32[2] memory names = [name, perpetualName];
        for (uint256 i; i < 2; ++i) {
            SignedFeed feed =
                SignedFeed(_ship("SignedFeed", abi.encode(names[i], _publishers(), uint16(2), hubAuthority)));
            _label(address(feed), "SignedFeed");
            _feeds[names[i]] = feed;
            _names.push(names[i]);
            _adapter.setFeed(names[i], feed);
            address[] memory sources = new address[](1);
            sources[0] = address(_adapter);
            oracle.setUnderlying(names[i], sources, 60, 100, 100);
            _reportOne(names[i], PRICE);
            oracle.observe(names[i]);
        }
        risk.PARAMETERS()
            .setRisk(
                symbol,
                IRiskParameters.RiskParams({
                scanRange: scanRange,
                volShock: 450_000,
                basisRate: 10_000,
                floorRate: 5_000,
                shortRate: 30_000,
                tenorRate: 250_000,
                concentration: 20,
                listed: true
            })
            );
        clearing.list(toInstrumentId(symbol, PERPETUAL, 0, 0), 1e6 ether);
        clearing.pokeFunding(symbol);
    }

    // ------------------------------------------------------------------------------------------------------- the clock

    /// Lets time pass, then reports a price for everything; a perpetual is a thousandth above its index.
    function _later(uint256 time, uint256 price) internal {
        vm.roll(vm.getBlockNumber() + time / 12);
        vm.warp(vm.getBlockTimestamp() + time);
        for (uint256 i; i < _names.length; ++i) {
            _reportOne(_names[i], i % 2 == 0 ? price : price * 1001 / 1000);
        }
    }

    function _reportOne(bytes32 name, uint256 price) private {
        ISignedFeed.Report memory report = ISignedFeed.Report({
            underlying: name, price: int192(int256(price / 1e10)), time: uint64(vm.getBlockTimestamp())
        });
        SignedFeed feed = _feeds[name];
        feed.update(report, _signedByTwo(feed.hashReport(report)));
    }

    /// 60 % of volatility at the money, with skew.
    function _publishSlice(uint40 expiry) internal {
        uint256 w = 0.36e9 * (expiry - vm.getBlockTimestamp()) / 365 days;
        ISurfaces.Surface memory surface = ISurfaces.Surface({
            underlying: ETH,
            expiry: expiry,
            slice: ISurfaces.Slice({
                a: int40(int256(w / 2)),
                b: uint40(w),
                rho: -200_000,
                m: 1_000_000,
                sigma: 0.5e9,
                basis: 1_000_000,
                time: uint40(vm.getBlockTimestamp())
            })
        });
        surfaces.publish(surface, _signedByTwo(surfaces.hashSurface(surface)));
    }

    function _signedByTwo(bytes32 digest) private pure returns (bytes[] memory signatures) {
        uint256[3] memory keys = _publisherKeys();
        signatures = new bytes[](2);
        for (uint256 i; i < 2; ++i) {
            signatures[i] = _sign(keys[i], digest);
        }
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    // ----------------------------------------------------------------------------------------------------- the traders

    function _trader(string memory name) internal returns (Trader memory t) {
        (t.owner, t.key) = makeAddrAndKey(name);
        t.account = _account(t.owner);
        vm.deal(t.owner, 1 ether);
        bytes memory body = Message.encodeDeposit(t.account, address(usd), 10_000_000e6, t.owner);
        vm.prank(address(gateway));
        assertTrue(hub.handle(ETHEREUM, ++_seq, Message.DEPOSIT, body, false), "credited");
        assertEq(hub.accountOf(t.account).cash, 10_000_000e18, "credited in full");
        bytes memory grant = abi.encodeCall(hub.KEYRING().setOperator, (t.account, venue, TRADE, type(uint40).max));
        _run("", t.owner, address(hub.KEYRING()), 0, grant);
    }

    function _setPortfolio(Trader memory t) internal {
        _run("", t.owner, address(hub), 0, abi.encodeCall(hub.setMode, (t.account, PORTFOLIO)));
    }

    function _fill(InstrumentId instrument, int96 size, uint128 price) internal view returns (IClearing.Fill memory) {
        return IClearing.Fill({
            maker: maker.account, instrument: instrument, size: size, price: price, takerFee: 0, makerFee: 0
        });
    }

    /// The taker buys of the maker, through the venue.
    function _trade(string memory name, InstrumentId instrument, int96 size, uint128 price) internal returns (uint256) {
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = _fill(instrument, size, price);
        return _trade(name, fills);
    }

    function _trade(string memory name, IClearing.Fill[] memory fills) internal returns (uint256 used) {
        int96 before = clearing.positionOf(taker.account, fills[0].instrument).size;
        used = _run(name, venue, address(clearing), 0, abi.encodeCall(clearing.trade, (taker.account, fills)));
        int96 bought = clearing.positionOf(taker.account, fills[0].instrument).size - before;
        assertEq(bought, fills[0].size, "made");
    }

    // ----------------------------------------------------------------------------------------------------- instruments

    /// What options are traded at.
    function _premium(InstrumentId id) internal view returns (uint128) {
        (uint256 mark,,) = risk.bandOf(id);
        return uint128(mark);
    }

    function _strikes(uint256 first, uint256 count) internal pure returns (uint64[] memory strikes) {
        strikes = new uint64[](count);
        for (uint256 i; i < count; ++i) {
            strikes[i] = uint64(1_400e8 + (first + i) * 20e8);
        }
    }

    function _refreshCall(uint40 expiry, uint64[] memory strikes) internal view returns (bytes memory) {
        return abi.encodeCall(risk.refresh, (ETH, expiry, strikes));
    }

    function _refresh(string memory name, uint40 expiry, uint64[] memory strikes) internal returns (uint256) {
        return _run(name, relayer, address(risk), 0, _refreshCall(expiry, strikes));
    }

    /// How many of `count` options stand at expiry number `i` of `span`.
    function _share(uint256 count, uint256 span, uint256 i) internal pure returns (uint256) {
        return count / span + (i < count % span ? 1 : 0);
    }

    /// `count` options over the first `span` expiries, long and short in turn: each with a strike of its own, calls and puts in
    /// turn; or (`chain`) a call and a put of each strike. Arrays are computed first.
    function _openOptions(uint256 count, uint256 span, bool chain) internal {
        IClearing.Fill[] memory fills = new IClearing.Fill[](count);
        uint256 next;
        for (uint256 i; i < span; ++i) {
            uint256 share = _share(count, span, i);
            uint64[] memory strikes = _strikes(0, chain ? (share + 1) / 2 : share);
            _refresh("", expiries[i], strikes);
            for (uint256 j; j < share; ++j) {
                uint8 kind = j % 2 == 0 ? CALL : PUT;
                InstrumentId id = toInstrumentId(ETH, kind, expiries[i], strikes[chain ? j / 2 : j]);
                clearing.list(id, 1e6 ether);
                fills[next++] = _fill(id, j / 2 % 2 == 0 ? int96(1e18) : int96(-1e18), _premium(id));
            }
        }
        _trade("", fills);
        assertEq(clearing.positionsOf(taker.account).length, count, "opened");
    }

    /// The perpetual and `count - 1` futures, each of an expiry of its own, long and short in turn.
    function _openLinear(uint256 count) internal {
        IClearing.Fill[] memory fills = new IClearing.Fill[](count);
        fills[0] = _fill(perpetual, 1e18, PRICE);
        for (uint256 i = 1; i < count; ++i) {
            uint40 expiry = uint40(vm.getBlockTimestamp() + (i + 1) * 1 days);
            _publishSlice(expiry);
            InstrumentId id = toInstrumentId(ETH, FUTURE, expiry, 0);
            clearing.list(id, 1e6 ether);
            fills[i] = _fill(id, i % 2 == 0 ? int96(1e18) : int96(-1e18), PRICE);
        }
        _trade("", fills);
        assertEq(clearing.positionsOf(taker.account).length, count, "opened");
    }

    function _check(string memory name) internal returns (uint256) {
        return _run(name, relayer, address(clearing), 0, abi.encodeCall(clearing.requireInitial, (taker.account)));
    }
}
