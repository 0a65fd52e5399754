// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeClearing} from "../../../base/FakeClearing.sol";
import {ExchangeTest} from "./ExchangeTest.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {CALL, toInstrumentId} from "causeway/types/InstrumentId.sol";

contract MatchOrdersTest is ExchangeTest {
    AccountId internal anna;
    AccountId internal ben;

    function setUp() public override {
        super.setUp();
        anna = _account("anna");
        ben = _account("ben");
    }

    // ---------------------------------------------------------------------------------------------------------- filling

    function test_matchOrders() public {
        IExchange.Order memory order = _order(taker, 3e18, 2010e18);
        IExchange.Order memory first = _order(anna, -1e18, 2000e18);
        IExchange.Order memory second = _order(ben, -5e18, 2005e18);
        _expectFilled(first, -1e18, 2000e18, -1e18);
        _expectFilled(second, -2e18, 2005e18, -2e18);
        // (2000 + 2 * 2005) / 3, rounded up for a buyer
        _expectFilled(order, 3e18, 2003_333333333333333334, 3e18);
        assertEq(_match(order, _list(first, second)), 3e18);

        _assertState(order, 3e18, false);
        _assertState(first, 1e18, false);
        _assertState(second, 2e18, false);
        assertEq(_sizeOf(taker), 3e18);
        assertEq(_sizeOf(anna), -1e18);
        assertEq(_sizeOf(ben), -2e18);
        IClearing.Fill[] memory fills = clearing.fills();
        assertEq(fills.length, 2);
        assertEq(fills[0].price, 2000e18, "the maker's price");
        assertEq(fills[1].price, 2005e18, "the maker's price");
        // 500 ppm of 2000 and of 4010; 100 ppm
        assertEq(fills[0].takerFee, 1e18);
        assertEq(fills[0].makerFee, 0.2e18);
        assertEq(fills[1].takerFee, 2.005e18);
        assertEq(fills[1].makerFee, 0.401e18);
    }

    function test_matchOrders_Sell() public {
        IExchange.Order memory order = _order(taker, -3e18, 1990e18);
        IExchange.Order memory first = _order(anna, 1e18, 2000e18);
        IExchange.Order memory second = _order(ben, 2e18, 1990e18);
        _expectFilled(first, 1e18, 2000e18, 1e18);
        _expectFilled(second, 2e18, 1990e18, 2e18);
        // (2000 + 2 * 1990) / 3, rounded down for a seller
        _expectFilled(order, -3e18, 1993_333333333333333333, -3e18);
        assertEq(_match(order, _list(first, second)), -3e18);
        assertEq(_sizeOf(taker), -3e18);
        assertEq(_sizeOf(anna), 1e18);
        assertEq(clearing.fills()[0].size, -1e18, "from the taker's side");
    }

    function test_matchOrders_InParts() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        IExchange.Order memory first = _order(anna, -2e18, 2000e18);
        assertEq(_match(order, _list(first)), 2e18);
        _assertState(order, 2e18, false);
        IExchange.Order memory second = _order(ben, -7e18, 1999e18);
        _expectFilled(second, -1e18, 1999e18, -1e18);
        _expectFilled(order, 1e18, 1999e18, 3e18);
        assertEq(_match(order, _list(second)), 1e18);
        _matchReverts(
            order, _list(second), abi.encodeWithSelector(IExchange.Exchange_Filled.selector, exchange.hashOrder(order))
        );
    }

    /// What rested as a taker's remainder can be a maker's order.
    function test_matchOrders_ARestTurnsMaker() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        _match(order, _list(_order(anna, -2e18, 2000e18)));
        IExchange.Order memory seller = _order(ben, -5e18, 1900e18);
        assertEq(_match(seller, _list(order)), -1e18);
        assertEq(clearing.fills()[1].price, 2000e18, "to the new taker's good");
        _assertState(order, 3e18, false);
    }

    function test_matchOrders_NeedsNoSignatureOfItsSender() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        IExchange.Order[] memory makers = _list(_order(anna, -1e18, 2000e18));
        bytes[] memory signatures = _sign(makers);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_BadSignature.selector, exchange.hashOrder(order)));
        exchange.matchOrders(order, "", makers, signatures);
        vm.prank(taker.owner());
        assertEq(exchange.matchOrders(order, "", makers, signatures), 1e18);
    }

    function test_matchOrders_ByAnOperator() public {
        AccountId session = _account("session key");
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        IExchange.Order[] memory makers = _list(_order(anna, -1e18, 2000e18));
        bytes[] memory signatures = _sign(makers);
        bytes memory signature = _sign(session, exchange.hashOrder(order));
        authoriser.allow(taker, session.owner(), 2);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_BadSignature.selector, exchange.hashOrder(order)));
        exchange.matchOrders(order, signature, makers, signatures);
        authoriser.allow(taker, session.owner(), TRADE);
        assertEq(exchange.matchOrders(order, signature, makers, signatures), 1e18);
    }

    // ------------------------------------------------------------------------------------------------- skipping makers

    function test_matchOrders_SkipsMakersThatFail() public {
        clearing.fail(anna);
        IExchange.Order memory order = _order(taker, 2e18, 2000e18, FILL_OR_KILL);
        IExchange.Order memory bad = _order(anna, -2e18, 2000e18);
        IExchange.Order memory good = _order(ben, -3e18, 2000e18);
        assertEq(_match(order, _list(bad, good)), 2e18, "the next takes its place");
        _assertState(bad, 0, false);
        _assertState(good, 2e18, false);
        assertEq(clearing.calls(), 2);
    }

    function test_matchOrders_TakesMoreOfTheLastWhenAnotherFails() public {
        clearing.fail(anna);
        IExchange.Order memory order = _order(taker, 5e18, 2000e18, FILL_OR_KILL);
        IExchange.Order memory bad = _order(anna, -2e18, 2000e18);
        IExchange.Order memory good = _order(ben, -9e18, 2000e18);
        assertEq(_match(order, _list(bad, good)), 5e18);
        _assertState(good, 5e18, false);
        IClearing.Fill[] memory fills = clearing.fills();
        assertEq(fills[0].size, 3e18);
        assertEq(fills[1].size, 2e18);
    }

    function test_matchOrders_RevertWhen_allFail() public {
        clearing.fail(anna);
        IExchange.Order memory order = _order(taker, 2e18, 2000e18, IMMEDIATE);
        _matchReverts(order, _list(_order(anna, -2e18, 2000e18)), _notFilled(order, 0));
        _assertState(order, 0, false);
    }

    function test_matchOrders_SkipsExpired() public {
        IExchange.Order memory late = _order(anna, -1e18, 2000e18);
        late.expiry = uint40(block.timestamp - 1);
        _assertSkipped(late, IExchange.Refusal.Expired);
    }

    function test_matchOrders_SkipsFilled() public {
        IExchange.Order memory done = _order(anna, -1e18, 2000e18);
        _match(_order(taker, 1e18, 2000e18), _list(done));
        _assertSkipped(done, IExchange.Refusal.Filled);
    }

    function test_matchOrders_SkipsCancelled() public {
        IExchange.Order memory gone = _order(anna, -1e18, 2000e18);
        vm.prank(anna.owner());
        exchange.cancel(gone);
        _assertSkipped(gone, IExchange.Refusal.Cancelled);
    }

    function test_matchOrders_SkipsOlderEpochs() public {
        IExchange.Order memory gone = _order(anna, -1e18, 2000e18);
        gone.epoch = 4;
        vm.prank(anna.owner());
        exchange.cancelAll(anna, 5);
        _assertSkipped(gone, IExchange.Refusal.Cancelled);
        gone.epoch = 5;
        assertEq(_match(_order(taker, 1e18, 2000e18), _list(gone)), 1e18);
    }

    function test_matchOrders_SkipsMalformed() public {
        IExchange.Order memory order = _order(anna, -1e18, 2000e18);
        order.flags = 16;
        _assertSkipped(order, IExchange.Refusal.Malformed);
        order.flags = IMMEDIATE | POST_ONLY;
        _assertSkipped(order, IExchange.Refusal.Malformed);
        order.flags = IMMEDIATE | FILL_OR_KILL;
        _assertSkipped(order, IExchange.Refusal.Malformed);
        order.flags = 0;
        order.price = 0;
        _assertSkipped(order, IExchange.Refusal.Malformed);
        order.price = 1;
        order.account = toAccountId(address(0), 1, 1);
        keyOf[order.account] = 1;
        _assertSkipped(order, IExchange.Refusal.Malformed);
    }

    /// A bid of everything at any price must not stop a seller by an overflow.
    function test_matchOrders_SkipsTheUncountable() public {
        IExchange.Order memory huge = _order(anna, type(int96).max, type(uint128).max);
        IExchange.Order memory good = _order(ben, 1e18, 2000e18);
        _expectSkipped(huge, IExchange.Refusal.Malformed);
        assertEq(_match(_order(taker, -1e18, 1), _list(huge, good)), -1e18);
    }

    function test_matchOrders_SkipsTakerOnly() public {
        _assertSkipped(_order(anna, -1e18, 2000e18, IMMEDIATE), IExchange.Refusal.TakerOnly);
        _assertSkipped(_order(anna, -1e18, 2000e18, FILL_OR_KILL), IExchange.Refusal.TakerOnly);
    }

    function test_matchOrders_SkipsWhoWantsALowerFee() public {
        IExchange.Order memory order = _order(anna, -1e18, 2000e18);
        order.maxFeeRate = 99;
        _assertSkipped(order, IExchange.Refusal.FeeTooHigh);
        order.maxFeeRate = 100;
        assertEq(_match(_order(taker, 1e18, 2000e18), _list(order)), 1e18);
    }

    function test_matchOrders_SkipsOnesOwn() public {
        _assertSkipped(_order(taker, -1e18, 2000e18), IExchange.Refusal.SameAccount);
    }

    function test_matchOrders_SkipsBadSignatures() public {
        IExchange.Order memory forged = _order(anna, -1e18, 2000e18);
        keyOf[anna] = keyOf[ben];
        _assertSkipped(forged, IExchange.Refusal.BadSignature);
    }

    function test_matchOrders_BoundsWhatASignatureMayCost() public {
        authoriser.burn(anna);
        keyOf[anna] = keyOf[ben];
        uint256 before = gasleft();
        _assertSkipped(_order(anna, -1e18, 2000e18), IExchange.Refusal.BadSignature);
        assertLt(before - gasleft(), 1_200_000, "a maker's own code burns at most its share");
    }

    function test_matchOrders_PostOnlyMakes() public {
        assertEq(_match(_order(taker, 1e18, 2000e18), _list(_order(anna, -1e18, 2000e18, POST_ONLY))), 1e18);
    }

    // ----------------------------------------------------------------------------------------------------- time in force

    function test_matchOrders_ImmediateCancelsTheRest() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18, IMMEDIATE);
        assertEq(_match(order, _list(_order(anna, -1e18, 2000e18))), 1e18);
        _assertState(order, 1e18, true);
        _matchReverts(
            order,
            _list(_order(anna, -1e18, 2000e18)),
            abi.encodeWithSelector(IExchange.Exchange_Cancelled.selector, exchange.hashOrder(order))
        );
    }

    function test_matchOrders_FillOrKill() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18, FILL_OR_KILL);
        IExchange.Order memory half = _order(anna, -2e18, 2000e18);
        _matchReverts(order, _list(half), _notFilled(order, 2e18));
        _assertState(half, 0, false);
        assertEq(_match(order, _list(half, _order(ben, -1e18, 2000e18))), 3e18);
    }

    function test_matchOrders_RevertWhen_postOnly() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18, POST_ONLY);
        _takerReverts(order, IExchange.Exchange_PostOnlyTaker.selector);
    }

    // -------------------------------------------------------------------------------------------------------- bad takers

    function test_matchOrders_RevertWhen_expired() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        order.expiry = uint40(block.timestamp - 1);
        _matchReverts(
            order,
            _list(_order(anna, -1e18, 2000e18)),
            abi.encodeWithSelector(IExchange.Exchange_Expired.selector, exchange.hashOrder(order), block.timestamp - 1)
        );
    }

    function test_matchOrders_RevertWhen_cancelled() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        vm.prank(taker.owner());
        exchange.cancelAll(taker, 1);
        _takerReverts(order, IExchange.Exchange_Cancelled.selector);
        order.epoch = 1;
        vm.prank(taker.owner());
        exchange.cancel(order);
        _takerReverts(order, IExchange.Exchange_Cancelled.selector);
    }

    function test_matchOrders_RevertWhen_malformed() public {
        IExchange.Order memory order = _order(taker, 0, 2000e18);
        _takerReverts(order, IExchange.Exchange_BadOrder.selector);
        order.size = 1;
        order.instrument = toInstrumentId("ETH", CALL, 0, 1);
        _takerReverts(order, IExchange.Exchange_BadOrder.selector);
    }

    function test_matchOrders_RevertWhen_badlySigned() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        keyOf[taker] = keyOf[ben];
        _takerReverts(order, IExchange.Exchange_BadSignature.selector);
    }

    function test_matchOrders_RevertWhen_feeTooHigh() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        order.maxFeeRate = TAKER_RATE - 1;
        _matchReverts(
            order,
            _list(_order(anna, -1e18, 2000e18)),
            abi.encodeWithSelector(
                IExchange.Exchange_FeeTooHigh.selector, exchange.hashOrder(order), TAKER_RATE, TAKER_RATE - 1
            )
        );
    }

    function test_matchOrders_RevertWhen_theTakerIsPoor() public {
        clearing.fail(taker);
        _matchReverts(
            _order(taker, 1e18, 2000e18),
            _list(_order(anna, -1e18, 2000e18)),
            abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, taker, 0, 1)
        );
    }

    // ------------------------------------------------------------------------------------------------- a bad caller's call

    function test_matchOrders_RevertWhen_notCrossing() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        _notCrossing(order, _order(anna, -1e18, 2000e18 + 1));
        _notCrossing(order, _order(anna, 1e18, 2000e18));
        IExchange.Order memory other = _order(anna, -1e18, 2000e18);
        other.instrument = toInstrumentId("BTC", 1, 0, 0);
        _notCrossing(order, other);
        order = _order(taker, -1e18, 2000e18);
        _notCrossing(order, _order(anna, 1e18, 2000e18 - 1));
        _notCrossing(order, _order(anna, -1e18, 2000e18));
    }

    function test_matchOrders_RevertWhen_repeated() public {
        IExchange.Order memory maker = _order(anna, -1e18, 2000e18);
        _matchReverts(
            _order(taker, 3e18, 2000e18),
            _list(maker, _order(ben, -1e18, 2000e18), maker),
            abi.encodeWithSelector(IExchange.Exchange_Repeated.selector, exchange.hashOrder(maker))
        );
    }

    function test_matchOrders_RevertWhen_lengthsDiffer() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        bytes memory signature = _sign(order);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_LengthMismatch.selector, 0, 1));
        exchange.matchOrders(order, signature, _list(), new bytes[](1));
    }

    function test_matchOrders_RevertWhen_tooMany() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        bytes memory signature = _sign(order);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_TooManyMakers.selector, 257, 256));
        exchange.matchOrders(order, signature, new IExchange.Order[](257), new bytes[](257));
    }

    function test_matchOrders_RevertWhen_empty() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        _matchReverts(order, _list(), _notFilled(order, 0));
    }

    /// The clearing answers with one word: its last bit counts like its first.
    function test_matchOrders_ThatMany() public {
        IExchange.Order[] memory makers = new IExchange.Order[](256);
        for (uint256 i; i < 256; ++i) {
            makers[i] = _order(anna, -1e15, 2000e18);
        }
        assertEq(_match(_order(taker, 1e18, 2000e18), makers), 0.256e18);
        _assertState(makers[255], 1e15, false);
    }

    function test_matchOrders_RevertGiven_itComesBack() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        IExchange.Order[] memory makers = _list(_order(anna, -1e18, 2000e18));
        bytes memory again = abi.encodeCall(exchange.matchOrders, (order, _sign(order), makers, _sign(makers)));
        bytes memory guarded = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        clearing.reenter(address(exchange), again);
        bytes memory reason = abi.encodeWithSelector(FakeClearing.Reentered.selector, guarded);
        _matchReverts(order, makers, reason);
        clearing.reenter(address(exchange), abi.encodeCall(exchange.cancel, (order)));
        _matchReverts(order, makers, reason);
        clearing.reenter(address(exchange), abi.encodeCall(exchange.cancelAll, (taker, 1)));
        _matchReverts(order, makers, reason);
    }

    // -------------------------------------------------------------------------------------------------------------- fuzz

    /// However an order is cut up, it is never filled beyond its size, nor at a price worse than its own.
    function testFuzz_matchOrders(uint96[6] memory sizes, uint96[6] memory prices, bool buys, uint256 failing) public {
        IExchange.Order memory order = _order(taker, buys ? int96(5e18) : -int96(5e18), 2000e18);
        order.expiry += 1;
        int256 filled;
        for (uint256 round; round < 2; ++round) {
            IExchange.Order[] memory makers = new IExchange.Order[](3);
            for (uint256 i; i < 3; ++i) {
                uint256 k = round * 3 + i;
                AccountId maker = _account(string.concat("maker", vm.toString(k)));
                if (failing >> k & 1 == 1) clearing.fail(maker);
                int96 size = int96(int256(bound(sizes[k], 1, 4e18)));
                uint256 price = buys ? bound(prices[k], 1, 2000e18) : bound(prices[k], 2000e18, 1e25);
                makers[i] = _order(maker, buys ? -size : size, uint128(price));
            }
            try exchange.matchOrders(order, _sign(order), makers, _sign(makers)) returns (int96 part) {
                filled += part;
            } catch {}
        }
        (uint96 total,) = exchange.orderState(exchange.hashOrder(order));
        assertEq(int256(uint256(total)), buys ? filled : -filled, "what was returned");
        assertEq(filled, _sizeOf(taker), "what was made");
        assertLe(total, 5e18, "beyond its size");
        IClearing.Fill[] memory fills = clearing.fills();
        uint256[] memory byMaker = new uint256[](6);
        for (uint256 i; i < fills.length; ++i) {
            assertTrue(buys ? fills[i].price <= 2000e18 : fills[i].price >= 2000e18, "worse than signed");
            assertTrue(fills[i].size != 0 && (fills[i].size > 0) == buys, "the other way");
            for (uint256 k; k < 6; ++k) {
                AccountId maker = _account(string.concat("maker", vm.toString(k)));
                if (AccountId.unwrap(maker) != AccountId.unwrap(fills[i].maker)) continue;
                byMaker[k] += uint256(int256(buys ? fills[i].size : -fills[i].size));
                assertLe(byMaker[k], bound(sizes[k], 1, 4e18), "a maker beyond its size");
            }
        }
    }

    /// Fees: rounded up where paid, down where received, within a unit of the exact share.
    function testFuzz_matchOrders_Fees(uint96 size, uint128 price, uint32 takerRate, int32 makerRate) public {
        size = uint96(bound(size, 1, 1e24));
        price = uint128(bound(price, 1, 1e24));
        takerRate = uint32(bound(takerRate, 0, 2000));
        makerRate = int32(bound(makerRate, -int256(uint256(takerRate)), 2000));
        exchange.setFees(takerRate, makerRate);
        IExchange.Order memory order = _order(taker, int96(size), price);
        IExchange.Order memory maker = _order(anna, -int96(size), price);
        (order.maxFeeRate, maker.maxFeeRate) = (2000, 2000);
        _match(order, _list(maker));
        IClearing.Fill memory f = clearing.fills()[0];
        int256 worth = int256(uint256(size) * price);
        int256 unit = 1e24;
        assertGe(f.takerFee * unit, worth * int256(uint256(takerRate)), "taker paid too little");
        assertLt((f.takerFee - 1) * unit, worth * int256(uint256(takerRate)), "taker paid too much");
        assertGe(f.makerFee * unit, worth * makerRate, "maker paid too little");
        assertLt((f.makerFee - 1) * unit, worth * makerRate, "maker paid too much");
        assertGe(int256(f.takerFee) + f.makerFee, 0, "paid by nobody");
    }

    // ----------------------------------------------------------------------------------------------------------- private

    /// @dev The order brought as first maker is skipped with this reason; a good one behind it is filled.
    function _assertSkipped(IExchange.Order memory bad, IExchange.Refusal refusal) private {
        IExchange.Order memory good = _order(ben, -1e18, 2000e18);
        (uint96 before,) = exchange.orderState(exchange.hashOrder(bad));
        IExchange.Order memory order = _order(taker, 1e18, 2000e18, FILL_OR_KILL);
        _expectSkipped(bad, refusal);
        assertEq(_match(order, _list(bad, good)), 1e18);
        (uint96 filled,) = exchange.orderState(exchange.hashOrder(bad));
        assertEq(filled, before, "skipped");
        _assertState(good, 1e18, false);
    }

    function _takerReverts(IExchange.Order memory order, bytes4 selector) private {
        _matchReverts(
            order, _list(_order(anna, -1e18, 2000e18)), abi.encodeWithSelector(selector, exchange.hashOrder(order))
        );
    }

    function _notCrossing(IExchange.Order memory order, IExchange.Order memory maker) private {
        _matchReverts(
            order,
            _list(maker),
            abi.encodeWithSelector(
                IExchange.Exchange_NotCrossing.selector, exchange.hashOrder(order), exchange.hashOrder(maker)
            )
        );
    }

    function _notFilled(IExchange.Order memory order, int96 filled) private view returns (bytes memory) {
        return abi.encodeWithSelector(IExchange.Exchange_NotFilled.selector, exchange.hashOrder(order), filled);
    }
}
