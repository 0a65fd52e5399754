// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Wallet} from "../../base/Wallets.sol";
import {AccountId, isOwnedBy, isPlain, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";
import {Test} from "forge-std/Test.sol";

contract AccountIdTest is Test {
    function testFuzz_toAccountId(address owner, uint32 chain, uint64 subaccount) public pure {
        AccountId id = toAccountId(owner, chain, subaccount);
        assertEq(id.owner(), owner);
        assertEq(id.chain(), chain);
        assertEq(id.subaccount(), subaccount);
        assertEq(id.isReserved(), owner == address(0));
    }

    function testFuzz_toAssetId(uint32 chain, address token) public pure {
        AssetId id = toAssetId(chain, token);
        assertEq(id.chain(), chain);
        assertEq(id.token(), token);
    }

    function test_isPlain() public {
        address who = makeAddr("who");
        assertFalse(this.plain(who), "an address without code is no proof");
        vm.prank(who, who);
        assertTrue(this.plain(who));
        vm.etch(who, abi.encodePacked(hex"ef0100", address(this)));
        assertTrue(this.plain(who), "a designator is");
        vm.etch(who, abi.encodePacked(hex"fe0100", address(this)));
        assertFalse(this.plain(who));
        vm.etch(who, hex"00");
        assertFalse(this.plain(who));
    }

    function test_isOwnedBy_PlainOwner() public {
        address who = makeAddr("who");
        AccountId id = toAccountId(who, 0, 7);
        assertFalse(this.owned(id, who, 1));
        vm.prank(who, who);
        assertTrue(this.owned(id, who, 1));
        vm.prank(who, who);
        assertTrue(this.owned(id, who, 2), "on every chain");
        vm.prank(who, who);
        assertFalse(this.owned(toAccountId(who, 1, 7), who, 1), "a key pair owns no contract's account");
    }

    function test_isOwnedBy_ContractOwner() public {
        address who = address(new Wallet(address(1)));
        assertTrue(this.owned(toAccountId(who, 1, 0), who, 1));
        assertFalse(this.owned(toAccountId(who, 1, 0), who, 2), "the same address elsewhere may be somebody else");
        assertFalse(this.owned(toAccountId(who, 0, 0), who, 1), "a contract owns no plain account");
    }

    function test_isOwnedBy_DelegatedKeyPair() public {
        address who = makeAddr("who");
        vm.etch(who, abi.encodePacked(hex"ef0100", address(this)));
        assertTrue(this.owned(toAccountId(who, 0, 0), who, 1));
        assertFalse(this.owned(toAccountId(who, 1, 0), who, 1));
    }

    function test_isOwnedBy_Nobody() public {
        vm.prank(address(0), address(0));
        assertFalse(this.owned(toAccountId(address(0), 0, 1), address(0), 1));
    }

    function plain(address who) external view returns (bool) {
        return isPlain(who);
    }

    function owned(AccountId id, address caller, uint32 here) external view returns (bool) {
        return isOwnedBy(id, caller, here);
    }
}
