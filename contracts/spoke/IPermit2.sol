// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// The one call needed of Uniswap's Permit2 (SignatureTransfer), deployed at
/// 0x000000000022D473030F116dDEE9F6B43aC78BA3 on every chain.
interface IPermit2 {
    struct TokenPermissions {
        address token;
        uint256 amount;
    }

    struct PermitTransferFrom {
        TokenPermissions permitted;
        uint256 nonce;
        uint256 deadline;
    }

    struct SignatureTransferDetails {
        address to;
        uint256 requestedAmount;
    }

    function permitTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes calldata signature
    ) external;
}
