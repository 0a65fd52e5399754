// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ISurfaces} from "../oracle/ISurfaces.sol";
import {IRiskParameters} from "./IRiskParameters.sol";

/// @notice All that the formula of docs/margin.md is computed from. {RiskEngine} gathers it, {MarginMath} computes, and
/// the TypeScript twin takes the same. Prices are below 2^98, sizes below 2^95, positions and lines fewer than 256.
struct MarginInput {
    int256 cash;
    uint8 mode; // types/MarginMode.sol
    bool initial; // with the charges that only initial margin knows
    uint256 initialFactor; // ppm
    uint256[] words; // instrument << 96 | size, a word for each position
    int256[] costs; // what each has cost
    uint256[] places; // where each looks: market | expiry << 8 | blob (linear: 0xff) << 16 | row << 24
    MarketInput[] markets;
    ExpiryInput[] expiries;
    BlobInput[] blobs;
    LineInput[] lines;
    PairInput[] pairs;
}

/// @notice One underlying.
struct MarketInput {
    uint256 index;
    uint256 confidence;
    uint256 mark; // of the perpetual
    IRiskParameters.RiskParams params;
}

/// @notice One expiry of one underlying.
struct ExpiryInput {
    uint256 market; // which of `markets`
    uint256 forward; // or the settlement price
    uint256 tau; // seconds to expiry, at least 60
    uint256 tauAtPublication; // of the slice
    bool settled; // its price is fixed: no scenario moves it
    ISurfaces.Slice slice;
}

/// @notice The risk arrays that were computed together.
struct BlobInput {
    uint256 expiry; // which of `expiries`
    uint256 anchor; // the forward at which they were computed
    uint256 scanRange; // ppm, of then
    bytes rows;
}

/// @notice One collateral token.
struct LineInput {
    uint256 market; // which of `markets` moves it, plus one; 0 for a stable token
    uint256 amount;
    uint256 price;
    uint256 haircutBps;
    uint256 basisRate; // ppm
    bool late; // its chain has been silent
}

/// @notice Two underlyings that fall and rise together.
struct PairInput {
    uint256 first; // which of `markets`
    uint256 second;
    uint256 share; // ppm
}
