// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RateLimit, RateLimits} from "causeway/types/RateLimit.sol";
import {Test} from "forge-std/Test.sol";

contract RateLimitTest is Test {
    uint256 private constant CAPACITY = 1_000_000;
    RateLimit private _limit;
    uint256 private _now = 1_800_000_000;

    function setUp() public {
        vm.warp(_now);
    }

    function test_tryTake_LargeOnesLeaveAFifth() public {
        assertEq(_limit.available(CAPACITY), 800_000);
        assertFalse(_take(800_001));
        assertTrue(_take(800_000));
        assertEq(_limit.available(CAPACITY), 0);
        assertFalse(_take(10_001), "more than a hundredth is large");
        for (uint256 i; i < 20; ++i) {
            assertTrue(_take(10_000), "the slice is for small ones");
        }
        assertFalse(_take(1), "full");
    }

    function test_tryTake_Zero() public {
        assertTrue(_take(0));
    }

    function test_tryTake_NoCapacity() public {
        assertFalse(_limit.tryTake(1, 0));
        assertTrue(_limit.tryTake(0, 0));
    }

    function test_tryTake_Max() public {
        assertFalse(_limit.tryTake(type(uint128).max, CAPACITY));
        assertFalse(_limit.tryTake(type(uint128).max, type(uint128).max), "beyond what the slot holds");
    }

    function test_tryTake_LeaksInAnHour() public {
        assertTrue(_take(800_000));
        _pass(30 minutes);
        assertEq(_limit.available(CAPACITY), 500_000);
        _pass(30 minutes);
        assertEq(_limit.available(CAPACITY), 800_000);
    }

    /// The day's bucket holds 20/3 of an hour's: eight tenths of it for large amounts.
    function test_tryTake_TheDayIsScarcer() public {
        uint256 taken;
        for (uint256 i; i < 24; ++i) {
            uint256 room = _limit.available(CAPACITY);
            assertTrue(_take(room));
            taken += room;
            _pass(1 hours);
        }
        assertGt(taken, 5_333_333);
        assertLt(taken, 2 * 6_666_666);
        assertLt(_limit.available(CAPACITY), 300_000);
    }

    /// Whatever is tried in one hour, no more than twice the capacity gets through; in a day no more than twice the day's.
    function testFuzz_tryTake_Windows(uint256 seed) public {
        uint256[25] memory hourly;
        uint256 start = _now;
        uint256 total;
        while (_now < start + 24 hours) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 amount = seed % (seed % 3 == 0 ? 10_000 : 1_000_000);
            if (_take(amount)) {
                hourly[(_now - start) / 1 hours] += amount;
                total += amount;
            }
            _pass(seed % 20 minutes);
        }
        for (uint256 i; i < 24; ++i) {
            assertLe(hourly[i], 2 * CAPACITY);
        }
        assertLe(total, 2 * RateLimits.dayCapacity(CAPACITY));
    }

    /// However large the takers are, a small amount finds room while fewer small ones than the slice have gone.
    function testFuzz_tryTake_TheSmallAreNeverShutOutByTheLarge(uint256[20] memory amounts) public {
        for (uint256 i; i < amounts.length; ++i) {
            uint256 amount = bound(amounts[i], CAPACITY / 100 + 1, 2 * CAPACITY);
            _take(amount);
        }
        for (uint256 i; i < 20; ++i) {
            assertTrue(_take(CAPACITY / 100));
        }
    }

    function testFuzz_wait(uint128 amount, uint128 capacity) public pure {
        uint256 w = RateLimits.wait(amount, capacity, 3 days);
        assertLe(w, 3 days);
        uint256 perDay = RateLimits.dayCapacity(capacity);
        // rounded up: by then it would have leaked
        if (w < 3 days) assertGe(perDay * w / 1 days + (perDay * w % 1 days == 0 ? 0 : 1), amount);
    }

    function test_wait() public pure {
        assertEq(RateLimits.wait(0, 0, 3 days), 3 days);
        assertEq(RateLimits.wait(1, 0, 3 days), 3 days);
        assertEq(RateLimits.wait(0, 3, 3 days), 0);
        assertEq(RateLimits.wait(20, 3, 3 days), 1 days);
        assertEq(RateLimits.wait(21, 3, 3 days), 1 days + 4320);
        assertEq(RateLimits.wait(type(uint128).max, 3, 3 days), 3 days);
    }

    function _take(uint256 amount) private returns (bool) {
        return _limit.tryTake(amount, CAPACITY);
    }

    function _pass(uint256 time) private {
        _now += time;
        vm.warp(_now);
    }
}
