// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LiquidationTest} from "./LiquidationTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Curve} from "causeway/liquidation/Curve.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {MarginInput} from "causeway/margin/MarginInput.sol";
import {RiskReader} from "causeway/margin/RiskReader.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {ISOLATED} from "causeway/types/MarginMode.sol";
import {INSURANCE, reserved} from "causeway/types/Reserved.sol";

/// @notice Random accounts in auction and bids for them, each with what the contract made of it: test/vectors/takeOver.hex, which
/// packages/risk/src/whatif/takeOver.vectors.test.ts holds the twin against. CAUSEWAY_UPDATE=1 writes the file.
contract TakeOverVectorsTest is LiquidationTest {
    string private constant FILE = "test/vectors/takeOver.hex";
    uint256 private constant STANDINGS = 24;
    uint256 private constant CASES = 8;
    uint256 private constant NEVER = type(uint256).max;

    struct Token {
        uint256 amount;
        uint256 price; // 0: none
        bool counted; // it is one of the input's lines
    }

    struct Leg {
        uint256 place; // among tokens, or positions
        uint256 size;
    }

    struct Case {
        uint256 share;
        Leg[] collateral;
        Leg[] positions;
        bytes4 refusal; // 0: made
        ILiquidation.Outcome outcome;
        IRiskEngine.Margin left;
    }

    struct Standing {
        MarginInput input;
        Token[] tokens;
        uint256 discount;
        uint256 grown;
        uint256 fund;
        uint256 exhausted; // NEVER: not
        Case[] cases;
    }

    uint256 private _state;
    RiskReader private _reader;
    AssetId private _unlisted;
    AssetId private _unpriced;

    function setUp() public override {
        super.setUp();
        _reader = new RiskReader(engine);
        (_unlisted, _unpriced) = (assetOf(ONE, 8), assetOf(TWO, 8));
        oracle.set(_unlisted, 30_000e18, IOracle.Refusal.None);
        oracle.set(_unpriced, 0, IOracle.Refusal.Unknown);
    }

    function test_bid_asTheTwinHasIt() public {
        Standing[] memory standings = new Standing[](STANDINGS);
        uint256 count;
        uint256 start = vm.snapshotState();
        for (uint256 seed; count < STANDINGS; ++seed) {
            if (_build(seed)) standings[count++] = _record();
            vm.revertToState(start);
        }
        string memory found = vm.toString(abi.encode(standings));
        if (vm.envOr("CAUSEWAY_UPDATE", false)) vm.writeFile(FILE, string.concat(found, "\n"));
        assertEq(keccak256(bytes(string.concat(found, "\n"))), keccak256(bytes(vm.readFile(FILE))), "vectors changed");
    }

    /// @dev An auction of which `seed` says all; false if the account has no margin to lack.
    function _build(uint256 seed) private returns (bool) {
        _state = uint256(keccak256(abi.encode("takeover", seed)));
        uint8 mode = uint8(seed % 3);
        _holdings(mode);
        _trades(mode);
        _moveBy(1500);
        _refresh();
        if (margin(a).maintenance < 1000e18) return false;
        _setEquity(int256(margin(a).maintenance * 9 / 10));
        _refresh();
        liquidation.open(a, "");
        _pass(1 + _draw(1500));
        uint256 regime = (seed / 3) % 4;
        if (regime > 1) _makeInsolvent(regime == 3);
        // the bidder needs a fresh surface and fresh arrays, and prices are a little off them
        _publish(0.3e9 + _draw(0.1e9), int32(int256(_draw(5e6))));
        _refresh();
        _moveBy(40);
        uint256 maintenance = margin(a).maintenance;
        if (regime == 0) _setEquity(int256(maintenance * (100 + _draw(890)) / 1000));
        if (regime == 1) _setEquity(int256(maintenance * (1000 + _draw(290)) / 1000));
        return true;
    }

    function _holdings(uint8 mode) private {
        vm.prank(alice, alice);
        hub.setMode(a, mode);
        _endow(a, 300_000e18 + _draw(1e18), 1e18 + _draw(20e18));
        if (_draw(2) == 0) depositFor(alice, ONE, _unlisted.token(), 1e6 + _draw(1e8), a);
        if (_draw(3) == 0) depositFor(alice, TWO, _unpriced.token(), 1e8, a);
        drain();
    }

    function _trades(uint8 mode) private {
        uint256 offset = _draw(instruments.length);
        uint256 trades = 1 + _draw(5);
        for (uint256 i; i < trades; ++i) {
            uint256 which = (offset + i) % instruments.length;
            if (which == 1 && mode == ISOLATED) continue;
            uint256 size = which == 1 ? 1e16 + _draw(5e17) : 1e17 + _draw(12e18);
            uint256 price = which == 1 ? 50_000e18 : which < 3 ? 2000e18 : 80e18;
            _trade(a, b, instruments[which], _draw(2) == 0 ? int256(size) : -int256(size), price + _draw(price / 50));
        }
    }

    /// @dev Insolvent at mark; `exhausted`: the fund has too little, and deleveraging had its time.
    function _makeInsolvent(bool exhausted) private {
        _refresh();
        uint256 lacking = margin(a).maintenance * (10 + _draw(600)) / 1000;
        uint256 haircuts = liquidation.VALUATION().marksOf(a).haircuts;
        _setEquity(-int256(haircuts + lacking));
        uint256 has = exhausted ? lacking / 10 : lacking * (50 + _draw(800)) / 1000;
        _post(reserved(INSURANCE), int256(has) - int256(liquidation.fund()));
        if (!exhausted) return;
        liquidation.declare(a);
        _pass(600 + _draw(900));
    }

    function _record() private returns (Standing memory s) {
        s.input = _reader.inputOf(a, false);
        s.tokens = _tokens(s.input);
        ILiquidation.Auction memory auction = liquidation.auctionOf(a);
        s.discount = liquidation.discountOf(a);
        s.grown = Curve.grown(now_() - auction.openedAt, auction.pace);
        s.fund = liquidation.fund();
        uint256 since = auction.insolventAt == 0 ? 0 : now_() - auction.insolventAt;
        s.exhausted = since < 600 ? NEVER : Curve.discount(since - 600, auction.pace);
        s.cases = new Case[](CASES);
        for (uint256 i; i < CASES; ++i) {
            s.cases[i] = _case(i);
        }
    }

    function _tokens(MarginInput memory input) private view returns (Token[] memory tokens_) {
        (, IHub.Holding[] memory held) = hub.holdingsOf(a);
        AssetId[] memory assets = new AssetId[](held.length);
        for (uint256 i; i < held.length; ++i) {
            assets[i] = held[i].asset;
        }
        (, uint256[] memory prices,) = liquidation.VALUATION().pricesOf(a, new uint256[](0), assets);
        tokens_ = new Token[](held.length);
        for (uint256 i; i < held.length; ++i) {
            bool counted = input.mode != ISOLATED && AssetId.unwrap(assets[i]) == AssetId.unwrap(ether_);
            tokens_[i] = Token(held[i].amount, prices[i], counted);
        }
    }

    /// @dev A share, then legs: some of them all that there is.
    function _case(uint256 i) private returns (Case memory c_) {
        ILiquidation.Bid memory bid = bidOf(0);
        if (i % 2 == 0) {
            c_.share = i == 0 ? 1e6 : 1 + _draw(1e6);
            bid.share = uint32(c_.share);
        } else {
            c_.collateral = _collateralLegs(bid);
            c_.positions = _positionLegs(bid);
        }
        uint256 before = vm.snapshotState();
        vm.prank(carol, carol);
        try liquidation.bid(bid) returns (ILiquidation.Outcome memory o) {
            (c_.outcome, c_.left) = (o, margin(a));
        } catch (bytes memory reason) {
            c_.refusal = bytes4(reason);
        }
        vm.revertToState(before);
    }

    function _collateralLegs(ILiquidation.Bid memory bid) private returns (Leg[] memory legs) {
        (, IHub.Holding[] memory held) = hub.holdingsOf(a);
        legs = new Leg[](held.length);
        uint256 count;
        for (uint256 i; i < held.length; ++i) {
            if (_draw(2) == 0 || AssetId.unwrap(held[i].asset) == AssetId.unwrap(_unpriced)) continue;
            legs[count++] = Leg(i, _part(held[i].amount));
        }
        assembly ("memory-safe") {
            mstore(legs, count)
        }
        bid.collateral = new ILiquidation.CollateralLeg[](count);
        for (uint256 i; i < count; ++i) {
            bid.collateral[i] = ILiquidation.CollateralLeg(held[legs[i].place].asset, legs[i].size);
        }
    }

    function _positionLegs(ILiquidation.Bid memory bid) private returns (Leg[] memory legs) {
        IClearing.Position[] memory held = clearing.positionsOf(a);
        legs = new Leg[](held.length);
        uint256 count;
        for (uint256 i; i < held.length; ++i) {
            if (_draw(3) == 0) continue;
            int256 size = held[i].size;
            legs[count++] = Leg(i, _part(uint256(size < 0 ? -size : size)));
        }
        assembly ("memory-safe") {
            mstore(legs, count)
        }
        bid.positions = new ILiquidation.PositionLeg[](count);
        for (uint256 i; i < count; ++i) {
            bid.positions[i] = ILiquidation.PositionLeg(held[legs[i].place].instrument, uint96(legs[i].size));
        }
    }

    function _part(uint256 all) private returns (uint256) {
        return _draw(5) == 0 ? all : 1 + _draw(all);
    }

    /// @dev Both prices, by up to so many ten-thousandths either way.
    function _moveBy(uint256 most) private {
        _setPrices(
            priceOfEther * (10_000 - most + _draw(2 * most)) / 10_000,
            priceOfBitcoin * (10_000 - most + _draw(2 * most)) / 10_000
        );
    }

    /// @dev Cash from the bidder, or to him, so that this is the account's equity.
    function _setEquity(int256 equity) private {
        _refresh();
        _post(a, equity - margin(a).equity);
    }

    function _post(AccountId account, int256 amount) private {
        IHub.Posting[] memory postings = new IHub.Posting[](2);
        postings[0] = IHub.Posting({account: account, cash: amount, cost: 0, positions: 0});
        postings[1] = IHub.Posting({account: c, cash: -amount, cost: 0, positions: 0});
        vm.prank(address(liquidation));
        hub.post(postings);
    }

    function _draw(uint256 below) private returns (uint256) {
        _state = uint256(keccak256(abi.encode(_state)));
        return _state % below;
    }
}
