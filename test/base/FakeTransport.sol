// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IQuorum} from "causeway/messaging/IQuorum.sol";
import {ITransport} from "causeway/messaging/ITransport.sol";

/// @notice Stands in for a bridge: keeps what it was given, and lets a test deliver, drop, repeat, reorder and forge.
contract FakeTransport is ITransport {
    /// What {send} does besides keeping the bytes.
    enum Fault {
        None,
        Refuse,
        BurnGas,
        LongReason
    }

    struct Sent {
        uint32 chain;
        bytes data;
        address refundTo;
        uint256 value;
    }

    IQuorum public immutable QUORUM;
    uint256 public fee;
    Fault public fault;
    Sent[] private _sent;

    error FakeTransport_Refused();

    constructor(IQuorum quorum, uint256 fee_) {
        QUORUM = quorum;
        fee = fee_;
    }

    function send(uint32 chain, bytes calldata checkpoint, address refundTo) external payable {
        require(msg.sender == address(QUORUM) && msg.value >= fee && fault != Fault.Refuse, FakeTransport_Refused());
        if (fault == Fault.BurnGas) while (true) {}
        if (fault == Fault.LongReason) {
            assembly {
                revert(0, 600000)
            }
        }
        _sent.push(Sent({chain: chain, data: checkpoint, refundTo: refundTo, value: msg.value}));
    }

    function quote(uint32) external view returns (uint256) {
        return fee;
    }

    /// @notice Casts this transport's vote for any bytes, true or forged.
    function attest(uint32 sourceChain, bytes calldata data) external {
        QUORUM.attest(sourceChain, data);
    }

    function setFault(Fault fault_) external {
        fault = fault_;
    }

    function setFee(uint256 fee_) external {
        fee = fee_;
    }

    function count() external view returns (uint256) {
        return _sent.length;
    }

    function sent(uint256 index) external view returns (Sent memory) {
        return _sent[index];
    }
}
