// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketTest} from "./MarketTest.sol";
import {IKeyring} from "causeway/hub/IKeyring.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {InstrumentId, PERPETUAL, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {FEES, reserved} from "causeway/types/Reserved.sol";
import {TRADE, WITHDRAW} from "causeway/types/Rights.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Whose trades are settled, and who is passed over.
contract MakersTest is MarketTest {
    AccountId private c;

    function setUp() public override {
        super.setUp();
        c = sub(bob, 1);
        endow(c, 100_000e18);
    }

    // ---------------------------------------------------------------------------------------------------------- venues

    function test_trade_RevertWhen_notAVenue() public {
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = fill(b, perpetual, 1e18, 2000e18);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotAVenue.selector, alice));
        clearing.trade(a, fills);
    }

    function test_settle_RevertWhen_notItself() public {
        vm.prank(exchange);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotItself.selector, exchange));
        clearing.settle(a, exchange, true, new IClearing.Fill[](1));
    }

    /// A listed venue trades for those alone who named it.
    function test_trade_listedVenue() public {
        address venue = makeAddr("venue");
        assertFalse(clearing.isVenue(venue));
        clearing.setVenue(venue, true);
        assertTrue(clearing.isVenue(venue));
        assertTrue(clearing.isVenue(exchange));
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = fill(b, perpetual, 1e18, 2000e18);
        vm.prank(venue);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotAuthorised.selector, a, venue));
        clearing.trade(a, fills);

        _name(alice, a, venue, WITHDRAW);
        vm.prank(venue);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotAuthorised.selector, a, venue));
        clearing.trade(a, fills);

        _name(alice, a, venue, TRADE);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.MakerSkipped(
            perpetual, b, abi.encodeWithSelector(IClearing.Clearing_NotAuthorised.selector, b, venue)
        );
        vm.prank(venue);
        assertEq(clearing.trade(a, fills), 0);

        _name(bob, b, venue, TRADE);
        vm.prank(venue);
        assertEq(clearing.trade(a, fills), 1);
        clearing.setVenue(venue, false);
        vm.prank(venue);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotAVenue.selector, venue));
        clearing.trade(a, fills);
    }

    function _name(address owner, AccountId account, address venue, uint8 rights) private {
        IKeyring keyring = hub.KEYRING();
        vm.prank(owner, owner);
        keyring.setOperator(account, venue, rights, type(uint40).max);
    }

    // --------------------------------------------------------------------------------------------------------- skipped

    /// Of three makers the second cannot: the first and the third are filled, and the bits say so.
    function test_trade_skipsOneMaker() public {
        setPrices(2000e18, 2000e18);
        AccountId poor = sub(bob, 7);
        IClearing.Fill[] memory fills = new IClearing.Fill[](4);
        fills[0] = fill(b, perpetual, 1e18, 2000e18);
        fills[1] = fill(b, perpetual, 1e18, 2001e18);
        fills[2] = fill(poor, perpetual, 2e18, 2002e18);
        fills[3] = fill(c, perpetual, 4e18, 2003e18);
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.MakerSkipped(
            perpetual, poor, abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, poor, 4e18, 400e18)
        );
        assertEq(trade(a, fills), 11);
        assertEq(sizeOf(a, perpetual), 6e18);
        assertEq(costOf(a, perpetual), 2000e18 + 2001e18 + 4 * 2003e18);
        assertEq(sizeOf(b, perpetual), -2e18);
        assertEq(sizeOf(poor, perpetual), 0);
        assertEq(sizeOf(c, perpetual), -4e18);
        assertEq(hub.accountOf(poor).positions, 0);
        assertEq(clearing.listingOf(perpetual).openInterest, 6e18);
    }

    /// Fills of one maker stand or fall together.
    function test_trade_oneMakerAsAWhole() public {
        IClearing.Fill[] memory fills = new IClearing.Fill[](2);
        fills[0] = fill(b, perpetual, 1e18, 2000e18);
        fills[1] = fill(b, toInstrumentId("BTC", PERPETUAL, 0, 0), 1e18, 2000e18);
        assertEq(trade(a, fills), 0);
        assertEq(sizeOf(b, perpetual), 0);
        assertEq(sizeOf(a, perpetual), 0);
        assertEq(cash(a), 100_000e18);
    }

    function test_trade_skipReasons() public {
        _skipped(fill(b, perpetual, 0, 2000e18), abi.encodeWithSelector(IClearing.Clearing_ZeroSize.selector));
        _skipped(fill(a, perpetual, 1, 2000e18), abi.encodeWithSelector(IClearing.Clearing_SameAccount.selector, a));
        AccountId book = reserved(FEES);
        _skipped(
            fill(book, perpetual, 1, 2000e18), abi.encodeWithSelector(IClearing.Clearing_ReservedAccount.selector, book)
        );
        InstrumentId unknown = toInstrumentId("BTC", PERPETUAL, 0, 0);
        _skipped(fill(b, unknown, 1, 2000e18), abi.encodeWithSelector(IClearing.Clearing_NotListed.selector, unknown));
        IClearing.Fill memory f = fill(b, perpetual, 1e18, 2000e18);
        (f.takerFee, f.makerFee) = (1, -2);
        _skipped(f, abi.encodeWithSelector(IClearing.Clearing_FeeNotCovered.selector, int256(-1)));
        vm.warp(EXPIRY - 30 minutes);
        _skipped(
            fill(b, call, 1, 2000e18),
            abi.encodeWithSelector(IClearing.Clearing_Closed.selector, call, EXPIRY - 30 minutes)
        );
        vm.warp(EXPIRY - 30 minutes - 1);
        assertEq(trade(a, fill(b, call, 1, 2000e18)), 1);
    }

    function _skipped(IClearing.Fill memory f, bytes memory reason) private {
        vm.expectEmit(true, true, true, true, address(clearing));
        emit IClearing.MakerSkipped(f.instrument, f.maker, reason);
        assertEq(trade(a, f), 0);
    }

    function test_trade_RevertWhen_takerIsReserved() public {
        AccountId book = reserved(FEES);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_ReservedAccount.selector, book));
        trade(book, fill(b, perpetual, 1e18, 2000e18));
    }

    /// Too little gas is nobody's fault but the caller's: whatever it is, all or nothing of one maker is made or the
    /// whole call reverts; a healthy maker is never skipped for it.
    /// forge-config: default.fuzz.runs = 512
    function testFuzz_trade_gasSkipsNobody(uint256 gas_) public {
        gas_ = bound(gas_, 30_000, 700_000);
        IClearing.Fill[] memory fills = new IClearing.Fill[](2);
        fills[0] = fill(b, perpetual, 1e18, 2000e18);
        fills[1] = fill(c, perpetual, 1e18, 2000e18);
        vm.prank(exchange);
        try clearing.trade{gas: gas_}(a, fills) returns (uint256 made) {
            assertEq(made, 3);
        } catch {
            assertEq(sizeOf(a, perpetual), 0);
        }
    }

    function test_trade_RevertWhen_theOracleLacksGas() public {
        risk.fail(abi.encodeWithSelector(IOracle.Oracle_TooLittleGas.selector, 9));
        vm.expectRevert(IClearing.Clearing_TooLittleGas.selector);
        trade(a, fill(b, perpetual, 1e18, 2000e18));
    }

    // ---------------------------------------------------------------------------------------------------------- margin

    function test_trade_RevertGiven_takersMargin() public {
        // 500 ether ask 100,000 of margin
        assertEq(trade(a, fill(b, perpetual, 500e18, 2000e18)), 1);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 100_000e18, 100_200e18));
        trade(a, fill(c, perpetual, 1e18, 2000e18));
    }

    /// Below initial margin an account may still reduce, if nothing gets worse.
    function test_trade_reducesBelowInitialMargin() public {
        buy(perpetual, 500e18, 2000e18);
        setPrices(1880e18, 1880e18); // equity 40,000; initial 94,000; maintenance 47,000
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 40_000e18, 94_188e18));
        trade(a, fill(c, perpetual, 1e18, 1880e18));
        // at the mark: equity stays, all else falls
        assertEq(trade(a, fill(c, perpetual, -100e18, 1880e18)), 1);
        // far below it: the shortfall grows
        vm.expectRevert(
            abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 40_000e18 - 28_000e18, 56_400e18)
        );
        trade(a, fill(c, perpetual, -100e18, 1600e18));
        // a little below it: the shortfall shrinks from 35,200 to 26,400, but equity over maintenance must not fall
        assertEq(trade(a, fill(c, perpetual, -100e18, 1790e18)), 1);
        assertEq(sizeOf(a, perpetual), 300e18);
        // beyond zero is opening
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        trade(a, fill(b, perpetual, -900e18, 1880e18));
    }

    /// Equity over maintenance may not fall, even when the shortfall shrinks.
    function test_trade_RevertGiven_ratioFalls() public {
        buy(perpetual, 500e18, 2000e18);
        setPrices(1880e18, 1880e18); // equity 40,000 over maintenance 47,000
        // sells 100 at 1790: equity 31,000, initial 75,200 (shortfall 44,200 < 54,000), maintenance 37,600: 0.82 < 0.85
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 31_000e18, 75_200e18));
        trade(a, fill(c, perpetual, -100e18, 1790e18));
        // at 1801: 32,100 over 37,600 is 0.853, better than 0.851
        assertEq(trade(a, fill(c, perpetual, -100e18, 1801e18)), 1);
    }

    /// The shortfall may not grow, even when all else gets better: by a charge that only initial margin knows.
    function test_trade_RevertGiven_shortfallGrows() public {
        buy(perpetual, 10e18, 2000e18);
        bytes[] memory answers = new bytes[](2);
        answers[0] = abi.encode(IRiskEngine.Margin({equity: 100, requirement: 0, maintenance: 100, initial: 120}));
        answers[1] = abi.encode(IRiskEngine.Margin({equity: 90, requirement: 0, maintenance: 80, initial: 111}));
        bytes memory question = abi.encodeCall(IRiskEngine.initialMargin, (a));
        vm.mockCalls(address(risk), question, answers);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 90, 111));
        trade(a, fill(b, perpetual, -1e18, 2000e18));
        vm.clearMockedCalls();
        answers[1] = abi.encode(IRiskEngine.Margin({equity: 90, requirement: 0, maintenance: 80, initial: 110}));
        vm.mockCalls(address(risk), question, answers);
        assertEq(trade(a, fill(b, perpetual, -1e18, 2000e18)), 1);
    }

    /// A maker, too, may reduce below initial margin.
    function test_trade_makerReduces() public {
        buy(perpetual, -500e18, 2000e18);
        setPrices(1880e18, 1880e18); // bob is long
        assertEq(trade(a, fill(b, perpetual, 100e18, 1880e18)), 1);
        assertEq(sizeOf(b, perpetual), 400e18);
        assertEq(trade(a, fill(b, perpetual, 100e18, 1600e18)), 0, "not at any price");
    }

    function test_requireInitial() public {
        buy(perpetual, 500e18, 2000e18);
        clearing.requireInitial(a);
        setPrices(1999e18, 1999e18);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, a, 99_500e18, 99_950e18));
        clearing.requireInitial(a);
    }

    // --------------------------------------------------------------------------------------------------- open interest

    function test_trade_openInterest() public {
        clearing.lowerCap(perpetual, 10e18);
        assertEq(trade(a, fill(b, perpetual, 10e18, 2000e18)), 1);
        _skipped(
            fill(c, perpetual, 1, 2000e18),
            abi.encodeWithSelector(IClearing.Clearing_OpenInterest.selector, perpetual, 10e18 + 1, 10e18)
        );
        // from one long to another nothing opens; and closing always may
        clearing.lowerCap(perpetual, 0);
        assertEq(trade(c, fill(a, perpetual, 4e18, 2000e18)), 1);
        assertEq(clearing.listingOf(perpetual).openInterest, 10e18);
        assertEq(trade(a, fill(b, perpetual, -6e18, 2000e18)), 1);
        assertEq(clearing.listingOf(perpetual).openInterest, 4e18);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_NotLower.selector, 0));
        clearing.lowerCap(perpetual, 0);
    }

    function test_list_RevertWhen_malformed() public {
        InstrumentId bad = toInstrumentId("ETH", PERPETUAL, EXPIRY, 0);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Malformed.selector, bad));
        clearing.list(bad, 1);
    }

    // ------------------------------------------------------------------------------------------------------- positions

    /// The list closes its gaps: any order of opening and closing leaves what is open, once.
    function test_trade_positionsAreAList() public {
        buy(perpetual, 1e18, 2000e18);
        buy(call, 2e18, 10e18);
        buy(future, 3e18, 2010e18);
        buy(put, 4e18, 10e18);
        buy(call, -2e18, 10e18);
        IClearing.Position[] memory list = clearing.positionsOf(a);
        assertEq(list.length, 3);
        assertEq(InstrumentId.unwrap(list[1].instrument), InstrumentId.unwrap(put));
        assertEq(list[1].size, 4e18);
        assertEq(list[1].cost, 0);
        assertEq(list[2].cost, 6030e18);
        buy(perpetual, -1e18, 2000e18);
        list = clearing.positionsOf(a);
        assertEq(list.length, 2);
        assertEq(InstrumentId.unwrap(list[0].instrument), InstrumentId.unwrap(future));
        assertEq(list[0].cost, 6030e18, "its cost moves with it");
        assertEq(hub.accountOf(a).positions, 2);
    }

    function test_trade_tooManyPositions() public {
        for (uint64 i; i < 129; ++i) {
            InstrumentId one = toInstrumentId(ETH, 3, EXPIRY, 1000e8 + i);
            clearing.list(one, 1e24);
            if (i == 128) {
                _skipped(
                    fill(b, one, 1e18, 1e18), abi.encodeWithSelector(IClearing.Clearing_TooManyPositions.selector, a)
                );
            } else {
                buy(one, 1, 1e18);
            }
        }
        assertEq(clearing.positionsOf(a).length, 128);
        buy(toInstrumentId(ETH, 3, EXPIRY, 1000e8), -1, 1e18);
        assertEq(clearing.positionsOf(a).length, 127);
    }
}
