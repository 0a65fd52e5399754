// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RiskTest} from "../RiskTest.sol";
import {OptionPricing} from "causeway/margin/OptionPricing.sol";
import {Scenarios} from "causeway/margin/Scenarios.sol";
import {Svi} from "causeway/margin/Svi.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {CALL, InstrumentId} from "causeway/types/InstrumentId.sol";
import {PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice Portfolios built to cheat, beside the naive rules that they would cheat: docs/cheats.md is the table.
abstract contract CheatsTest is RiskTest {
    struct Leg {
        InstrumentId id;
        int256 size;
    }

    Leg[] internal legs;

    function setUp() public virtual override {
        super.setUp();
        hub.setAccount(alice, 0, PORTFOLIO);
    }

    /// @notice Adds a position at its mark.
    function hold(InstrumentId id, int256 size) internal {
        add(id, size, id.isOption() ? int256(0) : size * int256(priceNow(id)) / 1e18);
        legs.push(Leg(id, size));
    }

    function refresh(uint256 expiry, uint256[] memory strikes) internal {
        uint64[] memory list = new uint64[](strikes.length);
        for (uint256 i; i < strikes.length; ++i) {
            list[i] = uint64(strikes[i] * 1e8);
        }
        engine.refresh(ETH, uint40(expiry), list);
    }

    function list1(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function list3(uint256 a, uint256 b, uint256 c) internal pure returns (uint256[] memory list) {
        list = new uint256[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    /// @notice Whole dollars, rounded up: the figures of the table.
    function dollars(uint256 x) internal pure returns (uint256) {
        return (x + 1e18 - 1) / 1e18;
    }

    // ------------------------------------------------------------------------------------------------------ naive rules

    /// @notice Net delta alone: a scan range of what the legs move by.
    function naiveDelta(uint256 r) internal view returns (uint256) {
        int256 net;
        for (uint256 i; i < legs.length; ++i) {
            InstrumentId id = legs[i].id;
            int256 delta = 1e18;
            if (id.isOption()) {
                (, delta) = OptionPricing.price(indexOf(id), id.strike(), varianceOf(id), id.kind() == CALL);
            }
            net += legs[i].size * delta / 1e18 * int256(indexOf(id)) / 1e18;
        }
        return uint256(net < 0 ? -net : net) * r / 1e6;
    }

    /// @notice The worst of SPAN's fourteen within the range, without tails, charges and least.
    function naiveGrid(uint256 r) internal view returns (uint256 worst) {
        for (uint256 i; i < 14; ++i) {
            int256 profit;
            for (uint256 j; j < legs.length; ++j) {
                profit += profitIn(legs[j], i, r);
            }
            if (profit < 0 && uint256(-profit) > worst) worst = uint256(-profit);
        }
    }

    function profitIn(Leg memory leg, uint256 i, uint256 r) internal view returns (int256) {
        uint256 end = indexOf(leg.id) * uint256(1e6 + Scenarios.moves(r)[i]) / 1e6;
        if (!leg.id.isOption()) return leg.size * (int256(end) - int256(indexOf(leg.id))) / 1e18;
        (uint256 up, uint256 down) = Scenarios.multipliers(450_000, leg.id.expiry() - block.timestamp);
        uint256 factor = i >= 14 ? 1e18 : i % 2 == 0 ? up : down;
        uint256 shocked = varianceOf(leg.id) * factor / 1e18 * factor / 1e18;
        (uint256 value,) = OptionPricing.price(end, leg.id.strike(), shocked, leg.id.kind() == CALL);
        return leg.size * (int256(value) - int256(priceNow(leg.id))) / 1e18;
    }

    /// @notice What the legs lose when their expiry comes at this price.
    function lossAt(uint256 price) internal view returns (uint256) {
        int256 profit;
        for (uint256 i; i < legs.length; ++i) {
            InstrumentId id = legs[i].id;
            int256 end = int256(price);
            if (id.isOption()) {
                end = id.kind() == CALL ? end - int256(id.strike()) : int256(id.strike()) - end;
                if (end < 0) end = 0;
            }
            profit += legs[i].size * (end - int256(priceNow(id))) / 1e18;
        }
        return profit < 0 ? uint256(-profit) : 0;
    }

    function priceNow(InstrumentId id) internal view returns (uint256 mark) {
        mark = indexOf(id);
        if (!id.isOption()) return mark;
        (mark,) = OptionPricing.price(mark, id.strike(), varianceOf(id), id.kind() == CALL);
    }

    function indexOf(InstrumentId id) internal view returns (uint256) {
        return prices.priceOf(bytes32(id.underlying())).price;
    }

    function varianceOf(InstrumentId id) internal view returns (uint256) {
        ISurfaces.Slice memory s = surfaces.sliceOf(id.underlying(), id.expiry());
        uint256 tau = id.expiry() - block.timestamp;
        return Svi.variance(s, indexOf(id), id.strike(), tau, id.expiry() - s.time);
    }
}
