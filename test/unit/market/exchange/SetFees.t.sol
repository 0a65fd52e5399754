// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ExchangeTest} from "./ExchangeTest.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IExchange} from "causeway/market/IExchange.sol";

contract SetFeesTest is ExchangeTest {
    function test_setFees() public {
        vm.expectEmit(address(exchange));
        emit IExchange.FeesSet(2000, -2000);
        exchange.setFees(2000, -2000);
        (uint32 atTaker, int32 atMaker) = exchange.fees();
        assertEq(atTaker, 2000);
        assertEq(atMaker, -2000);
        exchange.setFees(0, 2000);
        exchange.setFees(0, 0);
    }

    function test_setFees_RevertWhen_outOfBounds() public {
        _reverts(2001, 0);
        _reverts(2000, -2001);
        _reverts(0, -1);
        _reverts(0, 2001);
        _reverts(type(uint32).max, type(int32).min);
    }

    function test_setFees_RevertWhen_notGovernance() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(7)));
        vm.prank(address(7));
        exchange.setFees(1, 1);
    }

    function _reverts(uint32 takerRate, int32 makerRate) private {
        vm.expectRevert(abi.encodeWithSelector(IExchange.Exchange_BadFees.selector, takerRate, makerRate));
        exchange.setFees(takerRate, makerRate);
    }
}
