// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarginWorld} from "../../base/MarginWorld.sol";
import {Band} from "causeway/margin/Band.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, PUT, toInstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice The band round the mark, and what the book does with prices outside it: the real engine.
contract BandTest is MarginWorld {
    AccountId private a;
    AccountId private b;

    function setUp() public override {
        super.setUp();
        (a, b) = (plain(alice), plain(bob));
        _endow(a, 1e6 ether, 0);
        _endow(b, 1e6 ether, 0);
        drain();
    }

    function _band(InstrumentId id) private view returns (uint256 mark, uint256 least, uint256 most) {
        return engine.bandOf(id);
    }

    // ------------------------------------------------------------------------------------------------------ the bounds

    /// 5 % for a scan range of 20 %, 4.5 % for 18 %.
    function test_bandOf_perpetuals() public view {
        (uint256 mark, uint256 least, uint256 most) = _band(instruments[0]);
        assertEq(mark, 2000e18);
        assertEq(least, 1900e18);
        assertEq(most, 2100e18);
        (mark, least, most) = _band(instruments[1]);
        assertEq(mark, 50_000e18);
        assertEq(least, 47_750e18);
        assertEq(most, 52_250e18);
    }

    /// Round the mark, not the index.
    function test_bandOf_premium() public {
        oracle.setPrice("ETH-PERP", 2020e18);
        clearing.pokeFunding(ETH);
        (uint256 mark, uint256 least, uint256 most) = _band(instruments[0]);
        assertEq(mark, 2020e18);
        assertEq(least, 1919e18);
        assertEq(most, 2121e18);
    }

    function test_bandOf_futures() public {
        _publish(0.36e9, 10_000_000);
        (uint256 mark, uint256 least, uint256 most) = _band(instruments[2]);
        assertEq(mark, 2020e18, "the forward");
        assertEq(least, 1919e18);
        assertEq(most, 2121e18);
    }

    /// A quarter of the mark, and of the forward's band; no more than the forward's band, never what no option can cost.
    function test_bandOf_options() public view {
        (uint256 mark, uint256 least, uint256 most) = _band(instruments[3]);
        assertApproxEqAbs(mark, 66e18, 1e18, "at the money, 60 % and a week");
        assertEq(least, mark - 25e18 - mark / 4);
        assertEq(most, mark + 25e18 + mark / 4);
        (mark, least, most) = _band(toInstrumentId(ETH, CALL, expiry, 1000e8));
        assertApproxEqAbs(mark, 1000e18, 1e18);
        assertEq(least, mark - 100e18, "as a linear one");
        assertEq(most, mark + 100e18);
        (mark, least, most) = _band(toInstrumentId(ETH, CALL, expiry, 3000e8));
        assertLt(mark, 1e18);
        assertEq(least, 0, "never below nothing");
        assertEq(most, mark + 25e18 + mark / 4);
        (mark, least, most) = _band(toInstrumentId(ETH, PUT, expiry, 10e8));
        assertEq(most, 10e18, "a put is never worth more than its strike");
        (mark, least, most) = _band(toInstrumentId(ETH, CALL, expiry, 1e8));
        assertEq(most, 2000e18, "a call never more than its forward");
    }

    /// The same mark as equity counts it, to the unit.
    function test_bandOf_marksAsTheMarginDoes() public {
        for (uint256 i; i < instruments.length; ++i) {
            (uint256 mark,,) = _band(instruments[i]);
            assertEq(_trade(a, b, instruments[i], 1e18, mark), 1);
        }
        assertApproxEqAbs(_equity(a), 1e6 ether, instruments.length, "at mark nothing is gained or lost");
    }

    function test_bandOf_RevertGiven_unknown() public {
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_Unlisted.selector, bytes6("SOL")));
        engine.bandOf(toInstrumentId("SOL", PERPETUAL, 0, 0));
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_NoSurface.selector, ETH, expiry + 1 days));
        engine.bandOf(toInstrumentId(ETH, FUTURE, expiry + 1 days, 0));
        oracle.setPrice("BTC", 0);
        vm.expectPartialRevert(IRiskEngine.Risk_NoPrice.selector);
        engine.bandOf(instruments[1]);
    }

    // -------------------------------------------------------------------------------------------------------- the book

    /// A unit beyond either end no maker is filled; at the ends he is.
    function test_trade_atTheEnds() public {
        for (uint256 i; i < instruments.length; ++i) {
            (, uint256 least, uint256 most) = _band(instruments[i]);
            assertEq(_trade(a, b, instruments[i], 1e18, most + 1), 0, "above");
            if (least != 0) assertEq(_trade(a, b, instruments[i], 1e18, least - 1), 0, "below");
            assertEq(_trade(a, b, instruments[i], 1e18, most), 1, "the highest");
            assertEq(_trade(a, b, instruments[i], -1e18, least), 1, "the lowest");
        }
    }

    /// One fill off the mark undoes its maker's part, and nobody else's.
    function test_trade_skipsWhoIsOffTheMark() public {
        AccountId c = _sub(bob, 1);
        _endow(c, 1e6 ether, 0);
        drain();
        IClearing.Fill[] memory fills = new IClearing.Fill[](3);
        fills[0] = IClearing.Fill(b, instruments[0], 1e18, 2000e18, 0, 0);
        fills[1] = IClearing.Fill(b, instruments[1], 1e18, 52_250e18 + 1, 0, 0);
        fills[2] = IClearing.Fill(c, instruments[0], 1e18, 2100e18, 0, 0);
        bytes memory reason = abi.encodeWithSelector(
            IClearing.Clearing_OffMark.selector, instruments[1], 52_250e18 + 1, 47_750e18, 52_250e18
        );
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.MakerSkipped(instruments[0], b, reason);
        vm.prank(exchange);
        assertEq(clearing.trade(a, fills), 4, "the third alone");
        assertEq(clearing.positionOf(b, instruments[0]).size, 0);
        assertEq(clearing.positionOf(a, instruments[0]).size, 1e18);
    }

    /// An expiry without a slice makes itself untradable, and nothing else.
    function test_trade_withoutAForward() public {
        InstrumentId lost = toInstrumentId(ETH, FUTURE, expiry + 1 days, 0);
        clearing.list(lost, 1e24);
        IClearing.Fill[] memory fills = new IClearing.Fill[](2);
        fills[0] = IClearing.Fill(b, lost, 1e18, 2000e18, 0, 0);
        fills[1] = IClearing.Fill(_sub(bob, 1), instruments[0], 1e18, 2000e18, 0, 0);
        _endow(fills[1].maker, 1e6 ether, 0);
        drain();
        vm.prank(exchange);
        assertEq(clearing.trade(a, fills), 2);
    }

    // ----------------------------------------------------------------------------------------------------- properties

    /// The band holds the mark, bounds what cannot be worth more, and is narrower than the scan range.
    function testFuzz_band(uint256 forward, uint256 strike, uint256 share, uint256 scanRange) public pure {
        forward = bound(forward, 1, 1 << 96);
        strike = bound(strike, 1, 1 << 96);
        scanRange = bound(scanRange, 20_000, 330_000);
        (uint256 least, uint256 most) = Band.linear(forward, scanRange);
        assertLe(least, forward);
        assertEq(most - forward, forward - least, "as far either way");
        assertLe((most - forward) * 4 * 1e6, forward * scanRange, "a quarter of the range");
        assertLe(((most - forward) + 1) * 4 * 1e6 / (forward * scanRange + 1), 4e6, "no less than its rounding");
        uint256 widest = most - forward;
        uint256 ceiling = share & 1 == 0 ? forward : strike;
        uint256 mark = bound(share >> 1, 0, ceiling);
        (least, most) = Band.option(mark, forward, ceiling, scanRange);
        assertLe(least, mark);
        assertGe(most, mark);
        assertLe(most, ceiling);
        assertLe(most - mark, widest, "no wider than the forward's");
        assertLe(mark - least, widest);
    }

    /// Whoever opens at the end of the band has lost less than the initial margin that he needs for it: no debt comes of it.
    function testFuzz_bandIsBelowInitialMargin(uint256 which, int256 size, bool high) public {
        which = bound(which, 0, 2);
        size = bound(size, 1e15, 50e18);
        (uint256 mark, uint256 least, uint256 most) = _band(instruments[which]);
        uint256 lost = uint256(size) * (high ? most - mark : mark - least) / 1e18;
        assertEq(_trade(a, b, instruments[which], high ? size : -size, high ? most : least), 1);
        IRiskEngine.Margin memory m = engine.initialMargin(a);
        assertApproxEqAbs(m.equity, 1e6 ether - int256(lost), 2);
        assertLt(lost * 5, m.initial + 5, "a fifth of it at most");
    }
}
