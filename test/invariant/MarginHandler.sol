// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarginWorld} from "../base/MarginWorld.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IPace} from "causeway/liquidation/IPace.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice Four accounts of two owners that trade, withdraw, move value and switch modes under the real risk engine, while
/// prices, volatility and time move. After each success it looks at every account that was touched.
contract MarginHandler is MarginWorld {
    struct Counters {
        uint256 trades;
        uint256 reductions; // sides of trades that passed below initial margin
        uint256 refused;
        uint256 far; // refused for a price outside the band
        uint256 withdrawals;
        uint256 transfers;
        uint256 borrowed;
        uint256 modes;
        uint256 refreshes;
        uint256 settled;
        uint256 opened;
        uint256 bids;
        uint256 takeovers;
        uint256 followed;
    }

    /// @dev What a check said, where it could be made.
    struct Check {
        bool made;
        IRiskEngine.Margin margin;
    }

    Counters private _counters;
    /// @notice What failed first; empty while all holds.
    string public broken;

    modifier acts() {
        _;
        vm.getRecordedLogs();
    }

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 4; ++i) {
            _endow(trader(i), 100_000e18, i < 2 ? 50e18 : 0);
        }
        drain();
        _publish(0.36e9, 0);
        _refresh();
    }

    function trader(uint256 seed) public view returns (AccountId) {
        return _sub(seed & 1 == 0 ? alice : bob, uint64(seed >> 1 & 1));
    }

    function counters() external view returns (Counters memory) {
        return _counters;
    }

    // --------------------------------------------------------------------------------------------------------- actions

    function trade(uint256 seed, uint256 size, uint256 price) external acts {
        AccountId taker = trader(seed);
        // never itself
        AccountId maker = trader((seed & 3) ^ (1 + (seed >> 2) % 3));
        InstrumentId instrument = instruments[(seed >> 8) % instruments.length];
        // up to 400,000 USD of notional
        int256 amount = int256(bound(size, 1, 4e41 / _index(instrument)));
        if (seed >> 16 & 1 == 0) amount = -amount;
        // as often as not what the taker has is closed in part or whole
        int256 held = clearing.positionOf(taker, instrument).size;
        if (seed >> 17 & 1 == 0 && held != 0) amount = -held / int256(1 + (seed >> 18 & 1));
        if (amount == 0) return;
        // mostly within the band, sometimes anywhere
        (uint256 mark, uint256 least, uint256 most) = engine.bandOf(instrument);
        price = seed >> 24 & 7 == 0 ? bound(price, 0, 4 * mark + 1e18) : bound(price, least, most);
        _tradeOne(taker, maker, instrument, amount, price);
    }

    function _tradeOne(AccountId taker, AccountId maker, InstrumentId instrument, int256 size, uint256 price) private {
        Check[2] memory before = [_check(taker), _check(maker)];
        int256[2] memory sizes =
            [int256(clearing.positionOf(taker, instrument).size), clearing.positionOf(maker, instrument).size];
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = IClearing.Fill(maker, instrument, int96(size), uint128(price), 0, 0);
        vm.prank(exchange);
        try clearing.trade(taker, fills) returns (uint256 made) {
            if (made == 0) {
                ++_counters.refused;
                if (_isFar(instrument, price)) ++_counters.far;
                return;
            }
        } catch (bytes memory reason) {
            return _tolerate(reason);
        }
        ++_counters.trades;
        if (_isFar(instrument, price)) broken = "5. MARGIN: a trade outside the band";
        _look(taker, _reduces(sizes[0], size), before[0], "5. MARGIN: the taker of a trade");
        _look(maker, _reduces(sizes[1], -size), before[1], "5. MARGIN: the maker of a trade");
    }

    function withdrawSome(uint256 seed, uint256 amount) external acts {
        AccountId account = trader(seed);
        bool cash = seed >> 8 & 1 == 0;
        AssetId asset = cash ? cashAsset(TWO) : ether_;
        address who = account.owner();
        uint256 fee = gateway.appendFee(asset.chain());
        vm.prank(who, who);
        try hub.withdraw{value: fee}(account, asset, bound(amount, 1, cash ? 50_000e18 : 5e18), who, ALL) {
            ++_counters.withdrawals;
            _look(account, false, _none(), "5. MARGIN: a withdrawal");
        } catch (bytes memory reason) {
            _tolerate(reason);
        }
    }

    function moveValue(uint256 seed, uint256 amount) external acts {
        (AccountId from, AccountId to) = (trader(seed), trader(seed ^ 2));
        bool cash = seed >> 8 & 1 == 0;
        amount = bound(amount, 1, cash ? 150_000e18 : 50e18);
        int256 own = hub.accountOf(from).cash;
        // as often as not all its cash and something borrowed
        if (cash && own > 0 && seed >> 9 & 1 == 0) amount = uint256(own) + amount / 10;
        address who = from.owner();
        vm.prank(who, who);
        try hub.transfer(from, to, cash ? AssetId.wrap(0) : ether_, amount) {
            ++_counters.transfers;
            if (hub.accountOf(from).cash < 0) ++_counters.borrowed;
            _look(from, false, _none(), "5. MARGIN: a transfer");
        } catch (bytes memory reason) {
            _tolerate(reason);
        }
    }

    function switchMode(uint256 seed) external acts {
        AccountId account = trader(seed);
        address who = account.owner();
        vm.prank(who, who);
        try hub.setMode(account, uint8((seed >> 8) % 3)) {
            ++_counters.modes;
            _look(account, false, _none(), "5. MARGIN: a mode");
        } catch (bytes memory reason) {
            _tolerate(reason);
        }
    }

    /// Mostly by as little as arrays bear, sometimes by a crash.
    function movePrices(uint256 seed) external acts {
        uint256 width = seed & 3 == 0 ? 2500 : 100;
        _setPrices(
            _moved(priceOfEther, 2000e18, seed >> 8, width), _moved(priceOfBitcoin, 50_000e18, seed >> 72, width)
        );
    }

    /// A new slice, with or without the arrays made of it.
    function renew(uint256 seed) external acts {
        if (now_() >= expiry) return;
        _publish(bound(seed >> 8, 0.04e9, 1.5e9), int32(int256(bound(seed >> 72, 0, 2e7)) - 1e7));
        if (seed & 3 == 0) return;
        _refresh();
        ++_counters.refreshes;
    }

    /// Scan ranges follow what was observed, slowly and within bounds; arrays of before serve maintenance all the same.
    function follow(uint256 seed) external acts {
        IRiskParameters parameters = engine.PARAMETERS();
        IPace pace = liquidation.PACE();
        bytes6 underlying = seed & 1 == 0 ? ETH : BTC;
        if (now_() >= pace.marketOf(underlying).time + 5 minutes) pace.observe(underlying);
        (IRiskParameters.RiskParams memory before,) = parameters.riskOf(underlying);
        uint256 moved = parameters.rangeOf(underlying).followedAt;
        try pace.adapt(underlying) {
            ++_counters.followed;
            if (now_() < moved + 1 hours) broken = "followed twice within an hour";
        } catch (bytes memory reason) {
            require(bytes4(reason) == IRiskParameters.RiskParameters_Unmoved.selector, "unexpected");
        }
        (IRiskParameters.RiskParams memory p,) = parameters.riskOf(underlying);
        uint256 least = underlying == ETH ? 200_000 : 180_000;
        if (p.scanRange < least || p.scanRange * 2 > least * 3) broken = "a scan range out of bounds";
        uint256 step = p.scanRange > before.scanRange ? p.scanRange - before.scanRange : before.scanRange - p.scanRange;
        if (step * 100 > before.scanRange) broken = "a scan range jumped";
    }

    function pass(uint256 seed) external acts {
        // a lane that stays silent makes collateral late, and later closes its chain
        if (seed >> 3 & 1 == 0) {
            carry(ONE, HUB);
            carry(TWO, HUB);
        }
        _pass(seed & 7 == 0 ? bound(seed >> 8, 1 hours, 4 days) : bound(seed >> 8, 1, 4 minutes));
    }

    /// Fixes and settles what expired; a new series once nothing is left of the old one.
    function settleExpired() external acts {
        if (now_() < expiry) return;
        (,, bool isFixed) = clearing.settlementOf(ETH, expiry);
        if (!isFixed) clearing.fixSettlement(ETH, expiry);
        InstrumentId[] memory series = new InstrumentId[](instruments.length - 2);
        for (uint256 i; i < series.length; ++i) {
            series[i] = instruments[i + 2];
        }
        for (uint256 i; i < 4; ++i) {
            clearing.settleExpired(trader(i), series);
        }
        ++_counters.settled;
        _listSeries();
    }

    /// Opens where it can, and bids a share of everything by the other owner.
    function liquidate(uint256 seed, uint32 share) external acts {
        AccountId account = trader(seed);
        IRiskEngine.Margin memory m = _maintenance(account);
        try liquidation.open(account, "") {
            ++_counters.opened;
            if (m.equity >= int256(m.maintenance)) broken = "5. MARGIN: an auction against a healthy account";
        } catch {}
        ILiquidation.Bid memory b;
        (b.account, b.bidder) = (account, trader((seed & 1 ^ 1) | (seed >> 8 & 2)));
        (b.share, b.maxCost, b.deadline) = (uint32(bound(share, 1, 1e6)), type(int256).max, now_());
        if (seed >> 16 & 3 == 0) b.share = 1e6;
        address who = b.bidder.owner();
        int256 own = _maintenance(trader(seed ^ 2)).equity;
        vm.prank(who, who);
        try liquidation.bid(b) returns (ILiquidation.Outcome memory o) {
            if (o.released == 0) return;
            ++_counters.bids;
            if (o.covered != 0) ++_counters.takeovers;
            _look(b.bidder, false, _none(), "5. MARGIN: who bids");
            _lookLiquidated(account, m, o);
            if (_maintenance(trader(seed ^ 2)).equity != own) broken = "5. MARGIN: the owner's other account was paid";
        } catch {}
    }

    /// @dev Its shortfall fell, and unless it was insolvent its equity over maintenance did not; nothing is taken that initial margin
    /// does not need, but for a hundredth and for dust.
    function _lookLiquidated(AccountId account, IRiskEngine.Margin memory before, ILiquidation.Outcome memory o)
        private
    {
        IRiskEngine.Margin memory m = _maintenance(account);
        // two units: interest is booked rounded down
        int256 lacked = int256(before.initial) - before.equity;
        int256 lacks = int256(m.initial) - m.equity;
        bool better = lacks < lacked + 2;
        bool solvent = before.equity >= 0 && o.covered == 0;
        if (solvent && (m.equity + 2) * int256(before.maintenance) < before.equity * int256(m.maintenance)) {
            better = false;
        }
        uint256 most = before.maintenance <= 100e18 ? 200e18 : before.initial / 100;
        if (-lacks > int256(most) + 2) better = false;
        if (!better && bytes(broken).length == 0) broken = "5. MARGIN: who is liquidated is no better off";
    }

    function _maintenance(AccountId account) private view returns (IRiskEngine.Margin memory m) {
        try engine.maintenanceMargin(account) returns (IRiskEngine.Margin memory found) {
            m = found;
        } catch {}
    }

    // ------------------------------------------------------------------------------------------------------------ looks

    /// @dev What opened risk or took value out has initial margin; what only reduced, by the rule of docs/margin.md, section 7.
    function _look(AccountId account, bool reduced, Check memory before, string memory what) private {
        IRiskEngine.Margin memory m = engine.initialMargin(account);
        int256 lacking = int256(m.initial) - m.equity;
        if (lacking <= 0) return;
        bool passes = reduced && before.made && m.maintenance < before.margin.maintenance
            && lacking <= int256(before.margin.initial) - before.margin.equity
            && m.equity * int256(before.margin.maintenance) >= before.margin.equity * int256(m.maintenance);
        if (passes) ++_counters.reductions;
        else if (bytes(broken).length == 0) broken = what;
    }

    function _check(AccountId account) private view returns (Check memory c) {
        try engine.initialMargin(account) returns (IRiskEngine.Margin memory m) {
            (c.made, c.margin) = (true, m);
        } catch {}
    }

    function _none() private pure returns (Check memory) {}

    function _reduces(int256 held, int256 delta) private pure returns (bool) {
        int256 next = held + delta;
        return held > 0 ? delta < 0 && next >= 0 : held < 0 && delta > 0 && next <= 0;
    }

    /// @dev What may stand against an action: margin, balance, and arrays or slices that nobody renewed.
    function _tolerate(bytes memory reason) private {
        bytes4 e = bytes4(reason);
        require(
            e == IClearing.Clearing_Unhealthy.selector || e == IHub.Hub_InsufficientBalance.selector
                || e == IRiskEngine.Risk_StaleArray.selector || e == IRiskEngine.Risk_StaleSurface.selector
                || e == IRiskEngine.Risk_IsolatedMixed.selector || e == IHub.Hub_NotCovered.selector
                || e == IHub.Hub_VaultClosed.selector,
            string.concat("unexpected ", vm.toString(reason))
        );
        ++_counters.refused;
    }

    function _index(InstrumentId instrument) private view returns (uint256) {
        return instrument.underlying() == ETH ? priceOfEther : priceOfBitcoin;
    }

    function _isFar(InstrumentId instrument, uint256 price) private view returns (bool) {
        (, uint256 least, uint256 most) = engine.bandOf(instrument);
        return price < least || price > most;
    }

    /// @dev Within `width` basis points, and between half and double of `middle`.
    function _moved(uint256 price, uint256 middle, uint256 seed, uint256 width) private pure returns (uint256) {
        price = price * (10_000 - width + (seed & type(uint64).max) % (2 * width + 1)) / 10_000;
        return price < middle / 2 ? middle / 2 : price > 2 * middle ? 2 * middle : price;
    }
}
