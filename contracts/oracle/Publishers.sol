// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title Publishers: who signs reports, and how many of them must
/// @notice State library of the feeds that m of n publishers sign.
library Publishers {
    /// @notice One slot beside the mapping (16 + 16 = 32 bits).
    struct State {
        mapping(address publisher => bool) isMember;
        uint16 size;
        uint16 threshold;
    }

    event PublishersChanged(address[] added, address[] removed, uint16 size, uint16 threshold);

    error Publishers_TooFew(uint256 signatures, uint256 threshold);
    error Publishers_NotAPublisher(address signer);
    error Publishers_AlreadyAPublisher(address publisher);
    error Publishers_OutOfOrder(address signer);
    error Publishers_BadThreshold(uint256 threshold, uint256 size);

    /// @notice Requires that at least `threshold` publishers signed `digest`, in ascending order of signer.
    function requireSigned(State storage self, bytes32 digest, bytes[] calldata signatures) internal view {
        uint256 threshold = self.threshold;
        require(signatures.length >= threshold, Publishers_TooFew(signatures.length, threshold));
        address last;
        for (uint256 i; i < signatures.length; ++i) {
            address signer = ECDSA.recover(digest, signatures[i]);
            // ascending: nobody counts twice
            require(signer > last, Publishers_OutOfOrder(signer));
            require(self.isMember[signer], Publishers_NotAPublisher(signer));
            last = signer;
        }
    }

    /// @notice Changes the publishers and how many of them must sign. Emits {PublishersChanged}.
    function change(State storage self, address[] memory added, address[] memory removed, uint16 threshold) internal {
        for (uint256 i; i < removed.length; ++i) {
            require(self.isMember[removed[i]], Publishers_NotAPublisher(removed[i]));
            self.isMember[removed[i]] = false;
        }
        for (uint256 i; i < added.length; ++i) {
            require(added[i] != address(0) && !self.isMember[added[i]], Publishers_AlreadyAPublisher(added[i]));
            self.isMember[added[i]] = true;
        }
        uint256 size = self.size + added.length - removed.length;
        require(
            threshold != 0 && threshold <= size && size <= type(uint16).max, Publishers_BadThreshold(threshold, size)
        );
        (self.size, self.threshold) = (uint16(size), threshold);
        emit PublishersChanged(added, removed, uint16(size), threshold);
    }
}
