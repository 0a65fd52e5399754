// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LyingSpoke} from "../../base/LyingSpoke.sol";
import {LiquidationTest} from "./LiquidationTest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {BidTerms, Message} from "causeway/messaging/Message.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";

/// @notice Dave has never been on the hub. He bids from the second chain for ether that lies on the first.
contract SpokeBidTest is LiquidationTest {
    address private _dave;

    function setUp() public override {
        super.setUp();
        _dave = makeAddr("dave");
        vm.deal(_dave, 1e6 ether);
        fund(_dave, TWO, cashToken(TWO));
        _fund(1000e18);
        _aliceBuys(10_000e18, 10e18, 45e18);
        _setPrices(1790e18, 50_000e18);
        liquidation.open(a, "");
    }

    function _terms(uint256 life) private view returns (BidTerms memory t) {
        t.account = a;
        t.maxCost = 4000e18;
        t.deadline = uint64(now_() + life);
        t.receiver = _dave;
        t.collateralLegs = 1;
    }

    function _legs() private view returns (bytes memory) {
        return abi.encodePacked(ONE, ether_.token(), uint128(2e18));
    }

    function _bid(uint256 amount, uint256 life) private returns (uint64 seq) {
        BidTerms memory terms = _terms(life);
        bytes memory legs = _legs();
        uint256 fee = spokes[TWO].appendFee(HUB);
        address token = address(cashToken(TWO));
        vm.prank(_dave, _dave);
        seq = spokes[TWO].bid{value: fee}(token, amount, terms, legs);
        collect();
    }

    function _booked(uint256 amount) private returns (uint64 seq, bytes memory body) {
        seq = _bid(amount, 1 hours);
        carry(TWO, HUB);
        body = bodyOf(TWO, HUB, seq);
    }

    function _purse(uint64 seq) private view returns (AccountId) {
        return toAccountId(_dave, 0, Message.bidSubaccount(TWO, seq));
    }

    function _execute(uint64 seq, bytes memory body) private returns (ILiquidation.Outcome memory o) {
        vm.prank(publisher, publisher);
        o = liquidation.executeBid{value: 1 ether}(TWO, seq, body);
        collect();
    }

    function test_executeBid() public {
        uint256 had = cashToken(TWO).balanceOf(_dave);
        uint64 seq = _bid(5000e18, 1 hours);
        deliver(TWO, HUB, publish(TWO, HUB));
        vm.recordLogs();
        ingest(TWO, HUB);
        bytes memory body = bodyOf(TWO, HUB, seq);
        AccountId purse = _purse(seq);
        others.push(purse);
        assertEq(cash(purse), 5000e18, "its cash is an account's that is this bid's alone");
        assertEq(liquidation.stageOf(TWO, seq), 1);
        ILiquidation.Outcome memory o = _execute(seq, body);
        assertEq(o.cost, int256(2 * 1790e18) - int256(o.discount));
        assertEq(liquidation.stageOf(TWO, seq), 3, "what is left of the cash is on its way back");
        assertEq(cash(purse), 0);
        assertEq(hub.collateralOf(purse, ether_), 0);
        assertBooks();
        drain();
        assertEq(tokens[ONE][18].balanceOf(_dave), 2e18, "the ether, on its own chain");
        assertEq(had - cashToken(TWO).balanceOf(_dave), uint256(o.cost), "the price alone was paid");
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_UnknownBid.selector, TWO, seq));
        liquidation.executeBid(TWO, seq, body);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NothingToReturn.selector, TWO, seq));
        liquidation.returnBid(TWO, seq, body);
    }

    function test_executeBid_RecoveredGoesBack() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        _setPrices(1990e18, 50_000e18);
        uint256 had = cashToken(TWO).balanceOf(_dave);
        assertTrue(_execute(seq, body).closed);
        drain();
        assertEq(cashToken(TWO).balanceOf(_dave) - had, 5000e18);
    }

    function test_executeBid_RevertGiven_late() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        uint256 deadline = this.deadlineOf(body);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_StillInTime.selector, deadline));
        liquidation.returnBid(TWO, seq, body);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_Late.selector, deadline));
        liquidation.executeBid(TWO, seq, body);
        uint256 had = cashToken(TWO).balanceOf(_dave);
        uint256 fee = gateway.appendFee(TWO);
        vm.prank(publisher, publisher);
        liquidation.returnBid{value: fee}(TWO, seq, body);
        collect();
        drain();
        assertEq(cashToken(TWO).balanceOf(_dave) - had, 5000e18, "all of it");
        assertEq(liquidation.stageOf(TWO, seq), 3);
    }

    function deadlineOf(bytes calldata body) external pure returns (uint256) {
        return Message.decodeBidTerms(body).deadline;
    }

    function test_executeBid_RevertWhen_tooDear() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        _setPrices(2150e18, 50_000e18);
        vm.mockCall(
            address(engine),
            abi.encodeWithSelector(engine.maintenanceMargin.selector, a),
            abi.encode(0, 1e21, 1e21, 1e22)
        );
        vm.mockCall(
            address(engine),
            abi.encodeWithSelector(engine.marginsWithout.selector, a),
            abi.encode(0, 1e21, 1e21, 1e22, 0, 1e21, 1e21, 1e22)
        );
        vm.expectPartialRevert(ILiquidation.Liquidation_NoBetter.selector);
        liquidation.executeBid{value: 1 ether}(TWO, seq, body);
        vm.clearMockedCalls();
        _setPrices(1790e18, 50_000e18);
        _execute(seq, body);
    }

    function test_executeBid_RevertGiven_tooLittleCash() public {
        (uint64 seq, bytes memory body) = _booked(100e18);
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        liquidation.executeBid{value: 1 ether}(TWO, seq, body);
        assertEq(liquidation.stageOf(TWO, seq), 1, "it may still be, until its deadline");
    }

    /// A stranger brings value and gas, and must not choose by them what becomes of the tokens.
    function test_executeBid_RevertWhen_tooLittleValue() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        uint256 fee = gateway.appendFee(ONE);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_FeeTooLow.selector, fee));
        liquidation.executeBid{value: fee - 1}(TWO, seq, body);
        // enough for the ether, not for the cash that goes back
        vm.expectPartialRevert(ILiquidation.Liquidation_FeeTooLow.selector);
        liquidation.executeBid{value: fee}(TWO, seq, body);
    }

    function test_executeBid_GasChoosesNothing() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        uint256 made;
        for (uint256 gas_ = 100_000; gas_ < 2_000_000; gas_ += 20_000) {
            uint256 snapshot = vm.snapshotState();
            try liquidation.executeBid{value: 1 ether, gas: gas_}(TWO, seq, body) {
                ++made;
                assertEq(liquidation.stageOf(TWO, seq), 3, "all of it");
                assertEq(hub.collateralOf(_purse(seq), ether_), 0, "the ether went out");
            } catch {
                assertEq(liquidation.stageOf(TWO, seq), 1, "or nothing");
            }
            vm.revertToState(snapshot);
        }
        assertGt(made, 10);
    }

    /// Over a cap the cash waits, and with it the bid.
    function test_executeBid_AfterAPendingDeposit() public {
        hub.setLimits(cashAsset(TWO), vaultOf(cashAsset(TWO)).reserve + 100e18, 0, uint128(CAP), uint128(CAP));
        (uint64 seq, bytes memory body) = _booked(5000e18);
        assertEq(liquidation.stageOf(TWO, seq), 1);
        assertEq(cash(_purse(seq)), 0);
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        liquidation.executeBid{value: 1 ether}(TWO, seq, body);
        hub.setLimits(cashAsset(TWO), uint128(CAP), 0, uint128(CAP), uint128(CAP));
        hub.executeDeposit(TWO, seq, this.depositOf(body));
        _execute(seq, body);
        assertEq(liquidation.stageOf(TWO, seq), 3);
    }

    function depositOf(bytes calldata body) external pure returns (bytes memory) {
        return body[:Message.DEPOSIT_LENGTH];
    }

    /// Nobody is charged a high exit fee because a stranger was quick.
    function test_returnBid_Patience() public {
        uint64 seq = _bid(5000e18, 1 minutes);
        carry(TWO, HUB);
        bytes memory body = bodyOf(TWO, HUB, seq);
        vm.warp(this.deadlineOf(body) + 1);
        uint128 reserve = vaultOf(cashAsset(TWO)).reserve;
        hub.setLimits(cashAsset(TWO), uint128(CAP), reserve * 10, uint128(CAP), uint128(CAP));
        uint256 snapshot = vm.snapshotState();
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NothingToReturn.selector, TWO, seq));
        liquidation.returnBid{value: 1 ether}(TWO, seq, body);
        // its owner may, at once
        vm.prank(_dave, _dave);
        liquidation.returnBid{value: 1 ether}(TWO, seq, body);
        assertEq(liquidation.stageOf(TWO, seq), 3);
        vm.revertToState(snapshot);
        vm.warp(this.deadlineOf(body) + 1 days + 1);
        liquidation.returnBid{value: 1 ether}(TWO, seq, body);
        assertEq(liquidation.stageOf(TWO, seq), 3);
    }

    /// Once the cash went back, what the owner does with that account is his.
    function test_returnBid_Once() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        _execute(seq, body);
        _endow(_purse(seq), 7000e18, 0);
        drain();
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NothingToReturn.selector, TWO, seq));
        liquidation.returnBid{value: 1 ether}(TWO, seq, body);
        assertEq(cash(_purse(seq)), 7000e18);
    }

    function test_RevertWhen_anotherBody() public {
        (uint64 seq, bytes memory body) = _booked(5000e18);
        body[100] = ~body[100];
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_UnknownBid.selector, TWO, seq));
        liquidation.executeBid(TWO, seq, body);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_UnknownBid.selector, TWO, seq));
        liquidation.returnBid(TWO, seq, body);
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_UnknownBid.selector, TWO, seq + 1));
        liquidation.executeBid(TWO, seq + 1, body);
    }

    function test_book_RevertWhen_caller() public {
        vm.expectRevert(abi.encodeWithSelector(ILiquidation.Liquidation_NotTheHub.selector, address(this)));
        liquidation.book(TWO, 1, "");
    }

    // ------------------------------------------------------------------------------------------------ what a spoke may say

    function _handle(uint64 seq, bytes memory body) private returns (bool) {
        vm.prank(address(gateway));
        return hub.handle(TWO, seq, Message.BID, body, false);
    }

    function _body(AccountId account, address depositor) private view returns (bytes memory) {
        return abi.encodePacked(
            Message.encodeDeposit(account, address(cashToken(TWO)), 500e18, depositor),
            Message.encodeBidTerms(_terms(1 hours)),
            _legs()
        );
    }

    /// Whatever its terms are, its cash is credited.
    function test_malformedIsADeposit() public {
        AccountId purse = _purse(1000);
        bytes memory body = _body(purse, _dave);
        assertTrue(_handle(1000, this.cutOf(body, body.length - 1)));
        assertEq(liquidation.stageOf(TWO, 1000), 0, "no bid");
        assertEq(cash(purse), 500e18, "but his cash");
        assertTrue(_handle(1001, this.cutOf(body, Message.DEPOSIT_LENGTH)));
        assertEq(cash(purse), 1000e18);
        assertFalse(_handle(1002, this.cutOf(body, Message.DEPOSIT_LENGTH - 1)));
    }

    function cutOf(bytes calldata body, uint256 length) external pure returns (bytes memory) {
        return body[:length];
    }

    /// A chain that lies in somebody's name reaches nothing of what he has.
    function test_lyingChainBidsForNobodyElse() public {
        AccountId purse = _purse(1000);
        // his ordinary account, another bid's, another chain's, another depositor's, nobody's
        AccountId[5] memory accounts = [
            plain(_dave),
            _purse(999),
            toAccountId(_dave, 0, Message.bidSubaccount(ONE, 1000)),
            toAccountId(carol, 0, Message.bidSubaccount(TWO, 1000)),
            toAccountId(_dave, ONE, Message.bidSubaccount(TWO, 1000))
        ];
        for (uint256 i; i < 5; ++i) {
            assertTrue(_handle(1000, _body(accounts[i], _dave)));
            assertEq(liquidation.stageOf(TWO, 1000), 0, "not booked");
        }
        _handle(1000, _body(toAccountId(address(0), 0, Message.bidSubaccount(TWO, 1000)), address(0)));
        assertEq(liquidation.stageOf(TWO, 1000), 0, "nor for nobody");
        // in its own name all it can spend is what came with it
        _endow(plain(_dave), 50_000e18, 0);
        drain();
        int256 had = cash(plain(_dave));
        assertEq(had, 50_500e18, "a lie that brings cash is a gift");
        assertTrue(_handle(1000, _body(purse, _dave)));
        assertEq(liquidation.stageOf(TWO, 1000), 1);
        vm.expectPartialRevert(IClearing.Clearing_Unhealthy.selector);
        liquidation.executeBid{value: 1 ether}(TWO, 1000, _body(purse, _dave));
        assertEq(cash(plain(_dave)), had);
    }

    /// 11. TOTAL.
    function testFuzz_handle_IsTotal(uint64 seq, bytes calldata tail, AccountId account, address depositor, bool sound)
        public
    {
        seq = uint64(bound(seq, 1000, type(uint64).max));
        if (sound) account = toAccountId(depositor, 0, Message.bidSubaccount(TWO, seq));
        _handle(seq, abi.encodePacked(Message.encodeDeposit(account, address(cashToken(TWO)), 1e18, depositor), tail));
    }

    function testFuzz_handle_AnyBytes(uint64 seq, bytes calldata body) public {
        _handle(uint64(bound(seq, 1000, type(uint64).max)), body);
    }

    // ---------------------------------------------------------------------------------------------------------- the hatch

    function test_reclaim_ABidThatTheHubNeverSaw() public {
        drain();
        uint256 had = cashToken(TWO).balanceOf(_dave);
        uint64 seq = _bid(5000e18, 30 days);
        bytes memory body = bodyOf(TWO, HUB, seq);
        vm.warp(now_() + 15 days);
        spokes[TWO].openHatch();
        spokes[TWO].reclaim(seq, body);
        assertEq(cashToken(TWO).balanceOf(_dave), had, "his cash is back");
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotReclaimable.selector, seq));
        spokes[TWO].reclaim(seq, body);
    }
}
