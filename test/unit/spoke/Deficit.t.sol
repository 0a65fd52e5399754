// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {TestToken} from "../../base/TestToken.sol";
import {World} from "../../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IMessenger} from "causeway/messaging/IMessenger.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {Spoke} from "causeway/spoke/Spoke.sol";
import {AssetId, NATIVE} from "causeway/types/AssetId.sol";

/// @notice The vault lacks tokens that it owes.
contract DeficitTest is World {
    Spoke private _spoke;
    TestToken private _token;
    AssetId private _asset;

    function setUp() public override {
        super.setUp();
        _spoke = spokes[ONE];
        _token = tokens[ONE][8];
        _asset = assetOf(ONE, 8);
        deposit(alice, ONE, address(_token), 100e8);
        drain();
    }

    function test_reportDeficit() public {
        _token.shrink(address(_spoke), 30e8);
        vm.expectEmit(true, true, true, true, address(_spoke));
        emit ISpoke.DeficitReported(address(_token), 30e8);
        vm.prank(bob);
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(_token));
        (ISpoke.Vault memory vault,) = _spoke.vaultOf(address(_token));
        assertEq(vault.level, 1, "its deposits stop");
        drain();
        assertEq(vaultOf(_asset).deficit, 30e8);
        (IHub.AssetConfig memory config,) = hub.assetOf(_asset);
        assertTrue(config.halted);
        // what is left can leave, and no more
        uint256 fee = gateway.appendFee(ONE);
        vm.startPrank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_NotCovered.selector, _asset, 100e8, 70e8 + 1));
        hub.withdraw{value: fee}(plain(alice), _asset, 70e8 + 1, alice, 0);
        hub.withdraw{value: fee}(plain(alice), _asset, 70e8, alice, 0);
        vm.stopPrank();
        drain();
        assertEq(_token.balanceOf(address(_spoke)), 0);
        (, uint256 available) = hub.quoteWithdraw(_asset, 1);
        assertEq(available, 0);
    }

    function test_reportDeficit_OnlyWhenItGrows() public {
        _token.shrink(address(_spoke), 30e8);
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(_token));
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NoDeficit.selector, address(_token), 70e8, uint256(100e8)));
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(_token));
        _token.shrink(address(_spoke), 1);
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(_token));
        drain();
        assertEq(vaultOf(_asset).deficit, 30e8 + 1);
    }

    function test_reportDeficit_RevertGiven_none() public {
        vm.expectPartialRevert(ISpoke.Spoke_NoDeficit.selector);
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(_token));
        deposit(alice, ONE, NATIVE, 1 ether);
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_NoDeficit.selector, NATIVE, 1 ether, 1 ether));
        _spoke.reportDeficit{value: 1 ether}(NATIVE);
    }

    function test_reportDeficit_RevertWhen_unknownToken() public {
        vm.expectRevert(abi.encodeWithSelector(ISpoke.Spoke_UnknownToken.selector, address(9)));
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(9));
    }

    function test_reportDeficit_RevertWhen_noFee() public {
        _token.shrink(address(_spoke), 30e8);
        vm.expectRevert(abi.encodeWithSelector(IMessenger.Messenger_FeeTooLow.selector, 0, APPEND_FEE));
        _spoke.reportDeficit(address(_token));
    }

    /// A deposit told before the shortfall was: it waits on the hub, and goes back.
    function test_reportDeficit_DepositOnItsWayIsRefundable() public {
        uint64 seq = deposit(bob, ONE, address(_token), 5e8);
        hub.lowerCap(_asset, 1);
        carry(ONE, HUB);
        _token.shrink(address(_spoke), 1e8);
        _spoke.reportDeficit{value: 2 * APPEND_FEE}(address(_token));
        carry(ONE, HUB);
        uint256 before = _token.balanceOf(bob);
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint256 fee = gateway.appendFee(ONE);
        vm.prank(bob, bob);
        hub.refundDeposit{value: fee}(ONE, seq, body);
        drain();
        assertEq(_token.balanceOf(bob) - before, 5e8);
    }
}
