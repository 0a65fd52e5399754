// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "../../base/World.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, PUT, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {reserved} from "causeway/types/Reserved.sol";

/// @notice A market of two instruments' worth of everything: alice and bob with 100,000 in cash each, ether at 2,000.
abstract contract MarketTest is World {
    bytes6 internal constant ETH = "ETH";
    uint40 internal constant EXPIRY = 1_800_000_000 + 7 days;

    InstrumentId internal perpetual = toInstrumentId(ETH, PERPETUAL, 0, 0);
    InstrumentId internal future = toInstrumentId(ETH, FUTURE, EXPIRY, 0);
    InstrumentId internal call = toInstrumentId(ETH, CALL, EXPIRY, 2100e8);
    InstrumentId internal put = toInstrumentId(ETH, PUT, EXPIRY, 1900e8);
    AccountId internal a;
    AccountId internal b;

    function setUp() public virtual override {
        super.setUp();
        (a, b) = (plain(alice), plain(bob));
        setPrices(2000e18, 2000e18);
        InstrumentId[4] memory all = [perpetual, future, call, put];
        for (uint256 i; i < all.length; ++i) {
            clearing.list(all[i], 1e6 ether);
        }
        endow(a, 100_000e18);
        endow(b, 100_000e18);
    }

    function setPrices(uint256 index, uint256 perpetual_) internal {
        oracle.setPrice("ETH", index);
        oracle.setPrice("ETH-PERP", perpetual_);
    }

    /// @notice Cash deposited at the second spoke, whose cash has 18 decimals.
    function endow(AccountId account, uint256 amount) internal {
        depositFor(alice, TWO, address(cashToken(TWO)), amount, account);
        drain();
    }

    function fill(AccountId maker, InstrumentId instrument, int96 size, uint128 price)
        internal
        pure
        returns (IClearing.Fill memory)
    {
        return
            IClearing.Fill({maker: maker, instrument: instrument, size: size, price: price, takerFee: 0, makerFee: 0});
    }

    function trade(AccountId taker, IClearing.Fill memory one) internal returns (uint256) {
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = one;
        return trade(taker, fills);
    }

    function trade(AccountId taker, IClearing.Fill[] memory fills) internal returns (uint256) {
        vm.prank(exchange);
        return clearing.trade(taker, fills);
    }

    /// @notice Alice buys of bob (negative: sells), without fees. Requires that it was made.
    function buy(InstrumentId instrument, int96 size, uint128 price) internal {
        assertEq(trade(a, fill(b, instrument, size, price)), 1, "made");
    }

    function cash(AccountId account) internal view returns (int256) {
        return hub.accountOf(account).cash;
    }

    function cashOfBook(uint64 number) internal view returns (int256) {
        return cash(reserved(number));
    }

    function sizeOf(AccountId account, InstrumentId instrument) internal view returns (int96) {
        return clearing.positionOf(account, instrument).size;
    }

    function costOf(AccountId account, InstrumentId instrument) internal view returns (int128) {
        return clearing.positionOf(account, instrument).cost;
    }

    function sub(address owner, uint64 number) internal pure returns (AccountId) {
        return toAccountId(owner, 0, number);
    }
}
