// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title How far from the mark a trade may be made
/// @notice docs/margin.md, section 11. A quarter of the underlying's scan range, hence below what initial margin asks of a linear position,
/// at whatever range governance and the forecast set it; for options at most as much of their forward, and less for cheap ones.
/// @dev Marks and forwards are below 2^98 and scan ranges below 2^32.
library Band {
    /// The band is one part in four of a scan range; an option's one part in four of that, and of its mark.
    uint256 internal constant PART = 4;
    uint256 private constant PPM = 1e6;

    /// @notice The least and the highest price of a perpetual or future.
    function linear(uint256 mark, uint256 scanRange) internal pure returns (uint256 least, uint256 most) {
        uint256 width = _widthDown(mark, scanRange);
        return (mark - width, mark + width);
    }

    /// @notice The least and the highest price of an option that is worth `mark` and can never be worth more than `ceiling`: its forward
    /// (call) or strike (put).
    function option(uint256 mark, uint256 forward, uint256 ceiling, uint256 scanRange)
        internal
        pure
        returns (uint256 least, uint256 most)
    {
        uint256 widest = _widthDown(forward, scanRange);
        uint256 width = widest / PART + mark / PART;
        if (width > widest) width = widest;
        least = mark > width ? mark - width : 0;
        most = mark + width;
        if (most > ceiling) most = ceiling;
    }

    function _widthDown(uint256 price, uint256 scanRange) private pure returns (uint256) {
        return price * scanRange / (PART * PPM);
    }
}
