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
        _run(name, relayer, address(liquidation), 0, abi.encodeCall(liquidation.open, (taker.account, scenarios)));
        assertTrue(liquidation.auctionOf(taker.account).openedAt != 0, "open");
    }

    function _bid(string memory name, InstrumentId instrument, uint96 size) private {
        ILiquidation.Bid memory b;
        (b.account, b.bidder, b.maxCost) = (taker.account, _bidder.account, type(int256).max);
        b.deadline = vm.getBlockTimestamp();
        b.positions = new ILiquidation.PositionLeg[](1);
        b.positions[0] = ILiquidation.PositionLeg(instrument, size);
        _run(name, _bidder.owner, address(liquidation), 0, abi.encodeCall(liquidation.bid, (b)));
        assertTrue(clearing.positionOf(_bidder.account, instrument).size != 0, "taken over");
    }
}
