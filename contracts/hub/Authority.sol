// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {IHub} from "./IHub.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice Who may speak for an account by signature.
library Authority {
    bytes32 internal constant WITHDRAWAL_TYPEHASH = keccak256(
        "Withdrawal(bytes32 account,bytes32 asset,uint256 amount,address receiver,uint256 maxFee,uint256 nonce,uint256 deadline)"
    );

    /// 160 + 64 = 224 bits
    struct Signer {
        address signer;
        uint64 expiry;
    }

    struct State {
        mapping(address owner => mapping(uint32 chain => Signer)) signers;
        mapping(bytes32 owner => mapping(uint256 word => uint256)) nonces; // one bit each
    }

    /// @notice Requires that `signature` over `digest` is the owner's. Returns true if it is only that of the signer whom
    /// a contract wallet on a spoke named: such a one may do nothing that takes value elsewhere.
    /// @dev A plain owner signs by ECDSA alone: what code at its address on this chain says is somebody else's word.
    function check(State storage self, AccountId account, bytes32 digest, bytes calldata signature, uint32 here)
        internal
        view
        returns (bool ownerOnly)
    {
        uint32 home = account.chain();
        address owner = account.owner();
        bool valid;
        if (home == here && home != 0) {
            valid = SignatureChecker.isValidERC1271SignatureNowCalldata(owner, digest, signature);
        } else {
            address expected = owner;
            if (home != 0) {
                Signer memory s = self.signers[owner][home];
                expected = block.timestamp <= s.expiry ? s.signer : address(0);
                ownerOnly = true;
            }
            (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
            valid = failure == ECDSA.RecoverError.NoError && recovered == expected && expected != address(0);
        }
        require(valid, IHub.Hub_BadSignature(account));
    }

    /// @notice Marks a nonce of the account's owner as used; reverts if it was.
    function useNonce(State storage self, AccountId account, uint256 nonce) internal {
        uint256 bit = 1 << (nonce & 0xff);
        mapping(uint256 => uint256) storage words = self.nonces[_ownerKey(account)];
        uint256 word = words[nonce >> 8];
        require(word & bit == 0, IHub.Hub_NonceUsed(account, nonce));
        words[nonce >> 8] = word | bit;
    }

    function isNonceUsed(State storage self, AccountId account, uint256 nonce) internal view returns (bool) {
        return self.nonces[_ownerKey(account)][nonce >> 8] & (1 << (nonce & 0xff)) != 0;
    }

    function setSigner(State storage self, address owner, uint32 chain, address signer, uint64 expiry) internal {
        self.signers[owner][chain] = Signer({signer: signer, expiry: expiry});
    }

    function signerOf(State storage self, address owner, uint32 chain) internal view returns (address, uint64) {
        Signer memory s = self.signers[owner][chain];
        return (s.signer, s.expiry);
    }

    /// @dev Owner and chain: all sub-accounts of one owner share their nonces.
    function _ownerKey(AccountId account) private pure returns (bytes32) {
        return AccountId.unwrap(account) >> 64;
    }
}
