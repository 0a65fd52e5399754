// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IMessenger, LaneView} from "causeway/messaging/IMessenger.sol";
import {IQuorum} from "causeway/messaging/IQuorum.sol";
import {Checkpoint, Message} from "causeway/messaging/Message.sol";
import {ISpoke} from "causeway/spoke/ISpoke.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {INTEREST, reserved} from "causeway/types/Reserved.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Remembers, from events alone, what the book ought to be.
abstract contract Ghost is World {
    struct Waiting {
        uint32 chain;
        uint64 seq;
        uint64 id;
        address token;
        uint128 amount;
        address receiver;
        uint64 matureAt;
    }

    struct Entry {
        uint32 chain;
        uint64 seq;
    }

    struct Counters {
        uint256 deposits;
        uint256 withdrawals;
        uint256 ingests;
        uint256 claims;
        uint256 refunds;
        uint256 tickets;
        uint256 executions;
        uint256 waits;
        uint256 accepted;
        uint256 forgeries;
        uint256 freezes;
        uint256 lies;
    }

    uint32 internal constant LIAR = 4;

    Counters public counters;

    // token units on their way, by lane
    mapping(uint32 from => mapping(uint32 to => mapping(address token => uint256))) public moving;
    mapping(uint32 chain => mapping(address token => uint256)) public waitingSum;
    mapping(uint32 chain => mapping(address token => uint256)) public claimableSum;
    mapping(uint32 chain => mapping(address token => uint256)) public donated;
    mapping(uint32 chain => mapping(uint64 seq => bool)) private _waits;

    Waiting[] internal waits;
    Entry[] internal pendings;
    Entry[] internal tickets;

    AccountId[] internal accounts;
    mapping(AccountId => bool) private _known;
    mapping(AccountId => mapping(AssetId => int256)) public expectedCollateral; // 18 decimals
    mapping(AccountId => int256) public expectedCash; // 18 decimals

    mapping(uint32 from => mapping(uint32 to => uint64)) internal handled;
    mapping(uint32 chain => mapping(uint64 seq => uint256)) private _outcomes;
    mapping(uint32 from => mapping(uint32 to => bytes[])) internal published;
    mapping(uint32 from => mapping(uint64 blockNumber => bytes32)) private _hashes;

    string public broken; // what was seen that must not be

    function _observe(Vm.Log memory log) internal override {
        bytes32 topic = log.topics[0];
        uint32 at = chainOf[log.emitter];
        if (topic == IMessenger.Appended.selector) {
            _onAppended(at, log);
        } else if (topic == IMessenger.Ingested.selector) {
            _onIngested(uint32(uint256(log.topics[1])), at, log.data);
        } else if (topic == IMessenger.Accepted.selector) {
            _onAccepted(uint32(uint256(log.topics[1])), at, uint64(uint256(log.topics[2])));
        } else if (topic == IQuorum.Published.selector) {
            _onPublished(log);
        } else if (topic == IQuorum.LaneFrozen.selector) {
            ++counters.freezes;
        } else if (log.emitter == address(hub)) {
            _onHub(topic, log);
        } else if (at != 0 && at != HUB) {
            _onSpoke(topic, at, log);
        }
    }

    function _onAppended(uint32 from, Vm.Log memory log) private {
        uint32 to = uint32(uint256(log.topics[1]));
        (uint8 kind, bytes memory body) = abi.decode(log.data, (uint8, bytes));
        (address token, uint256 amount) = this.valueOf(kind, body);
        moving[from][to][token] += amount;
    }

    function _onIngested(uint32 from, uint32 to, bytes memory data) private {
        (uint64 first, uint64 last,,) = abi.decode(data, (uint64, uint64, address, uint256));
        if (first != handled[from][to] + 1) broken = "a message was handled out of order or twice";
        handled[from][to] = last;
        for (uint64 seq = first; seq <= last; ++seq) {
            Appendix storage m = bodies[from][to][seq];
            (address token, uint256 amount) = this.valueOf(m.kind, m.body);
            moving[from][to][token] -= amount;
        }
        if (messenger(to).acceptedAt(from, last) != messenger(from).accumulator(to, last)) {
            broken = "something was handled that was never sent";
        }
        ++counters.ingests;
    }

    function _onAccepted(uint32 from, uint32 to, uint64 outSeq) private {
        ++counters.accepted;
        LaneView memory lane = messenger(to).laneOf(from);
        bytes32 link = messenger(to).acceptedAt(from, outSeq);
        if (link != 0 && link != messenger(from).accumulator(to, outSeq)) broken = "a false link was accepted";
        if (lane.heardHash != _hashes[from][lane.heardBlock]) broken = "a false block hash was accepted";
        if (lane.acceptedSeq > messenger(from).laneOf(to).outSeq) broken = "an unsent sequence was accepted";
    }

    function _onPublished(Vm.Log memory log) private {
        uint32 from = chainOf[address(IQuorumView(log.emitter).MESSENGER())];
        (bytes memory data,,) = abi.decode(log.data, (bytes, address, uint256));
        published[from][uint32(uint256(log.topics[1]))].push(data);
        Checkpoint memory c = this.decode(data);
        _hashes[from][c.blockNumber] = c.blockHash;
    }

    function _onHub(bytes32 topic, Vm.Log memory log) private {
        if (topic == IHub.Credited.selector) {
            (uint256 amount, uint256 rebate) = abi.decode(log.data, (uint256, uint256));
            AssetId asset = AssetId.wrap(log.topics[2]);
            _move(AccountId.wrap(log.topics[1]), asset, int256(_wad(asset, amount) + rebate));
            _end(asset.chain(), uint64(uint256(log.topics[3])));
        } else if (topic == IHub.DepositPending.selector) {
            AssetId asset = AssetId.wrap(log.topics[2]);
            pendings.push(Entry({chain: asset.chain(), seq: uint64(uint256(log.topics[3]))}));
        } else if (topic == IHub.DepositRefunded.selector) {
            ++counters.refunds;
            _end(AssetId.wrap(log.topics[1]).chain(), uint64(uint256(log.topics[2])));
        } else if (topic == IHub.Withdrawn.selector) {
            (uint256 amount,, uint256 fee) = abi.decode(log.data, (uint256, address, uint256));
            AssetId asset = AssetId.wrap(log.topics[2]);
            _move(AccountId.wrap(log.topics[1]), asset, -int256(_wad(asset, amount) + fee));
        } else if (topic == IHub.EscapeDebited.selector) {
            (uint256 paid, uint256 uncovered) = abi.decode(log.data, (uint256, uint256));
            AssetId asset = AssetId.wrap(log.topics[2]);
            _move(AccountId.wrap(log.topics[1]), asset, -int256(_wad(asset, paid - uncovered)));
        } else if (topic == IHub.Posted.selector) {
            (int256 cash,,) = abi.decode(log.data, (int256, int256, int16));
            _moveCash(AccountId.wrap(log.topics[1]), cash);
        } else if (topic == IHub.InterestSettled.selector) {
            int256 amount = abi.decode(log.data, (int256));
            _moveCash(AccountId.wrap(log.topics[1]), amount);
            _moveCash(reserved(INTEREST), -amount);
        } else if (topic == IHub.CashCut.selector) {
            int256 amount = abi.decode(log.data, (int256));
            _moveCash(AccountId.wrap(log.topics[1]), amount);
            _moveCash(reserved(INTEREST), -amount);
        } else if (topic == IHub.Transferred.selector) {
            int256 amount = abi.decode(log.data, (int256));
            _move(AccountId.wrap(log.topics[1]), AssetId.wrap(log.topics[3]), -amount);
            _move(AccountId.wrap(log.topics[2]), AssetId.wrap(log.topics[3]), amount);
        } else if (topic == IHub.TicketBooked.selector) {
            AssetId asset = AssetId.wrap(log.topics[2]);
            tickets.push(Entry({chain: asset.chain(), seq: uint64(uint256(log.topics[3]))}));
        } else if (topic == IHub.TicketClosed.selector) {
            ++counters.tickets;
        }
    }

    function _onSpoke(bytes32 topic, uint32 chain, Vm.Log memory log) private {
        if (topic == ISpoke.ReleaseWaiting.selector) {
            (address token, uint256 amount, uint64 matureAt) = abi.decode(log.data, (address, uint256, uint64));
            uint64 seq = uint64(uint256(log.topics[1]));
            waitingSum[chain][token] += amount;
            _waits[chain][seq] = true;
            waits.push(
                Waiting({
                    chain: chain,
                    seq: seq,
                    id: uint64(uint256(log.topics[2])),
                    token: token,
                    amount: uint128(amount),
                    receiver: address(uint160(uint256(log.topics[3]))),
                    matureAt: matureAt
                })
            );
        } else if (topic == ISpoke.Released.selector || topic == ISpoke.ReleaseClaimable.selector) {
            (address token, uint256 amount) = abi.decode(log.data, (address, uint256));
            uint64 seq = uint64(uint256(log.topics[1]));
            if (_waits[chain][seq]) {
                _waits[chain][seq] = false;
                waitingSum[chain][token] -= amount;
                ++counters.waits;
            }
            if (topic == ISpoke.ReleaseClaimable.selector) claimableSum[chain][token] += amount;
        } else if (topic == ISpoke.Claimed.selector) {
            (uint256 amount,) = abi.decode(log.data, (uint256, address));
            claimableSum[chain][address(uint160(uint256(log.topics[2])))] -= amount;
            ++counters.claims;
        }
    }

    /// @dev A deposit ends once: credited or refunded.
    function _end(uint32 chain, uint64 seq) private {
        if (++_outcomes[chain][seq] != 1) broken = "a deposit ended twice";
    }

    function _move(AccountId id, AssetId asset, int256 wad) private {
        (IHub.AssetConfig memory config,) = hub.assetOf(asset);
        if (config.isCash || AssetId.unwrap(asset) == 0) return _moveCash(id, wad);
        _know(id);
        expectedCollateral[id][asset] += wad;
    }

    function _moveCash(AccountId id, int256 wad) private {
        _know(id);
        expectedCash[id] += wad;
    }

    function _know(AccountId id) private {
        if (_known[id]) return;
        _known[id] = true;
        accounts.push(id);
    }

    function _wad(AssetId asset, uint256 amount) internal view returns (uint256) {
        (IHub.AssetConfig memory config,) = hub.assetOf(asset);
        return amount * 10 ** (18 - config.decimals);
    }

    /// @notice What a message moves, if it moves value and is well formed.
    function valueOf(uint8 kind, bytes calldata body) external pure returns (address token, uint256 amount) {
        // a bid begins as a deposit
        bool bid = kind == Message.BID && body.length >= Message.DEPOSIT_LENGTH;
        if (bid || (kind == Message.DEPOSIT && body.length == Message.DEPOSIT_LENGTH)) {
            (, token, amount,) = Message.decodeDeposit(body);
        } else if (kind == Message.RELEASE && body.length == Message.RELEASE_LENGTH) {
            (, token, amount,,) = Message.decodeRelease(body);
        }
    }

    function decode(bytes calldata data) external pure returns (Checkpoint memory) {
        return Message.decodeCheckpoint(data);
    }
}

interface IQuorumView {
    function MESSENGER() external view returns (address);
}
