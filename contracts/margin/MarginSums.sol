// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Svi} from "./Svi.sol";

/// @notice What is summed over an account while its margin is computed. "wad2" has 36 decimals: a size times a price.
struct MarginSums {
    int256 equity;
    uint256 alone; // cross: the scans of instruments and tokens, each by itself
    uint256 doubtful; // value of collateral behind late lanes or off its peg
    uint256 arrayError;
    bool isApart; // expiries that something is set apart of are summed now; or else the others
    MarketSums[] markets;
    ExpirySums[] expiries;
    BlobSums[] blobs;
}

/// @notice Of one underlying.
struct MarketSums {
    int256 linear; // value of linear positions
    int256 collateral; // value of collateral that it moves
    int256 options; // notional of options by delta
    uint256 gross; // wad2: notional of positions without sign
    uint256 shorts; // wad2: notional of short options
    uint256 long; // notional of products that gain when it rises
    uint256 short; // of those that lose
    uint256 longRate; // the same, each times its product's basis rate
    uint256 shortRate;
    uint256 gain; // of expiries that gain in scenario 0
    uint256 loss; // of expiries that lose in it
    uint256 pin;
    int256[] profits; // wad2: of options in each scenario
    uint256[] targets; // where the scenarios end, ppm of the price; empty until an option is entered
    uint256[] charged; // how much of a loss there counts, ppm
    uint256[] points; // where nodes stand, see {Chords.points}; empty until needed
    uint256 pointsRange; // for which scan range
}

/// @notice Of the options of one expiry.
struct ExpirySums {
    int256 net; // size
    uint256 gross; // size without sign: half of their sum is long, half of their difference short
    int256 puts; // net size of puts
    int256 delta; // wad2: size times delta, of calls and of puts as calls
    int256 constant_; // wad2: puts' strikes less all marks, which no price moves
    int256 profit; // wad2: in scenario 0
    bool isApart; // some of its options are set apart, see {MarginMath}
    Svi.Curve curve; // its volatility, once an option is priced by it
}

/// @notice Of the options of one blob of risk arrays.
struct BlobSums {
    uint256 sizes; // sizes without sign, times 2^128, plus sizes; at last taken apart into
    int256 net; // size
    uint256 gross; // size without sign
    int256[] chords; // see {Chords.find}; empty until an option is read
    int256[] lanes; // size times share of 2^-24 at each node, see {Chords.add}; empty in cross mode
    int256[] nodes; // the same of sizes too large for lanes; empty until needed
    int256[] falls; // cross: the scenarios of either side, see {Chords.side}; empty until needed
    int256[] rises;
}

/// @notice Where options of one expiry and blob are added: looked up once for those that stand side by side.
struct OptionPlace {
    uint256 place; // as in {MarginInput}, without the row
    bool isCross;
    bool settled; // the forward is what settles it
    int256 forward;
    ExpirySums sums;
    BlobSums blob;
    bytes rows;
    int256 strike; // that was priced last, its call's value and delta: its put stands often beside it
    int256 value;
    int256 delta;
    uint256 deviation; // of the strike priced before it
}
