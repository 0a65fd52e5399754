// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Names one instrument; the value says all of it.
/// Layout, from the highest bit: underlying (48, up to six ASCII characters, left-aligned, e.g. "ETH") | kind (8) |
/// expiry (40, seconds) | strike (64, 1e-8 USD). A perpetual has neither expiry nor strike, a future no strike.
type InstrumentId is uint160;

using {underlying, kind, expiry, strike, isOption, isLinear, isWellFormed} for InstrumentId global;

uint8 constant PERPETUAL = 1;
uint8 constant FUTURE = 2;
uint8 constant CALL = 3;
uint8 constant PUT = 4;

/// @notice Composes an id. `strike_` in 1e-8 USD.
function toInstrumentId(bytes6 underlying_, uint8 kind_, uint40 expiry_, uint64 strike_) pure returns (InstrumentId) {
    return InstrumentId.wrap(
        (uint160(uint48(underlying_)) << 112) | (uint160(kind_) << 104) | (uint160(expiry_) << 64) | strike_
    );
}

function underlying(InstrumentId id) pure returns (bytes6) {
    return bytes6(uint48(InstrumentId.unwrap(id) >> 112));
}

function kind(InstrumentId id) pure returns (uint8) {
    return uint8(InstrumentId.unwrap(id) >> 104);
}

/// @notice Seconds; 0 for a perpetual.
function expiry(InstrumentId id) pure returns (uint40) {
    return uint40(InstrumentId.unwrap(id) >> 64);
}

/// @notice USD, 18 decimals; 0 unless an option.
function strike(InstrumentId id) pure returns (uint256) {
    return uint256(uint64(InstrumentId.unwrap(id))) * 1e10;
}

function isOption(InstrumentId id) pure returns (bool) {
    return kind(id) >= CALL;
}

function isLinear(InstrumentId id) pure returns (bool) {
    return kind(id) <= FUTURE;
}

/// @notice Whether the parts fit together: a known kind, an underlying, and an expiry and a strike exactly where they belong.
function isWellFormed(InstrumentId id) pure returns (bool) {
    uint8 k = kind(id);
    bool dated = expiry(id) != 0;
    bool struck = uint64(InstrumentId.unwrap(id)) != 0;
    if (underlying(id) == 0) return false;
    if (k == PERPETUAL) return !dated && !struck;
    if (k == FUTURE) return dated && !struck;
    return (k == CALL || k == PUT) && dated && struck;
}
