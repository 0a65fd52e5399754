// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ILayerZeroTransport} from "./ILayerZeroTransport.sol";
import {IQuorum} from "./IQuorum.sol";
import {ITransport} from "./ITransport.sol";
import {MessagingFee, OApp, Origin} from "@layerzerolabs/lz-evm-oapp-v2/contracts/oapp/OApp.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

/// @notice Carries checkpoints over LayerZero V2. Unordered: any checkpoint makes the earlier ones needless.
/// @dev Deployment pins libraries, DVNs and confirmations for this contract, so that LayerZero's defaults, which others
/// may change, never apply (`causeway doctor` checks it).
contract LayerZeroTransport is ILayerZeroTransport, OApp {
    /// @inheritdoc ILayerZeroTransport
    uint256 public constant SKIP_DELAY = 1 hours;

    IQuorum public immutable QUORUM;

    mapping(uint32 chain => Route) private _routes;
    mapping(uint32 eid => uint32 chain) private _chainOf;
    mapping(uint32 eid => Stuck) private _stuck;

    /// @param endpoint_ LayerZero's EndpointV2 on this chain.
    /// @param quorum The only caller of {send}, and where {_lzReceive} attests.
    /// @param authority Owner and delegate: governance.
    constructor(address endpoint_, IQuorum quorum, address authority) OApp(endpoint_, authority) Ownable(authority) {
        QUORUM = quorum;
    }

    // -------------------------------------------------------------------------------------------------------- sending

    /// @inheritdoc ITransport
    function send(uint32 chain, bytes calldata checkpoint, address refundTo) external payable {
        require(msg.sender == address(QUORUM), LayerZeroTransport_NotTheQuorum(msg.sender));
        Route storage route = _route(chain);
        _lzSend(route.eid, checkpoint, route.options, MessagingFee({nativeFee: msg.value, lzTokenFee: 0}), refundTo);
    }

    /// @inheritdoc ITransport
    function quote(uint32 chain) external view returns (uint256) {
        Route storage route = _route(chain);
        return _quote(route.eid, new bytes(176), route.options, false).nativeFee;
    }

    // ------------------------------------------------------------------------------------------------------ receiving

    /// @dev Called by the endpoint for a message of the peer that the pinned DVNs verified. No try: a failing call can
    /// be repeated by anyone, and must not be used up by somebody who gave too little gas.
    function _lzReceive(Origin calldata origin, bytes32, bytes calldata message, address, bytes calldata)
        internal
        override
    {
        QUORUM.attest(_chainOf[origin.srcEid], message);
    }

    // ---------------------------------------------------------------------------------------------------------- skips

    /// @inheritdoc ILayerZeroTransport
    function reportStuck(uint32 chain, uint64 laterNonce) external {
        uint32 eid = _route(chain).eid;
        bytes32 peer = peers[eid];
        uint64 next = endpoint.inboundNonce(address(this), eid, peer) + 1;
        require(
            laterNonce > next && endpoint.inboundPayloadHash(address(this), eid, peer, laterNonce) != 0,
            LayerZeroTransport_NotStuck(chain, next)
        );
        require(_stuck[eid].nonce != next, LayerZeroTransport_AlreadyReported(chain, next));
        _stuck[eid] = Stuck({nonce: next, since: uint64(block.timestamp)});
        emit StuckReported(chain, next);
    }

    /// @inheritdoc ILayerZeroTransport
    function skipStuck(uint32 chain) external {
        uint32 eid = _route(chain).eid;
        bytes32 peer = peers[eid];
        Stuck memory stuck = _stuck[eid];
        uint64 next = endpoint.inboundNonce(address(this), eid, peer) + 1;
        require(stuck.nonce == next, LayerZeroTransport_NotStuck(chain, next));
        uint64 from = uint64(stuck.since + SKIP_DELAY);
        require(block.timestamp >= from, LayerZeroTransport_TooEarly(from));
        delete _stuck[eid];
        emit Skipped(chain, next);
        endpoint.skip(address(this), eid, peer, next);
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @inheritdoc ILayerZeroTransport
    function routeOf(uint32 chain) external view returns (Route memory route, bytes32 peer) {
        route = _route(chain);
        peer = peers[route.eid];
    }

    /// @inheritdoc ILayerZeroTransport
    function stuckOf(uint32 chain) external view returns (Stuck memory) {
        return _stuck[_route(chain).eid];
    }

    // ----------------------------------------------------------------------------------------------------- governance

    /// @inheritdoc ILayerZeroTransport
    function connect(uint32 chain, uint32 eid, bytes32 peer, bytes calldata options) external onlyOwner {
        require(chain != 0 && eid != 0 && peer != 0, LayerZeroTransport_UnknownChain(chain));
        delete _chainOf[_routes[chain].eid];
        _routes[chain] = Route({eid: eid, options: options});
        _chainOf[eid] = chain;
        _setPeer(eid, peer);
        emit Connected(chain, eid, peer);
    }

    function _route(uint32 chain) private view returns (Route storage route) {
        route = _routes[chain];
        require(route.eid != 0, LayerZeroTransport_UnknownChain(chain));
    }
}
