// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeOracle} from "./FakeOracle.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId} from "causeway/types/AccountId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";
import {PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice A risk engine that a test can follow in its head: linear positions at the price of the underlying, options at
/// none, collateral at its price; initial margin is a tenth of the gross notional, maintenance a twentieth; in portfolio
/// mode half of both.
contract FakeRisk is IRiskEngine {
    IHub private _hub;
    IClearing private _clearing;
    FakeOracle private _oracle;
    bytes private _failure;
    bool private _forgiving;
    mapping(InstrumentId instrument => uint256[2]) private _bands;

    function connect(IHub hub, IClearing clearing, FakeOracle oracle) external {
        (_hub, _clearing, _oracle) = (hub, clearing, oracle);
    }

    /// @notice From now on every check reverts with `failure`, if it is not empty.
    function fail(bytes calldata failure) external {
        _failure = failure;
    }

    /// @notice From now on nobody needs anything.
    function forgive(bool forgiving) external {
        _forgiving = forgiving;
    }

    function initialMargin(AccountId account) public view returns (Margin memory) {
        return _marginOf(account, new uint256[](0), 0);
    }

    function marginsWithout(AccountId account, uint256[] calldata legs, int256 cash)
        external
        view
        returns (Margin memory, Margin memory)
    {
        return (initialMargin(account), _marginOf(account, legs, cash));
    }

    function _marginOf(AccountId account, uint256[] memory legs, int256 cash) private view returns (Margin memory m) {
        bytes memory failure = _failure;
        if (failure.length != 0) {
            assembly {
                revert(add(failure, 32), mload(failure))
            }
        }
        (IHub.Account memory book, IHub.Holding[] memory holdings) = _hub.holdingsOf(account);
        m.equity = book.cash + _hub.interestOf(account) + cash;
        for (uint256 i; i < holdings.length; ++i) {
            m.equity += int256(holdings[i].amount * _oracle.assetPrice(holdings[i].asset).price / 1e18);
        }
        uint256 notional;
        (uint256[] memory words, int256[] memory costs) = _clearing.risksOf(account);
        for (uint256 i; i < words.length; ++i) {
            InstrumentId instrument = InstrumentId.wrap(uint160(words[i] >> 96));
            int256 size = int96(uint96(words[i]));
            for (uint256 j; j < legs.length; ++j) {
                if (legs[j] >> 96 == words[i] >> 96) size -= int96(uint96(legs[j]));
            }
            int256 price = int256(_oracle.priceOf(bytes32(instrument.underlying())).price);
            notional += uint256((size < 0 ? -size : size) * price) / 1e18;
            if (instrument.isLinear()) m.equity += size * price / 1e18 - costs[i];
        }
        if (_forgiving) m.equity = type(int128).max;
        m.initial = notional / (book.mode == PORTFOLIO ? 20 : 10);
        m.maintenance = m.requirement = m.initial / 2;
    }

    function maintenanceMargin(AccountId account) external view returns (Margin memory) {
        return initialMargin(account);
    }

    /// @notice From now on this is the band of an instrument; of others anything goes.
    function setBand(InstrumentId instrument, uint256 least, uint256 most) external {
        _bands[instrument] = [least, most];
    }

    function bandOf(InstrumentId instrument) external view returns (uint256, uint256 least, uint256 most) {
        (least, most) = (_bands[instrument][0], _bands[instrument][1]);
        return most == 0 ? (0, 0, type(uint256).max) : ((least + most) / 2, least, most);
    }

    function refresh(bytes6, uint40, uint64[] calldata) external {}

    function newestOf(uint256) external pure returns (address) {}
}
