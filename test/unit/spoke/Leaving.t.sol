// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Message} from "causeway/messaging/Message.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";

/// @notice Exit requests and signers: who may speak for whom on a spoke.
contract LeavingTest is World {
    Spoke private _spoke;
    address private _token;

    function setUp() public override {
        super.setUp();
        _spoke = spokes[ONE];
        _token = address(tokens[ONE][18]);
    }

    function test_requestExit() public {
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit IMessenger.Appended(
            HUB, 1, Message.EXIT_REQUEST, abi.encodePacked(plain(alice), _token, type(uint128).max, bob)
        );
        vm.prank(alice, alice);
        _spoke.requestExit{value: APPEND_FEE}(plain(alice), _token, type(uint128).max, bob);
    }

    function test_requestExit_ByAContract() public {
        Wallet wallet = new Wallet(alice);
        AccountId id = toAccountId(address(wallet), ONE, 3);
        bytes memory call_ = abi.encodeCall(ISpoke.requestExit, (id, _token, 1, bob));
        wallet.run{value: APPEND_FEE}(address(_spoke), call_);
        assertEq(_spoke.laneOf(HUB).outSeq, 1);
    }

    function test_requestExit_ByADelegatedKeyPair() public {
        vm.etch(alice, abi.encodePacked(hex"ef0100", address(new Wallet(bob))));
        vm.prank(alice, bob); // somebody else pays for the transaction
        _spoke.requestExit{value: APPEND_FEE}(plain(alice), _token, 1, bob);
        AccountId id = toAccountId(alice, ONE, 0);
        vm.prank(alice, bob);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTheOwner.selector, id, alice));
        _spoke.requestExit{value: APPEND_FEE}(id, _token, 1, bob);
    }

    function test_requestExit_RevertWhen_notTheOwner() public {
        AccountId id = plain(alice);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTheOwner.selector, id, bob));
        _spoke.requestExit{value: APPEND_FEE}(id, _token, 1, bob);
        // an address without code that is not the origin may be anybody
        vm.prank(alice, bob);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTheOwner.selector, id, alice));
        _spoke.requestExit{value: APPEND_FEE}(id, _token, 1, bob);
    }

    function test_requestExit_RevertWhen_contractOfAnotherChain() public {
        Wallet wallet = new Wallet(alice);
        AccountId id = toAccountId(address(wallet), TWO, 0);
        bytes memory call_ = abi.encodeCall(ISpoke.requestExit, (id, _token, 1, bob));
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTheOwner.selector, id, address(wallet)));
        wallet.run{value: APPEND_FEE}(address(_spoke), call_);
        id = plain(address(wallet));
        call_ = abi.encodeCall(ISpoke.requestExit, (id, _token, 1, bob));
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTheOwner.selector, id, address(wallet)));
        wallet.run{value: APPEND_FEE}(address(_spoke), call_);
    }

    function test_requestExit_RevertWhen_nonsense() public {
        AccountId id = plain(alice);
        vm.startPrank(alice, alice);
        vm.expectRevert(ISpoke.Spoke_ZeroAmount.selector);
        _spoke.requestExit{value: APPEND_FEE}(id, _token, 0, bob);
        vm.expectRevert(ISpoke.Spoke_ZeroReceiver.selector);
        _spoke.requestExit{value: APPEND_FEE}(id, _token, 1, address(0));
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_UnknownToken.selector, address(9)));
        _spoke.requestExit{value: APPEND_FEE}(id, address(9), 1, bob);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooLow.selector, 0, APPEND_FEE));
        _spoke.requestExit(id, _token, 1, bob);
    }

    function test_requestExit_NoBrakeStopsIt() public {
        _spoke.brake(_token);
        _spoke.lowerCap(_token, 0);
        hub.halt{value: APPEND_FEE}(assetOf(ONE, 18));
        carry(HUB, ONE);
        requestExit(alice, ONE, _token, 1);
        assertEq(_spoke.laneOf(HUB).outSeq, 1);
    }

    function test_setSigner() public {
        Wallet wallet = new Wallet(alice);
        bytes memory call_ = abi.encodeCall(ISpoke.setSigner, (bob, uint64(now_() + 1 days)));
        wallet.run{value: APPEND_FEE}(address(_spoke), call_);
        carry(ONE, HUB);
        (address signer, uint64 expiry) = hub.KEYRING().signerOf(address(wallet), ONE);
        assertEq(signer, bob);
        assertGt(expiry, now_());
        (signer,) = hub.KEYRING().signerOf(address(wallet), TWO);
        assertEq(signer, address(0));
    }

    function test_setSigner_RevertWhen_notAContract() public {
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotAContract.selector, alice));
        _spoke.setSigner{value: APPEND_FEE}(bob, 1);
        vm.prank(alice, bob);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotAContract.selector, alice));
        _spoke.setSigner{value: APPEND_FEE}(bob, 1);
        vm.etch(alice, abi.encodePacked(hex"ef0100", address(this)));
        vm.prank(alice, bob);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotAContract.selector, alice));
        _spoke.setSigner{value: APPEND_FEE}(bob, 1);
    }
}
