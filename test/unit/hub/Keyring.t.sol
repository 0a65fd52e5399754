// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IKeyring} from "causeway/hub/IKeyring.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {TRADE, WITHDRAW} from "causeway/types/Rights.sol";

contract KeyringTest is World {
    IKeyring private _keyring;
    AccountId private _account;
    bytes32 private constant DIGEST = keccak256("an order");

    function setUp() public override {
        super.setUp();
        _keyring = hub.KEYRING();
        _account = plain(alice);
    }

    function test_setOperator() public {
        vm.expectEmit(true, true, true, true, address(_keyring));
        emit IKeyring.OperatorSet(_account, bob, TRADE, uint40(now_() + 1 days));
        _name(bob, TRADE);
        (uint8 rights, uint40 expiry) = _keyring.operatorOf(_account, bob);
        assertEq(rights, TRADE);
        assertEq(expiry, now_() + 1 days);
        assertTrue(_keyring.isAuthorised(_account, bob, TRADE));
        assertFalse(_keyring.isAuthorised(_account, bob, WITHDRAW));
        assertFalse(_keyring.isAuthorised(_account, bob, TRADE | WITHDRAW), "all of the bits");
        assertFalse(_keyring.isAuthorised(toAccountId(alice, 0, 1), bob, TRADE), "of this account alone");
        assertFalse(_keyring.isAuthorised(_account, bob, 0));
        vm.warp(now_() + 1 days);
        assertTrue(_keyring.isAuthorised(_account, bob, TRADE));
        vm.warp(now_() + 1);
        assertFalse(_keyring.isAuthorised(_account, bob, TRADE));
    }

    function test_setOperator_takenBack() public {
        _name(bob, TRADE | WITHDRAW);
        assertTrue(_keyring.isAuthorised(_account, bob, TRADE | WITHDRAW));
        _name(bob, 0);
        assertFalse(_keyring.isAuthorised(_account, bob, TRADE));
    }

    function test_setOperator_RevertWhen_notTheOwner() public {
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_NotTheOwner.selector, _account, bob));
        _keyring.setOperator(_account, bob, TRADE, type(uint40).max);
        AccountId none = toAccountId(address(0), 0, 2);
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_NotTheOwner.selector, none, address(this)));
        _keyring.setOperator(none, bob, TRADE, type(uint40).max);
    }

    /// An operator can name no other, whatever his rights.
    function test_setOperator_RevertWhen_operator() public {
        _name(bob, TRADE | WITHDRAW);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_NotTheOwner.selector, _account, bob));
        _keyring.setOperator(_account, publisher, TRADE, type(uint40).max);
        IKeyring.Grant memory g = _grant(publisher, 1);
        bytes memory signature = sign(bobKey, _keyring.hashGrant(g));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, _account));
        _keyring.setOperatorFor(g, signature);
    }

    function test_setOperatorFor() public {
        IKeyring.Grant memory g = _grant(bob, 7);
        bytes memory signature = sign(aliceKey, _keyring.hashGrant(g));
        vm.prank(publisher);
        _keyring.setOperatorFor(g, signature);
        assertTrue(_keyring.isAuthorised(_account, bob, TRADE));
        assertTrue(_keyring.isNonceUsed(_account, 7));
        _name(bob, 0);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NonceUsed.selector, _account, 7));
        _keyring.setOperatorFor(g, signature);

        g = _grant(bob, 8);
        signature = sign(aliceKey, _keyring.hashGrant(g));
        vm.prank(alice, alice);
        _keyring.cancelNonce(_account, 8);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NonceUsed.selector, _account, 8));
        _keyring.setOperatorFor(g, signature);

        g = _grant(bob, 9);
        signature = sign(aliceKey, _keyring.hashGrant(g));
        vm.warp(g.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_Expired.selector, g.deadline));
        _keyring.setOperatorFor(g, signature);
    }

    function test_hashGrant() public view {
        IKeyring.Grant memory g = _grant(bob, 7);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Causeway Keyring"),
                keccak256("1"),
                block.chainid,
                address(_keyring)
            )
        );
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "Operator(bytes32 account,address operator,uint8 rights,uint40 expiry,uint256 nonce,uint256 deadline)"
                ),
                g.account,
                g.operator,
                g.rights,
                g.expiry,
                g.nonce,
                g.deadline
            )
        );
        assertEq(_keyring.hashGrant(g), keccak256(abi.encodePacked(hex"1901", domain, structHash)));
    }

    function test_cancelNonce_RevertWhen_notTheOwner() public {
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_NotTheOwner.selector, _account, bob));
        _keyring.cancelNonce(_account, 8);
    }

    function test_setSigner_RevertWhen_notTheHub() public {
        vm.expectRevert(abi.encodeWithSelector(IKeyring.Keyring_NotTheHub.selector, address(this)));
        _keyring.setSigner(alice, ONE, bob, type(uint64).max);
    }

    // ------------------------------------------------------------------------------------------------------ signatures

    function test_authorise() public {
        assertFalse(_keyring.authorise(_account, DIGEST, sign(aliceKey, DIGEST), TRADE), "the owner");
        bytes memory signature = sign(bobKey, DIGEST);
        _bad(_account, signature, TRADE);
        _name(bob, TRADE);
        assertTrue(_keyring.authorise(_account, DIGEST, signature, TRADE));
        _bad(_account, signature, WITHDRAW);
        _bad(_account, signature, 0);
        _bad(_account, "", TRADE);
        _bad(_account, new bytes(65), TRADE);
        vm.warp(now_() + 1 days + 1);
        _bad(_account, signature, TRADE);
    }

    function test_authorise_contractHere() public {
        Wallet wallet = new Wallet(alice);
        AccountId id = toAccountId(address(wallet), HUB, 0);
        assertFalse(_keyring.authorise(id, DIGEST, sign(aliceKey, DIGEST), TRADE));
        _bad(id, sign(bobKey, DIGEST), TRADE);
        wallet.run(address(_keyring), abi.encodeCall(IKeyring.setOperator, (id, bob, TRADE, uint40(now_() + 1 days))));
        assertTrue(_keyring.authorise(id, DIGEST, sign(bobKey, DIGEST), TRADE));
    }

    /// The signer that a spoke's contract named trades, but names nobody.
    function test_authorise_namedSigner() public {
        Wallet wallet = new Wallet(makeAddr("nobody"));
        AccountId id = toAccountId(address(wallet), ONE, 0);
        wallet.run{value: APPEND_FEE}(
            address(spokes[ONE]), abi.encodeCall(ISpoke.setSigner, (bob, uint64(now_() + 1 days)))
        );
        drain();
        assertTrue(_keyring.authorise(id, DIGEST, sign(bobKey, DIGEST), TRADE));
        IKeyring.Grant memory g = _grant(publisher, 1);
        g.account = id;
        bytes memory signature = sign(bobKey, _keyring.hashGrant(g));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, id));
        _keyring.setOperatorFor(g, signature);
        vm.warp(now_() + 1 days);
        _bad(id, sign(bobKey, DIGEST), TRADE);
    }

    // ------------------------------------------------------------------------------------------------------ withdrawal

    function test_withdraw_operatorToTheOwnerAlone() public {
        AssetId asset = assetOf(ONE, 8);
        deposit(alice, ONE, asset.token(), 10e8);
        drain();
        _name(bob, TRADE);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheOwner.selector, _account, bob));
        hub.withdraw{value: APPEND_FEE}(_account, asset, 1e8, alice, 0);
        _name(bob, WITHDRAW);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_ReceiverNotOwner.selector, _account, bob));
        hub.withdraw{value: APPEND_FEE}(_account, asset, 1e8, bob, 0);
        vm.prank(bob, bob);
        hub.withdraw{value: APPEND_FEE}(_account, asset, 1e8, alice, 0);
        assertEq(hub.collateralOf(_account, asset), 9e18);

        IHub.Withdrawal memory w = IHub.Withdrawal({
            account: _account, asset: asset, amount: 2e8, receiver: bob, maxFee: 0, nonce: 1, deadline: now_() + 1 hours
        });
        bytes memory signature = sign(bobKey, keyring.hashWithdrawal(w));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_ReceiverNotOwner.selector, _account, bob));
        hub.withdrawFor{value: APPEND_FEE}(w, signature);
        w.receiver = alice;
        signature = sign(bobKey, keyring.hashWithdrawal(w));
        hub.withdrawFor{value: 2 * APPEND_FEE}(w, signature);
        assertEq(hub.collateralOf(_account, asset), 7e18);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _name(address operator, uint8 rights) private {
        vm.prank(alice, alice);
        _keyring.setOperator(_account, operator, rights, uint40(now_() + 1 days));
    }

    function _bad(AccountId account, bytes memory signature, uint8 right) private {
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadSignature.selector, account));
        _keyring.authorise(account, DIGEST, signature, right);
    }

    function _grant(address operator, uint256 nonce) private view returns (IKeyring.Grant memory) {
        return IKeyring.Grant({
            account: _account,
            operator: operator,
            rights: TRADE,
            expiry: uint40(now_() + 1 days),
            nonce: nonce,
            deadline: now_() + 1 hours
        });
    }
}
