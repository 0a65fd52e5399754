// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RiskTest} from "../margin/RiskTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {Valuation} from "causeway/liquidation/Valuation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";
import {CROSS, ISOLATED, PORTFOLIO} from "causeway/types/MarginMode.sol";

contract ValuationTest is RiskTest {
    Valuation private _valuation;
    uint256 private _expiry;
    uint256 private _later = NOW + 30 days;
    InstrumentId[] private _menu;
    // of the account's positions and tokens, in their order
    bytes6[] private _moved;

    function setUp() public override {
        super.setUp();
        _valuation = new Valuation(engine);
        _expiry = NOW + 7 days;
        publish(ETH, _expiry, 2_000_000);
        uint64[] memory strikes = new uint64[](3);
        (strikes[0], strikes[1], strikes[2]) = (1900e8, 2000e8, 2200e8);
        _refresh(_expiry, 2100e8);
        engine.refresh(ETH, uint40(_expiry), strikes);
        publish(ETH, _later, 2_000_000);
        _refresh(_later, 2000e8);
        _menu.push(perp(ETH));
        _menu.push(perp(BTC));
        _menu.push(future(ETH, _expiry));
        _menu.push(call(ETH, _expiry, 1900));
        _menu.push(call(ETH, _expiry, 2000));
        _menu.push(call(ETH, _expiry, 2200));
        _menu.push(put(ETH, _expiry, 1900));
        _menu.push(put(ETH, _expiry, 2000));
        // another expiry, a strike of older arrays, and the newest again
        _menu.push(call(ETH, _later, 2000));
        _menu.push(put(ETH, _later, 2000));
        _menu.push(future(ETH, _later));
        _menu.push(call(ETH, _expiry, 2100));
        _menu.push(put(ETH, _expiry, 2200));
    }

    function _refresh(uint256 expiry, uint64 strike) private {
        uint64[] memory strikes = new uint64[](1);
        strikes[0] = strike;
        engine.refresh(ETH, uint40(expiry), strikes);
    }

    function _draw(uint256 seed, uint256 salt) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, salt)));
    }

    /// @dev Some of the menu, tokens, and cash for between nothing and twice the maintenance.
    function _portfolio(uint256 seed, uint8 mode) private {
        for (uint256 i; i < _menu.length; ++i) {
            uint256 r = _draw(seed, i);
            if (r & 1 == 0 && i != seed % 8) continue;
            if (i >= 8 && seed & 1024 == 0) continue;
            InstrumentId id = _menu[i];
            int256 size = int256(bound(r >> 8, 1, 50e18));
            if (id.underlying() == BTC) size = size / 25 + 1;
            if (r & 2 == 0) size = -size;
            int256 fair = id.underlying() == BTC ? int256(50_000e18) : int256(2000e18);
            add(id, size, id.isOption() ? int256(0) : size * fair * (int256(90 + (r >> 128) % 21)) / 100 / 1e18);
            _moved.push(id.underlying());
        }
        if (mode != ISOLATED && seed & 256 != 0) {
            hub.hold(alice, weth, bound(_draw(seed, 20), 1, 100e18));
            _moved.push(ETH);
        }
        if (mode != ISOLATED && seed & 512 != 0) {
            hub.hold(alice, dai, bound(_draw(seed, 21), 1, 1e5 * 1e18));
            _moved.push(0);
        }
        hub.setAccount(alice, 0, mode);
        prices.set("ETH", 1930e18 + _draw(seed, 22) % 150e18, 0);
        prices.set("BTC", 48_000e18 + _draw(seed, 23) % 4000e18, 0);
        IRiskEngine.Margin memory m = maintenance();
        int256 wanted = int256(m.maintenance * (_draw(seed, 24) % 2000) / 1000);
        hub.setAccount(alice, int128(wanted - m.equity), mode);
    }

    function _count(uint8 mode) private view returns (uint256 count) {
        if (mode == CROSS) return _moved.length;
        bool ether_;
        bool bitcoin;
        for (uint256 i; i < _moved.length; ++i) {
            if (_moved[i] == ETH) ether_ = true;
            if (_moved[i] == BTC) bitcoin = true;
        }
        return (ether_ ? 1 : 0) + (bitcoin ? 1 : 0);
    }

    function _left(bytes memory scenarios) private view returns (int256 left) {
        (left,) = _valuation.leftIn(alice, scenarios);
    }

    /// Whatever scenarios are named, what is left is never less than equity less requirement: below zero it proves.
    function testFuzz_leftIn_ProvesNothingFalse(uint256 seed, uint256 named) public {
        uint8 mode = uint8(seed % 3);
        _portfolio(seed, mode);
        IRiskEngine.Margin memory m = maintenance();
        bytes memory scenarios = new bytes(_count(mode));
        for (uint256 round; round < 6; ++round) {
            for (uint256 i; i < scenarios.length; ++i) {
                scenarios[i] = bytes1(uint8(_draw(named, round * 100 + i) % 14));
            }
            int256 left = _left(scenarios);
            assertGe(left, m.equity - int256(m.requirement), "never less than equity less requirement");
            if (left < 0) assertLt(m.equity, int256(m.maintenance), "below zero it is below maintenance");
        }
    }

    /// Nor does the rounding of a share, in another scenario than the one in which an option loses most.
    function test_leftIn_ProvesNothingFalse_Rounding() public {
        testFuzz_leftIn_ProvesNothingFalse(54, 5510);
    }

    /// Of linear positions and tokens in cross margin the scenarios whole ranges away leave exactly what the engine says.
    function testFuzz_leftIn_LinearIsExact(uint256 seed) public {
        bytes memory scenarios = new bytes(5);
        InstrumentId[3] memory ids = [perp(ETH), perp(BTC), future(ETH, _expiry)];
        for (uint256 i; i < 3; ++i) {
            int256 size = int256(bound(_draw(seed, i), 1, 100e18));
            bool short = _draw(seed, i) & 1 == 0;
            add(ids[i], short ? -size : size, 0);
            scenarios[i] = short ? bytes1(uint8(10)) : bytes1(uint8(13));
        }
        hub.hold(alice, weth, bound(_draw(seed, 4), 1, 100e18));
        hub.hold(alice, dai, bound(_draw(seed, 5), 1, 100e18));
        (scenarios[3], scenarios[4]) = (bytes1(uint8(12)), bytes1(uint8(0xff)));
        hub.setAccount(alice, int128(int256(_draw(seed, 6) % 1e24)), CROSS);
        IRiskEngine.Margin memory m = maintenance();
        assertApproxEqAbs(_left(scenarios), m.equity - int256(m.requirement), 10, "equity less the scans");
    }

    /// What a straddle loses most by is lower volatility alone: nothing else is charged.
    function testFuzz_leftIn_OptionsAreExact(uint256 size, bool shorted) public {
        size = bound(size, 1e15, 100e18);
        int256 signed = shorted ? -int256(size) : int256(size);
        add(call(ETH, _expiry, 2000), signed, 0);
        add(put(ETH, _expiry, 2000), signed, 0);
        hub.setAccount(alice, 1e24, PORTFOLIO);
        IRiskEngine.Margin memory m = maintenance();
        int256 least = type(int256).max;
        for (uint8 i; i < 14; ++i) {
            int256 left = _left(abi.encodePacked(i));
            if (left < least) least = left;
        }
        if (shorted) {
            // its worst is a tail, which counts in part
            assertGe(least, m.equity - int256(m.requirement));
        } else {
            assertApproxEqAbs(least, m.equity - int256(m.requirement), 10, "equity less the scan");
        }
    }

    function test_leftIn_RevertGiven_correlated() public {
        IRiskParameters.Correlation[] memory pairs = new IRiskParameters.Correlation[](1);
        pairs[0] = IRiskParameters.Correlation(ETH, BTC, 400_000);
        parameters.setCorrelations(pairs);
        add(perp(ETH), 1e18, 0);
        add(perp(BTC), 1e18, 0);
        hub.setAccount(alice, 0, PORTFOLIO);
        vm.expectRevert(IValuation.Valuation_Correlated.selector);
        _valuation.leftIn(alice, hex"0a0a");
        // of which it has one alone
        clearing.clear(alice);
        add(perp(ETH), 1e18, 2000e18);
        assertApproxEqAbs(_left(hex"0c"), -400e18, 2);
    }

    function test_leftIn_RevertWhen_badScenarios() public {
        add(perp(ETH), 1e18, 0);
        add(call(ETH, _expiry, 2000), 1e18, 0);
        hub.setAccount(alice, 0, PORTFOLIO);
        vm.expectRevert(abi.encodeWithSelector(IValuation.Valuation_BadScenarios.selector, 1, 2));
        _valuation.leftIn(alice, hex"0a0a");
        vm.expectRevert(abi.encodeWithSelector(IValuation.Valuation_BadScenario.selector, 14));
        _valuation.leftIn(alice, hex"0e");
        // an option looks different in each: one must be named
        vm.expectRevert(abi.encodeWithSelector(IValuation.Valuation_BadScenario.selector, 255));
        _valuation.leftIn(alice, hex"ff");
    }

    /// Each underlying of a position stands where its market does; that of a token alone is none.
    function test_leftIn_NamesUnderlyings() public {
        add(call(ETH, _expiry, 2000), 1e18, 0);
        add(perp(BTC), 1e18, 0);
        add(put(ETH, _expiry, 2000), -1e18, 0);
        hub.setAccount(alice, 1e24, CROSS);
        (, bytes6[] memory underlyings) = _valuation.leftIn(alice, hex"0a0a0a");
        assertEq(underlyings.length, 2);
        assertEq(underlyings[0], ETH);
        assertEq(underlyings[1], BTC);
        clearing.clear(alice);
        hub.hold(alice, weth, 1e18);
        (, underlyings) = _valuation.leftIn(alice, hex"0a");
        for (uint256 i; i < underlyings.length; ++i) {
            assertEq(underlyings[i], bytes6(0));
        }
    }

    function test_leftIn_SettledIsWorthItsPayoff() public {
        add(call(ETH, _expiry, 1900), 2e18, 0);
        add(put(ETH, _expiry, 1900), -2e18, 0);
        add(future(ETH, _expiry), 1e18, 2000e18);
        hub.setAccount(alice, 0, PORTFOLIO);
        vm.warp(_expiry);
        clearing.setSettlement(ETH, uint40(_expiry), 2100e18, 0, true);
        assertApproxEqAbs(_left(hex"0c"), 500e18, 2);
        assertEq(maintenance().equity, 500e18);
    }

    function test_marksOf() public {
        add(perp(BTC), -2e18, 0);
        add(call(ETH, _expiry, 1900), 3e18, 0);
        clearing.setPremium(BTC, 1_000_000);
        hub.hold(alice, weth, 10e18);
        hub.hold(alice, dai, 100e18);
        hub.setAccount(alice, 0, PORTFOLIO);
        AssetId[] memory assets = new AssetId[](2);
        (assets[0], assets[1]) = (dai, weth);
        IValuation.Marks memory marks = _valuation.marksOf(alice);
        assertEq(marks.positions[0], 50_050e18);
        assertEq(marks.notionals[0], 50_050e18);
        assertGt(marks.positions[1], 104e18, "more than what it would pay");
        assertEq(marks.notionals[1], 2004e18, "its forward");
        assertEq(marks.notional, 2 * 50_050e18 + 3 * 2004e18);
        assertEq(marks.haircuts, 1000e18 + 3e18, "5 % of ether and 3 % of dai");
        (, uint256[] memory tokens, uint256 haircuts) = _valuation.pricesOf(alice, new uint256[](0), assets);
        assertEq(tokens[0], 1e18);
        assertEq(tokens[1], 2000e18);
        assertEq(haircuts, marks.haircuts);
        // of an isolated account no token counts
        hub.setAccount(alice, 0, ISOLATED);
        assertEq(_valuation.marksOf(alice).haircuts, 20_100e18);
    }

    /// Of some legs, in any order, the same marks as of everything.
    function testFuzz_pricesOf_areThoseOfAll(uint256 seed) public {
        _portfolio(seed, uint8(seed % 3));
        IValuation.Marks memory all = _valuation.marksOf(alice);
        (uint256[] memory words,) = clearing.risksOf(alice);
        uint256[] memory legs = new uint256[](words.length);
        for (uint256 i; i < legs.length; ++i) {
            legs[i] = words[(i * 5 + seed % 7) % words.length];
        }
        (uint256[] memory marks,, uint256 haircuts) = _valuation.pricesOf(alice, legs, new AssetId[](0));
        for (uint256 i; i < legs.length; ++i) {
            assertEq(marks[i], all.positions[(i * 5 + seed % 7) % words.length]);
        }
        assertEq(haircuts, all.haircuts);
    }

    /// What the engine says of an account without some legs is what it says once they are gone, to the unit, in every mode.
    function testFuzz_marginsWithout_isWhatIsLeft(uint256 seed, int256 cash) public {
        uint8 mode = uint8(seed % 3);
        _portfolio(seed, mode);
        cash = bound(cash, -1e24, 1e24);
        (uint256[] memory words, int256[] memory costs) = clearing.risksOf(alice);
        uint256[] memory legs = new uint256[](words.length);
        for (uint256 i; i < words.length; ++i) {
            int256 size = int96(uint96(words[i]));
            uint256 r = _draw(seed, 40 + i);
            // nothing, all or a part of each
            int256 part =
                seed >> 16 & 7 == 0 || r & 3 == 0 ? size : r & 3 == 1 ? int256(0) : size * int256(r >> 8 & 0xff) / 256;
            legs[i] = (words[i] >> 96) << 96 | uint96(int96(part));
        }
        IRiskEngine.Margin memory before = maintenance();
        (IRiskEngine.Margin memory present, IRiskEngine.Margin memory left) =
            engine.marginsWithout(alice, seed >> 32 & 1 == 0 ? legs : _named(legs), cash);
        _assertSame(present, before, "as it is");
        (IHub.Account memory book,) = hub.holdingsOf(alice);
        int256 money = book.cash + cash;
        clearing.clear(alice);
        for (uint256 i; i < words.length; ++i) {
            int256 rest = int96(uint96(words[i])) - int96(uint96(legs[i]));
            if (rest == 0) money -= costs[i];
            else add(InstrumentId.wrap(uint160(words[i] >> 96)), rest, costs[i]);
        }
        hub.setAccount(alice, int128(money), mode);
        _assertSame(left, maintenance(), "as it is left");
    }

    /// Those of which something is taken, backwards; the first of them in two parts.
    function _named(uint256[] memory legs) private pure returns (uint256[] memory named) {
        named = new uint256[](legs.length + 1);
        uint256 count;
        for (uint256 i = legs.length; i > 0; --i) {
            if (uint96(legs[i - 1]) != 0) named[count++] = legs[i - 1];
        }
        if (count != 0) {
            (uint256 id, int256 size) = (named[0] >> 96 << 96, int96(uint96(named[0])));
            (named[0], named[count++]) = (id | uint96(int96(size / 3)), id | uint96(int96(size - size / 3)));
        }
        assembly ("memory-safe") {
            mstore(named, count)
        }
    }

    function _assertSame(IRiskEngine.Margin memory x, IRiskEngine.Margin memory y, string memory what) private pure {
        assertEq(x.equity, y.equity, what);
        assertEq(x.requirement, y.requirement, what);
        assertEq(x.maintenance, y.maintenance, what);
        assertEq(x.initial, y.initial, what);
    }

    /// A refused price is taken as the oracle last saw it; then it is none, which stops nothing.
    function test_pricesOf_WithoutPrice() public {
        add(perp(ETH), 1e18, 2000e18);
        hub.hold(alice, dai, 100e18);
        hub.setAccount(alice, 0, ISOLATED);
        prices.see("DAI", 0.9e18);
        prices.refuse("DAI", IOracle.Refusal.Stale);
        (uint256 price, uint256 haircuts) = _dai();
        assertEq(price, 0.9e18);
        assertEq(haircuts, 90e18);
        vm.warp(NOW + 1 hours + 1);
        (price, haircuts) = _dai();
        assertEq(price, 0);
        assertEq(haircuts, 0);
    }

    function _dai() private view returns (uint256, uint256) {
        AssetId[] memory assets = new AssetId[](1);
        assets[0] = dai;
        (, uint256[] memory tokens, uint256 haircuts) = _valuation.pricesOf(alice, new uint256[](0), assets);
        return (tokens[0], haircuts);
    }
}
