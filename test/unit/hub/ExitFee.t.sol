// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../../base/World.sol";
import {ExitFee} from "causeway/hub/ExitFee.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {AssetId} from "causeway/types/AssetId.sol";

/// @notice The fee for taking cash from a scarce vault, and what bringing it there earns.
contract ExitFeeTest is World {
    AssetId private _cash;
    uint128 private constant TARGET = 1000e6;

    function setUp() public override {
        super.setUp();
        _cash = cashAsset(ONE);
        hub.setLimits(_cash, 1e18, TARGET, 1e18, 1e18);
        hub.setLimits(cashAsset(TWO), 1e30, 0, 1e30, 1e30);
        deposit(alice, TWO, address(cashToken(TWO)), 1_000_000e18);
        deposit(bob, TWO, address(cashToken(TWO)), 1_000_000e18);
        drain();
    }

    // ------------------------------------------------------------------------------------------------------ the curve

    function test_potential() public pure {
        assertEq(ExitFee.potential(600e18, 1000e18), 0);
        assertEq(ExitFee.potential(type(uint128).max, 1000e18), 0);
        // from 60 % to 20 % the rate rises to 0.5 %: on average 0.25 % of 400
        assertEq(ExitFee.potential(200e18, 1000e18), 1e18);
        // then to 4 %: on average 2.25 % of 200
        assertEq(ExitFee.potential(0, 1000e18), 5.5e18);
        assertEq(ExitFee.potential(0, 0), 0);
        assertEq(ExitFee.potential(0, 1), 0);
    }

    function testFuzz_potential_FallsWithTheReserve(uint256 target, uint256 less, uint256 more) public pure {
        target = bound(target, 0, 2 ** 112 - 1);
        more = bound(more, 0, target + 1);
        less = bound(less, 0, more);
        uint256 high = ExitFee.potential(less, target);
        uint256 low = ExitFee.potential(more, target);
        assertGe(high, low);
        assertLe(high - low, (more - less) * 400 / 10_000 + 3, "never above 4 %");
    }

    /// Against the integral, computed by small steps.
    function testFuzz_potential_IsTheIntegral(uint256 reserve) public pure {
        uint256 target = 1e24;
        reserve = bound(reserve, 0, 7e23);
        uint256 sum; // rate (basis points, 18 decimals) times step
        uint256 step = 1e21;
        for (uint256 r = reserve; r < 6e23; r += step) {
            uint256 width = r + step > 6e23 ? 6e23 - r : step;
            sum += _rate(r + width / 2, target) * width / 10_000e18;
        }
        assertApproxEqAbs(ExitFee.potential(reserve, target), sum, 1e19);
    }

    function _rate(uint256 reserve, uint256 target) private pure returns (uint256) {
        uint256 lower = target / 5;
        uint256 upper = target * 3 / 5;
        if (reserve >= upper) return 0;
        if (reserve >= lower) return (upper - reserve) * 50e18 / (upper - lower);
        return 50e18 + (lower - reserve) * 350e18 / lower;
    }

    // --------------------------------------------------------------------------------------------------------- the fee

    function test_fee_NoneAboveSixtyPercent() public {
        _fill(1000e6);
        (uint256 fee,) = hub.quoteWithdraw(_cash, 400e6);
        assertEq(fee, 0);
        _take(alice, 400e6);
        assertEq(cashOf(alice), 999_600e18);
    }

    function test_fee_GoesToTheExitPool() public {
        _fill(600e6);
        (uint256 fee,) = hub.quoteWithdraw(_cash, 400e6);
        assertEq(fee, 1e18);
        vm.prank(alice, alice);
        vm.expectRevert(abi.encodeWithSelector(IHub.Hub_FeeTooHigh.selector, fee, fee - 1));
        hub.withdraw{value: APPEND_FEE}(plain(alice), _cash, 400e6, alice, fee - 1);
        uint256 charged = _take(alice, 400e6);
        assertEq(charged, fee);
        assertEq(hub.exitPool(ONE), fee);
        assertEq(cashOf(alice), 1_000_000e18 - 400e18 - 1e18);
        assertEq(hub.exitPool(TWO), 0);
    }

    function test_fee_CollateralIsFree() public {
        deposit(alice, ONE, address(tokens[ONE][8]), 1e8);
        drain();
        hub.setLimits(assetOf(ONE, 8), 1e15, 1e14, 1e15, 1e15);
        (uint256 fee,) = hub.quoteWithdraw(assetOf(ONE, 8), 1e8);
        assertEq(fee, 0);
        assertEq(hub.quoteDeposit(assetOf(ONE, 8), 1e8), 0);
    }

    function test_fee_RevertGiven_balanceDoesNotCoverIt() public {
        _fill(600e6);
        address carol = makeAddr("carol");
        vm.deal(carol, 1 ether);
        depositFor(alice, TWO, address(cashToken(TWO)), 400e18, plain(carol));
        carry(TWO, HUB);
        vm.prank(carol, carol);
        vm.expectRevert(
            abi.encodeWithSelector(IHub.Hub_InsufficientBalance.selector, plain(carol), _cash, 400e18, 401e18)
        );
        hub.withdraw{value: APPEND_FEE}(plain(carol), _cash, 400e6, carol, ALL);
    }

    function test_rebate_OutOfThePool() public {
        _fill(600e6);
        _take(alice, 600e6);
        assertEq(hub.exitPool(ONE), 5.5e18);
        assertEq(hub.quoteDeposit(_cash, 200e6), 4.5e18);
        int256 before = cashOf(bob);
        deposit(bob, ONE, address(cashToken(ONE)), 200e6);
        carry(ONE, HUB);
        assertEq(cashOf(bob) - before, 204.5e18);
        assertEq(hub.exitPool(ONE), 1e18);
    }

    function test_rebate_NeverMoreThanThePool() public {
        hub.setLimits(_cash, 1e18, 0, 1e18, 1e18);
        _fill(100e6);
        hub.setLimits(_cash, 1e18, TARGET, 1e18, 1e18);
        assertEq(hub.quoteDeposit(_cash, 400e6), 0, "nothing was collected");
        uint256 fee = _take(alice, 10e6);
        assertEq(hub.quoteDeposit(_cash, 400e6), fee);
        deposit(bob, ONE, address(cashToken(ONE)), 400e6);
        carry(ONE, HUB);
        assertEq(hub.exitPool(ONE), 0);
        assertEq(cashOf(bob), int256(1_000_400e18 + fee));
    }

    function test_rebate_NotWithARefund() public {
        _fill(600e6);
        _take(alice, 600e6);
        uint256 pool = hub.exitPool(ONE);
        uint64 seq = deposit(bob, ONE, address(cashToken(ONE)), 200e6);
        hub.halt{value: 1 ether}(_cash);
        carry(ONE, HUB);
        bytes memory body = bodyOf(ONE, HUB, seq);
        vm.prank(bob, bob);
        hub.refundDeposit{value: 1 ether}(ONE, seq, body);
        collect();
        assertEq(hub.exitPool(ONE), pool);
    }

    // --------------------------------------------------------------------------------------------------- a potential

    /// Splitting a withdrawal changes nothing, to the last unit.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_fee_SplittingChangesNothing(uint256 fill, uint256 amount, uint256 cut) public {
        fill = bound(fill, 2, 1200e6);
        amount = bound(amount, 2, fill);
        cut = bound(cut, 1, amount - 1);
        _fill(fill);
        (uint256 whole,) = hub.quoteWithdraw(_cash, amount);
        uint256 parts = _take(alice, cut) + _take(alice, amount - cut);
        assertEq(parts, whole);
    }

    /// There and back, in any steps, by anybody: nothing is earned.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_fee_ThereAndBackEarnsNothing(uint256 fill, uint256[6] memory amounts, uint256 seed) public {
        _fill(bound(fill, 1, 1200e6));
        int256 before = cashOf(alice) + cashOf(bob);
        uint256 outside = cashToken(ONE).balanceOf(alice) + cashToken(ONE).balanceOf(bob);
        for (uint256 i; i < amounts.length; ++i) {
            address who = seed >> i & 1 == 0 ? alice : bob;
            uint256 reserve = vaultOf(_cash).reserve;
            if (seed >> (i + 8) & 1 == 0 && reserve != 0) {
                _take(who, bound(amounts[i], 1, reserve));
            } else {
                deposit(who, ONE, address(cashToken(ONE)), bound(amounts[i], 1, 800e6));
                carry(ONE, HUB);
            }
        }
        // back to the start of the book
        drain();
        int256 profit = cashOf(alice) + cashOf(bob) - before
            + (int256(cashToken(ONE).balanceOf(alice) + cashToken(ONE).balanceOf(bob)) - int256(outside)) * 1e12;
        assertLe(profit, 0, "both together earn nothing");
        assertEq(-profit, int256(hub.exitPool(ONE)), "what they lost is in the pool");
    }

    /// A cycle by one account that returns the reserve to where it was costs nothing either.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_fee_ACycleIsFree(uint256 fill, uint256 amount) public {
        fill = bound(fill, 1, 1200e6);
        amount = bound(amount, 1, fill);
        _fill(fill);
        int256 before = cashOf(alice);
        _take(alice, amount);
        deposit(alice, ONE, address(cashToken(ONE)), amount);
        carry(ONE, HUB);
        assertEq(cashOf(alice), before);
        assertEq(hub.exitPool(ONE), 0);
    }

    /// 2. CASH, through any sequence of fees and rebates.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_fee_CashIsConserved(uint256 seed) public {
        _fill(bound(seed, 1, 1200e6));
        for (uint256 i; i < 10; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 reserve = vaultOf(_cash).reserve;
            if (seed & 1 == 0 && reserve != 0) {
                _take(alice, bound(seed >> 1, 1, reserve));
            } else {
                deposit(bob, ONE, address(cashToken(ONE)), bound(seed >> 1, 1, 800e6));
                carry(ONE, HUB);
            }
            uint256 reserves = uint256(vaultOf(_cash).reserve) * 1e12 + vaultOf(cashAsset(TWO)).reserve;
            assertEq(cashOf(alice) + cashOf(bob) + cashOf(address(this)) + int256(hub.exitPool(ONE)), int256(reserves));
        }
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev Brings the reserve of the first spoke to `amount`, by a third party.
    function _fill(uint256 amount) private {
        depositFor(alice, ONE, address(cashToken(ONE)), amount, plain(address(this)));
        drain();
        assertEq(vaultOf(_cash).reserve, amount);
        assertEq(hub.exitPool(ONE), 0);
    }

    function _take(address who, uint256 amount) private returns (uint256 fee) {
        int256 before = cashOf(who);
        withdraw(who, _cash, amount);
        fee = uint256(before - cashOf(who)) - amount * 1e12;
    }
}
