// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// What an owner may let an operator do, one bit each.
uint8 constant TRADE = 1;
// To the owner's own address, and nowhere else.
uint8 constant WITHDRAW = 2;
