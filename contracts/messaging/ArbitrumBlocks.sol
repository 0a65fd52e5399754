// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlocks} from "./IBlocks.sol";

/// The two calls needed of Arbitrum's precompile ArbSys (docs.arbitrum.io, "ArbSys").
interface IArbSys {
    function arbBlockNumber() external view returns (uint256);
    function arbBlockHash(uint256 number) external view returns (bytes32);
}

/// @notice Block numbers and hashes of Arbitrum, where `block.number` is an estimate of the parent chain's.
contract ArbitrumBlocks is IBlocks {
    IArbSys private constant ARB_SYS = IArbSys(0x0000000000000000000000000000000000000064);

    /// @inheritdoc IBlocks
    function number() external view returns (uint256) {
        return ARB_SYS.arbBlockNumber();
    }

    /// @inheritdoc IBlocks
    function hash(uint256 number_) external view returns (bytes32) {
        return ARB_SYS.arbBlockHash(number_);
    }
}
