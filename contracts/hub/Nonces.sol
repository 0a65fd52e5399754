// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {IHub} from "./IHub.sol";

/// @notice Numbers that an owner's signature has used, in any order, one bit each.
library Nonces {
    struct State {
        mapping(bytes32 owner => mapping(uint256 word => uint256)) words;
    }

    /// @notice Marks a nonce of the account's owner as used; reverts if it was.
    function use(State storage self, AccountId account, uint256 nonce) internal {
        uint256 bit = 1 << (nonce & 0xff);
        mapping(uint256 => uint256) storage words = self.words[_ownerKey(account)];
        uint256 word = words[nonce >> 8];
        require(word & bit == 0, IHub.Hub_NonceUsed(account, nonce));
        words[nonce >> 8] = word | bit;
    }

    function isUsed(State storage self, AccountId account, uint256 nonce) internal view returns (bool) {
        return self.words[_ownerKey(account)][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    /// @dev Owner and chain: all sub-accounts of one owner share their nonces.
    function _ownerKey(AccountId account) private pure returns (bytes32) {
        return AccountId.unwrap(account) >> 64;
    }
}
