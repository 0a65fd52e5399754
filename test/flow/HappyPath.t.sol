// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../base/World.sol";
import {AssetId, NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice In, across, and out again.
contract HappyPathTest is World {
    function test_depositAndWithdraw() public {
        AssetId asset = assetOf(ONE, 8);
        uint256 before = tokens[ONE][8].balanceOf(alice);
        deposit(alice, ONE, address(tokens[ONE][8]), 3e8);
        carry(ONE, HUB);
        assertEq(hub.collateralOf(plain(alice), asset), 3e18);

        withdraw(alice, asset, 2e8);
        carry(HUB, ONE);
        assertEq(tokens[ONE][8].balanceOf(alice), before - 1e8);
        assertEq(hub.collateralOf(plain(alice), asset), 1e18);
        drain();
        assertEq(owedAt(asset), 1e8);
        assertEq(vaultOf(asset).reserve, 1e8);
    }

    function test_cashLeavesOnAnotherChain() public {
        deposit(alice, ONE, address(cashToken(ONE)), 500e6);
        deposit(bob, TWO, address(cashToken(TWO)), 300e18);
        drain();
        assertEq(cashOf(alice), 500e18);
        uint256 before = cashToken(TWO).balanceOf(alice);
        withdraw(alice, cashAsset(TWO), 200e18);
        drain();
        assertEq(cashToken(TWO).balanceOf(alice) - before, 200e18);
        assertEq(cashOf(alice), 300e18);
        assertEq(owedAt(cashAsset(TWO)), 100e18);
    }

    function test_nativeCoin() public {
        deposit(alice, TWO, NATIVE, 5 ether);
        drain();
        assertEq(hub.collateralOf(plain(alice), toAssetId(TWO, NATIVE)), 5 ether);
        withdraw(alice, toAssetId(TWO, NATIVE), 5 ether);
        uint256 before = alice.balance;
        drain();
        assertEq(alice.balance - before, 5 ether);
        assertEq(owedAt(toAssetId(TWO, NATIVE)), 0);
    }

    function test_ticket() public {
        address token = address(tokens[ONE][18]);
        deposit(alice, ONE, token, 5e18);
        uint64 seq = requestExit(alice, ONE, token, 4e18);
        drain();
        bytes memory body = bodyOf(ONE, HUB, seq);
        uint256 before = tokens[ONE][18].balanceOf(alice);
        hub.executeTicket{value: APPEND_FEE}(ONE, seq, body);
        drain();
        assertEq(tokens[ONE][18].balanceOf(alice) - before, 4e18);
    }
}
