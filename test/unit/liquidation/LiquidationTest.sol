// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {MarginWorld} from "../../base/MarginWorld.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {InstrumentId} from "causeway/types/InstrumentId.sol";
import {EXIT_POOL, STAKE, reserved} from "causeway/types/Reserved.sol";

/// @notice The real engine, at ether 2,000: alice has what is liquidated, bob stands opposite, carol bids.
abstract contract LiquidationTest is MarginWorld {
    uint256 internal constant PPM = 1e6;

    address internal carol;
    AccountId internal a;
    AccountId internal b;
    AccountId internal c;
    /// Further accounts that hold cash or positions.
    AccountId[] internal others;

    function setUp() public virtual override {
        super.setUp();
        carol = makeAddr("carol");
        vm.deal(carol, 1e6 ether);
        (a, b, c) = (plain(alice), plain(bob), plain(carol));
        vm.prank(alice, alice);
        hub.setMode(a, 2);
        vm.prank(bob, bob);
        hub.setMode(b, 2);
        vm.prank(carol, carol);
        hub.setMode(c, 2);
        _endow(b, 1e6 ether, 0);
        _endow(c, 1e6 ether, 0);
        drain();
    }

    function perpetual() internal view returns (InstrumentId) {
        return instruments[0];
    }

    /// @notice Alice holds `money` and `ethers`, and has bought `size` of a perpetual from bob at 2,000.
    function _aliceBuys(uint256 money, uint256 ethers, int256 size) internal {
        _endow(a, money, ethers);
        drain();
        assertEq(_trade(a, b, perpetual(), size, 2000e18), 1, "made");
    }

    function _fund(uint256 amount) internal {
        // what else than trades fills it: fees
        _endow(b, amount * 2 + 1e18, 0);
        drain();
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        (uint256 mark,,) = engine.bandOf(perpetual());
        fills[0] = IClearing.Fill(c, perpetual(), 1e15, uint128(mark), int128(int256(amount * 2)), 0);
        vm.prank(exchange);
        clearing.trade(b, fills);
        assertEq(liquidation.sweepFees(), amount, "half of the fees");
    }

    function margin(AccountId account) internal view returns (IRiskEngine.Margin memory) {
        return engine.maintenanceMargin(account);
    }

    function cash(AccountId account) internal view returns (int256) {
        return hub.accountOf(account).cash;
    }

    function sizeOf(AccountId account, InstrumentId instrument) internal view returns (int256) {
        return clearing.positionOf(account, instrument).size;
    }

    function bidOf(uint32 share) internal view returns (ILiquidation.Bid memory bid) {
        (bid.account, bid.bidder, bid.share) = (a, c, share);
        (bid.maxCost, bid.deadline) = (type(int256).max, now_());
    }

    function bidLeg(InstrumentId instrument, uint256 size) internal view returns (ILiquidation.Bid memory bid) {
        bid = bidOf(0);
        bid.positions = new ILiquidation.PositionLeg[](1);
        bid.positions[0] = ILiquidation.PositionLeg(instrument, uint96(size));
    }

    function bidCollateral(AssetId asset, uint256 amount) internal view returns (ILiquidation.Bid memory bid) {
        bid = bidOf(0);
        bid.collateral = new ILiquidation.CollateralLeg[](1);
        bid.collateral[0] = ILiquidation.CollateralLeg(asset, amount);
    }

    function place(ILiquidation.Bid memory bid) internal returns (ILiquidation.Outcome memory) {
        return placeWith(bid, 1 ether);
    }

    function placeWith(ILiquidation.Bid memory bid, uint256 value) internal returns (ILiquidation.Outcome memory o) {
        vm.prank(carol, carol);
        o = liquidation.bid{value: value}(bid);
        collect();
    }

    /// @notice Cash over all accounts less what positions cost is what the vaults hold, exactly.
    function assertBooks() internal view {
        int256 sum = cash(a) + cash(b) + cash(c);
        int256 costs = _costOf(a) + _costOf(b) + _costOf(c);
        int256 sizes = sizeOf(a, perpetual()) + sizeOf(b, perpetual()) + sizeOf(c, perpetual());
        for (uint256 i; i < others.length; ++i) {
            sum += cash(others[i]);
            costs += _costOf(others[i]);
            sizes += sizeOf(others[i], perpetual());
        }
        for (uint64 i = 2; i <= STAKE; ++i) {
            sum += cash(reserved(i));
        }
        sum += cash(toAccountId(address(0), ONE, EXIT_POOL)) + cash(toAccountId(address(0), TWO, EXIT_POOL));
        int256 reserves;
        for (uint32 chain = ONE; chain <= TWO; ++chain) {
            AssetId asset = cashAsset(chain);
            reserves += int256(uint256(vaultOf(asset).reserve) * (chain == ONE ? 1e12 : 1));
        }
        assertEq(sum - costs, reserves, "CASH");
        assertEq(sizes, 0, "ZERO-SUM");
    }

    function _costOf(AccountId account) private view returns (int256 cost) {
        for (uint256 i; i < instruments.length; ++i) {
            cost += clearing.positionOf(account, instruments[i]).cost;
        }
    }

    /// @notice What an account has in cash, with the interest that nothing settled yet.
    function wealth(AccountId account) internal view returns (int256) {
        return cash(account) + hub.interestOf(account);
    }

    /// @notice Alice borrows `money` against `ethers` and moves it to another account of hers.
    function _aliceBorrows(uint256 ethers, uint256 money) internal returns (AccountId purse) {
        _endow(a, 0, ethers);
        drain();
        purse = _sub(alice, 1);
        others.push(purse);
        vm.prank(alice, alice);
        hub.transfer(a, purse, AssetId.wrap(0), money);
    }

    function bidBy(AccountId bidder, uint32 share) internal view returns (ILiquidation.Bid memory bid) {
        bid = bidOf(share);
        bid.bidder = bidder;
    }

    function expectBid(ILiquidation.Bid memory bid, bytes memory reason) internal {
        vm.prank(carol, carol);
        vm.expectRevert(reason);
        liquidation.bid(bid);
    }

    function expectBid(ILiquidation.Bid memory bid, bytes4 reason) internal {
        vm.prank(carol, carol);
        vm.expectPartialRevert(reason);
        liquidation.bid(bid);
    }
}
