// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId, toAccountId} from "./AccountId.sol";

// Accounts of the book itself, by sub-account number. The exit pools stand under their chain, the others under 0.
uint64 constant EXIT_POOL = 1; // exit fees, less rebates
uint64 constant FEES = 2; // of trades
uint64 constant FUNDING = 3; // paid by one side and not yet drawn by the other; rounding
uint64 constant INTEREST = 4; // paid and not yet drawn, and the tenth that lenders do not get; rounding
uint64 constant SETTLEMENT = 5; // of expired positions: paid by one side and not yet drawn by the other; rounding
uint64 constant INSURANCE = 6; // the fund: fees of liquidations and a share of those of trades, less what insolvent accounts lacked
uint64 constant STAKE = 7; // the part of the fund that stakers brought: the first to pay

/// @notice The reserved account of this number, which nobody owns.
function reserved(uint64 number) pure returns (AccountId) {
    return toAccountId(address(0), 0, number);
}
