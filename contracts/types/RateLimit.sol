// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Two leaky buckets, an hour's and a day's, in one slot. Each leaks its whole capacity in its window, so that
/// a window never lets through more than twice its capacity and on average no more than it.
/// @dev The day's capacity is 20/3 of the hour's (10 % a day against 1.5 % an hour). Amounts are in token units.
/// 104 + 104 + 48 = 256 bits.
struct RateLimit {
    uint104 hour;
    uint104 day;
    uint48 updated;
}

using RateLimits for RateLimit global;

library RateLimits {
    /// One fifth of every bucket is kept for small amounts, so that a single large one cannot close the door on them.
    uint256 private constant SLICE = 5;
    /// An amount is small when it is at most a hundredth of the hour's capacity.
    uint256 private constant SMALL = 100;

    /// @notice What the buckets hold now, after leaking since the last use.
    function level(RateLimit storage self, uint256 capacity) internal view returns (uint256 hour, uint256 day) {
        unchecked {
            // capacity is below 2^128 and elapsed below 2^48: no product overflows
            uint256 elapsed = block.timestamp - self.updated;
            uint256 leakedHour = capacity * elapsed / 1 hours;
            uint256 leakedDay = dayCapacity(capacity) * elapsed / 1 days;
            hour = self.hour > leakedHour ? self.hour - leakedHour : 0;
            day = self.day > leakedDay ? self.day - leakedDay : 0;
        }
    }

    /// @notice Takes `amount` from both buckets if both have room for it, and says whether it did. `capacity` is the
    /// hour's, in token units. Amounts above a hundredth of it leave a fifth of each bucket to smaller ones.
    function tryTake(RateLimit storage self, uint256 amount, uint256 capacity) internal returns (bool) {
        (uint256 hour, uint256 day) = level(self, capacity);
        uint256 usable = amount * SMALL <= capacity ? capacity : capacity - capacity / SLICE;
        uint256 usableDay =
            amount * SMALL <= capacity ? dayCapacity(capacity) : dayCapacity(capacity) * (SLICE - 1) / SLICE;
        if (hour + amount > usable || day + amount > usableDay) return false;
        if (day + amount > type(uint104).max) return false;
        self.hour = uint104(hour + amount);
        self.day = uint104(day + amount);
        self.updated = uint48(block.timestamp);
        return true;
    }

    /// @notice The most that {tryTake} would let through now for one large amount, rounded down.
    function available(RateLimit storage self, uint256 capacity) internal view returns (uint256) {
        (uint256 hour, uint256 day) = level(self, capacity);
        uint256 usable = capacity - capacity / SLICE;
        uint256 usableDay = dayCapacity(capacity) * (SLICE - 1) / SLICE;
        uint256 roomHour = usable > hour ? usable - hour : 0;
        uint256 roomDay = usableDay > day ? usableDay - day : 0;
        return roomHour < roomDay ? roomHour : roomDay;
    }

    /// @notice Seconds that `amount` alone takes to leak from the day's bucket, rounded up, at most `limit`: how long an
    /// amount that found no room waits at most, whatever others do meanwhile.
    function wait(uint256 amount, uint256 capacity, uint256 limit) internal pure returns (uint256) {
        uint256 perDay = dayCapacity(capacity);
        if (perDay == 0 || amount / perDay > limit / 1 days) return limit;
        uint256 seconds_ = (amount * 1 days + perDay - 1) / perDay;
        return seconds_ < limit ? seconds_ : limit;
    }

    /// @notice The day's capacity that belongs to an hour's.
    function dayCapacity(uint256 capacity) internal pure returns (uint256) {
        return capacity * 20 / 3;
    }
}
