// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Markets} from "./Markets.sol";
import {IExchange} from "causeway/market/IExchange.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";
import {CALL, InstrumentId, PERPETUAL, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {CROSS, PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice What trading and margin checks cost, measured as in {GasTest}: both sides have cash, and unless the name says
/// otherwise a position already; prices moved since the arrays were computed; funding has accrued.
contract MarginGasTest is Markets {
    // --------------------------------------------------------------------------------------------------------- trading

    function test_trade_perp() public market {
        _trade("trade_perp_new", perpetual, 1e18, PRICE);
        _later(12, PRICE + 3e18);
        _trade("trade_perp", perpetual, 1e18, PRICE);
        _later(12, PRICE + 4e18);
        _trade("trade_perp_reducing", perpetual, -1e18, PRICE);
    }

    function test_trade_perp_matched() public market {
        _match("", 1);
        _later(12, PRICE + 3e18);
        _match("trade_perp_matched", 2);
        assertEq(clearing.positionOf(taker.account, perpetual).size, 2e18, "matched");
    }

    function test_trade_option() public market {
        _setPortfolio(taker);
        _setPortfolio(maker);
        uint64[] memory strikes = _strikes(30, 1);
        _refresh("", expiries[1], strikes);
        InstrumentId option = toInstrumentId(ETH, CALL, expiries[1], strikes[0]);
        clearing.list(option, 1e6 ether);
        _trade("trade_option_new", option, 1e18, _premium(option));
        _later(12, PRICE + 3e18);
        _trade("trade_option", option, 1e18, _premium(option));
    }

    function test_withdraw_with_positions() public market {
        _trade("", perpetual, 1e18, PRICE);
        _later(12, PRICE + 3e18);
        AssetId asset = toAssetId(ETHEREUM, address(usd));
        bytes memory call = abi.encodeCall(hub.withdraw, (taker.account, asset, 12.345678e6, taker.owner, 0));
        _run("withdraw_with_positions", taker.owner, address(hub), gateway.appendFee(ETHEREUM), call);
    }

    function test_set_mode() public market {
        _trade("", perpetual, 1e18, PRICE);
        _later(12, PRICE + 3e18);
        _run("", taker.owner, address(hub), 0, abi.encodeCall(hub.setMode, (taker.account, PORTFOLIO)));
        _run("", taker.owner, address(hub), 0, abi.encodeCall(hub.setMode, (taker.account, CROSS)));
        _run("set_mode", taker.owner, address(hub), 0, abi.encodeCall(hub.setMode, (taker.account, PORTFOLIO)));
    }

    function test_poke_funding() public market {
        _later(60, PRICE + 3e18);
        _run("poke_funding", relayer, address(clearing), 0, abi.encodeCall(clearing.pokeFunding, (ETH)));
    }

    function test_settle_expired() public market {
        uint64[] memory strikes = _strikes(20, 1);
        _refresh("", expiries[0], strikes);
        InstrumentId[] memory options = new InstrumentId[](1);
        options[0] = toInstrumentId(ETH, CALL, expiries[0], strikes[0]);
        clearing.list(options[0], 1e6 ether);
        uint128 premium = _premium(options[0]);
        _trade("", options[0], 1e18, premium);
        _later(expiries[0] - vm.getBlockTimestamp(), PRICE);
        clearing.fixSettlement(ETH, expiries[0]);
        _settle("", maker.account, options);
        _settle("settle_expired", taker.account, options);
        assertEq(clearing.positionsOf(taker.account).length, 0, "settled");
        // 200 in the money
        assertEq(hub.accountOf(taker.account).cash, 10_000_200e18 - int256(uint256(premium)), "paid");
    }

    // ---------------------------------------------------------------------------------------------------------- checks

    function test_check_options_0() public market {
        _setPortfolio(taker);
        _check("margin_check_options_0");
    }

    function test_check_options_8() public market {
        _checkOptions("margin_check_options_8", 8, 2, true, false);
    }

    function test_check_options_32() public market {
        _checkOptions("margin_check_options_32", 32, 2, true, false);
    }

    function test_check_options_32_chain() public market {
        _checkOptions("margin_check_options_32_chain", 32, 2, true, true);
    }

    function test_check_options_64() public market {
        _checkOptions("margin_check_options_64", 64, 2, true, false);
    }

    function test_check_options_127() public market {
        _checkOptions("margin_check_options_127", 127, 3, true, false);
    }

    function test_check_cross_8() public market {
        _checkOptions("margin_check_cross_8", 8, 2, false, false);
    }

    function test_check_cross_32() public market {
        _checkOptions("margin_check_cross_32", 32, 2, false, false);
    }

    function test_check_cross_64() public market {
        _checkOptions("margin_check_cross_64", 64, 2, false, false);
    }

    function test_check_cross_127() public market {
        _checkOptions("margin_check_cross_127", 127, 3, false, false);
    }

    function test_check_linear_1() public market {
        _checkLinear("margin_check_linear_1", 1);
    }

    function test_check_linear_8() public market {
        _checkLinear("margin_check_linear_8", 8);
    }

    function test_check_linear_32() public market {
        _checkLinear("margin_check_linear_32", 32);
    }

    /// Perpetuals of eight underlyings, each with a price of its own.
    function test_check_perps_8() public market {
        bytes6[6] memory more = [bytes6("A"), "B", "C", "D", "E", "F"];
        for (uint256 i; i < more.length; ++i) {
            bytes32 name = bytes32(more[i]);
            _listUnderlying(more[i], name, name | (bytes32("-PERP") >> 8), 200_000);
        }
        _setPortfolio(taker);
        _trade("", perpetual, 1e18, PRICE);
        _trade("", toInstrumentId("BTC", PERPETUAL, 0, 0), -1e18, PRICE);
        for (uint256 i; i < more.length; ++i) {
            _trade("", toInstrumentId(more[i], PERPETUAL, 0, 0), i % 2 == 0 ? int96(1e18) : int96(-1e18), PRICE);
        }
        _later(12, PRICE + 3e18);
        _check("margin_check_perps_8");
    }

    // --------------------------------------------------------------------------------------------------------- refresh

    function test_refresh() public market {
        _record("refresh_option_new", _refresh("", expiries[1], _strikes(0, 32)) / 32);
        _later(60, PRICE + 3e18);
        _publishSlice(expiries[1]);
        _record("refresh_option", _refresh("refresh_32", expiries[1], _strikes(0, 32)) / 32);
        // a call and a put share what a strike has
        _record("refresh_option_chain", _refresh("", expiries[1], _strikes(0, 16)) / 32);
        _refresh("refresh_8", expiries[1], _strikes(0, 8));
    }

    function test_check_with_refresh() public market {
        _checkWithRefresh("margin_check_with_refresh_32", false);
    }

    function test_check_with_refresh_chain() public market {
        _checkWithRefresh("margin_check_with_refresh_32_chain", true);
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _checkOptions(string memory name, uint256 count, uint256 span, bool portfolio, bool chain) private {
        if (portfolio) _setPortfolio(taker);
        _openOptions(count, span, chain);
        _later(12, PRICE + 3e18);
        _check(name);
    }

    function _checkLinear(string memory name, uint256 count) private {
        _setPortfolio(taker);
        _openLinear(count);
        _later(12, PRICE + 3e18);
        _check(name);
    }

    /// Eleven minutes later no array is good enough, and slices are new.
    function _checkWithRefresh(string memory name, bool chain) private {
        _setPortfolio(taker);
        _openOptions(32, 2, chain);
        _later(11 minutes, PRICE + 3e18);
        address[] memory targets = new address[](3);
        bytes[] memory calls = new bytes[](3);
        for (uint256 i; i < 2; ++i) {
            _publishSlice(expiries[i]);
            (targets[i], calls[i]) = (address(risk), _refreshCall(expiries[i], _strikes(0, chain ? 8 : 16)));
        }
        (targets[2], calls[2]) = (address(clearing), abi.encodeCall(clearing.requireInitial, (taker.account)));
        vm.expectRevert();
        clearing.requireInitial(taker.account);
        _run(name, relayer, address(batch), 0, abi.encodeCall(batch.run, (targets, calls)));
    }

    function _settle(string memory name, AccountId account, InstrumentId[] memory options) private {
        _run(name, relayer, address(clearing), 0, abi.encodeCall(clearing.settleExpired, (account, options)));
    }

    /// Two signed orders, brought by somebody else.
    function _match(string memory name, uint64 salt) private {
        IExchange.Order memory buys = _order(taker.account, 1e18, salt);
        IExchange.Order[] memory sells = new IExchange.Order[](1);
        sells[0] = _order(maker.account, -1e18, salt);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = _sign(maker.key, exchange.hashOrder(sells[0]));
        bytes memory signature = _sign(taker.key, exchange.hashOrder(buys));
        bytes memory call = abi.encodeCall(exchange.matchOrders, (buys, signature, sells, signatures));
        _run(name, relayer, address(exchange), 0, call);
    }

    function _order(AccountId account, int96 size, uint64 salt) private view returns (IExchange.Order memory) {
        return IExchange.Order({
            account: account,
            instrument: perpetual,
            size: size,
            price: PRICE,
            maxFeeRate: 500,
            expiry: uint40(vm.getBlockTimestamp() + 1 hours),
            flags: 0,
            salt: salt,
            epoch: 0
        });
    }
}
