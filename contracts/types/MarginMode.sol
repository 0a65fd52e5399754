// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// What may net within an account before the worst case is taken (IHub.Account.mode). docs/margin.md, section 7.

uint8 constant CROSS = 0; // nothing: each instrument and each token alone
uint8 constant ISOLATED = 1; // everything, but there is only one underlying, and cash alone is collateral
uint8 constant PORTFOLIO = 2; // everything on one underlying, collateral too
