// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TestToken} from "../../base/TestToken.sol";
import {Wallet} from "../../base/Wallets.sol";
import {World} from "../../base/World.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {Message} from "causeway/messaging/Message.sol";
import {IPermit2} from "causeway/spoke/IPermit2.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {NATIVE, toAssetId} from "causeway/types/AssetId.sol";

contract DepositTest is World {
    Spoke private _spoke;
    TestToken private _token;

    function setUp() public override {
        super.setUp();
        _spoke = spokes[ONE];
        _token = tokens[ONE][18];
    }

    // -------------------------------------------------------------------------------------------------------- deposit

    function test_deposit() public {
        bytes memory body = abi.encodePacked(plain(bob), address(_token), uint128(5e18), alice);
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit IMessenger.Appended(HUB, 1, Message.DEPOSIT, body);
        assertEq(depositFor(alice, ONE, address(_token), 5e18, plain(bob)), 1);
        assertEq(_token.balanceOf(address(_spoke)), 5e18);
        assertEq(owedAt(assetOf(ONE, 18)), 5e18);
        assertEq(_spoke.laneOf(HUB).pool, APPEND_FEE);
        assertEq(_spoke.accumulator(HUB, 1), _acc(1, Message.DEPOSIT, body));
    }

    function test_deposit_OneUnit() public {
        deposit(alice, ONE, address(_token), 1);
        carry(ONE, HUB);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 1);
    }

    function test_deposit_AllOfTheFeeGoesToThePool() public {
        vm.prank(alice, alice);
        _spoke.deposit{value: 1 ether}(address(_token), 1, plain(alice));
        assertEq(_spoke.laneOf(HUB).pool, 1 ether);
    }

    function test_deposit_RevertWhen_zero() public {
        vm.expectRevert(ISpoke.Spoke_ZeroAmount.selector);
        _deposit(address(_token), 0, plain(alice));
    }

    function test_deposit_RevertWhen_max() public {
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_OverCap.selector, address(_token), type(uint256).max, CAP));
        _deposit(address(_token), type(uint256).max, plain(alice));
    }

    function test_deposit_UpToTheCap() public {
        _spoke.lowerCap(address(_token), 10e18);
        deposit(alice, ONE, address(_token), 4e18);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_OverCap.selector, address(_token), 6e18 + 1, uint256(6e18)));
        _deposit(address(_token), 6e18 + 1, plain(alice));
        deposit(alice, ONE, address(_token), 6e18);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_OverCap.selector, address(_token), 1, 0));
        _deposit(address(_token), 1, plain(alice));
        _spoke.lowerCap(address(_token), 1e18); // below what is there
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_OverCap.selector, address(_token), 1, 0));
        _deposit(address(_token), 1, plain(alice));
    }

    function test_deposit_RevertWhen_reservedAccount() public {
        AccountId id = toAccountId(address(0), ONE, 1);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_ReservedAccount.selector, id));
        _deposit(address(_token), 1, id);
    }

    function test_deposit_RevertWhen_unknownToken() public {
        TestToken other = new TestToken("other", 18);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_UnknownToken.selector, address(other)));
        _deposit(address(other), 1, plain(alice));
    }

    function test_deposit_RevertWhen_native() public {
        vm.expectRevert(ISpoke.Spoke_UseDepositNative.selector);
        _deposit(NATIVE, 1, plain(alice));
    }

    function test_deposit_RevertGiven_halted() public {
        hub.halt{value: APPEND_FEE}(assetOf(ONE, 18));
        carry(HUB, ONE);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_Halted.selector, address(_token), 1));
        _deposit(address(_token), 1, plain(alice));
        _spoke.setVault(address(_token), CAP, CAP);
        _deposit(address(_token), 1, plain(alice));
    }

    // ------------------------------------------------------------------------------------------------------ odd tokens

    function test_deposit_RevertWhen_tokenTakesAFee() public {
        _token.setMode(TestToken.Mode.Fee);
        vm.expectRevert(
            abi.encodeWithSelector(ISpoke.Spoke_ShortTransfer.selector, address(_token), 99e16, uint256(1e18))
        );
        _deposit(address(_token), 1e18, plain(alice));
    }

    function test_deposit_RevertGiven_tokenShrank() public {
        deposit(alice, ONE, address(_token), 5e18);
        _token.shrink(address(_spoke), 1);
        vm.expectRevert(
            abi.encodeWithSelector(ISpoke.Spoke_ShortTransfer.selector, address(_token), 6e18 - 1, uint256(6e18))
        );
        _deposit(address(_token), 1e18, plain(alice));
    }

    function test_deposit_RevertWhen_tokenRefuses() public {
        _token.setRefused(alice, true);
        vm.expectRevert();
        _deposit(address(_token), 1e18, plain(alice));
        assertEq(owedAt(assetOf(ONE, 18)), 0);
    }

    function test_deposit_ADonationIsNobodys() public {
        vm.prank(bob);
        _token.transfer(address(_spoke), 3e18);
        deposit(alice, ONE, address(_token), 1e18);
        assertEq(owedAt(assetOf(ONE, 18)), 1e18);
    }

    // --------------------------------------------------------------------------------------------------------- permit

    function test_depositWithPermit() public {
        (address carol, uint256 key) = makeAddrAndKey("carol");
        _token.mint(carol, 2e18);
        vm.deal(carol, 1 ether);
        (uint8 v, bytes32 r, bytes32 s) = _permit(carol, key, 2e18);
        vm.prank(carol, carol);
        _spoke.depositWithPermit{value: APPEND_FEE}(address(_token), 2e18, plain(carol), now_(), v, r, s);
        assertEq(owedAt(assetOf(ONE, 18)), 2e18);
    }

    function test_depositWithPermit_SomebodyUsedThePermit() public {
        (address carol, uint256 key) = makeAddrAndKey("carol");
        _token.mint(carol, 2e18);
        vm.deal(carol, 1 ether);
        (uint8 v, bytes32 r, bytes32 s) = _permit(carol, key, 2e18);
        _token.permit(carol, address(_spoke), 2e18, now_(), v, r, s);
        vm.prank(carol, carol);
        _spoke.depositWithPermit{value: APPEND_FEE}(address(_token), 2e18, plain(carol), now_(), v, r, s);
        assertEq(owedAt(assetOf(ONE, 18)), 2e18);
    }

    function test_depositWithPermit_RevertWhen_somebodyElses() public {
        (address carol, uint256 key) = makeAddrAndKey("carol");
        _token.mint(carol, 2e18);
        (uint8 v, bytes32 r, bytes32 s) = _permit(carol, key, 2e18);
        address mallory = makeAddr("mallory");
        vm.deal(mallory, 1 ether);
        vm.prank(mallory, mallory);
        vm.expectRevert();
        _spoke.depositWithPermit{value: APPEND_FEE}(address(_token), 2e18, plain(mallory), now_(), v, r, s);
    }

    function test_depositWithPermit_RevertWhen_native() public {
        vm.prank(alice, alice);
        vm.expectRevert();
        _spoke.depositWithPermit{value: 1 ether}(NATIVE, 1, plain(alice), now_(), 27, 0, 0);
    }

    // -------------------------------------------------------------------------------------------------------- permit2

    function test_depositWithPermit2() public {
        vm.prank(alice);
        _token.approve(address(permit2), type(uint256).max);
        bytes memory signature = _permit2(aliceKey, address(_token), 3e18, 7);
        vm.prank(alice, alice);
        _spoke.depositWithPermit2{value: APPEND_FEE}(address(_token), 3e18, plain(alice), 7, now_(), signature);
        assertEq(owedAt(assetOf(ONE, 18)), 3e18);
        vm.prank(alice, alice);
        vm.expectRevert();
        _spoke.depositWithPermit2{value: APPEND_FEE}(address(_token), 3e18, plain(alice), 7, now_(), signature);
    }

    function test_depositWithPermit2_RevertWhen_anotherAmountOrSigner() public {
        vm.prank(alice);
        _token.approve(address(permit2), type(uint256).max);
        bytes memory signature = _permit2(aliceKey, address(_token), 3e18, 7);
        vm.prank(alice, alice);
        vm.expectRevert();
        _spoke.depositWithPermit2{value: APPEND_FEE}(address(_token), 4e18, plain(alice), 7, now_(), signature);
        vm.prank(bob, bob);
        vm.expectRevert();
        _spoke.depositWithPermit2{value: APPEND_FEE}(address(_token), 3e18, plain(bob), 7, now_(), signature);
    }

    /// Permit2 does not look whether there is code at the token: the coin must not be had for nothing.
    function test_depositWithPermit2_RevertWhen_native() public {
        bytes memory signature = _permit2(aliceKey, NATIVE, 3e18, 7);
        vm.prank(alice, alice);
        vm.expectRevert();
        _spoke.depositWithPermit2{value: APPEND_FEE}(NATIVE, 3e18, plain(alice), 7, now_(), signature);
    }

    function test_depositWithPermit2_RevertWhen_tokenTakesAFee() public {
        vm.prank(alice);
        _token.approve(address(permit2), type(uint256).max);
        _token.setMode(TestToken.Mode.Fee);
        bytes memory signature = _permit2(aliceKey, address(_token), 3e18, 7);
        vm.prank(alice, alice);
        vm.expectPartialRevert(ISpoke.Spoke_ShortTransfer.selector);
        _spoke.depositWithPermit2{value: APPEND_FEE}(address(_token), 3e18, plain(alice), 7, now_(), signature);
    }

    // --------------------------------------------------------------------------------------------------------- native

    function test_depositNative() public {
        deposit(alice, ONE, NATIVE, 2 ether);
        assertEq(owedAt(toAssetId(ONE, NATIVE)), 2 ether);
        assertEq(address(_spoke).balance, 2 ether + APPEND_FEE);
        assertEq(_spoke.laneOf(HUB).pool, APPEND_FEE);
    }

    function test_depositNative_RevertWhen_valueIsShort() public {
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooLow.selector, 0, 1 ether));
        _spoke.depositNative{value: 1 ether - 1}(1 ether, plain(alice));
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooLow.selector, 0, APPEND_FEE));
        _spoke.depositNative{value: 1 ether}(1 ether, plain(alice));
        vm.expectRevert(ISpoke.Spoke_ZeroAmount.selector);
        _spoke.depositNative{value: 1 ether}(0, plain(alice));
    }

    function test_depositNative_RevertGiven_notListed() public {
        Spoke other = new Spoke(spokeConfig(ONE));
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_UnknownToken.selector, NATIVE));
        other.depositNative{value: 2 ether}(1 ether, plain(alice));
    }

    function test_receive_RevertWhen_coinIsSent() public {
        (bool success,) = address(_spoke).call{value: 1}("");
        assertFalse(success);
    }

    function testFuzz_deposit(uint256 amount, uint8 which, uint64 sub) public {
        uint8 decimals = which % 3 == 0 ? 18 : which % 3 == 1 ? 8 : 6;
        amount = bound(amount, 1, 1e12 * 10 ** decimals);
        AccountId id = toAccountId(bob, 0, sub);
        depositFor(alice, ONE, address(tokens[ONE][decimals]), amount, id);
        carry(ONE, HUB);
        uint256 wad = amount * 10 ** (18 - decimals);
        if (decimals == 6) assertEq(hub.accountOf(id).cash, int256(wad));
        else assertEq(hub.collateralOf(id, assetOf(ONE, decimals)), wad);
        assertEq(vaultOf(assetOf(ONE, decimals)).reserve, amount);
    }

    // ----------------------------------------------------------------------------------------------------- governance

    function test_setVault() public {
        TestToken other = new TestToken("other", 18);
        uint256 count = _spoke.tokens().length;
        _spoke.setVault(address(other), 5, 6);
        _spoke.setVault(address(other), 7, 8);
        (ISpoke.Vault memory vault, ISpoke.Outflow memory outflow) = _spoke.vaultOf(address(other));
        assertEq(vault.cap, 7);
        assertEq(outflow.floor, 8);
        assertTrue(vault.listed);
        assertEq(_spoke.tokens().length, count + 1);
    }

    function test_lowerCap_RevertWhen_notLower() public {
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NotTighter.selector, CAP, CAP));
        _spoke.lowerCap(address(_token), CAP);
    }

    function test_governance_RevertWhen_stranger() public {
        vm.startPrank(alice);
        vm.expectRevert();
        _spoke.setVault(address(_token), 1, 1);
        vm.expectRevert();
        _spoke.lowerCap(address(_token), 1);
        vm.expectRevert();
        _spoke.brake(address(_token));
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _deposit(address token, uint256 amount, AccountId account) private {
        vm.prank(alice, alice);
        _spoke.deposit{value: 1 ether}(token, amount, account);
    }

    function _acc(uint64 seq, uint8 kind, bytes memory body) private view returns (bytes32) {
        return Message.fold(_spoke.accumulator(HUB, seq - 1), Message.leaf(seq, kind, keccak256(body)));
    }

    function _permit(address owner, uint256 key, uint256 amount) private view returns (uint8, bytes32, bytes32) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(_spoke),
                amount,
                _token.nonces(owner),
                now_()
            )
        );
        return vm.sign(key, keccak256(abi.encodePacked(hex"1901", _token.DOMAIN_SEPARATOR(), structHash)));
    }

    function _permit2(uint256 key, address token, uint256 amount, uint256 nonce) private view returns (bytes memory) {
        IPermit2.PermitTransferFrom memory p = IPermit2.PermitTransferFrom({
            permitted: IPermit2.TokenPermissions({token: token, amount: amount}), nonce: nonce, deadline: now_()
        });
        return sign(key, permit2.digest(p, address(_spoke)));
    }
}
