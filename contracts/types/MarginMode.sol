// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// How an account's positions and collateral may net, see docs/margin.md.
uint8 constant CROSS = 0;
uint8 constant ISOLATED = 1;
uint8 constant PORTFOLIO = 2;
