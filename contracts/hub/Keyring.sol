// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId, isOwnedBy} from "../types/AccountId.sol";
import {WITHDRAW} from "../types/Rights.sol";
import {IHub} from "./IHub.sol";
import {IKeyring} from "./IKeyring.sol";
import {Nonces} from "./Nonces.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice Who may act for an account. See {IKeyring}.
contract Keyring is IKeyring, EIP712 {
    using Nonces for Nonces.State;

    bytes32 private constant OPERATOR_TYPEHASH = keccak256(
        "Operator(bytes32 account,address operator,uint8 rights,uint40 expiry,uint256 nonce,uint256 deadline)"
    );

    bytes32 private constant WITHDRAWAL_TYPEHASH = keccak256(
        "Withdrawal(bytes32 account,bytes32 asset,uint256 amount,address receiver,uint256 maxFee,uint256 nonce,uint256 deadline)"
    );

    /// 160 + 64 = 224 bits
    struct Signer {
        address signer;
        uint64 expiry;
    }

    /// 8 + 40 = 48 bits
    struct Operator {
        uint8 rights;
        uint40 expiry;
    }

    address public immutable HUB;
    /// @notice Our registry number of this chain.
    uint32 public immutable CHAIN;

    mapping(address owner => mapping(uint32 chain => Signer)) private _signers;
    mapping(AccountId => mapping(address operator => Operator)) private _operators;
    Nonces.State private _nonces;

    /// @notice Made by the hub.
    constructor(uint32 chain) EIP712("Causeway Keyring", "1") {
        HUB = msg.sender;
        CHAIN = chain;
    }

    /// @inheritdoc IKeyring
    function setOperator(AccountId account, address operator, uint8 rights, uint40 expiry) external {
        _requireOwner(account);
        _setOperator(account, operator, rights, expiry);
    }

    /// @inheritdoc IKeyring
    function setOperatorFor(Grant calldata g, bytes calldata signature) external {
        require(block.timestamp <= g.deadline, Keyring_Expired(g.deadline));
        require(!authorise(g.account, hashGrant(g), signature, 0), IHub.Hub_BadSignature(g.account));
        _nonces.use(g.account, g.nonce);
        _setOperator(g.account, g.operator, g.rights, g.expiry);
    }

    /// @inheritdoc IKeyring
    function cancelNonce(AccountId account, uint256 nonce) external {
        _requireOwner(account);
        _nonces.use(account, nonce);
    }

    /// @inheritdoc IKeyring
    function useWithdrawal(IHub.Withdrawal calldata w, bytes calldata signature) external returns (bool ownerOnly) {
        require(msg.sender == HUB, Keyring_NotTheHub(msg.sender));
        require(block.timestamp <= w.deadline, IHub.Hub_Expired(w.deadline));
        ownerOnly = authorise(w.account, hashWithdrawal(w), signature, WITHDRAW);
        _nonces.use(w.account, w.nonce);
    }

    /// @inheritdoc IKeyring
    function setSigner(address owner, uint32 chain, address signer, uint64 expiry) external {
        require(msg.sender == HUB, Keyring_NotTheHub(msg.sender));
        _signers[owner][chain] = Signer({signer: signer, expiry: expiry});
    }

    /// @inheritdoc IKeyring
    /// @dev A plain owner signs by ECDSA alone: what code at its address on this chain says is somebody else's word.
    function authorise(AccountId account, bytes32 digest, bytes calldata signature, uint8 right)
        public
        view
        returns (bool ownerOnly)
    {
        uint32 home = account.chain();
        address owner = account.owner();
        if (home == CHAIN && home != 0) {
            if (SignatureChecker.isValidERC1271SignatureNowCalldata(owner, digest, signature)) return false;
        }
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        require(failure == ECDSA.RecoverError.NoError && signer != address(0), IHub.Hub_BadSignature(account));
        if (home == 0 && signer == owner) return false;
        if (home != 0 && home != CHAIN) {
            Signer memory s = _signers[owner][home];
            if (signer == s.signer && block.timestamp <= s.expiry) return true;
        }
        require(isOperator(account, signer, right), IHub.Hub_BadSignature(account));
        return true;
    }

    /// @inheritdoc IKeyring
    function isAuthorised(AccountId account, address caller, uint8 right) external view returns (bool) {
        return isOperator(account, caller, right) || isOwnedBy(account, caller, CHAIN);
    }

    /// @inheritdoc IKeyring
    function isOperator(AccountId account, address caller, uint8 right) public view returns (bool) {
        Operator memory o = _operators[account][caller];
        // no right is nobody's
        return right != 0 && o.rights & right == right && block.timestamp <= o.expiry;
    }

    /// @inheritdoc IKeyring
    function operatorOf(AccountId account, address operator) external view returns (uint8, uint40) {
        Operator memory o = _operators[account][operator];
        return (o.rights, o.expiry);
    }

    /// @inheritdoc IKeyring
    function signerOf(address owner, uint32 chain) external view returns (address, uint64) {
        Signer memory s = _signers[owner][chain];
        return (s.signer, s.expiry);
    }

    /// @inheritdoc IKeyring
    function isNonceUsed(AccountId account, uint256 nonce) external view returns (bool) {
        return _nonces.isUsed(account, nonce);
    }

    /// @inheritdoc IKeyring
    function hashWithdrawal(IHub.Withdrawal calldata w) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(WITHDRAWAL_TYPEHASH, w)));
    }

    /// @inheritdoc IKeyring
    function hashGrant(Grant calldata g) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(OPERATOR_TYPEHASH, g)));
    }

    function _setOperator(AccountId account, address operator, uint8 rights, uint40 expiry) private {
        _operators[account][operator] = Operator({rights: rights, expiry: expiry});
        emit OperatorSet(account, operator, rights, expiry);
    }

    function _requireOwner(AccountId account) private view {
        require(isOwnedBy(account, msg.sender, CHAIN), Keyring_NotTheOwner(account, msg.sender));
    }
}
