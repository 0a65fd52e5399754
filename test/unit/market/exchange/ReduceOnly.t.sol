// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ExchangeTest} from "./ExchangeTest.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {AccountId} from "causeway/types/AccountId.sol";

contract ReduceOnlyTest is ExchangeTest {
    AccountId internal anna;
    AccountId internal ben;

    function setUp() public override {
        super.setUp();
        anna = _account("anna");
        ben = _account("ben");
    }

    function test_matchOrders_ReduceOnlyTaker() public {
        clearing.setSize(taker, perp, -2e18);
        IExchange.Order memory order = _order(taker, 5e18, 2000e18, REDUCE_ONLY);
        assertEq(_match(order, _list(_order(anna, -9e18, 2000e18))), 2e18);
        assertEq(_sizeOf(taker), 0);
        _assertState(order, 2e18, false);
    }

    function test_matchOrders_ReduceOnlyFillOrKill() public {
        clearing.setSize(taker, perp, 2e18);
        IExchange.Order memory order = _order(taker, -5e18, 2000e18, REDUCE_ONLY | FILL_OR_KILL);
        assertEq(_match(order, _list(_order(anna, 9e18, 2000e18))), -2e18, "all that there is");
        _assertState(order, 2e18, true);
    }

    function test_matchOrders_RevertWhen_takerHasNothingToReduce() public {
        IExchange.Order memory order = _order(taker, 5e18, 2000e18, REDUCE_ONLY);
        bytes memory reason = abi.encodeWithSelector(IExchange.Exchange_NotReducing.selector, exchange.hashOrder(order));
        _matchReverts(order, _list(_order(anna, -9e18, 2000e18)), reason);
        clearing.setSize(taker, perp, 1);
        _matchReverts(order, _list(_order(anna, -9e18, 2000e18)), reason);
    }

    function test_matchOrders_ReduceOnlyMakers() public {
        clearing.setSize(anna, perp, 3e18);
        IExchange.Order memory first = _order(anna, -2e18, 2000e18, REDUCE_ONLY);
        IExchange.Order memory second = _order(anna, -2e18, 2000e18, REDUCE_ONLY);
        IExchange.Order memory third = _order(anna, -2e18, 2000e18, REDUCE_ONLY);
        _expectSkipped(third, IExchange.Refusal.NotReducing);
        assertEq(_match(_order(taker, 9e18, 2000e18), _list(first, second, third)), 3e18);
        assertEq(_sizeOf(anna), 0, "together they close, and do not open");
        _assertState(first, 2e18, false);
        _assertState(second, 1e18, false);
        _assertState(third, 0, false);
    }

    function test_matchOrders_ReduceOnlyBesideAPlainOrder() public {
        clearing.setSize(anna, perp, 3e18);
        IExchange.Order memory plain = _order(anna, -2e18, 2000e18);
        IExchange.Order memory reducing = _order(anna, -2e18, 2000e18, REDUCE_ONLY);
        IExchange.Order memory other = _order(ben, -1e18, 2000e18);
        assertEq(_match(_order(taker, 9e18, 2000e18), _list(plain, other, reducing)), 4e18);
        assertEq(_sizeOf(anna), 0);
        _assertState(reducing, 1e18, false);
    }

    function test_matchOrders_SkipsAMakerWithNothingToReduce() public {
        IExchange.Order memory opening = _order(anna, -2e18, 2000e18, REDUCE_ONLY);
        _expectSkipped(opening, IExchange.Refusal.NotReducing);
        assertEq(_match(_order(taker, 9e18, 2000e18), _list(opening, _order(ben, -1e18, 2000e18))), 1e18);
    }

    /// No reduce-only order makes a position larger or turns it, whatever stands beside it in the call.
    function testFuzz_matchOrders_ReduceOnly(
        int96[3] memory positions,
        uint96[5] memory sizes,
        uint256 owners,
        uint256 plain,
        bool buys
    ) public {
        AccountId[3] memory accounts = [taker, anna, ben];
        for (uint256 i; i < 3; ++i) {
            positions[i] = int96(bound(positions[i], -5e18, 5e18));
            clearing.setSize(accounts[i], perp, positions[i]);
        }
        IExchange.Order[] memory makers = new IExchange.Order[](4);
        for (uint256 i; i < 4; ++i) {
            int96 size = int96(int256(bound(sizes[i], 1, 3e18)));
            // anna's are all reduce-only, ben's at times
            bool isBen = owners >> i & 1 == 1;
            uint8 flags = isBen && plain >> i & 1 == 1 ? 0 : REDUCE_ONLY;
            makers[i] = _order(isBen ? ben : anna, buys ? -size : size, 2000e18, flags);
        }
        int96 wanted = int96(int256(bound(sizes[4], 1, 9e18)));
        IExchange.Order memory order = _order(taker, buys ? wanted : -wanted, 2000e18, REDUCE_ONLY);
        try exchange.matchOrders(order, _sign(order), makers, _sign(makers)) {} catch {}
        _assertReduced(positions[0], _sizeOf(taker));
        _assertReduced(positions[1], _sizeOf(anna));
    }

    function _assertReduced(int256 before, int256 later) private pure {
        if (before >= 0) assertTrue(later >= 0 && later <= before, "larger or turned");
        else assertTrue(later <= 0 && later >= before, "larger or turned");
    }
}
