// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ExchangeTest} from "./ExchangeTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IExchange} from "causeway/market/IExchange.sol";

contract CancelTest is ExchangeTest {
    function test_cancel() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        _match(order, _list(_order(_account("anna"), -1e18, 2000e18)));
        bytes32 hash = exchange.hashOrder(order);
        vm.expectEmit(address(exchange));
        emit IExchange.OrderCancelled(hash, taker);
        vm.prank(taker.owner());
        exchange.cancel(order);
        _assertState(order, 1e18, true);
    }

    function test_cancel_ByAnOperator() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        authoriser.allow(taker, address(7), TRADE);
        vm.prank(address(7));
        exchange.cancel(order);
        _assertState(order, 0, true);
    }

    function test_cancel_RevertWhen_notTheOwner() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        authoriser.allow(taker, address(7), 2);
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_NotAuthorised.selector, taker, address(7)));
        vm.prank(address(7));
        exchange.cancel(order);
    }

    function test_cancel_RevertGiven_itIsCancelled() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        bytes memory reason = abi.encodeWithSelector(IExchange.Exchange_Cancelled.selector, exchange.hashOrder(order));
        vm.startPrank(taker.owner());
        exchange.cancel(order);
        vm.expectRevert(reason);
        exchange.cancel(order);
        order.salt = 77;
        exchange.cancelAll(taker, 1);
        reason = abi.encodeWithSelector(IExchange.Exchange_Cancelled.selector, exchange.hashOrder(order));
        vm.expectRevert(reason);
        exchange.cancel(order);
    }

    function test_cancel_RevertGiven_itIsFilled() public {
        IExchange.Order memory order = _order(taker, 1e18, 2000e18);
        _match(order, _list(_order(_account("anna"), -1e18, 2000e18)));
        bytes memory reason = abi.encodeWithSelector(IExchange.Exchange_Filled.selector, exchange.hashOrder(order));
        vm.expectRevert(reason);
        vm.prank(taker.owner());
        exchange.cancel(order);
    }

    function test_cancelFor() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        bytes memory signature = _sign(taker, exchange.hashCancel(exchange.hashOrder(order)));
        exchange.cancelFor(order, signature);
        _assertState(order, 0, true);
    }

    /// The signature under the order itself cancels nothing, nor does that of another.
    function test_cancelFor_RevertWhen_badlySigned() public {
        IExchange.Order memory order = _order(taker, 3e18, 2000e18);
        bytes memory reason = abi.encodeWithSelector(IHub.Hub_BadSignature.selector, taker);
        bytes memory signature = _sign(order);
        vm.expectRevert(reason);
        exchange.cancelFor(order, signature);
        signature = _sign(_account("anna"), exchange.hashCancel(exchange.hashOrder(order)));
        vm.expectRevert(reason);
        exchange.cancelFor(order, signature);
    }
}
