// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IBlocks} from "../messaging/IBlocks.sol";
import {Messenger} from "../messaging/Messenger.sol";
import {IGateway} from "./IGateway.sol";
import {IHub} from "./IHub.sol";

/// @notice The hub's end of all lanes: a {Messenger} whose messages the hub handles. See {IGateway}.
contract Gateway is IGateway, Messenger {
    /// @inheritdoc IGateway
    uint256 public constant CLOSE_AFTER = 14 days / 4;

    IHub public immutable HUB;

    constructor(IHub hub, uint32 chain, uint256 appendFee, address quorum, IBlocks blocks, address authority)
        Messenger(chain, appendFee, quorum, blocks, authority)
    {
        HUB = hub;
    }

    /// @inheritdoc IGateway
    function append(uint32 chain, uint8 kind, bytes calldata body) external payable returns (uint64) {
        require(msg.sender == address(HUB), Gateway_NotTheHub(msg.sender));
        return _append(chain, kind, body, msg.value);
    }

    /// @inheritdoc IGateway
    function connect(uint32 chain, address spoke, uint32 epoch) external restricted {
        _connect(chain, spoke, epoch);
    }

    /// @inheritdoc IGateway
    function isClosed(uint32 chain) public view returns (bool closed, uint64 heardTime) {
        heardTime = _inbox(chain).echoTime;
        closed = block.timestamp > heardTime + CLOSE_AFTER;
    }

    /// @inheritdoc IGateway
    function heardAt(uint32 chain) external view returns (uint64) {
        return _inbox(chain).heardTime;
    }

    /// @dev {IHub.handle} is total; out of gas is the only way for it to fail, and reverts the whole ingest.
    function _handle(uint32 chain, uint64 seq, uint8 kind, bytes calldata body) internal override returns (bool) {
        (bool closed,) = isClosed(chain);
        return HUB.handle(chain, seq, kind, body, closed);
    }
}
