// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "causeway/hub/IHub.sol";
import {Collateral} from "causeway/margin/Collateral.sol";
import {ICollateral} from "causeway/margin/ICollateral.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";
import {Test} from "forge-std/Test.sol";

contract CollateralTest is Test {
    IHub private hub = IHub(makeAddr("hub"));
    IOracle private oracle = IOracle(makeAddr("oracle"));
    Collateral private collateral = new Collateral(hub, oracle);
    AccountId private account = toAccountId(address(0xa11ce), 0, 0);
    IHub.Holding[] private holdings;

    function test_valueOf_nothing() public {
        setBook(0);
        (int256 equity, ICollateral.Line[] memory lines) = collateral.valueOf(account);
        assertEq(equity, 0);
        assertEq(lines.length, 0);
    }

    function test_valueOf_cashAtPar() public {
        setBook(123e18);
        (int256 equity,) = collateral.valueOf(account);
        assertEq(equity, 123e18);
    }

    function test_valueOf_cashAndCollateral() public {
        AssetId weth = hold(1, 2e18, 500, 2000e18);
        AssetId wbtc = hold(2, 0.1e18, 1000, 50_000e18);
        setBook(-1000e18);
        (int256 equity, ICollateral.Line[] memory lines) = collateral.valueOf(account);
        assertEq(lines.length, 2);
        assertEq(AssetId.unwrap(lines[0].asset), AssetId.unwrap(weth));
        assertEq(AssetId.unwrap(lines[1].asset), AssetId.unwrap(wbtc));
        assertEq(lines[0].amount, 2e18);
        assertEq(lines[0].price, 2000e18);
        assertEq(lines[0].haircutBps, 500);
        assertEq(lines[0].value, 3800e18);
        assertEq(lines[1].value, 4500e18);
        assertEq(equity, 7300e18);
    }

    function test_valueOf_equityMayBeNegative() public {
        hold(1, 1e18, 500, 2000e18);
        setBook(-2000e18);
        (int256 equity,) = collateral.valueOf(account);
        assertEq(equity, -100e18);
    }

    function test_valueOf_refusedPriceCountsNothing() public {
        hold(1, 2e18, 500, 2000e18);
        AssetId other = hold(2, 5e18, 500, 0);
        setPrice(other, IOracle.Price(0, 0, 0, IOracle.Refusal.Deviating, address(0)));
        setBook(10e18);
        (int256 equity, ICollateral.Line[] memory lines) = collateral.valueOf(account);
        assertEq(equity, 3810e18);
        assertEq(uint8(lines[0].refusal), uint8(IOracle.Refusal.None));
        assertEq(uint8(lines[1].refusal), uint8(IOracle.Refusal.Deviating));
        assertEq(lines[1].amount, 5e18);
        assertEq(lines[1].value, 0);
    }

    function test_valueOf_wholeHaircut() public {
        hold(1, 2e18, 10_000, 2000e18);
        setBook(0);
        (int256 equity,) = collateral.valueOf(account);
        assertEq(equity, 0);
    }

    function test_valueOf_roundsDown() public {
        hold(1, 1, 0, 2e18 - 1); // 1.99… wei of value
        hold(2, 1, 1, 1e18); // 0.9999
        setBook(0);
        (int256 equity, ICollateral.Line[] memory lines) = collateral.valueOf(account);
        assertEq(lines[0].value, 1);
        assertEq(lines[1].value, 0);
        assertEq(equity, 1);
    }

    /// @dev The value is the largest that is not above the exact one.
    function testFuzz_valueOf_rounding(uint96 amount, uint96 price, uint16 haircut, int96 cash) public {
        haircut = uint16(bound(haircut, 0, 10_000));
        hold(1, amount, haircut, price);
        setBook(cash);
        (int256 equity, ICollateral.Line[] memory lines) = collateral.valueOf(account);
        uint256 exact = uint256(amount) * price * (10_000 - haircut);
        assertLe(lines[0].value * 1e22, exact);
        assertGt((lines[0].value + 1) * 1e22, exact);
        assertEq(equity, cash + int256(lines[0].value));
    }

    /// @dev No amount and no price that hub and oracle can name makes it revert.
    function testFuzz_valueOf_neverReverts(uint128 amount, uint128 price, uint16 haircut, int128 cash) public {
        for (uint32 i = 1; i <= 64; ++i) {
            hold(i, amount, uint16(bound(haircut, 0, 10_000)), price);
        }
        setBook(cash);
        collateral.valueOf(account);
    }

    function hold(uint32 chain, uint256 amount, uint16 haircutBps, uint256 price) private returns (AssetId asset) {
        asset = toAssetId(chain, address(0x7070));
        holdings.push(IHub.Holding({asset: asset, amount: amount}));
        IHub.AssetConfig memory config;
        config.haircutBps = haircutBps;
        IHub.Vault memory vault;
        vm.mockCall(address(hub), abi.encodeCall(IHub.assetOf, (asset)), abi.encode(config, vault));
        setPrice(asset, IOracle.Price(price, 0, 0, IOracle.Refusal.None, address(0)));
    }

    function setPrice(AssetId asset, IOracle.Price memory price) private {
        vm.mockCall(address(oracle), abi.encodeCall(IOracle.assetPrice, (asset)), abi.encode(price));
    }

    function setBook(int128 cash) private {
        IHub.Account memory book;
        book.cash = cash;
        vm.mockCall(address(hub), abi.encodeCall(IHub.holdingsOf, (account)), abi.encode(book, holdings));
    }
}
