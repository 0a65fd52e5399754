// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RiskTest} from "./RiskTest.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {PORTFOLIO} from "causeway/types/MarginMode.sol";

/// @notice Where the oracle refuses, maintenance takes what it observed last, for an hour; initial margin takes nothing.
contract RecalledTest is RiskTest {
    uint256 private constant EXPIRY = NOW + 30 days;

    function setUp() public override {
        super.setUp();
        hub.setAccount(alice, 0, PORTFOLIO);
    }

    /// @dev Seen at 1,900: 3 ETH bought at 2,000 lost 300 and need 20 % of 5,700.
    function test_recall_underlying() public {
        add(perp(ETH), 3e18, 6000e18);
        prices.see("ETH", 1900e18);
        assertMargin(maintenance(), 0, 1200e18, 1200e18, 1560e18);
        prices.refuse("ETH", IOracle.Refusal.Jumping);
        assertMargin(maintenance(), -300e18, 1140e18, 1140e18, 1482e18);
        expectNoPrice(IOracle.Refusal.Jumping);
        initial();
        vm.warp(NOW + 1 hours);
        assertMargin(maintenance(), -300e18, 1140e18, 1140e18, 1482e18);
        vm.warp(NOW + 1 hours + 1);
        expectNoPrice(IOracle.Refusal.Jumping);
        maintenance();
    }

    function test_recall_RevertGiven_neverSeen() public {
        add(perp(ETH), 1e18, 2000e18);
        prices.refuse("ETH", IOracle.Refusal.Stale);
        expectNoPrice(IOracle.Refusal.Stale);
        maintenance();
    }

    /// @dev 1 wstETH seen at 2,300, 2,070 after haircut; the short perpetual's own price is sound.
    function test_recall_token() public {
        hub.hold(alice, wsteth, 1e18);
        add(perp(ETH), -1e18, -2000e18);
        prices.refuse("wstETH", IOracle.Refusal.Silent);
        expectNoAssetPrice();
        maintenance();
        prices.see("wstETH", 2300e18);
        assertEq(maintenance().equity, 2070e18);
        // 70 · 20 % and 3 % of the 2,000 that are offset
        assertEq(maintenance().requirement, 74e18);
        expectNoAssetPrice();
        initial();
    }

    /// @dev Arrays can be refreshed where a check can be made, and only there.
    function test_recall_refresh() public {
        publish(ETH, EXPIRY, 0);
        add(call(ETH, EXPIRY, 2000), 1e18, 0);
        prices.see("ETH", 1800e18);
        refresh();
        prices.refuse("ETH", IOracle.Refusal.Deviating);
        vm.expectRevert(
            abi.encodeWithSelector(IRiskEngine.Risk_StaleArray.selector, ETH, uint40(EXPIRY), uint64(2000e8))
        );
        maintenance();
        refresh();
        assertGt(maintenance().equity, 0);
        expectNoPrice(IOracle.Refusal.Deviating);
        initial();
        vm.warp(NOW + 1 hours + 1);
        expectNoPrice(IOracle.Refusal.Deviating);
        refresh();
    }

    function refresh() private {
        uint64[] memory strikes = new uint64[](1);
        strikes[0] = 2000e8;
        engine.refresh(ETH, uint40(EXPIRY), strikes);
    }

    function expectNoPrice(IOracle.Refusal refusal) private {
        vm.expectRevert(abi.encodeWithSelector(IRiskEngine.Risk_NoPrice.selector, ETH, uint8(refusal)));
    }

    function expectNoAssetPrice() private {
        vm.expectRevert(
            abi.encodeWithSelector(IRiskEngine.Risk_NoAssetPrice.selector, wsteth, uint8(IOracle.Refusal.Silent))
        );
    }
}
