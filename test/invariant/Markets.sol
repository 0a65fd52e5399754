// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Carriers} from "./Carriers.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, PUT, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {FUNDING, INTEREST, SETTLEMENT, reserved} from "causeway/types/Reserved.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Who trades, borrows, moves value between accounts and settles, over {Carriers}.
abstract contract Markets is Carriers {
    bytes6 internal constant ETH = "ETH";

    struct MarketCounters {
        uint256 trades;
        uint256 skipped;
        uint256 settled;
        uint256 expired;
        uint256 borrowed;
        uint256 transfers;
        uint256 modes;
    }

    MarketCounters public marketCounters;
    /// Every instrument that was ever listed; the last three are of the present expiry.
    InstrumentId[] public instruments;
    uint40 public expiry;
    /// Who may have positions: four accounts, and one for each bid from a spoke.
    AccountId[] public holders;

    function _openMarkets() internal {
        for (uint256 i; i < 4; ++i) {
            holders.push(trader(i));
        }
        _setPrices(2000e18, 2001e18);
        instruments.push(toInstrumentId(ETH, PERPETUAL, 0, 0));
        clearing.list(instruments[0], 1e24);
        _listSeries();
        collect();
    }

    function _listSeries() private {
        expiry = uint40(now_() + 1 days);
        instruments.push(toInstrumentId(ETH, FUTURE, expiry, 0));
        instruments.push(toInstrumentId(ETH, CALL, expiry, 2000e8));
        instruments.push(toInstrumentId(ETH, PUT, expiry, 2100e8));
        for (uint256 i = instruments.length - 3; i < instruments.length; ++i) {
            clearing.list(instruments[i], 1e24);
        }
        surfaces.setBasis(ETH, expiry, 3_000_000);
    }

    function _setPrices(uint256 index, uint256 perpetual) internal {
        oracle.setPrice("ETH", index);
        oracle.setPrice("ETH-PERP", perpetual);
    }

    function trader(uint256 seed) public view returns (AccountId) {
        return toAccountId(seed & 1 == 0 ? alice : bob, 0, uint64(seed >> 1 & 1));
    }

    // --------------------------------------------------------------------------------------------------------- actions

    function tradeOne(uint256 seed, int96 size, uint256 price) external acts {
        AccountId taker = trader(seed);
        IClearing.Fill[] memory fills = new IClearing.Fill[](1 + (seed >> 8 & 1));
        for (uint256 i; i < fills.length; ++i) {
            uint256 part = seed >> (16 + 32 * i);
            InstrumentId instrument = part & 3 == 0 ? instruments[0] : instruments[instruments.length - (part & 3)];
            uint256 fair = instrument.isLinear() ? 2000e18 : 60e18;
            fills[i] = IClearing.Fill({
                maker: trader(part >> 2),
                instrument: instrument,
                size: int96(bound(size, -40e18, 40e18)),
                price: uint128(bound(price, fair / 2, fair * 2)),
                takerFee: int128(int256(part >> 4 & 0xffff)) * 1e12,
                makerFee: -int128(int256(part >> 4 & 0xff)) * 1e12
            });
        }
        collect(); // what follows looks at this trade's events alone
        vm.prank(exchange);
        try clearing.trade(taker, fills) returns (uint256 made) {
            if (made == 0) ++marketCounters.skipped;
            else ++marketCounters.trades;
            _observeMade(vm.getRecordedLogs(), made, fills.length);
        } catch (bytes memory reason) {
            require(bytes4(reason) == IClearing.Clearing_Unhealthy.selector, "unexpected");
            _forget();
        }
    }

    /// @dev The events of makers who were skipped are recorded, too: of two, those before the word that the first was, or
    /// those after what was posted for the first.
    function _observeMade(Vm.Log[] memory logs, uint256 made, uint256 count) private {
        uint256 first;
        uint256 last = made == 0 ? 0 : logs.length;
        for (uint256 i = 1; i < logs.length && count == 2; ++i) {
            if (made == 2 && logs[i].topics[0] == IClearing.MakerSkipped.selector) first = i;
            bool next = logs[i - 1].emitter == address(hub) && logs[i].emitter != address(hub);
            if (made == 1 && next && last == logs.length) last = i;
        }
        for (uint256 i = first; i < last; ++i) {
            _observe(logs[i]);
        }
    }

    function moveMarket(uint256 seed) external acts {
        uint256 index = bound(seed, 1500e18, 2600e18);
        _setPrices(index, index * (9900 + (seed >> 128) % 200) / 10_000);
        if (seed >> 200 & 1 == 0) clearing.pokeFunding(ETH);
    }

    function settleOne(uint256 seed) external acts {
        InstrumentId instrument = seed >> 8 & 1 == 0 ? instruments[0] : instruments[instruments.length - 3];
        if (clearing.positionOf(trader(seed), instrument).size == 0) return;
        if (instrument.expiry() != 0 && now_() >= instrument.expiry()) return;
        clearing.settlePosition(trader(seed), instrument);
        ++marketCounters.settled;
    }

    /// Within the half hour: a price for the average. Before it, sometimes, the half hour begins.
    function observeOne(uint256 seed) external acts {
        if (now_() >= expiry) return;
        if (now_() + 30 minutes < expiry) {
            if (seed & 3 == 0) vm.warp(expiry - 30 minutes);
            return;
        }
        clearing.observeSettlement(ETH, expiry);
        _pass(seed % 7 minutes);
    }

    /// One account's expired positions, in whatever order; a new series when nothing is left.
    function expireOne(uint256 seed) external acts {
        if (now_() < expiry) return;
        (,, bool isFixed) = clearing.settlementOf(ETH, expiry);
        if (!isFixed) clearing.fixSettlement(ETH, expiry);
        _settleExpired(holders[seed % holders.length]);
        for (uint256 i; i < holders.length; ++i) {
            for (uint256 j = 1; j <= 3; ++j) {
                if (clearing.positionOf(holders[i], instruments[instruments.length - j]).size != 0) return;
            }
        }
        _listSeries();
    }

    function _settleExpired(AccountId account) private {
        InstrumentId[] memory series = new InstrumentId[](3);
        for (uint256 i; i < 3; ++i) {
            series[i] = instruments[instruments.length - 1 - i];
            if (clearing.positionOf(account, series[i]).size != 0) ++marketCounters.expired;
        }
        clearing.settleExpired(account, series);
    }

    /// Cash or collateral between two accounts of one owner; borrows if it has to and may.
    function moveOne(uint256 seed, uint256 amount) external acts {
        AccountId from = trader(seed);
        AccountId to = trader(seed ^ 2);
        AssetId asset = seed >> 8 & 1 == 0 ? AssetId.wrap(0) : assetOf(ONE, seed >> 9 & 1 == 0 ? 18 : 8);
        amount = bound(amount, 1, 1e6 ether);
        address who = from.owner();
        vm.prank(who, who);
        try hub.transfer(from, to, asset, amount) {
            ++marketCounters.transfers;
            if (hub.accountOf(from).cash < 0) ++marketCounters.borrowed;
        } catch (bytes memory reason) {
            _tolerate(reason);
        }
    }

    function switchMode(uint256 seed) external acts {
        address who = trader(seed).owner();
        vm.prank(who, who);
        try hub.setMode(trader(seed), uint8((seed >> 8) % 3)) {
            ++marketCounters.modes;
        } catch (bytes memory reason) {
            _tolerate(reason);
        }
    }

    /// @dev What the account cannot pay, or its margin does not allow.
    function _tolerate(bytes memory reason) internal {
        bytes4 e = bytes4(reason);
        require(e == IClearing.Clearing_Unhealthy.selector || e == IHub.Hub_InsufficientBalance.selector, "unexpected");
        _forget();
    }

    /// @notice Whatever came before: everything expires, is closed and settles, and the clearing accounts are left with
    /// rounding alone.
    function closeMarkets() external {
        risk.forgive(true);
        clearing.pokeFunding(ETH);
        if (now_() < expiry) vm.warp(expiry);
        (,, bool isFixed) = clearing.settlementOf(ETH, expiry);
        if (!isFixed) clearing.fixSettlement(ETH, expiry);
        for (uint256 i; i < holders.length; ++i) {
            _settleExpired(holders[i]);
            if (clearing.positionOf(holders[i], instruments[0]).size != 0) {
                clearing.settlePosition(holders[i], instruments[0]);
            }
        }
        collect();
    }

    // ---------------------------------------------------------------------------------------------------------- views

    /// @notice 2. CASH: what positions have cost, over all accounts.
    function costs() public view returns (int256 sum) {
        for (uint256 i; i < holders.length; ++i) {
            IClearing.Position[] memory list = clearing.positionsOf(holders[i]);
            for (uint256 j; j < list.length; ++j) {
                sum += list[j].cost;
            }
        }
    }

    /// @notice Whether an instrument's positions have begun to settle, one account after the other.
    function isSettling(uint256 i) external view returns (bool isFixed) {
        if (instruments[i].expiry() != 0) (,, isFixed) = clearing.settlementOf(ETH, instruments[i].expiry());
    }

    /// @notice 3. ZERO-SUM: of one instrument the sum of sizes, of long sizes, and what clearing says of the latter.
    function sizes(uint256 i) external view returns (int256 sum, uint256 longs, uint256 openInterest) {
        for (uint256 j; j < holders.length; ++j) {
            int256 size = clearing.positionOf(holders[j], instruments[i]).size;
            sum += size;
            if (size > 0) longs += uint256(size);
        }
        openInterest = clearing.listingOf(instruments[i]).openInterest;
    }

    function instrumentCount() external view returns (uint256) {
        return instruments.length;
    }

    /// @notice What the reserved account for funding has and is still owed; and that for interest.
    function cleared(AccountId[] memory all) public view returns (int256 funding, int256 interest) {
        funding = hub.accountOf(reserved(FUNDING)).cash;
        interest = hub.accountOf(reserved(INTEREST)).cash;
        for (uint256 i; i < holders.length; ++i) {
            (, int256[] memory owed) = clearing.risksOf(holders[i]);
            IClearing.Position[] memory list = clearing.positionsOf(holders[i]);
            for (uint256 j; j < list.length; ++j) {
                funding += owed[j] - list[j].cost;
            }
        }
        for (uint256 i; i < all.length; ++i) {
            interest -= hub.interestOf(all[i]);
        }
    }

    function settlementCash() external view returns (int256) {
        return hub.accountOf(reserved(SETTLEMENT)).cash;
    }

    function countsOf(uint256 i) external view returns (uint256 listed, uint256 booked) {
        listed = clearing.positionsOf(holders[i]).length;
        booked = hub.accountOf(holders[i]).positions;
    }

    function holderCount() external view returns (uint256) {
        return holders.length;
    }
}
