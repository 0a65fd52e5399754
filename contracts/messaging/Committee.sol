// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IQuorum} from "./IQuorum.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @notice The operators' committee: a supermajority of two thirds of its members speaks beside one transport when the
/// other is dead. It can say nothing alone.
contract Committee is AccessManaged, EIP712 {
    /// `keccak256("Attestation(uint32 chain,bytes checkpoint)")`
    bytes32 public constant ATTESTATION_TYPEHASH = keccak256("Attestation(uint32 chain,bytes checkpoint)");

    IQuorum public immutable QUORUM;

    mapping(address member => bool) public isMember;
    uint256 public size;

    event MembersChanged(address[] added, address[] removed, uint256 size);

    error Committee_TooFew(uint256 signatures, uint256 required);
    error Committee_NotAMember(address signer);
    error Committee_OutOfOrder(address signer);
    error Committee_AlreadyAMember(address member);
    error Committee_Empty();

    constructor(IQuorum quorum, address[] memory members, address authority)
        AccessManaged(authority)
        EIP712("Causeway Committee", "1")
    {
        QUORUM = quorum;
        _change(members, new address[](0));
    }

    /// @notice Members needed: two thirds, rounded up.
    function required() public view returns (uint256) {
        return (size * 2 + 2) / 3;
    }

    /// @notice Brings the members' signatures over a checkpoint, in ascending order of signer. Anyone may call.
    function attest(uint32 chain, bytes calldata checkpoint, bytes[] calldata signatures) external {
        require(signatures.length >= required(), Committee_TooFew(signatures.length, required()));
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(ATTESTATION_TYPEHASH, chain, keccak256(checkpoint))));
        address last;
        for (uint256 i; i < signatures.length; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            require(signer > last, Committee_OutOfOrder(signer));
            require(isMember[signer], Committee_NotAMember(signer));
            last = signer;
        }
        QUORUM.attestCommittee(chain, checkpoint);
    }

    /// @notice Changes the members (governance, delayed).
    function change(address[] calldata added, address[] calldata removed) external restricted {
        _change(added, removed);
    }

    function _change(address[] memory added, address[] memory removed) private {
        for (uint256 i; i < removed.length; ++i) {
            require(isMember[removed[i]], Committee_NotAMember(removed[i]));
            isMember[removed[i]] = false;
        }
        for (uint256 i; i < added.length; ++i) {
            require(added[i] != address(0) && !isMember[added[i]], Committee_AlreadyAMember(added[i]));
            isMember[added[i]] = true;
        }
        size = size + added.length - removed.length;
        require(size != 0, Committee_Empty());
        emit MembersChanged(added, removed, size);
    }
}
