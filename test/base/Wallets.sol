// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IPermit2} from "causeway/spoke/IPermit2.sol";

/// @notice A contract owner: does what it is told, and accepts one key's signatures (ERC-1271).
contract Wallet is IERC1271 {
    address public immutable KEY;
    bool public refusing;

    constructor(address key) {
        KEY = key;
    }

    function run(address target, bytes calldata data) external payable returns (bytes memory) {
        (bool success, bytes memory result) = target.call{value: msg.value}(data);
        if (!success) {
            assembly {
                revert(add(result, 32), mload(result))
            }
        }
        return result;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(digest, signature) == KEY ? IERC1271.isValidSignature.selector : bytes4(0);
    }

    function setRefusing(bool refusing_) external {
        refusing = refusing_;
    }

    receive() external payable {
        require(!refusing);
    }
}

/// @notice The part of Permit2 that the spoke needs, with a digest of its own.
contract FakePermit2 is IPermit2 {
    mapping(address owner => mapping(uint256 nonce => bool)) public used;

    function digest(PermitTransferFrom calldata permit, address spender) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, permit, spender));
    }

    function permitTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes calldata signature
    ) external {
        require(block.timestamp <= permit.deadline && details.requestedAmount <= permit.permitted.amount);
        require(!used[owner][permit.nonce]);
        used[owner][permit.nonce] = true;
        require(ECDSA.recover(digest(permit, msg.sender), signature) == owner);
        // like the real one, it does not mind a token without code
        (bool success,) = permit.permitted.token
            .call(abi.encodeCall(IERC20.transferFrom, (owner, details.to, details.requestedAmount)));
        require(success);
    }
}
