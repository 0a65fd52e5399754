// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {AccountId} from "causeway/types/AccountId.sol";

/// @notice The parts of {IHub} and {IKeyring} that a venue asks: takes the word of an account's owner and of the operators that a test named.
contract FakeAuthoriser {
    mapping(AccountId => mapping(address => uint8)) public rights;
    mapping(AccountId => bool) public burning;

    function allow(AccountId account, address operator, uint8 right) external {
        rights[account][operator] = right;
    }

    /// @notice A wallet whose own code, asked for its signature, burns all gas that it gets.
    function burn(AccountId account) external {
        burning[account] = true;
    }

    function KEYRING() external view returns (address) {
        return address(this);
    }

    function authorise(AccountId account, bytes32 digest, bytes calldata signature, uint8 right)
        external
        view
        returns (bool ownerOnly)
    {
        (address signer,,) = ECDSA.tryRecover(digest, signature);
        if (isAuthorised(account, signer, right)) return signer != account.owner();
        while (burning[account]) {}
        revert IHub.Hub_BadSignature(account);
    }

    function isAuthorised(AccountId account, address caller, uint8 right) public view returns (bool) {
        return caller != address(0) && (caller == account.owner() || rights[account][caller] & right == right);
    }
}
