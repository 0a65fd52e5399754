// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

// The manager of all rights on a chain is OpenZeppelin's, as it is; named here so that it is compiled with the rest.
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
