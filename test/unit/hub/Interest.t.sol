// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarketTest} from "../market/MarketTest.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {Interest} from "causeway/hub/Interest.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {INTEREST, reserved} from "causeway/types/Reserved.sol";

contract InterestTest is MarketTest {
    AssetId private _cash;
    AssetId private _collateral;

    function setUp() public override {
        super.setUp();
        _cash = cashAsset(TWO);
        _collateral = assetOf(ONE, 18);
        oracle.set(_collateral, 1000e18, IOracle.Refusal.None);
        depositFor(bob, ONE, _collateral.token(), 1000e18, b);
        drain();
    }

    /// Bob takes all of his cash and `amount` more.
    function borrow(uint256 amount) internal {
        uint256 fee = gateway.appendFee(TWO);
        vm.prank(bob, bob);
        hub.withdraw{value: fee}(b, _cash, 100_000e18 + amount, bob, 0);
        collect();
    }

    function test_rates() public {
        borrow(40_000e18);
        IHub.Rates memory r = hub.rates();
        assertEq(r.lent, 100_000e18);
        assertEq(r.borrowed, 40_000e18);
        assertEq(r.utilisation, 0.4e18);
        assertEq(r.borrowRate, 0.02e18);
        assertEq(r.lendRate, 0.0072e18);
    }

    function test_borrowRate() public pure {
        assertEq(Interest.borrowRate(0), 0);
        assertEq(Interest.borrowRate(0.8e18), 0.04e18);
        assertEq(Interest.borrowRate(0.9e18), 0.34e18);
        assertEq(Interest.borrowRate(1e18), 0.64e18);
    }

    function test_utilisation() public pure {
        assertEq(Interest.utilisationDown(Interest.Totals(0, 0, false)), 0);
        assertEq(Interest.utilisationDown(Interest.Totals(0, 1, false)), 1e18);
        assertEq(Interest.utilisationDown(Interest.Totals(1, 2, false)), 1e18);
        assertEq(Interest.utilisationDown(Interest.Totals(3, 1, false)), 0.333333333333333333e18);
    }

    /// A year at 40 % use: the borrower owes 2 %, the lender earns nine tenths of it, the book keeps the rest.
    function test_interest_ofAYear() public {
        borrow(40_000e18);
        assertEq(hub.interestOf(a), 0);
        vm.warp(now_() + 365 days);
        assertEq(hub.interestOf(b), -800e18);
        assertEq(hub.interestOf(a), 720e18);
        assertEq(cash(a), 100_000e18, "nothing is written meanwhile");

        vm.expectEmit(true, true, true, true, address(hub));
        emit IHub.InterestSettled(a, 720e18);
        vm.prank(alice, alice);
        hub.transfer(a, sub(alice, 1), AssetId.wrap(0), 1e18);
        assertEq(cash(a), 100_719e18);
        assertEq(cashOfBook(INTEREST), -720e18);
        assertEq(hub.interestOf(a), 0);
        drain(); // the vaults hear of the hub, some blocks pass
        endow(b, 800e18);
        assertApproxEqAbs(cash(b), -40_000e18, 0.01e18);
        assertApproxEqAbs(cashOfBook(INTEREST), 80e18, 0.01e18);
    }

    /// A second of it: owed is rounded up, earned down. 15,854.9 and 14,269.4 units of 1e-18.
    function test_interest_rounding() public {
        borrow(1e18 + 1);
        vm.warp(now_() + 1);
        assertEq(hub.interestOf(b), -15_855);
        assertEq(hub.interestOf(a), 14_269);
    }

    function test_interest_NothingIsWrittenWhileNobodyBorrows() public {
        vm.warp(now_() + 365 days);
        assertEq(hub.interestOf(a), 0);
        IHub.Rates memory r = hub.rates();
        assertEq(r.lent, 200_000e18);
        assertEq(r.borrowed, 0);
        assertEq(r.borrowRate, 0);
    }

    /// The clock starts with the first who borrows, and again after a time in which nobody did.
    function test_interest_TheClockRestarts() public {
        vm.warp(now_() + 365 days);
        drain();
        borrow(40_000e18);
        assertEq(hub.interestOf(b), 0);
        vm.warp(now_() + 73 days);
        assertEq(hub.interestOf(b), -160e18);
        drain();
        endow(b, 50_000e18);
        int256 kept = cashOfBook(INTEREST);
        vm.warp(now_() + 365 days);
        assertEq(hub.interestOf(b), 0);
        assertEq(cashOfBook(INTEREST), kept);
        drain();
        // what alice has earned until then is still hers, and no more
        assertApproxEqAbs(hub.interestOf(a), 144e18, 0.01e18);
        uint256 fee = gateway.appendFee(TWO);
        vm.prank(bob, bob);
        hub.withdraw{value: fee}(b, _cash, 20_000e18, bob, 0);
        assertLt(cash(b), 0);
        assertEq(hub.interestOf(b), 0);
        assertApproxEqAbs(hub.interestOf(a), 144e18, 0.01e18);
    }

    /// A new account earns from its first cash, not from the start.
    function test_interest_NewLender() public {
        borrow(40_000e18);
        vm.warp(now_() + 365 days);
        drain();
        AccountId late = sub(alice, 9);
        endow(late, 100_000e18);
        assertLt(hub.interestOf(late), 1e15);
        uint256 since = now_();
        int256 before = hub.interestOf(late);
        // bob's debt stays 40,000 until it is touched: 20 % of 200,000 is used, at 1 %
        vm.warp(since + 365 days);
        assertApproxEqAbs(hub.interestOf(late) - before, 180e18, 0.01e18);
    }

    function test_withdraw_RevertGiven_borrowingBeyondMargin() public {
        uint256 fee = gateway.appendFee(TWO);
        oracle.set(_collateral, 20e18, IOracle.Refusal.None);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, b, -1, 0));
        hub.withdraw{value: fee}(b, _cash, 120_000e18 + 1, bob, 0);
        vm.prank(bob, bob);
        hub.withdraw{value: fee}(b, _cash, 120_000e18, bob, 0);
        assertEq(cash(b), -20_000e18);
        // and then no collateral leaves
        fee = gateway.appendFee(ONE);
        vm.prank(bob, bob);
        vm.expectRevert(abi.encodeWithSelector(IClearing.Clearing_Unhealthy.selector, b, -20e18, 0));
        hub.withdraw{value: fee}(b, _collateral, 1e18, bob, 0);
    }

    function test_withdraw_RevertGiven_nothingToBorrowAgainst() public {
        uint256 fee = gateway.appendFee(TWO);
        vm.prank(alice, alice);
        vm.expectRevert(
            abi.encodeWithSelector(IHub.Hub_InsufficientBalance.selector, a, _cash, 100_000e18, 100_000e18 + 1)
        );
        hub.withdraw{value: fee}(a, _cash, 100_000e18 + 1, alice, 0);
    }

    /// Whoever pays and earns when: the book never gives more than it got, and an account's rounding is a unit at most.
    function testFuzz_interest_TheBookGains(uint32[8] memory times, uint256 borrowed, uint256 seed) public {
        borrow(bound(borrowed, 1, 99_999e18));
        AccountId other = sub(alice, 1);
        for (uint256 i; i < times.length; ++i) {
            vm.warp(now_() + times[i] % 30 days);
            uint256 part = uint256(keccak256(abi.encode(seed, i)));
            if (part & 1 == 0) {
                vm.prank(alice, alice);
                hub.transfer(a, other, AssetId.wrap(0), 1 + part % 10e18);
            } else {
                vm.prank(bob, bob);
                hub.transfer(b, sub(bob, 1), AssetId.wrap(0), 1 + part % 10e18);
            }
            int256 pending = hub.interestOf(a) + hub.interestOf(b) + hub.interestOf(other) + hub.interestOf(sub(bob, 1));
            assertGe(cashOfBook(INTEREST) - pending, 0, "the reserved account covers what is still to be drawn");
            IHub.Rates memory r = hub.rates();
            assertEq(int256(r.borrowed), -cash(b));
            assertEq(int256(r.lent), cash(a) + cash(other) + cash(sub(bob, 1)));
        }
    }

    function test_reservedAccountsEarnNothing() public {
        borrow(40_000e18);
        IClearing.Fill memory f = fill(b, perpetual, 1e18, 2000e18);
        f.takerFee = 10_000e18;
        trade(a, f);
        assertEq(cashOfBook(2), 10_000e18);
        assertEq(hub.rates().lent, uint256(cash(a)));
        vm.warp(now_() + 365 days);
        assertEq(hub.interestOf(reserved(2)), 0);
        assertEq(hub.interestOf(reserved(INTEREST)), 0);
    }
}
