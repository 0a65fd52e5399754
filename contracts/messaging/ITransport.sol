// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What the quorum needs of a bridge: carry bytes to the transport of the same kind on another chain, which
/// calls {IQuorum.attest} there.
interface ITransport {
    /// @notice Carries `checkpoint` to chain number `chain`. Only the quorum calls; what is left of the value goes
    /// back to `refundTo`.
    function send(uint32 chain, bytes calldata checkpoint, address refundTo) external payable;

    /// @notice What {send} costs now, in wei of native coin.
    function quote(uint32 chain) external view returns (uint256 fee);
}
