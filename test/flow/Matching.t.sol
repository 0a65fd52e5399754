// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Wallet} from "../base/Wallets.sol";
import {MarketTest} from "../unit/market/MarketTest.sol";
import {IKeyring} from "causeway/hub/IKeyring.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {Message} from "causeway/messaging/Message.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {FEES} from "causeway/types/Reserved.sol";
import {TRADE, WITHDRAW} from "causeway/types/Rights.sol";

/// @notice Signed orders through the exchange, the clearing and the book: nobody who trades sends a transaction.
contract MatchingTest is MarketTest {
    uint8 private constant REDUCE_ONLY = 1;
    uint8 private constant FILL_OR_KILL = 4;

    IExchange private _exchange;
    uint64 private _salt;

    function setUp() public override {
        super.setUp();
        deployCodeTo("Exchange.sol:Exchange", abi.encode(hub, clearing, address(manager)), exchange);
        _exchange = IExchange(exchange);
        _exchange.setFees(500, -200);
    }

    function test_matchOrders() public {
        IExchange.Order memory taker = _order(a, 12e18, 2010e18);
        IExchange.Order memory maker = _order(b, -10e18, 2005e18);
        assertEq(_match(taker, aliceKey, maker, bobKey), 10e18);
        assertEq(sizeOf(a, perpetual), 10e18);
        assertEq(sizeOf(b, perpetual), -10e18);
        assertEq(costOf(a, perpetual), 20_050e18, "the maker's price");
        // 20,050 traded: 500 ppm are paid, 200 ppm received, the rest is the book's
        assertEq(cash(a), 100_000e18 - 10.025e18);
        assertEq(cash(b), 100_000e18 + 4.01e18);
        assertEq(cashOfBook(FEES), 6.015e18);
    }

    function test_matchOrders_OfASessionKey() public {
        (address key, uint256 secret) = makeAddrAndKey("session key");
        IKeyring keyring = hub.KEYRING();
        IExchange.Order memory taker = _order(a, 1e18, 2000e18);
        IExchange.Order memory maker = _order(b, -1e18, 2000e18);
        _refused(taker, secret, maker);
        vm.prank(alice, alice);
        keyring.setOperator(a, key, WITHDRAW, uint40(now_() + 1 hours));
        _refused(taker, secret, maker);
        vm.prank(alice, alice);
        keyring.setOperator(a, key, TRADE, uint40(now_() + 1 hours));
        assertEq(_match(taker, secret, maker, bobKey), 1e18);

        taker = _order(a, 1e18, 2000e18);
        vm.warp(now_() + 1 hours);
        (taker.expiry, maker.expiry) = (uint40(now_() + 1), uint40(now_() + 1));
        maker.salt = 99;
        setPrices(2000e18, 2000e18);
        assertEq(_match(taker, secret, maker, bobKey), 1e18, "until its last second");
        taker.salt = 100;
        vm.warp(now_() + 1);
        setPrices(2000e18, 2000e18);
        _refused(taker, secret, maker);
    }

    function test_matchOrders_OfAContractWallet() public {
        (address key, uint256 secret) = makeAddrAndKey("key of a wallet");
        Wallet wallet = new Wallet(key);
        AccountId account = toAccountId(address(wallet), HUB, 0);
        endow(account, 10_000e18);
        assertEq(_match(_order(a, 1e18, 2000e18), aliceKey, _order(account, -1e18, 2000e18), secret), 1e18);
        assertEq(sizeOf(account, perpetual), -1e18);
        _notFilled(_order(a, 1e18, 2000e18), aliceKey, _order(account, -1e18, 2000e18), bobKey);
    }

    /// A wallet that lives on a spoke named its signer by a message.
    function test_matchOrders_OfAWalletElsewhere() public {
        (address key, uint256 secret) = makeAddrAndKey("named signer");
        address wallet = makeAddr("wallet on a spoke");
        AccountId account = toAccountId(wallet, ONE, 0);
        endow(account, 10_000e18);
        bytes memory body = Message.encodeSetSigner(wallet, key, uint64(now_() + 1 days));
        vm.prank(address(gateway));
        hub.handle(ONE, 1, Message.SET_SIGNER, body, false);
        IExchange.Order memory maker = _order(account, -2e18, 2000e18);
        assertEq(_match(_order(a, 1e18, 2000e18), aliceKey, maker, secret), 1e18);
        _exchange.cancelFor(maker, sign(secret, _exchange.hashCancel(_exchange.hashOrder(maker))));
        _notFilled(_order(a, 1e18, 2000e18), aliceKey, maker, secret);
    }

    function test_matchOrders_PassesOverAPoorMaker() public {
        (address poor, uint256 secret) = makeAddrAndKey("poor");
        IExchange.Order[] memory makers = new IExchange.Order[](2);
        bytes[] memory signatures = new bytes[](2);
        makers[0] = _order(plain(poor), -5e18, 2000e18);
        makers[1] = _order(b, -9e18, 2001e18);
        signatures[0] = sign(secret, _exchange.hashOrder(makers[0]));
        signatures[1] = sign(bobKey, _exchange.hashOrder(makers[1]));
        IExchange.Order memory taker = _order(a, 6e18, 2010e18);
        taker.flags = FILL_OR_KILL;
        bytes memory signature = sign(aliceKey, _exchange.hashOrder(taker));
        assertEq(_exchange.matchOrders(taker, signature, makers, signatures), 6e18);
        assertEq(sizeOf(plain(poor), perpetual), 0);
        assertEq(sizeOf(b, perpetual), -6e18);
        assertEq(costOf(a, perpetual), 6 * 2001e18);
        (uint96 filled,) = _exchange.orderState(_exchange.hashOrder(makers[0]));
        assertEq(filled, 0);
        (filled,) = _exchange.orderState(_exchange.hashOrder(makers[1]));
        assertEq(filled, 6e18);
    }

    function test_matchOrders_RevertWhen_theTakerIsPoor() public {
        (address poor, uint256 secret) = makeAddrAndKey("poor");
        IExchange.Order memory taker = _order(plain(poor), 5e18, 2000e18);
        IExchange.Order memory maker = _order(b, -5e18, 2000e18);
        (bytes memory signature, IExchange.Order[] memory makers, bytes[] memory signatures) =
            _signed(taker, secret, maker, bobKey);
        // the fee of 5 is missing, and a tenth of 10,000 is needed
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, plain(poor), -5e18, 1000e18));
        _exchange.matchOrders(taker, signature, makers, signatures);
    }

    /// Below initial margin, a reduce-only order closes, and two of them do not turn the position.
    function test_matchOrders_ReducesBelowInitialMargin() public {
        AccountId small = sub(alice, 7);
        endow(small, 1_000e18);
        _match(_order(small, 4e18, 2000e18), aliceKey, _order(b, -4e18, 2000e18), bobKey);
        setPrices(1900e18, 1900e18); // equity 596 under initial margin of 760
        _unhealthy(_order(small, 1e18, 1900e18), aliceKey, _order(b, -1e18, 1900e18), bobKey);
        IExchange.Order memory closing = _order(small, -9e18, 1900e18);
        closing.flags = REDUCE_ONLY;
        assertEq(_match(closing, aliceKey, _order(b, 9e18, 1900e18), bobKey), -4e18);
        assertEq(sizeOf(small, perpetual), 0);
        // lost 400; paid 4 and 3.8 of fees
        assertEq(cash(small), 1_000e18 - 400e18 - 7.8e18);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _order(AccountId account, int96 size, uint128 price) private returns (IExchange.Order memory order) {
        order.account = account;
        order.instrument = perpetual;
        (order.size, order.price) = (size, price);
        (order.maxFeeRate, order.expiry, order.salt) = (500, uint40(now_()), ++_salt);
    }

    function _match(IExchange.Order memory taker, uint256 key, IExchange.Order memory maker, uint256 makerKey)
        private
        returns (int96)
    {
        (bytes memory signature, IExchange.Order[] memory makers, bytes[] memory signatures) =
            _signed(taker, key, maker, makerKey);
        vm.prank(publisher);
        return _exchange.matchOrders(taker, signature, makers, signatures);
    }

    function _refused(IExchange.Order memory taker, uint256 key, IExchange.Order memory maker) private {
        _reverts(
            taker,
            key,
            maker,
            bobKey,
            abi.encodeWithSelector(IExchange.Exchange_BadSignature.selector, _exchange.hashOrder(taker))
        );
    }

    function _notFilled(IExchange.Order memory taker, uint256 key, IExchange.Order memory maker, uint256 makerKey)
        private
    {
        _reverts(
            taker,
            key,
            maker,
            makerKey,
            abi.encodeWithSelector(IExchange.Exchange_NotFilled.selector, _exchange.hashOrder(taker), 0)
        );
    }

    function _unhealthy(IExchange.Order memory taker, uint256 key, IExchange.Order memory maker, uint256 makerKey)
        private
    {
        // 1,000 less the fee of 4, less 400; less a fee of 0.95. A tenth of 5 * 1,900 is needed
        _reverts(
            taker,
            key,
            maker,
            makerKey,
            abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, taker.account, 595.05e18, 950e18)
        );
    }

    function _reverts(
        IExchange.Order memory taker,
        uint256 key,
        IExchange.Order memory maker,
        uint256 makerKey,
        bytes memory reason
    ) private {
        (bytes memory signature, IExchange.Order[] memory makers, bytes[] memory signatures) =
            _signed(taker, key, maker, makerKey);
        vm.expectRevert(reason);
        _exchange.matchOrders(taker, signature, makers, signatures);
    }

    function _signed(IExchange.Order memory taker, uint256 key, IExchange.Order memory maker, uint256 makerKey)
        private
        view
        returns (bytes memory signature, IExchange.Order[] memory makers, bytes[] memory signatures)
    {
        (makers, signatures) = (new IExchange.Order[](1), new bytes[](1));
        makers[0] = maker;
        signature = sign(key, _exchange.hashOrder(taker));
        signatures[0] = sign(makerKey, _exchange.hashOrder(maker));
    }
}
