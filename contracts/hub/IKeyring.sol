// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {IHub} from "./IHub.sol";

/// @title Keyring: who may act for an account
/// @notice Its owner; operators that the owner named, with rights and an expiry; and for a contract wallet on a spoke, which
/// cannot sign here, the signer that it named by message. A chapter of the hub, which makes it: the hub asks it when value
/// leaves, clearing and venues when somebody trades. It holds nothing and moves nothing.
interface IKeyring {
    /// @notice An owner's word that `operator` may act for an account (EIP-712 type `Operator`).
    struct Grant {
        AccountId account;
        address operator;
        uint8 rights; // see contracts/types/Rights.sol; 0 takes them away
        uint40 expiry; // seconds, inclusive
        uint256 nonce; // any number not used here before by this owner
        uint256 deadline; // seconds
    }

    event OperatorSet(AccountId indexed account, address indexed operator, uint8 rights, uint40 expiry);

    error Keyring_NotTheHub(address caller);
    error Keyring_NotTheOwner(AccountId account, address caller);
    error Keyring_Expired(uint256 deadline);

    /// @notice Lets an operator act for the account until `expiry`, inclusive, or no longer (`rights` 0). Only the owner.
    /// A key that signs for an application is an operator, too. Emits {OperatorSet}.
    function setOperator(AccountId account, address operator, uint8 rights, uint40 expiry) external;
    /// @notice The same for an owner who signed it. Anyone may bring it. The signer that a contract wallet on a spoke named
    /// cannot: what he named would outlive him.
    function setOperatorFor(Grant calldata grant, bytes calldata signature) external;
    /// @notice Uses up a withdrawal that the owner signed, or an operator who may withdraw, or the signer that a contract wallet on a
    /// spoke named (hub only). Returns true if it was not the owner: it then leaves to him alone.
    function useWithdrawal(IHub.Withdrawal calldata withdrawal, bytes calldata signature)
        external
        returns (bool ownerOnly);
    /// @notice Makes a grant or withdrawal that the account's owner signed with this nonce worthless, for all of the owner's accounts.
    /// Only the owner.
    function cancelNonce(AccountId account, uint256 nonce) external;
    /// @notice Books the signer that a contract wallet on a spoke named (hub only).
    function setSigner(address owner, uint32 chain, address signer, uint64 expiry) external;

    /// @notice Requires that the account's owner signed `digest` (ECDSA, ERC-1271 on this chain), or the signer that a contract
    /// wallet on a spoke named, or an operator with all of the bits of `right`; else reverts with {IHub.Hub_BadSignature}.
    /// Returns true if it was not the owner.
    /// Warning: whoever is not the owner has no say over value that leaves to anyone but the owner.
    function authorise(AccountId account, bytes32 digest, bytes calldata signature, uint8 right)
        external
        view
        returns (bool ownerOnly);
    /// @notice Whether `caller` is the account's owner or an operator with all of the bits of `right`.
    function isAuthorised(AccountId account, address caller, uint8 right) external view returns (bool);
    /// @notice Whether `caller` is an operator with all of the bits of `right`.
    function isOperator(AccountId account, address caller, uint8 right) external view returns (bool);
    function operatorOf(AccountId account, address operator) external view returns (uint8 rights, uint40 expiry);
    function signerOf(address owner, uint32 chain) external view returns (address signer, uint64 expiry);
    function isNonceUsed(AccountId account, uint256 nonce) external view returns (bool);
    function hashWithdrawal(IHub.Withdrawal calldata withdrawal) external view returns (bytes32);
    function hashGrant(Grant calldata grant) external view returns (bytes32);
}
