// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../base/World.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {LaneView} from "causeway/messaging/IMessenger.sol";
import {AssetId, NATIVE, toAssetId} from "causeway/types/AssetId.sol";

/// @notice 4. ONCE: whatever the bridges lose, repeat or reorder, the book and the purses end the same.
contract SameBookTest is World {
    mapping(uint32 from => mapping(uint32 to => bytes[])) private _sent;

    /// forge-config: default.fuzz.runs = 24
    /// forge-config: deep.fuzz.runs = 512
    function testFuzz_sameBook(uint256 script, uint256 chaos) public {
        uint256 start = vm.snapshotState();
        bytes32 perfect = _run(script, 0);
        vm.revertToState(start);
        assertEq(_run(script, chaos | 1), perfect);
    }

    function _run(uint256 script, uint256 chaos) private returns (bytes32) {
        vm.getRecordedLogs();
        for (uint256 i; i < 12; ++i) {
            uint256 r = uint256(keccak256(abi.encode(script, i)));
            address who = r & 1 == 0 ? alice : bob;
            AssetId asset = _asset(r >> 8);
            if (r >> 16 & 3 == 0) requestExit(who, asset.chain(), asset.token(), uint128(r >> 200) + 1);
            else deposit(who, asset.chain(), asset.token(), (r >> 32) % 1e12 + 1);
            _carryAll(uint256(keccak256(abi.encode(chaos, i))), chaos != 0);
        }
        drain();
        for (uint256 i; i < 12; ++i) {
            uint256 r = uint256(keccak256(abi.encode(script, i, "out")));
            address who = r & 1 == 0 ? alice : bob;
            AssetId asset = _asset(r >> 8);
            (IHub.AssetConfig memory config,) = hub.assetOf(asset);
            uint256 balance = config.isCash ? uint256(cashOf(who)) : hub.collateralOf(plain(who), asset);
            balance /= 10 ** (18 - config.decimals);
            if (balance > vaultOf(asset).reserve) balance = vaultOf(asset).reserve;
            if (balance != 0) withdraw(who, asset, r % balance + 1);
            _carryAll(uint256(keccak256(abi.encode(chaos, i, "out"))), chaos != 0);
        }
        for (uint32 chain = ONE; chain <= TWO; ++chain) {
            for (uint64 seq = 1; seq <= 12; ++seq) {
                if (hub.entryOf(chain, seq).status != IHub.Status.Pending) continue;
                bytes memory body = bodyOf(chain, HUB, seq);
                try hub.executeTicket{value: 1 ether}(chain, seq, body) {} catch {}
                _carryAll(uint256(keccak256(abi.encode(chaos, seq, chain))), chaos != 0);
            }
        }
        drain();
        return _book();
    }

    /// @dev Without chaos all that is in flight arrives. With it, each lane publishes or not, each bridge delivers any
    /// checkpoint of its past or none, and messages are ingested or not.
    function _carryAll(uint256 r, bool chaos) private {
        if (!chaos) {
            carry(ONE, HUB);
            carry(TWO, HUB);
            carry(HUB, ONE);
            carry(HUB, TWO);
            return;
        }
        for (uint256 i; i < 4; ++i) {
            (uint32 from, uint32 to) = i < 2 ? (uint32(i + 1), HUB) : (HUB, uint32(i - 1));
            if (r & 1 == 0) _sent[from][to].push(publish(from, to));
            uint256 count = _sent[from][to].length;
            for (uint256 t; t < 2 && count != 0; ++t) {
                if (r >> (t + 1) & 1 == 0) vote(from, to, t, _sent[from][to][(r >> (8 + 4 * t)) % count]);
                if (r >> (t + 3) & 1 == 0) vote(from, to, t, _sent[from][to][count - 1]);
            }
            if (r >> 5 & 1 == 0) ingest(from, to);
            r >>= 32;
        }
    }

    function _asset(uint256 r) private view returns (AssetId) {
        uint32 chain = r & 1 == 0 ? ONE : TWO;
        uint256 which = r >> 1 & 3;
        return which == 3 ? toAssetId(chain, NATIVE) : assetOf(chain, which == 0 ? 18 : which == 1 ? 8 : 6);
    }

    function _book() private view returns (bytes32 digest) {
        for (uint256 i; i < 8; ++i) {
            AssetId asset = _asset(i);
            IHub.Vault memory vault = vaultOf(asset);
            digest = keccak256(abi.encode(digest, vault.reserve, vault.released, vault.pending, owedAt(asset)));
            for (uint256 j; j < 2; ++j) {
                address who = j == 0 ? alice : bob;
                uint256 purse = asset.token() == NATIVE ? 0 : tokens[asset.chain()][_decimals(asset)].balanceOf(who);
                digest = keccak256(abi.encode(digest, hub.collateralOf(plain(who), asset), cashOf(who), purse));
            }
        }
        for (uint32 chain = ONE; chain <= TWO; ++chain) {
            LaneView memory there = gateway.laneOf(chain);
            digest = keccak256(abi.encode(digest, there.inSeq, spokes[chain].laneOf(HUB).inSeq));
        }
    }

    function _decimals(AssetId asset) private view returns (uint8) {
        (IHub.AssetConfig memory config,) = hub.assetOf(asset);
        return config.decimals;
    }
}
