// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Slots} from "./Floors.sol";
import {Markets} from "./Markets.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {CALL, InstrumentId, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice What it costs to open an auction and to bid, measured as in {MarginGasTest}. The account holds just what it needs; then
/// the price moves against it.
contract AuctionGasTest is Markets {
    Trader private _bidder;

    function test_auction_perp() public market {
        _trade("", perpetual, 1e18, PRICE);
        _bidder = _trader("bidder");
        _strip();
        _later(2 minutes, PRICE * 92 / 100);
        // alone in cross mode: a line's worst is a whole range down
        _open("auction_open_perp_1", hex"0c");
        _bid("bid_perp_1", perpetual, 0.2e18);
    }

    function test_auction_options() public market {
        _setPortfolio(taker);
        InstrumentId first = _writeCalls(64);
        _bidder = _trader("bidder");
        _setPortfolio(_bidder);
        _strip();
        _later(2 minutes, PRICE * 108 / 100);
        _refreshAll();
        // a whole range up, volatility up
        _open("auction_open_options_64", hex"0a");
        _bid("bid_leg_options_64", first, 1e18);
    }

    /// Apart, since what was watched may be warm afterwards.
    function test_floor_auction_options() public market {
        _setPortfolio(taker);
        InstrumentId first = _writeCalls(64);
        _bidder = _trader("bidder");
        _setPortfolio(_bidder);
        _strip();
        _later(2 minutes, PRICE * 108 / 100);
        _refreshAll();
        _recordFloor("floor_auction_open_options_64", relayer, _openCall(hex"0a"));
        _open("", hex"0a");
        _recordFloor("floor_bid_leg_options_64", _bidder.owner, _bidCall(first, 1e18));
    }

    function test_auction_options_whole() public market {
        _setPortfolio(taker);
        _writeCalls(64);
        _strip();
        _later(2 minutes, PRICE * 108 / 100);
        _refreshAll();
        _open("auction_open_options_64_whole", "");
    }

    /// What such an account's storage alone takes: 64 positions, and what else every check reads.
    function test_floor_auction() public market {
        Slots slots = new Slots();
        for (uint256 i; i < 64; ++i) {
            slots.write(i);
        }
        _run("floor_read_64_positions", relayer, address(slots), 0, abi.encodeCall(slots.read, (64)));
    }

    // -------------------------------------------------------------------------------------------------------- private

    /// A short call of each of `count` strikes over two expiries, the dearest way to read.
    function _writeCalls(uint256 count) private returns (InstrumentId first) {
        IClearing.Fill[] memory fills = new IClearing.Fill[](count);
        uint256 next;
        for (uint256 i; i < 2; ++i) {
            uint64[] memory strikes = _strikes(0, count / 2);
            _refresh("", expiries[i], strikes);
            for (uint256 j; j < strikes.length; ++j) {
                InstrumentId id = toInstrumentId(ETH, CALL, expiries[i], strikes[j]);
                clearing.list(id, 1e6 ether);
                fills[next++] = _fill(id, -1e18, _premium(id));
            }
        }
        _trade("", fills);
        return fills[0].instrument;
    }

    function _refreshAll() private {
        for (uint256 i; i < 2; ++i) {
            _publishSlice(expiries[i]);
            _refresh("", expiries[i], _strikes(0, 32));
        }
    }

    /// Moves cash to another account of the owner until hardly more is left than initial margin.
    function _strip() private {
        IRiskEngine.Margin memory m = risk.initialMargin(taker.account);
        uint256 spare = uint256(m.equity) - m.initial - 1e18;
        AccountId other = toAccountId(taker.owner, 0, 9);
        bytes memory call = abi.encodeCall(hub.transfer, (taker.account, other, AssetId.wrap(0), spare));
        _run("", taker.owner, address(hub), 0, call);
    }

    function _open(string memory name, bytes memory scenarios) private {
        _run(name, relayer, address(liquidation), 0, _openCall(scenarios));
        assertTrue(liquidation.auctionOf(taker.account).openedAt != 0, "open");
    }

    function _openCall(bytes memory scenarios) private view returns (bytes memory) {
        return abi.encodeCall(liquidation.open, (taker.account, scenarios));
    }

    function _bid(string memory name, InstrumentId instrument, uint96 size) private {
        _run(name, _bidder.owner, address(liquidation), 0, _bidCall(instrument, size));
        assertTrue(clearing.positionOf(_bidder.account, instrument).size != 0, "taken over");
    }

    function _bidCall(InstrumentId instrument, uint96 size) private view returns (bytes memory) {
        ILiquidation.Bid memory b;
        (b.account, b.bidder, b.maxCost) = (taker.account, _bidder.account, type(int256).max);
        b.deadline = vm.getBlockTimestamp();
        b.positions = new ILiquidation.PositionLeg[](1);
        b.positions[0] = ILiquidation.PositionLeg(instrument, size);
        return abi.encodeCall(liquidation.bid, (b));
    }

    // ---------------------------------------------------------------------------------------------------------- floors

    /// What a call takes for its access alone, whatever it computes: the transaction, each slot and each contract that it touches once,
    /// cold, and what it writes. Found by watching the call, which is then undone.
    function _recordFloor(string memory name, address from, bytes memory call) private {
        uint256 state = vm.snapshotState();
        vm.startStateDiffRecording();
        vm.prank(from, from);
        (bool success,) = address(liquidation).call(call);
        Vm.AccountAccess[] memory accesses = vm.stopAndReturnStateDiff();
        assertTrue(success, name);
        vm.revertToState(state);
        uint256 floor = 21_000 + _calldataGas(call);
        bytes32[] memory seen = new bytes32[](1000);
        uint256 count;
        for (uint256 i; i < accesses.length; ++i) {
            address account = accesses[i].account;
            // the contract called is warm, and so are precompiles
            if (account != address(liquidation) && uint160(account) > 0xff) {
                if (_isNew(seen, count, keccak256(abi.encode(account)))) (count, floor) = (count + 1, floor + 2600);
            }
            Vm.StorageAccess[] memory slots = accesses[i].storageAccesses;
            for (uint256 j; j < slots.length; ++j) {
                Vm.StorageAccess memory s = slots[j];
                if (_isNew(seen, count, keccak256(abi.encode(s.account, s.slot)))) {
                    (count, floor) = (count + 1, floor + 2100);
                }
                bool written = s.isWrite && s.previousValue != s.newValue;
                if (written && _isNew(seen, count, keccak256(abi.encode(s.account, s.slot, "written")))) {
                    (count, floor) = (count + 1, floor + (s.previousValue == 0 ? 20_000 : 2900));
                }
            }
        }
        assertGt(count, 64, "each position's slot is among them");
        _record(name, floor);
    }

    /// Notes `key` behind the first `count` if it is not among them.
    function _isNew(bytes32[] memory seen, uint256 count, bytes32 key) private pure returns (bool) {
        for (uint256 i; i < count; ++i) {
            if (seen[i] == key) return false;
        }
        seen[count] = key;
        return true;
    }

    function _calldataGas(bytes memory data) private pure returns (uint256 sum) {
        for (uint256 i; i < data.length; ++i) {
            sum += data[i] == 0 ? 4 : 16;
        }
    }
}
