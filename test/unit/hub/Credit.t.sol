// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Message} from "causeway/messaging/Message.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice What the hub books of what the spokes tell.
contract CreditTest is World {
    function test_handle_RevertWhen_notTheGateway() public {
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotTheGateway.selector, address(this)));
        hub.handle(ONE, 1, Message.DEPOSIT, new bytes(88), false);
    }

    function test_credit_ScalesExactly() public {
        deposit(alice, ONE, address(tokens[ONE][18]), 1);
        deposit(alice, ONE, address(tokens[ONE][8]), 1);
        deposit(alice, TWO, address(tokens[TWO][6]), 1);
        deposit(alice, ONE, address(cashToken(ONE)), 1);
        deposit(alice, TWO, address(cashToken(TWO)), 1);
        drain();
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 18)), 1);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 8)), 1e10);
        assertEq(hub.collateralOf(plain(alice), assetOf(TWO, 6)), 1e12);
        assertEq(cashOf(alice), 1e12 + 1, "cash is pooled");
    }

    function test_credit_SameTokenOnTwoChainsIsTwoAssets() public {
        deposit(alice, ONE, NATIVE, 1 ether);
        deposit(alice, TWO, NATIVE, 2 ether);
        drain();
        assertEq(hub.collateralOf(plain(alice), toAssetId(ONE, NATIVE)), 1 ether);
        assertEq(hub.collateralOf(plain(alice), toAssetId(TWO, NATIVE)), 2 ether);
    }

    function test_credit_SubaccountsAndOtherOwners() public {
        AccountId id = toAccountId(bob, 0, 42);
        depositFor(alice, ONE, address(tokens[ONE][18]), 3, id);
        drain();
        assertEq(hub.collateralOf(id, assetOf(ONE, 18)), 3);
        assertEq(hub.collateralOf(plain(bob), assetOf(ONE, 18)), 0);
    }

    function test_holdingsOf() public {
        deposit(alice, ONE, address(tokens[ONE][18]), 5);
        deposit(alice, TWO, address(tokens[TWO][8]), 6);
        deposit(alice, ONE, address(cashToken(ONE)), 7);
        drain();
        (IHub.Account memory account, IHub.Holding[] memory holdings) = hub.holdingsOf(plain(alice));
        assertEq(account.cash, 7e12);
        assertEq(account.version, 3);
        assertEq(holdings.length, 2);
        assertEq(AssetId.unwrap(holdings[0].asset), AssetId.unwrap(assetOf(ONE, 18)));
        assertEq(holdings[1].amount, 6e10);
        withdraw(alice, assetOf(ONE, 18), 5);
        (, holdings) = hub.holdingsOf(plain(alice));
        assertEq(holdings.length, 1, "what is empty is not held");
    }

    function test_vaultOf() public {
        deposit(alice, ONE, address(tokens[ONE][8]), 9);
        drain();
        withdraw(alice, assetOf(ONE, 8), 4);
        IHub.Vault memory vault = vaultOf(assetOf(ONE, 8));
        assertEq(vault.reserve, 5);
        assertEq(vault.released, 4);
        assertEq(vault.pending, 0);
    }

    // -------------------------------------------------------------------------------------------------------- bodies

    function test_handle_PassesOverNonsense() public {
        assertFalse(_handle(1, Message.DEPOSIT, new bytes(87)));
        assertFalse(_handle(2, Message.DEPOSIT, new bytes(89)));
        assertFalse(_handle(3, Message.BID, new bytes(88)));
        assertFalse(_handle(4, Message.RELEASE, new bytes(65)));
        assertFalse(_handle(5, 0, ""));
        assertFalse(_handle(6, Message.DEPOSIT, _deposit(plain(alice), address(tokens[ONE][18]), 0)));
        assertFalse(_handle(7, Message.DEPOSIT, _deposit(plain(alice), address(tokens[ONE][18]), type(uint128).max)));
        assertFalse(_handle(8, Message.EXIT_REQUEST, new bytes(88)));
        assertFalse(_handle(9, Message.DEFICIT, new bytes(36)));
        assertFalse(_handle(10, Message.ESCAPED, new bytes(68)));
        bytes memory body = Message.encodeExitRequest(plain(alice), address(tokens[ONE][18]), 0, alice);
        assertFalse(_handle(11, Message.EXIT_REQUEST, body));
        body = Message.encodeExitRequest(plain(alice), address(tokens[ONE][18]), 1, address(0));
        assertFalse(_handle(12, Message.EXIT_REQUEST, body));
        assertEq(uint8(hub.entryOf(ONE, 11).status), uint8(IHub.Status.None));
    }

    /// 11. TOTAL
    function testFuzz_handle_NeverReverts(uint8 kind, bytes calldata body, bool closed) public {
        vm.prank(address(gateway));
        hub.handle(ONE, 1, kind, body, closed);
    }

    /// 11. TOTAL: bodies of the right length, tokens that exist, amounts at the edges, one after the other.
    function testFuzz_handle_NeverRevertsOnWellFormedBodies(uint256 seed) public {
        hub.setLimits(assetOf(ONE, 6), uint128(1e15), 1e15, 1e14, 0);
        for (uint64 seq = 1; seq <= 30; ++seq) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint8 kind = uint8(seed >> 160 & 7);
            bytes memory body = _wellFormed(kind, seed);
            vm.prank(address(gateway));
            hub.handle(ONE, seq, kind, body, seed >> 170 & 7 == 0);
        }
        assertEq(
            hub.exitPool(ONE), uint128(hub.accountOf(toAccountId(address(0), ONE, 1)).cash), "the exit pool is whole"
        );
        assertGe(hub.accountOf(toAccountId(address(0), ONE, 1)).cash, 0);
    }

    // -------------------------------------------------------------------------------------------------------- escaped

    function test_escaped_Collateral() public {
        deposit(alice, ONE, address(tokens[ONE][8]), 10e8);
        drain();
        bytes memory body = Message.encodeEscaped(plain(alice), address(tokens[ONE][8]), 4e8);
        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.EscapeDebited(plain(alice), assetOf(ONE, 8), 4e8, 0);
        assertTrue(_handle(9, Message.ESCAPED, body));
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 8)), 6e18);
        assertEq(vaultOf(assetOf(ONE, 8)).reserve, 6e8);
    }

    /// What was taken beyond the own is the vault's deficit: nobody's claim grows by it.
    function test_escaped_MoreThanTheOwn() public {
        deposit(alice, ONE, address(tokens[ONE][8]), 3e8);
        deposit(bob, ONE, address(tokens[ONE][8]), 10e8);
        drain();
        bytes memory body = Message.encodeEscaped(plain(alice), address(tokens[ONE][8]), 5e8);
        _handle(9, Message.ESCAPED, body);
        assertEq(hub.collateralOf(plain(alice), assetOf(ONE, 8)), 0);
        assertEq(vaultOf(assetOf(ONE, 8)).reserve, 10e8);
        assertEq(vaultOf(assetOf(ONE, 8)).deficit, 2e8);
        (, IHub.Holding[] memory holdings) = hub.holdingsOf(plain(alice));
        assertEq(holdings.length, 0);
    }

    function test_escaped_CashMayBecomeNegative() public {
        deposit(alice, ONE, address(cashToken(ONE)), 3e6);
        deposit(bob, ONE, address(cashToken(ONE)), 10e6);
        drain();
        bytes memory body = Message.encodeEscaped(plain(alice), address(cashToken(ONE)), 5e6);
        _handle(9, Message.ESCAPED, body);
        assertEq(cashOf(alice), -2e18);
        assertEq(vaultOf(cashAsset(ONE)).reserve, 8e6);
        uint256 fee = gateway.appendFee(ONE);
        vm.prank(alice, alice);
        vm.expectRevert(
            abi.encodeWithSelector(
                IHub.Hub_InsufficientBalance.selector, plain(alice), cashAsset(ONE), uint256(0), uint256(1e12)
            )
        );
        hub.withdraw{value: fee}(plain(alice), cashAsset(ONE), 1, alice, ALL);
    }

    function test_escaped_NeverFromAReservedAccount() public {
        deposit(bob, ONE, address(cashToken(ONE)), 10e6);
        drain();
        AccountId pool = toAccountId(address(0), ONE, 1);
        assertFalse(_handle(9, Message.ESCAPED, Message.encodeEscaped(pool, address(cashToken(ONE)), 5e6)));
        assertEq(hub.exitPool(ONE), 0);
    }

    // ----------------------------------------------------------------------------------------------------- governance

    function test_listAsset_RevertWhen_bad() public {
        AssetId known = assetOf(ONE, 18);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_AssetKnown.selector, known));
        hub.listAsset(known, 18, false, 0);
        AssetId other = toAssetId(ONE, address(9));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_CashKnown.selector, ONE));
        hub.listAsset(other, 18, true, 0);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadConfig.selector, other));
        hub.listAsset(other, 19, false, 0);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadConfig.selector, other));
        hub.listAsset(other, 18, false, 10_001);
        other = toAssetId(0, address(9));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadConfig.selector, other));
        hub.listAsset(other, 18, false, 0);
    }

    function test_listAsset_SixtyFour() public {
        for (uint160 i = uint160(hub.assets().length); i < 64; ++i) {
            hub.listAsset(toAssetId(TWO, address(i + 1)), 18, false, 0);
        }
        vm.expectRevert(IHub.Hub_TooManyAssets.selector);
        hub.listAsset(toAssetId(TWO, address(9999)), 18, false, 0);
        AssetId last = hub.assets()[63];
        hub.setLimits(last, 1e18, 0, 1e18, 1e18);
        _handleOf(TWO, 1, Message.DEPOSIT, _deposit(plain(alice), last.token(), 5));
        (, IHub.Holding[] memory holdings) = hub.holdingsOf(plain(alice));
        assertEq(holdings.length, 1);
        assertEq(holdings[0].amount, 5);
    }

    function test_setLimits_RevertWhen_tooLarge() public {
        AssetId asset = assetOf(ONE, 18);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadConfig.selector, asset));
        hub.setLimits(asset, 2 ** 112, 0, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_BadConfig.selector, asset));
        hub.setLimits(asset, 0, 2 ** 112, 0, 0);
        hub.setLimits(asset, 2 ** 112 - 1, 2 ** 112 - 1, 0, 0);
        asset = toAssetId(ONE, address(9));
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_UnknownAsset.selector, asset));
        hub.setLimits(asset, 1, 0, 0, 0);
    }

    function test_lowerCap_RevertWhen_notLower() public {
        AssetId asset = assetOf(ONE, 18);
        uint128 cap = vaultOf(asset).cap;
        vm.expectRevert(IHub.Hub_NotTighter.selector);
        hub.lowerCap(asset, cap);
    }

    function test_governance_RevertWhen_stranger() public {
        AssetId asset = assetOf(ONE, 18);
        vm.startPrank(alice);
        vm.expectRevert();
        hub.listAsset(asset, 18, false, 0);
        vm.expectRevert();
        hub.setLimits(asset, 0, 0, 0, 0);
        vm.expectRevert();
        hub.lowerCap(asset, 0);
        vm.expectRevert();
        hub.halt(asset);
        vm.expectRevert();
        hub.resume(asset);
        vm.expectRevert();
        gateway.connect(9, alice, 1);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _wellFormed(uint8 kind, uint256 seed) private view returns (bytes memory) {
        AccountId id = AccountId.wrap(bytes32(seed % 5 == 0 ? seed & type(uint64).max : seed));
        if (seed % 4 == 0) id = plain(alice);
        address token = address(tokens[ONE][seed >> 8 & 3 == 0 ? 18 : seed >> 8 & 3 == 1 ? 8 : 6]);
        if (seed >> 16 & 7 == 0) token = address(uint160(seed));
        uint128 amount = uint128(seed >> 24) >> uint8(seed >> 152 & 0x7f);
        if (kind == Message.SET_SIGNER) return Message.encodeSetSigner(alice, bob, uint64(amount));
        if (kind == Message.DEFICIT) return Message.encodeDeficit(token, amount);
        if (kind == Message.ESCAPED) return Message.encodeEscaped(id, token, amount);
        return Message.encodeDeposit(id, token, amount, bob);
    }

    function _deposit(AccountId id, address token, uint128 amount) private view returns (bytes memory) {
        return Message.encodeDeposit(id, token, amount, bob);
    }

    function _handle(uint64 seq, uint8 kind, bytes memory body) private returns (bool) {
        return _handleOf(ONE, seq, kind, body);
    }

    function _handleOf(uint32 chain, uint64 seq, uint8 kind, bytes memory body) private returns (bool) {
        vm.prank(address(gateway));
        return hub.handle(chain, seq, kind, body, false);
    }
}
