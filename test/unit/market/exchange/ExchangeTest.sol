// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeAuthoriser} from "../../../base/FakeAuthoriser.sol";
import {FakeClearing} from "../../../base/FakeClearing.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Exchange} from "causeway/market/Exchange.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {InstrumentId, PERPETUAL, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {Test} from "forge-std/Test.sol";

/// @notice An exchange over doubles of hub and clearing, with a taker and makers. The test is the manager's admin.
abstract contract ExchangeTest is Test {
    uint32 internal constant TAKER_RATE = 500; // ppm
    int32 internal constant MAKER_RATE = 100;
    uint8 internal constant TRADE = 1;
    uint8 internal constant REDUCE_ONLY = 1;
    uint8 internal constant IMMEDIATE = 2;
    uint8 internal constant FILL_OR_KILL = 4;
    uint8 internal constant POST_ONLY = 8;

    FakeAuthoriser internal authoriser;
    FakeClearing internal clearing;
    Exchange internal exchange;
    AccountId internal taker;
    InstrumentId internal perp = toInstrumentId("ETH", PERPETUAL, 0, 0);
    mapping(AccountId => uint256) internal keyOf;
    uint64 private _salt;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        authoriser = new FakeAuthoriser();
        clearing = new FakeClearing();
        AccessManager manager = new AccessManager(address(this));
        exchange = new Exchange(IHub(address(authoriser)), IClearing(address(clearing)), address(manager));
        exchange.setFees(TAKER_RATE, MAKER_RATE);
        taker = _account("taker");
    }

    function _account(string memory name) internal returns (AccountId account) {
        (address owner, uint256 key) = makeAddrAndKey(name);
        account = toAccountId(owner, 0, 0);
        keyOf[account] = key;
    }

    function _order(AccountId account, int96 size, uint128 price) internal returns (IExchange.Order memory) {
        return IExchange.Order({
            account: account,
            instrument: perp,
            size: size,
            price: price,
            maxFeeRate: TAKER_RATE,
            expiry: uint40(block.timestamp),
            flags: 0,
            salt: ++_salt,
            epoch: 0
        });
    }

    function _order(AccountId account, int96 size, uint128 price, uint8 flags)
        internal
        returns (IExchange.Order memory order)
    {
        order = _order(account, size, price);
        order.flags = flags;
    }

    function _sign(AccountId account, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf[account], digest);
        return abi.encodePacked(r, s, v);
    }

    function _sign(IExchange.Order memory order) internal view returns (bytes memory) {
        return _sign(order.account, exchange.hashOrder(order));
    }

    function _sign(IExchange.Order[] memory orders) internal view returns (bytes[] memory signatures) {
        signatures = new bytes[](orders.length);
        for (uint256 i; i < orders.length; ++i) {
            signatures[i] = _sign(orders[i]);
        }
    }

    function _match(IExchange.Order memory order, IExchange.Order[] memory makers) internal returns (int96) {
        return exchange.matchOrders(order, _sign(order), makers, _sign(makers));
    }

    /// @dev Expects that the match reverts with `reason`: everything is signed before, since a view would end the wait.
    function _matchReverts(IExchange.Order memory order, IExchange.Order[] memory makers, bytes memory reason)
        internal
    {
        (bytes memory signature, bytes[] memory signatures) = (_sign(order), _sign(makers));
        vm.expectRevert(reason);
        exchange.matchOrders(order, signature, makers, signatures);
    }

    function _expectSkipped(IExchange.Order memory order, IExchange.Refusal refusal) internal {
        bytes32 hash = exchange.hashOrder(order);
        vm.expectEmit(address(exchange));
        emit IExchange.OrderSkipped(hash, order.account, refusal);
    }

    function _expectFilled(IExchange.Order memory order, int96 size, uint128 price, int96 filled) internal {
        bytes32 hash = exchange.hashOrder(order);
        vm.expectEmit(address(exchange));
        emit IExchange.OrderFilled(hash, order.account, size, price, filled);
    }

    function _assertState(IExchange.Order memory order, uint96 filled, bool cancelled) internal view {
        (uint96 isFilled, bool isCancelled) = exchange.orderState(exchange.hashOrder(order));
        assertEq(isFilled, filled, "filled");
        assertEq(isCancelled, cancelled, "cancelled");
    }

    function _sizeOf(AccountId account) internal view returns (int256) {
        return clearing.sizes(account, perp);
    }

    function _list() internal pure returns (IExchange.Order[] memory) {
        return new IExchange.Order[](0);
    }

    function _list(IExchange.Order memory a) internal pure returns (IExchange.Order[] memory list) {
        list = new IExchange.Order[](1);
        list[0] = a;
    }

    function _list(IExchange.Order memory a, IExchange.Order memory b)
        internal
        pure
        returns (IExchange.Order[] memory list)
    {
        list = new IExchange.Order[](2);
        (list[0], list[1]) = (a, b);
    }

    function _list(IExchange.Order memory a, IExchange.Order memory b, IExchange.Order memory c)
        internal
        pure
        returns (IExchange.Order[] memory list)
    {
        list = new IExchange.Order[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }
}
