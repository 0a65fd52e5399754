// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeAuthoriser} from "../../../base/FakeAuthoriser.sol";
import {Exchange} from "causeway/market/Exchange.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {Orders} from "causeway/market/Orders.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Reads the vectors that TypeScript made, and requires Solidity to hash and sign every one alike.
contract HashOrderTest is Test {
    string private _json;

    function setUp() public {
        _json = vm.readFile("test/vectors/orders.json");
    }

    function test_hashOrder() public {
        uint256 key = uint256(vm.parseJsonBytes32(_json, ".key"));
        address hub = address(new FakeAuthoriser());
        uint256 count;
        for (; vm.keyExistsJson(_json, string.concat(".orders[", vm.toString(count), "]")); ++count) {
            string memory path = string.concat(".orders[", vm.toString(count), "]");
            vm.chainId(_uint(path, ".chainId"));
            Exchange exchange = Exchange(vm.parseJsonAddress(_json, string.concat(path, ".exchange")));
            deployCodeTo("Exchange.sol:Exchange", abi.encode(hub, hub, hub), address(exchange));
            IExchange.Order memory order = _order(string.concat(path, ".fields"));
            assertEq(Orders.hashOf(order), _word(path, ".structHash"), "struct");
            bytes32 hash = exchange.hashOrder(order);
            assertEq(hash, _word(path, ".hash"), "hash");
            assertEq(exchange.hashCancel(hash), _word(path, ".cancel"), "cancel");
            assertEq(exchange.hashCancelAll(order.account, order.epoch), _word(path, ".cancelAll"), "cancel all");
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, hash);
            assertEq(abi.encodePacked(r, s, v), vm.parseJsonBytes(_json, string.concat(path, ".signature")), "signed");
        }
        assertEq(count, 6);
    }

    function _order(string memory path) private view returns (IExchange.Order memory order) {
        order.account = AccountId.wrap(_word(path, ".account"));
        order.instrument = InstrumentId.wrap(uint160(_uint(path, ".instrument")));
        order.size = int96(vm.parseJsonInt(_json, string.concat(path, ".size")));
        order.price = uint128(_uint(path, ".price"));
        order.maxFeeRate = uint64(_uint(path, ".maxFeeRate"));
        order.expiry = uint40(_uint(path, ".expiry"));
        order.flags = uint8(_uint(path, ".flags"));
        order.salt = uint64(_uint(path, ".salt"));
        order.epoch = uint64(_uint(path, ".epoch"));
    }

    function _uint(string memory path, string memory field) private view returns (uint256) {
        return vm.parseJsonUint(_json, string.concat(path, field));
    }

    function _word(string memory path, string memory field) private view returns (bytes32) {
        return vm.parseJsonBytes32(_json, string.concat(path, field));
    }
}
