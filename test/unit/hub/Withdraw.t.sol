// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {Gateway} from "causeway/hub/Gateway.sol";
import {IGateway} from "causeway/hub/IGateway.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IKeyring} from "causeway/hub/IKeyring.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Message} from "causeway/messaging/Message.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";

contract WithdrawTest is World {
    AssetId private _asset;
    AssetId private _cash;

    function setUp() public override {
        super.setUp();
        _asset = assetOf(ONE, 8);
        _cash = cashAsset(ONE);
        deposit(alice, ONE, address(tokens[ONE][8]), 100e8);
        deposit(alice, ONE, address(cashToken(ONE)), 1000e6);
        drain();
    }

    // ---------------------------------------------------------------------------------------------------------- direct

    function test_withdraw() public {
        bytes memory body = Message.encodeRelease(1, _asset.token(), 40e8, bob, Message.REASON_WITHDRAWAL);
        vm.expectEmit(true, true, true, true, address(gateway));
        emit IMessenger.Appended(ONE, 1, Message.RELEASE, body);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.Withdrawn(plain(alice), _asset, 1, 40e8, bob, 0);
        vm.prank(alice, alice);
        assertEq(hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 40e8, bob, 0), 1);
        assertEq(hub.collateralOf(plain(alice), _asset), 60e18);
        assertEq(gateway.laneOf(ONE).pool, APPEND_FEE);
        assertEq(address(hub).balance, 0);
    }

    function test_withdraw_AllAndNoMore() public {
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotCovered.selector, _asset, 100e8, 100e8 + 1));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 100e8 + 1, alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotCovered.selector, _asset, 100e8, type(uint256).max));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, type(uint256).max, alice, 0);
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 100e8, alice, 0);
        vm.stopPrank();
        assertEq(hub.collateralOf(plain(alice), _asset), 0);
    }

    function test_withdraw_RevertGiven_balanceIsSomebodyElses() public {
        deposit(bob, ONE, address(tokens[ONE][8]), 7e8);
        drain();
        vm.prank(alice, alice);
        vm.expectRevert(
            abi.encodeWithSelector(IHub.Hub_InsufficientBalance.selector, plain(alice), _asset, 100e18, 101e18)
        );
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 101e8, alice, 0);
    }

    function test_withdraw_RevertWhen_nonsense() public {
        vm.startPrank(alice, alice);
        vm.expectRevert(IHub.Hub_ZeroAmount.selector);
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 0, alice, 0);
        vm.expectRevert(IHub.Hub_ZeroReceiver.selector);
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 1, address(0), 0);
        AssetId none = toAssetId(ONE, address(9));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_UnknownAsset.selector, none));
        hub.withdraw{value: APPEND_FEE}(plain(alice), none, 1, alice, 0);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooLow.selector, 0, APPEND_FEE));
        hub.withdraw(plain(alice), _asset, 1, alice, 0);
    }

    function test_withdraw_RevertWhen_notTheOwner() public {
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, plain(alice), bob));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 1, bob, 0);
        vm.prank(alice, bob); // a contract called by bob that pretends
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, plain(alice), alice));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 1, bob, 0);
    }

    function test_withdraw_RevertGiven_closedVault() public {
        (bool closed, uint64 heardTime) = gateway.isClosed(ONE);
        assertFalse(closed);
        vm.warp(uint256(heardTime) + 3.5 days);
        (closed,) = gateway.isClosed(ONE);
        assertFalse(closed);
        vm.warp(uint256(heardTime) + 3.5 days + 1);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_VaultClosed.selector, ONE, heardTime));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 1, alice, 0);
    }

    /// The hub hears the spoke all the while, but the spoke does not hear the hub: its echo is what counts.
    function test_isClosed_ByTheEchoAlone() public {
        for (uint256 i; i < 4; ++i) {
            _pass(1 days);
            carry(ONE, HUB);
        }
        (bool closed,) = gateway.isClosed(ONE);
        assertTrue(closed);
        (closed,) = gateway.isClosed(TWO);
        assertTrue(closed);
        carry(HUB, ONE);
        (closed,) = gateway.isClosed(ONE);
        assertTrue(closed, "not before the spoke has said so");
        carry(ONE, HUB);
        (closed,) = gateway.isClosed(ONE);
        assertFalse(closed);
        (closed,) = gateway.isClosed(TWO);
        assertTrue(closed, "each for itself");
    }

    function test_withdraw_ContractOnTheHub() public {
        Wallet wallet = new Wallet(bob);
        AccountId id = toAccountId(address(wallet), HUB, 0);
        depositFor(alice, ONE, address(tokens[ONE][8]), 5e8, id);
        drain();
        bytes memory call_ = abi.encodeCall(IHub.withdraw, (id, _asset, 5e8, bob, 0));
        wallet.run{value: APPEND_FEE}(address(hub), call_);
        assertEq(hub.collateralOf(id, _asset), 0);
    }

    function test_append_RevertWhen_notTheHub() public {
        vm.expectRevert(abi.encodeWithSelector(IGateway.Gateway_NotTheHub.selector, address(this)));
        gateway.append{value: APPEND_FEE}(ONE, Message.RELEASE, "");
    }

    function test_connect_RevertWhen_bad() public {
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_AlreadyConnected.selector, ONE));
        gateway.connect(ONE, address(9), 2);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, HUB));
        gateway.connect(HUB, address(9), 1);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, 0));
        gateway.connect(0, address(9), 1);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_UnknownChain.selector, 9));
        gateway.connect(9, address(0), 1);
    }

    // --------------------------------------------------------------------------------------------------------- limits

    function test_withdraw_RevertGiven_outflowLimit() public {
        hub.setLimits(_asset, 1e15, 0, 1e15, 0); // 1.5 of 100 an hour
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_OutflowLimited.selector, _asset, 1.2e8, 1.2e8 + 1));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, 1.2e8 + 1, alice, 0);
        (, uint256 available) = hub.quoteWithdraw(_asset, 1);
        assertEq(available, 1.2e8);
        hub.withdraw{value: APPEND_FEE}(plain(alice), _asset, available, alice, 0);
        vm.expectPartialRevert(IHub.Hub_OutflowLimited.selector);
        hub.withdraw{value: 1 ether}(plain(alice), _asset, 0.1e8, alice, 0);
        hub.withdraw{value: 1 ether}(plain(alice), _asset, 0.01e8, alice, 0); // small ones are not queued
    }

    /// Whatever the large ones take, small users are never queued while the slice lasts.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_withdraw_SmallOnesAreNeverQueued(uint256[8] memory amounts) public {
        hub.setLimits(_asset, 1e15, 0, 1e15, 1000e8); // 1000 an hour
        deposit(bob, ONE, address(tokens[ONE][8]), 100_000e8);
        drain();
        uint256 fee = 1 ether;
        for (uint256 i; i < amounts.length; ++i) {
            uint256 amount = bound(amounts[i], 16e8, 1500e8);
            vm.prank(bob, bob);
            try hub.withdraw{value: fee}(plain(bob), _asset, amount, bob, 0) {} catch {}
        }
        for (uint256 i; i < 10; ++i) {
            vm.prank(alice, alice);
            hub.withdraw{value: fee}(plain(alice), _asset, 10e8, alice, 0);
        }
        collect();
    }

    // ------------------------------------------------------------------------------------------------------ signatures

    function test_withdrawFor() public {
        IHub.Withdrawal memory w = _withdrawal(plain(alice), 5e8, bob, 7);
        bytes memory signature = sign(aliceKey, keyring.hashWithdrawal(w));
        vm.prank(publisher);
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        assertEq(hub.collateralOf(plain(alice), _asset), 95e18);
        assertTrue(keyring.isNonceUsed(plain(alice), 7));
        assertTrue(keyring.isNonceUsed(toAccountId(alice, 0, 99), 7), "nonces are the owner's");
        assertFalse(keyring.isNonceUsed(plain(bob), 7));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NonceUsed.selector, plain(alice), 7));
        hub.withdrawFor{value: 2 * APPEND_FEE}(w, signature);
    }

    function test_hashWithdrawal() public view {
        IHub.Withdrawal memory w = IHub.Withdrawal({
            account: plain(alice), asset: _asset, amount: 1, receiver: bob, maxFee: 2, nonce: 3, deadline: 4
        });
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Causeway Keyring"),
                keccak256("1"),
                block.chainid,
                address(keyring)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "Withdrawal(bytes32 account,bytes32 asset,uint256 amount,address receiver,uint256 maxFee,uint256 nonce,uint256 deadline)"
                ),
                plain(alice),
                _asset,
                uint256(1),
                bob,
                uint256(2),
                uint256(3),
                uint256(4)
            )
        );
        assertEq(keyring.hashWithdrawal(w), keccak256(abi.encodePacked(hex"1901", domain, structHash)));
    }

    function test_withdrawFor_RevertWhen_anotherSigner() public {
        IHub.Withdrawal memory w = _withdrawal(plain(alice), 5e8, bob, 7);
        bytes memory signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, plain(alice)));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, plain(alice)));
        hub.withdrawFor{value: APPEND_FEE}(w, "");
        signature = new bytes(65);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, plain(alice)));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    /// No field can be changed after signing.
    function testFuzz_withdrawFor_RevertWhen_tampered(uint8 field, uint256 value) public {
        IHub.Withdrawal memory w = _withdrawal(plain(alice), 5e8, bob, 7);
        bytes memory signature = sign(aliceKey, keyring.hashWithdrawal(w));
        bytes32 before = keccak256(abi.encode(w));
        field %= 6;
        if (field == 0) w.account = toAccountId(alice, 0, uint64(value));
        if (field == 1) w.asset = value & 1 == 0 ? _cash : assetOf(ONE, 18);
        if (field == 2) w.amount = bound(value, 1, 100e8);
        if (field == 3) w.receiver = address(uint160(value));
        if (field == 4) w.maxFee = value;
        if (field == 5) w.nonce = value;
        vm.assume(keccak256(abi.encode(w)) != before);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, w.account));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function test_withdrawFor_RevertGiven_deadline() public {
        IHub.Withdrawal memory w = _withdrawal(plain(alice), 5e8, bob, 7);
        bytes memory signature = sign(aliceKey, keyring.hashWithdrawal(w));
        vm.warp(w.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_Expired.selector, w.deadline));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        vm.warp(w.deadline);
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function test_cancelNonce() public {
        IHub.Withdrawal memory w = _withdrawal(plain(alice), 5e8, bob, 300);
        bytes memory signature = sign(aliceKey, keyring.hashWithdrawal(w));
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_NotTheOwner.selector, plain(alice), bob));
        keyring.cancelNonce(plain(alice), 300);
        vm.prank(alice, alice);
        keyring.cancelNonce(plain(alice), 300);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NonceUsed.selector, plain(alice), 300));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function testFuzz_nonces_AreApart(uint256 used, uint256 other) public {
        vm.assume(used != other);
        vm.prank(alice, alice);
        keyring.cancelNonce(plain(alice), used);
        assertTrue(keyring.isNonceUsed(plain(alice), used));
        assertFalse(keyring.isNonceUsed(plain(alice), other));
    }

    /// A key pair with delegated code signs by ECDSA alone: what its code says is somebody else's word.
    function test_withdrawFor_DelegatedKeyPair() public {
        vm.etch(alice, address(new Wallet(bob)).code);
        IHub.Withdrawal memory w = _withdrawal(plain(alice), 5e8, bob, 7);
        bytes memory signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, plain(alice)));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        signature = sign(aliceKey, keyring.hashWithdrawal(w));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function test_withdrawFor_ERC1271() public {
        Wallet wallet = new Wallet(bob);
        AccountId id = toAccountId(address(wallet), HUB, 0);
        depositFor(alice, ONE, address(tokens[ONE][8]), 5e8, id);
        drain();
        IHub.Withdrawal memory w = _withdrawal(id, 5e8, makeAddr("anywhere"), 7);
        bytes memory signature = sign(aliceKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        signature = sign(bobKey, keyring.hashWithdrawal(w));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        assertEq(hub.collateralOf(id, _asset), 0);
    }

    /// A contract at the same address on the hub speaks for no owner of another chain.
    function test_withdrawFor_RevertWhen_ERC1271OfAnotherChain() public {
        Wallet wallet = new Wallet(bob);
        AccountId id = toAccountId(address(wallet), ONE, 0);
        depositFor(alice, ONE, address(tokens[ONE][8]), 5e8, id);
        drain();
        IHub.Withdrawal memory w = _withdrawal(id, 5e8, address(wallet), 7);
        bytes memory signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function test_withdrawFor_SignerOfASpokesContract() public {
        Wallet wallet = new Wallet(makeAddr("nobody"));
        AccountId id = toAccountId(address(wallet), ONE, 0);
        depositFor(alice, ONE, address(tokens[ONE][8]), 5e8, id);
        depositFor(alice, TWO, address(cashToken(TWO)), 5e18, id);
        wallet.run{value: 2 * APPEND_FEE}(
            address(spokes[ONE]), abi.encodeCall(ISpoke.setSigner, (bob, uint64(now_() + 1 days)))
        );
        drain();
        IHub.Withdrawal memory w = _withdrawal(id, 2e8, address(wallet), 7);
        bytes memory signature = sign(bobKey, keyring.hashWithdrawal(w));
        uint256 snapshot = vm.snapshotState();
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        assertEq(hub.collateralOf(id, _asset), 3e18);
        vm.revertToState(snapshot);

        // to the wallet, on its chain, and nowhere else
        w.receiver = bob;
        signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_ReceiverNotOwner.selector, id, bob));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        w.receiver = address(wallet);
        w.asset = cashAsset(TWO);
        signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_ReceiverNotOwner.selector, id, address(wallet)));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);

        // until it expires
        w.asset = _asset;
        w.deadline = now_() + 30 days;
        signature = sign(bobKey, keyring.hashWithdrawal(w));
        _pass(1 days);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function test_withdrawFor_RevertGiven_noSigner() public {
        AccountId id = toAccountId(makeAddr("contract elsewhere"), TWO, 0);
        IHub.Withdrawal memory w = _withdrawal(id, 1, id.owner(), 7);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        hub.withdrawFor{value: APPEND_FEE}(w, new bytes(65));
        bytes memory signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
    }

    function test_withdrawFor_RevertWhen_reservedAccount() public {
        AccountId id = toAccountId(address(0), 0, 1);
        IHub.Withdrawal memory w = _withdrawal(id, 1, bob, 7);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        hub.withdrawFor{value: APPEND_FEE}(w, new bytes(65));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _withdrawal(AccountId id, uint256 amount, address receiver, uint256 nonce)
        private
        view
        returns (IHub.Withdrawal memory)
    {
        return IHub.Withdrawal({
            account: id,
            asset: _asset,
            amount: amount,
            receiver: receiver,
            maxFee: 0,
            nonce: nonce,
            deadline: now_() + 1 hours
        });
    }
}
