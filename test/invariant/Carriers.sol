// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {LyingSpoke} from "../base/LyingSpoke.sol";
import {Ghost} from "./Ghost.sol";
import {IMessenger, LaneView} from "causeway/messaging/IMessenger.sol";
import {BidTerms, Checkpoint, Message} from "causeway/messaging/Message.sol";
import {toAccountId} from "causeway/types/AccountId.sol";

/// @notice Those who carry, well or ill. The first bridge is the attacker's on every chain, the second honest.
abstract contract Carriers is Ghost {
    uint256 internal calls;

    modifier acts() {
        ++calls;
        _next();
        _;
        collect();
    }

    function lane(uint256 seed) internal view returns (uint32 from, uint32 to) {
        uint32 chain = spokeChains[seed % spokeChains.length];
        return seed >> 128 & 1 == 0 ? (chain, HUB) : (HUB, chain);
    }

    // ------------------------------------------------------------------------------------------------------ the honest

    function publishOne(uint256 seed) external acts {
        (uint32 from, uint32 to) = lane(seed);
        publish(from, to);
    }

    /// Any published checkpoint, by either bridge: late, again, in any order, or never.
    function deliverOne(uint256 seed, uint256 index, bool second) external acts {
        (uint32 from, uint32 to) = lane(seed);
        uint256 count = published[from][to].length;
        if (count == 0 || messenger(to).laneOf(from).frozen) return;
        uint256 at = index % 3 == 0 ? index % count : count - 1;
        try transports[to][second ? 1 : 0].attest(from, published[from][to][at]) {}
        catch (bytes memory reason) {
            // too old to be judged: a newer one will do
            require(bytes4(reason) == IMessenger.Messenger_Forgotten.selector, "unexpected");
            _forget();
        }
    }

    function deliverBoth(uint256 seed) external acts {
        (uint32 from, uint32 to) = lane(seed);
        _deliverBoth(from, to);
    }

    function ingestOne(uint256 seed, uint256 back) external acts {
        (uint32 from, uint32 to) = lane(seed);
        _ingestSome(from, to, back);
    }

    function _ingestSome(uint32 from, uint32 to, uint256 back) private {
        LaneView memory l = messenger(to).laneOf(from);
        if (l.frozen || l.acceptedSeq <= l.inSeq) return;
        uint64 last = l.acceptedSeq;
        // sometimes only to an earlier accepted one, and with handled ones in front
        for (uint64 seq = l.inSeq + 1; seq < last; ++seq) {
            if (back & 1 == 1 && messenger(to).acceptedAt(from, seq) != 0) last = seq;
        }
        uint64 first = l.inSeq + 1;
        for (uint64 seq = l.inSeq; back & 2 == 2 && seq > 0 && seq + 20 > l.inSeq; --seq) {
            if (messenger(to).acceptedAt(from, seq - 1) != 0) first = seq;
        }
        _ingestRow(from, to, first, last);
    }

    function _ingestRow(uint32 from, uint32 to, uint64 first, uint64 last) internal {
        bytes memory messages = row(from, to, first, last);
        vm.prank(publisher, publisher);
        messenger(to).ingest(from, first, messages);
    }

    function carryOne(uint256 seed) external acts {
        (uint32 from, uint32 to) = lane(seed);
        _deliverBoth(from, to);
        _ingestSome(from, to, seed >> 129);
    }

    function carryBoth(uint256 seed) external acts {
        (uint32 from, uint32 to) = lane(seed);
        _carry(from, to);
        _carry(to, from);
    }

    /// A backlog in two pieces.
    function anchorOne(uint256 seed, uint64 at) external acts {
        (uint32 from, uint32 to) = lane(seed);
        LaneView memory l = messenger(to).laneOf(from);
        if (l.frozen || l.acceptedSeq < l.inSeq + 2) return;
        at = uint64(bound(at, l.inSeq + 1, l.acceptedSeq - 1));
        bytes32[] memory leaves = new bytes32[](l.acceptedSeq - at);
        for (uint64 i; i < leaves.length; ++i) {
            Appendix storage m = bodies[from][to][at + 1 + i];
            leaves[i] = Message.leaf(at + 1 + i, m.kind, keccak256(m.body));
        }
        messenger(to).anchor(from, at, messenger(from).accumulator(to, at), leaves);
        bytes memory messages = row(from, to, l.inSeq + 1, at);
        messenger(to).ingest(from, l.inSeq + 1, messages);
    }

    /// Time passes; seldom so much that the vaults close.
    function pass(uint256 seed) external acts {
        _pass(seed % 40 == 0 ? 4 days : seed % 3 hours);
    }

    function thaw() external acts {
        _thaw();
    }

    // ---------------------------------------------------------------------------------------------------- the attacker

    /// The first bridge says what is not so, also about what it never saw, and anybody tries to have it accepted.
    function forge(uint256 seed, uint8 how, bytes32 junk) external acts {
        (uint32 from, uint32 to) = lane(seed);
        uint256 count = published[from][to].length;
        if (count == 0 || messenger(to).laneOf(from).frozen) return;
        Checkpoint memory c = this.decode(published[from][to][count - 1]);
        how %= 6;
        if (how == 0) c.outAcc = junk;
        if (how == 1) (c.outSeq, c.outAcc) = (c.outSeq + uint64(uint256(junk) % 9), junk);
        if (how == 2) c.blockHash = junk;
        if (how == 3) (c.inSeq, c.inAcc) = (c.inSeq + 1, junk);
        if (how == 4) (c.blockNumber, c.blockHash, c.time) = (c.blockNumber + 1000, junk, c.time + 30 days);
        if (how == 5) (c.heardTime, c.heardBlock) = (uint64(now_() + 365 days), c.heardBlock + 1);
        bytes memory data = Message.encode(c);
        vote(from, to, 0, data);
        ++counters.forgeries;
        if (messenger(to).laneOf(from).frozen) return;
        vote(from, to, 0, data);
        if (messenger(to).laneOf(from).frozen) return;
        collect();
        try quorums[to].accept(from, data) {
            if (keccak256(data) != keccak256(published[from][to][count - 1])) broken = "a forgery was accepted";
        } catch {
            _forget();
        }
    }

    function ingestWithLittleGas(uint256 seed, uint256 gas_) external acts {
        (uint32 from, uint32 to) = lane(seed);
        LaneView memory l = messenger(to).laneOf(from);
        if (l.acceptedSeq <= l.inSeq) return;
        bytes memory messages = row(from, to, l.inSeq + 1, l.acceptedSeq);
        gas_ = bound(gas_, 40_000, 800_000);
        (bool success,) =
            address(messenger(to)).call{gas: gas_}(abi.encodeCall(IMessenger.ingest, (from, l.inSeq + 1, messages)));
        if (!success) _forget();
        if (success && l.frozen) broken = "a frozen lane moved";
    }

    /// Bodies that were never sent.
    function ingestForged(uint256 seed, bytes calldata body) external acts {
        (uint32 from, uint32 to) = lane(seed);
        uint64 first = messenger(to).laneOf(from).inSeq + 1;
        if (body.length > 2000) return;
        bytes memory messages = pack(uint8(seed), body);
        if (keccak256(messages) == keccak256(row(from, to, first, first))) return;
        (bool success,) = address(messenger(to)).call(abi.encodeCall(IMessenger.ingest, (from, first, messages)));
        if (!success) _forget();
        else broken = "a forged body was handled";
    }

    /// A broken chain says anything at all: well-formed lies and noise.
    function lie(uint256 seed, uint8 kind, bytes calldata noise) external acts {
        bytes memory body = noise.length > 500 ? noise[:500] : noise;
        // a fuzzer's numbers are mostly small: of these bits each is as likely as not
        seed = uint256(keccak256(abi.encode(seed, calls)));
        address token = seed & 3 == 0 ? address(uint160(seed)) : address(tokens[LIAR][seed & 4 == 0 ? 6 : 18]);
        // any size, or such that it is believed
        uint128 amount = uint128(seed >> 64) >> uint8(seed >> 192 & 0x7f);
        if (seed & 32 == 0) amount %= 1e9;
        if (seed >> 208 & 7 == 0) amount = 0;
        address who = seed & 8 == 0 ? alice : bob;
        // all that can be said, nothing and something that means nothing; what moves value more often
        kind = uint8(kind % 12);
        if (kind > 7) kind = kind & 1 == 0 ? Message.DEPOSIT : Message.ESCAPED;
        if (kind == Message.DEPOSIT) body = Message.encodeDeposit(plain(who), token, amount, who);
        if (kind == Message.EXIT_REQUEST) body = Message.encodeExitRequest(plain(who), token, amount, address(this));
        if (kind == Message.SET_SIGNER) body = Message.encodeSetSigner(who, address(this), type(uint64).max);
        if (kind == Message.BID) body = _lieAboutBid(token, amount, who);
        if (kind == Message.DEFICIT) body = Message.encodeDeficit(token, amount);
        if (kind == Message.ESCAPED) {
            body = Message.encodeEscaped(seed & 16 == 0 ? plain(who) : toAccountId(address(0), LIAR, 1), token, amount);
        }
        _tell(kind, body);
        if (seed & 64 == 0) _carry(LIAR, HUB);
    }

    /// @dev A bid in somebody's name, from an account that is the bid's, or not.
    function _lieAboutBid(address token, uint128 amount, address who) private view returns (bytes memory) {
        uint64 seq = spokes[LIAR].laneOf(HUB).outSeq + 1;
        BidTerms memory t;
        (t.account, t.share, t.maxCost) = (plain(who == alice ? bob : alice), 1e6, type(int128).max);
        (t.deadline, t.receiver) = (uint64(now_() + 1 days), address(this));
        uint64 number = amount & 1 == 0 ? Message.bidSubaccount(LIAR, seq) : 0;
        return abi.encodePacked(
            Message.encodeDeposit(toAccountId(who, 0, number), token, amount, who), Message.encodeBidTerms(t)
        );
    }

    function _tell(uint8 kind, bytes memory body) internal {
        uint256 fee = spokes[LIAR].appendFee(HUB);
        LyingSpoke(payable(address(spokes[LIAR]))).lie{value: fee}(kind, body);
        ++counters.lies;
    }

    /// Noise from the hub's side: whatever kind or length, but no release and no halt.
    function noise(uint256 seed, uint8 kind, bytes calldata body) external acts {
        uint32 chain = spokeChains[seed % spokeChains.length];
        if (body.length > 500 || body.length == Message.RELEASE_LENGTH || body.length == Message.HALT_LENGTH) return;
        uint256 fee = gateway.appendFee(chain);
        vm.deal(address(hub), fee);
        vm.prank(address(hub));
        gateway.append{value: fee}(chain, kind, body);
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev The events of calls that were reverted are recorded too.
    function _forget() internal {
        vm.getRecordedLogs();
    }

    function _thaw() internal {
        for (uint256 i; i < spokeChains.length; ++i) {
            uint32 chain = spokeChains[i];
            if (gateway.laneOf(chain).frozen) quorums[HUB].unfreeze(chain);
            if (spokes[chain].laneOf(HUB).frozen) quorums[chain].unfreeze(HUB);
        }
    }

    /// @dev Publishes, has both bridges deliver, and ingests. Freezes the lane if the attacker has claimed something else.
    function _carry(uint32 from, uint32 to) internal {
        _deliverBoth(from, to);
        if (!messenger(to).laneOf(from).frozen) ingest(from, to);
    }

    function _deliverBoth(uint32 from, uint32 to) internal {
        bytes memory data = publish(from, to);
        for (uint256 i; i < 2; ++i) {
            if (!messenger(to).laneOf(from).frozen) vote(from, to, i, data);
        }
    }
}
