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

    bytes32 internal constant OPERATOR_TYPEHASH = keccak256(
        "Operator(bytes32 account,address operator,uint8 rights,uint40 expiry,uint256 nonce,uint256 deadline)"
    );

    /// 8 + 40 = 48 bits
    struct Operator {
        uint8 rights;
        uint40 expiry;
    }

    /// 160 + 64 = 224 bits
    struct Signer {
        address signer;
        uint64 expiry;
    }

    struct State {
        mapping(address owner => mapping(uint32 chain => Signer)) signers;
        mapping(bytes32 owner => mapping(uint256 word => uint256)) nonces; // one bit each
        mapping(AccountId => mapping(address operator => Operator)) operators;
    }

    /// @notice Requires that `signature` over `digest` is the owner's, or that of somebody with `right`. Returns true if it
    /// is only that of an operator or of the signer whom a contract wallet on a spoke named: such a one may do nothing that
    /// takes value elsewhere. With a `right` of 0 no operator will do.
    /// @dev A plain owner signs by ECDSA alone: what code at its address on this chain says is somebody else's word.
    function check(
        State storage self,
        AccountId account,
        bytes32 digest,
        bytes calldata signature,
        uint8 right,
        uint32 here
    ) internal view returns (bool ownerOnly) {
        uint32 home = account.chain();
        address owner = account.owner();
        if (home == here && home != 0) {
            if (SignatureChecker.isValidERC1271SignatureNowCalldata(owner, digest, signature)) return false;
        }
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        require(failure == ECDSA.RecoverError.NoError && signer != address(0), IHub.Hub_BadSignature(account));
        if (home == 0 && signer == owner) return false;
        if (home != 0 && home != here) {
            Signer memory s = self.signers[owner][home];
            if (signer == s.signer && block.timestamp <= s.expiry) return true;
        }
        require(mayAct(self, account, signer, right), IHub.Hub_BadSignature(account));
        return true;
    }

    /// @notice Whether `caller` is an operator with all of the bits of `right`.
    function mayAct(State storage self, AccountId account, address caller, uint8 right) internal view returns (bool) {
        Operator memory o = self.operators[account][caller];
        return right != 0 && o.rights & right == right && block.timestamp <= o.expiry;
    }

    function setOperator(State storage self, AccountId account, address operator, uint8 rights, uint40 expiry)
        internal
    {
        self.operators[account][operator] = Operator({rights: rights, expiry: expiry});
        emit IHub.OperatorSet(account, operator, rights, expiry);
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
