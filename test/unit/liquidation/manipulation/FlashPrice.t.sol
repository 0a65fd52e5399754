// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeAdapter} from "../../oracle/FakeAdapter.sol";
import {LiquidationTest} from "../LiquidationTest.sol";
import {ILiquidation} from "causeway/liquidation/ILiquidation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {Oracle} from "causeway/oracle/Oracle.sol";
import {console} from "forge-std/console.sol";

/// @notice A price moved for a block, at the oracle that is deployed: three sources, their median, one percent of deviation at most, ten
/// percent of movement a minute. Alice has 100 on with little above initial margin; mallory, who is carol, moves the sources.
contract FlashPriceTest is LiquidationTest {
    uint256 private constant TRUE_PRICE = 2000e18;

    FakeAdapter[3] private _sources;

    function setUp() public override {
        super.setUp();
        _aliceBuys(53_000e18, 0, 100e18);
        _useTheRealOracle();
    }

    /// @dev In the place of the double, which everything was built to ask. What stood in its mappings is overwritten or never read.
    function _useTheRealOracle() private {
        Oracle real = new Oracle(address(manager));
        vm.etch(address(oracle), address(real).code);
        vm.store(address(oracle), 0, vm.load(address(real), 0)); // its authority
        assertEq(Oracle(address(oracle)).authority(), address(manager));
        address[] memory all = new address[](3);
        for (uint256 i; i < 3; ++i) {
            _sources[i] = new FakeAdapter();
            all[i] = address(_sources[i]);
        }
        Oracle(address(oracle)).setUnderlying("ETH", all, 60, 100, 100);
        _say(TRUE_PRICE, TRUE_PRICE, TRUE_PRICE);
        oracle.observe("ETH");
    }

    /// @dev What each source says now.
    function _say(uint256 first, uint256 second, uint256 third) private {
        uint256[3] memory prices = [first, second, third];
        for (uint256 i; i < 3; ++i) {
            _sources[i].set(int256(prices[i]), 0, now_());
        }
    }

    function _sayAll(uint256 price) private {
        _say(price, price, price);
    }

    function _report(string memory what, int256 gained) private pure {
        console.log("%s: gained, millionths of a dollar", what);
        console.logInt(gained / 1e12);
    }

    function _expectHealthy() private {
        vm.prank(carol, carol);
        vm.expectPartialRevert(ILiquidation.Liquidation_Healthy.selector);
        liquidation.open(a, "");
    }

    /// One source of three (a pool that a loan can move) says half: its word is refused, and with it new risk; nobody is liquidated.
    function test_flash_oneSource() public {
        int256 had = margin(c).equity;
        _say(TRUE_PRICE / 2, TRUE_PRICE, TRUE_PRICE);
        IOracle.Price memory p = oracle.priceOf("ETH");
        assertEq(uint8(p.refusal), uint8(IOracle.Refusal.Deviating));
        assertEq(p.source, address(_sources[0]), "it is named");
        _expectHealthy();
        assertEq(_trade(c, b, perpetual(), 1e18, TRUE_PRICE / 2), 0, "no trade at its price");
        assertEq(_trade(c, b, perpetual(), 1e18, TRUE_PRICE), 0, "nor at any");
        assertEq(margin(c).equity, had);
        _report("a flash of one source", margin(c).equity - had);
    }

    /// Within what sources may differ by, the median hardly moves: by nothing, since the other two agree.
    function test_flash_oneSourceByALittle() public {
        _say(TRUE_PRICE * 9901 / 10_000, TRUE_PRICE, TRUE_PRICE);
        assertEq(oracle.priceOf("ETH").price, TRUE_PRICE);
        _expectHealthy();
    }

    /// All sources by more than ten hundredths in a block: no price at all. Neither does anybody trade at it, nor is he liquidated by it.
    function test_flash_allSourcesFar() public {
        int256 had = margin(c).equity;
        for (uint256 i; i < 2; ++i) {
            _sayAll(i == 0 ? TRUE_PRICE * 89 / 100 : TRUE_PRICE * 2);
            assertEq(uint8(oracle.priceOf("ETH").refusal), uint8(IOracle.Refusal.Jumping));
            _expectHealthy();
            assertEq(_trade(c, b, perpetual(), 1e18, i == 0 ? TRUE_PRICE * 89 / 100 : TRUE_PRICE * 2), 0);
        }
        assertEq(margin(c).equity, had);
        _report("a flash of all sources by more than a tenth", margin(c).equity - had);
    }

    /// All sources by ten hundredths, the most that is believed within a minute. Alice falls below maintenance, and mallory takes what he can at
    /// the least discount; the price back, the account is let alone.
    function test_flash_allSourcesByATenth() public {
        IRiskEngine.Margin memory m = engine.initialMargin(a);
        assertGe(m.equity, int256(m.initial));
        int256 had = margin(c).equity;
        _sayAll(TRUE_PRICE * 90 / 100);
        vm.startPrank(carol, carol);
        liquidation.open(a, "");
        ILiquidation.Bid memory bid = bidOf(200_000);
        ILiquidation.Outcome memory o = liquidation.bid(bid);
        vm.stopPrank();
        assertEq(o.discount + o.fee, o.released / 20, "the least discount");
        // what he took over he has at the flash price: with the price back it is worth a tenth more, and that alice bears
        _sayAll(TRUE_PRICE);
        int256 ofPosition = sizeOf(c, perpetual()) * int256(TRUE_PRICE / 10) / 1e18;
        assertApproxEqAbs(margin(c).equity - had - ofPosition, int256(o.discount), 1e6);
        vm.prank(carol, carol);
        assertTrue(liquidation.bid(bid).closed, "once the price is back nothing more is taken");
        _report("a flash of all sources by a tenth: the discount", int256(o.discount));
        _report("and the move of what initial margin let him take", ofPosition);
    }

    /// Whoever moves it must hold it: seen a minute later it may go on by a tenth, and each step is public.
    function test_flash_heldForMinutes() public {
        _sayAll(TRUE_PRICE * 90 / 100);
        oracle.observe("ETH");
        (uint256 seen,) = oracle.seenOf("ETH");
        assertEq(seen, TRUE_PRICE, "no second observation within a minute");
        _sayAll(TRUE_PRICE * 81 / 100);
        assertEq(uint8(oracle.priceOf("ETH").refusal), uint8(IOracle.Refusal.Jumping), "not twice in one");
    }

    /// One view of the price serves a call: margin, mark, band and bid see the same, so that there is nothing to gain between them.
    function test_flash_oneView() public {
        uint256 flash = TRUE_PRICE * 95 / 100;
        _sayAll(flash);
        (uint256 mark, uint256 least, uint256 most) = engine.bandOf(perpetual());
        assertEq(mark, flash);
        assertEq(_trade(c, b, perpetual(), 1e18, least - 1), 0, "the band moves with it, and no further");
        assertEq(_trade(c, b, perpetual(), 1e18, most + 1), 0);
        int256 both = margin(c).equity + margin(b).equity;
        assertEq(_trade(c, b, perpetual(), 10e18, most), 1);
        assertEq(margin(c).equity + margin(b).equity, both, "what one lost the other has");
    }
}
