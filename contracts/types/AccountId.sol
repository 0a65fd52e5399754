// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Names one margin account on the hub, from any chain and without registration.
/// Layout, from the highest bit: owner (160) | chain of the owner (32) | sub-account (64).
/// The chain is 0 for a plain owner (a key pair, which is the same person on every chain) and our registry number of the
/// chain on which a contract owner lives (the same address elsewhere may belong to somebody else).
/// An id whose owner is zero names a reserved account of the book.
type AccountId is bytes32;

using {owner, chain, subaccount, isReserved} for AccountId global;

/// @notice Composes an id. `chain_` is 0 for a plain owner.
function toAccountId(address owner_, uint32 chain_, uint64 subaccount_) pure returns (AccountId) {
    return AccountId.wrap(bytes32((uint256(uint160(owner_)) << 96) | (uint256(chain_) << 64) | subaccount_));
}

/// @notice The address that owns the account; zero for a reserved account.
function owner(AccountId id) pure returns (address) {
    return address(uint160(uint256(AccountId.unwrap(id)) >> 96));
}

/// @notice 0 for a plain owner, else the registry number of the chain on which the owner contract lives.
function chain(AccountId id) pure returns (uint32) {
    return uint32(uint256(AccountId.unwrap(id)) >> 64);
}

/// @notice The owner's own number of the account.
function subaccount(AccountId id) pure returns (uint64) {
    return uint64(uint256(AccountId.unwrap(id)));
}

/// @notice Whether the id names an account of the book itself, which nobody owns.
function isReserved(AccountId id) pure returns (bool) {
    return owner(id) == address(0);
}

/// @notice Whether `caller` is beyond doubt a key pair: the transaction's origin, or an account with an EIP-7702
/// designator. An address without code is no proof: a contract may be created there later or live there elsewhere.
function isPlain(address caller) view returns (bool) {
    if (caller == tx.origin) return true;
    bytes memory code = caller.code;
    return code.length == 23 && code[0] == 0xef && code[1] == 0x01 && code[2] == 0x00;
}

/// @notice Whether `caller`, calling on chain number `here`, is the owner of `id`.
function isOwnedBy(AccountId id, address caller, uint32 here) view returns (bool) {
    if (caller == address(0) || owner(id) != caller) return false;
    uint32 home = chain(id);
    return home == 0 ? isPlain(caller) : home == here && caller.code.length != 0 && !isPlain(caller);
}
