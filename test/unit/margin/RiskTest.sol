// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FakeClearing, FakeGateway, FakeHub, FakePrices, FakeSurfaces} from "../../base/FakeMargin.sol";
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IGateway} from "causeway/hub/IGateway.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {RiskEngine} from "causeway/margin/RiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId, toAssetId} from "causeway/types/AssetId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, PUT, toInstrumentId} from "causeway/types/InstrumentId.sol";
import {Test} from "forge-std/Test.sol";

/// @notice A risk engine over fakes: ETH at 2,000 and BTC at 50,000, first values for parameters, an account of alice.
abstract contract RiskTest is Test {
    bytes6 internal constant ETH = "ETH";
    bytes6 internal constant BTC = "BTC";
    uint256 internal constant NOW = 1_800_000_000;

    FakeHub internal hub = new FakeHub();
    FakeClearing internal clearing = new FakeClearing();
    FakePrices internal prices = new FakePrices();
    FakeSurfaces internal surfaces = new FakeSurfaces();
    FakeGateway internal gateway = new FakeGateway();
    RiskEngine internal engine;
    AccountId internal alice = toAccountId(address(0xa11ce), 0, 0);
    AssetId internal weth = toAssetId(1, address(0xe111));
    AssetId internal wsteth = toAssetId(2, address(0xe222));
    AssetId internal dai = toAssetId(3, address(0xda1));

    function setUp() public virtual {
        vm.warp(NOW);
        AccessManager manager = new AccessManager(address(this));
        engine = new RiskEngine(
            IHub(address(hub)),
            IClearing(address(clearing)),
            IOracle(address(prices)),
            ISurfaces(address(surfaces)),
            IGateway(address(gateway)),
            address(manager)
        );
        prices.set("ETH", 2000e18, 0);
        prices.set("BTC", 50_000e18, 0);
        prices.set("wstETH", 2400e18, 0);
        prices.set("DAI", 1e18, 0);
        engine.setRisk(ETH, params(200_000));
        engine.setRisk(BTC, params(180_000));
        listCollateral(weth, "ETH", ETH, 10_000, 500);
        listCollateral(wsteth, "wstETH", ETH, 30_000, 1000);
        listCollateral(dai, "DAI", 0, 0, 300);
        for (uint32 chain = 1; chain <= 3; ++chain) {
            gateway.hear(chain, uint64(NOW));
        }
    }

    function params(uint32 scanRange) internal pure returns (IRiskEngine.RiskParams memory) {
        return IRiskEngine.RiskParams({
            scanRange: scanRange,
            volShock: 450_000,
            basisRate: 10_000,
            floorRate: 5000,
            shortRate: 30_000,
            tenorRate: 250_000,
            concentration: 0,
            listed: true
        });
    }

    function listCollateral(AssetId asset, bytes32 priced, bytes6 underlying, uint32 basisRate, uint16 haircutBps)
        internal
    {
        hub.list(asset, false, haircutBps);
        prices.setAsset(asset, priced);
        engine.setCollateral(asset, IRiskEngine.CollateralParams(underlying, basisRate, true));
    }

    function publish(bytes6 underlying, uint256 expiry, int32 basis) internal {
        surfaces.set(underlying, uint40(expiry), slice(expiry, basis));
    }

    /// @dev 60 % of volatility at the money, with skew.
    function slice(uint256 expiry, int32 basis) internal view returns (ISurfaces.Slice memory) {
        // w = 0.36 tau: half of it in a, half in b sigma
        int256 w = int256(0.36e9 * (expiry - block.timestamp) / 365 days);
        return ISurfaces.Slice({
            a: int40(w / 2),
            b: uint40(uint256(w)),
            rho: -200_000,
            m: 0,
            sigma: 0.5e9,
            basis: basis,
            time: uint40(block.timestamp)
        });
    }

    function add(InstrumentId id, int256 size, int256 cost) internal {
        clearing.add(alice, id, int96(size), cost);
    }

    function perp(bytes6 underlying) internal pure returns (InstrumentId) {
        return toInstrumentId(underlying, PERPETUAL, 0, 0);
    }

    function future(bytes6 underlying, uint256 expiry) internal pure returns (InstrumentId) {
        return toInstrumentId(underlying, FUTURE, uint40(expiry), 0);
    }

    function call(bytes6 underlying, uint256 expiry, uint256 strike) internal pure returns (InstrumentId) {
        return toInstrumentId(underlying, CALL, uint40(expiry), uint64(strike * 1e8));
    }

    function put(bytes6 underlying, uint256 expiry, uint256 strike) internal pure returns (InstrumentId) {
        return toInstrumentId(underlying, PUT, uint40(expiry), uint64(strike * 1e8));
    }

    function initial() internal view returns (IRiskEngine.Margin memory) {
        return engine.initialMargin(alice);
    }

    function maintenance() internal view returns (IRiskEngine.Margin memory) {
        return engine.maintenanceMargin(alice);
    }

    function assertMargin(IRiskEngine.Margin memory m, int256 equity, uint256 requirement, uint256 least, uint256 init)
        internal
        pure
    {
        assertEq(m.equity, equity, "equity");
        assertEq(m.requirement, requirement, "requirement");
        assertEq(m.maintenance, least, "maintenance");
        assertEq(m.initial, init, "initial");
    }
}
