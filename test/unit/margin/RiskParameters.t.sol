// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {RiskTest} from "./RiskTest.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";

/// @notice The bounds that governance cannot leave.
contract RiskParametersTest is RiskTest {
    uint32[2][7] private outside = [
        [uint32(19_999), 330_001],
        [uint32(99_999), 1_000_001],
        [uint32(999), 200_001],
        [uint32(999), 50_001],
        [uint32(4999), 200_001],
        [uint32(49_999), 1_000_001],
        [uint32(1_000_001), 2_000_000]
    ];

    function test_setRisk_bounds() public {
        IRiskParameters.RiskParams memory p = params(200_000);
        for (uint256 field; field < 7; ++field) {
            for (uint256 side; side < 2; ++side) {
                p = params(200_000);
                if (field == 0) p.scanRange = outside[field][side];
                if (field == 1) p.volShock = outside[field][side];
                if (field == 2) p.basisRate = outside[field][side];
                if (field == 3) p.floorRate = outside[field][side];
                if (field == 4) p.shortRate = outside[field][side];
                if (field == 5) p.tenorRate = outside[field][side];
                if (field == 6) p.concentration = outside[field][side];
                refuse("SOL", p);
            }
        }
        p = params(330_000);
        p.listed = false;
        refuse("SOL", p);
        refuse(0, params(330_000));
        parameters.setRisk("SOL", params(330_000));
        (IRiskParameters.RiskParams memory kept, uint256 factor) = parameters.riskOf("SOL");
        assertEq(kept.scanRange, 330_000);
        assertEq(factor, 1_300_000);
    }

    /// @dev A fifth at a time, once a day; everything else at any time.
    function test_setRisk_speed() public {
        parameters.setRisk(ETH, params(240_000));
        tooFast(240_000, 250_000, NOW + 1 days);
        IRiskParameters.RiskParams memory p = params(240_000);
        p.floorRate = 6000;
        parameters.setRisk(ETH, p);
        vm.warp(NOW + 1 days - 1);
        tooFast(240_000, 250_000, NOW + 1 days);
        vm.warp(NOW + 1 days);
        tooFast(240_000, 191_999, NOW + 1 days);
        tooFast(240_000, 288_001, NOW + 1 days);
        parameters.setRisk(ETH, params(192_000));
        tooFast(192_000, 191_000, NOW + 2 days);
    }

    function rangeOf(bytes6 underlying) private view returns (uint256) {
        (IRiskParameters.RiskParams memory p,) = parameters.riskOf(underlying);
        return p.scanRange;
    }

    /// @dev A hundredth at a time, once an hour, from what governance set to half as much again.
    function test_follow() public {
        parameters.setForecaster(address(this));
        assertEq(parameters.rangeAfter(ETH, 1e6), 202_000);
        vm.expectEmit();
        emit IRiskParameters.RiskSet(ETH, params(202_000));
        parameters.follow(ETH, 1e6);
        unmoved(202_000, 1e6, NOW + 1 hours);
        vm.warp(NOW + 1 hours - 1);
        unmoved(202_000, 0, NOW + 1 hours);
        vm.warp(NOW + 1 hours);
        unmoved(202_000, 202_000, NOW + 1 hours);
        parameters.follow(ETH, 203_000);
        assertEq(rangeOf(ETH), 203_000, "no further than the forecast");
        for (uint256 i; i < 48; ++i) {
            vm.warp(block.timestamp + 1 hours);
            if (parameters.rangeAfter(ETH, 1e6) != rangeOf(ETH)) parameters.follow(ETH, 1e6);
        }
        assertEq(rangeOf(ETH), 300_000, "half as much again at most");
        assertEq(rangeOf(BTC), 180_000, "of this underlying");
        for (uint256 i; i < 48; ++i) {
            vm.warp(block.timestamp + 1 hours);
            if (parameters.rangeAfter(ETH, 0) != rangeOf(ETH)) parameters.follow(ETH, 0);
        }
        assertEq(rangeOf(ETH), 200_000, "never below what governance set");
        vm.warp(block.timestamp + 1 hours);
        unmoved(200_000, 0, parameters.rangeOf(ETH).followedAt + 1 hours);
    }

    /// @dev What governance sets it by a fifth moves what counts by a fifth, whatever a forecast added.
    function test_follow_ThenSet() public {
        parameters.setForecaster(address(this));
        parameters.follow(ETH, 1e6);
        vm.warp(NOW + 1 days);
        parameters.setRisk(ETH, params(240_000));
        assertEq(rangeOf(ETH), 242_400);
        assertEq(parameters.rangeOf(ETH).least, 240_000);
        vm.warp(NOW + 2 days);
        parameters.setRisk(ETH, params(192_000));
        assertEq(rangeOf(ETH), 193_920);
        IRiskParameters.RiskParams memory p = params(192_000);
        p.volShock = 500_000;
        parameters.setRisk(ETH, p);
        assertEq(rangeOf(ETH), 193_920, "other parameters leave it");
        (p,) = parameters.riskOf(ETH);
        assertEq(p.volShock, 500_000);
    }

    /// @dev No order of calls leaves the bounds, whoever sets and whatever is forecast.
    function testFuzz_follow_Bounds(uint256[24] memory seeds) public {
        parameters.setForecaster(address(this));
        uint256 least = 200_000;
        for (uint256 i; i < seeds.length; ++i) {
            vm.warp(block.timestamp + seeds[i] % 2 days);
            uint256 before = rangeOf(ETH);
            if (seeds[i] >> 32 & 3 == 0) {
                uint256 asked = bound(seeds[i] >> 64, least * 4 / 5 + 1, least * 6 / 5);
                try parameters.setRisk(ETH, params(uint32(asked))) {
                    least = asked;
                    assertApproxEqRel(rangeOf(ETH), before, 0.21e18, "a fifth");
                } catch {}
            } else {
                try parameters.follow(ETH, seeds[i] >> 64) {
                    assertApproxEqRel(rangeOf(ETH), before, 0.01e18, "a hundredth");
                } catch {}
            }
            assertEq(parameters.rangeOf(ETH).least, least);
            assertTrue(rangeOf(ETH) >= least && rangeOf(ETH) <= 330_000, "from least to most");
            assertLe(rangeOf(ETH), least + least / 2, "half as much again");
        }
    }

    /// @dev The margin of an account is by what counts now.
    function test_follow_Margin() public {
        parameters.setForecaster(address(this));
        add(perp(ETH), 1e18, 2000e18);
        assertMargin(initial(), 0, 400e18, 400e18, 520e18);
        parameters.follow(ETH, 1e6);
        assertMargin(initial(), 0, 404e18, 404e18, 525.2e18);
    }

    function test_follow_RevertWhen_notForecaster() public {
        bytes memory refused =
            abi.encodeWithSelector(IRiskParameters.RiskParameters_NotTheForecaster.selector, address(this));
        vm.expectRevert(refused);
        parameters.follow(ETH, 1e6);
        parameters.setForecaster(address(0xf));
        vm.expectRevert(refused);
        parameters.follow(ETH, 1e6);
        parameters.setForecaster(address(this));
        vm.expectRevert(
            abi.encodeWithSelector(IRiskParameters.RiskParameters_Unmoved.selector, bytes6("SOL"), 0, 1 hours)
        );
        parameters.follow("SOL", 1e6);
    }

    function test_setCollateral() public {
        AssetId usdc = toAssetId(1, address(0xca5));
        hub.list(usdc, true, 0);
        refuse(usdc, IRiskParameters.CollateralParams(0, 0, true));
        refuse(toAssetId(9, address(1)), IRiskParameters.CollateralParams(0, 0, true));
        refuse(weth, IRiskParameters.CollateralParams("SOL", 10_000, true));
        refuse(weth, IRiskParameters.CollateralParams(ETH, 999, true));
        refuse(weth, IRiskParameters.CollateralParams(ETH, 200_001, true));
        refuse(dai, IRiskParameters.CollateralParams(0, 1, true));
        (IRiskParameters.CollateralParams memory p, uint256 haircut) = parameters.collateralOf(wsteth);
        assertEq(p.underlying, ETH);
        assertEq(p.basisRate, 30_000);
        assertEq(haircut, 1000);
    }

    function test_setCorrelations() public {
        IRiskParameters.Correlation[] memory list = new IRiskParameters.Correlation[](1);
        list[0] = IRiskParameters.Correlation(ETH, BTC, 500_001);
        refuse(list);
        list[0] = IRiskParameters.Correlation(ETH, ETH, 1);
        refuse(list);
        list[0] = IRiskParameters.Correlation(ETH, "SOL", 1);
        refuse(list);
        list[0] = IRiskParameters.Correlation(ETH, BTC, 500_000);
        parameters.setCorrelations(list);
        parameters.setCorrelations(list);
        assertEq(parameters.correlations().length, 1);
        vm.expectRevert(abi.encodeWithSelector(IRiskParameters.RiskParameters_TooManyCorrelations.selector, 17));
        parameters.setCorrelations(new IRiskParameters.Correlation[](17));
    }

    function test_setInitialFactor() public {
        for (uint256 i; i < 2; ++i) {
            uint32 factor = i == 0 ? 1_099_999 : 2_500_001;
            vm.expectRevert(abi.encodeWithSelector(IRiskParameters.RiskParameters_BadFactor.selector, factor));
            parameters.setInitialFactor(factor);
        }
        parameters.setInitialFactor(2_500_000);
        add(perp(ETH), 1e18, 2000e18);
        assertMargin(initial(), 0, 400e18, 400e18, 1000e18);
    }

    function test_set_RevertWhen_notGovernance() public {
        vm.startPrank(address(0xbad));
        bytes memory refused = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(0xbad));
        vm.expectRevert(refused);
        parameters.setRisk(ETH, params(200_000));
        vm.expectRevert(refused);
        parameters.setInitialFactor(2_000_000);
        vm.expectRevert(refused);
        parameters.setCollateral(weth, IRiskParameters.CollateralParams(ETH, 10_000, true));
        vm.expectRevert(refused);
        parameters.setCorrelations(new IRiskParameters.Correlation[](0));
        vm.expectRevert(refused);
        parameters.setForecaster(address(0xbad));
    }

    function unmoved(uint256 present, uint256 forecast, uint256 free) private {
        vm.expectRevert(abi.encodeWithSelector(IRiskParameters.RiskParameters_Unmoved.selector, ETH, present, free));
        parameters.follow(ETH, forecast);
    }

    function refuse(bytes6 underlying, IRiskParameters.RiskParams memory p) private {
        vm.expectRevert(abi.encodeWithSelector(IRiskParameters.RiskParameters_BadParams.selector, underlying));
        parameters.setRisk(underlying, p);
    }

    function refuse(AssetId asset, IRiskParameters.CollateralParams memory p) private {
        vm.expectRevert(abi.encodeWithSelector(IRiskParameters.RiskParameters_BadCollateral.selector, asset));
        parameters.setCollateral(asset, p);
    }

    function refuse(IRiskParameters.Correlation[] memory list) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IRiskParameters.RiskParameters_BadCorrelation.selector, list[0].first, list[0].second
            )
        );
        parameters.setCorrelations(list);
    }

    function tooFast(uint256 present, uint32 asked, uint256 free) private {
        IRiskParameters.RiskParams memory p = params(asked);
        vm.expectRevert(
            abi.encodeWithSelector(IRiskParameters.RiskParameters_TooFast.selector, ETH, present, uint256(asked), free)
        );
        parameters.setRisk(ETH, p);
    }
}
