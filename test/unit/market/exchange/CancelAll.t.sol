// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ExchangeTest} from "./ExchangeTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {AccountId} from "causeway/types/AccountId.sol";

contract CancelAllTest is ExchangeTest {
    function test_cancelAll() public {
        vm.expectEmit(address(exchange));
        emit IExchange.EpochRaised(taker, 7);
        vm.prank(taker.owner());
        exchange.cancelAll(taker, 7);
        assertEq(exchange.epochOf(taker), 7);
        AccountId anna = _account("anna");
        assertEq(exchange.epochOf(anna), 0);
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        for (uint64 epoch; epoch < 9; ++epoch) {
            order.epoch = epoch;
            IExchange.Order memory maker = _order(anna, -1e18, 2000e18);
            bytes memory reason =
                abi.encodeWithSelector(IExchange.Exchange_Cancelled.selector, exchange.hashOrder(order));
            if (epoch < 7) _matchReverts(order, _list(maker), reason);
            else assertEq(_match(order, _list(maker)), 1e18);
        }
    }

    function test_cancelAll_RevertWhen_notTheOwner() public {
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_NotAuthorised.selector, taker, address(7)));
        vm.prank(address(7));
        exchange.cancelAll(taker, 1);
    }

    function test_cancelAll_RevertWhen_notHigher() public {
        vm.startPrank(taker.owner());
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_EpochNotHigher.selector, 0, 0));
        exchange.cancelAll(taker, 0);
        exchange.cancelAll(taker, 3);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_EpochNotHigher.selector, 3, 3));
        exchange.cancelAll(taker, 3);
    }

    function test_cancelAllFor() public {
        bytes memory signature = _sign(taker, exchange.hashCancelAll(taker, 2));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, taker));
        exchange.cancelAllFor(taker, 3, signature);
        exchange.cancelAllFor(taker, 2, signature);
        assertEq(exchange.epochOf(taker), 2);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_EpochNotHigher.selector, 2, 2));
        exchange.cancelAllFor(taker, 2, signature);
    }
}
