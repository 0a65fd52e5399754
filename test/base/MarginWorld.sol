// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {World} from "./World.sol";
import {IGateway} from "causeway/hub/IGateway.sol";
import {IHub} from "causeway/hub/IHub.sol";
import {IValuation} from "causeway/liquidation/IValuation.sol";
import {Valuation} from "causeway/liquidation/Valuation.sol";
import {IRiskEngine} from "causeway/margin/IRiskEngine.sol";
import {IRiskParameters} from "causeway/margin/IRiskParameters.sol";
import {RiskEngine} from "causeway/margin/RiskEngine.sol";
import {IClearing} from "causeway/market/IClearing.sol";
import {IOracle} from "causeway/oracle/IOracle.sol";
import {ISurfaces} from "causeway/oracle/ISurfaces.sol";
import {AccountId, toAccountId} from "causeway/types/AccountId.sol";
import {AssetId} from "causeway/types/AssetId.sol";
import {CALL, FUTURE, InstrumentId, PERPETUAL, PUT, toInstrumentId} from "causeway/types/InstrumentId.sol";

/// @notice The world with the real risk engine: ETH at 2,000 and BTC at 50,000, options and a future on ETH, a token that
/// moves as ETH does.
abstract contract MarginWorld is World {
    bytes6 internal constant ETH = "ETH";
    bytes6 internal constant BTC = "BTC";
    uint64 internal constant LOW = 1900e8;
    uint64 internal constant MIDDLE = 2000e8;
    uint64 internal constant HIGH = 2200e8;

    RiskEngine internal engine;
    uint40 internal expiry;
    InstrumentId[] internal instruments;
    AssetId internal ether_;
    uint256 internal priceOfEther;
    uint256 internal priceOfBitcoin;

    function setUp() public virtual override {
        super.setUp();
        IRiskParameters parameters = engine.PARAMETERS();
        parameters.setRisk(ETH, _params(200_000));
        parameters.setRisk(BTC, _params(180_000));
        parameters.setForecaster(address(liquidation.PACE()));
        ether_ = assetOf(ONE, 18);
        parameters.setCollateral(ether_, IRiskParameters.CollateralParams(ETH, 10_000, true));
        _setPrices(2000e18, 50_000e18);
        _list(toInstrumentId(ETH, PERPETUAL, 0, 0));
        _list(toInstrumentId(BTC, PERPETUAL, 0, 0));
        _listSeries();
    }

    function _newRisk() internal override returns (IRiskEngine) {
        // quorum, hub, gateway and clearing follow
        uint256 nonce = vm.getNonce(address(this));
        engine = new RiskEngine(
            IHub(vm.computeCreateAddress(address(this), nonce + 2)),
            IClearing(vm.computeCreateAddress(address(this), nonce + 4)),
            IOracle(oracle),
            ISurfaces(surfaces),
            IGateway(vm.computeCreateAddress(address(this), nonce + 3)),
            address(manager)
        );
        return engine;
    }

    function _newValuation() internal override returns (IValuation) {
        return new Valuation(engine);
    }

    function _params(uint32 scanRange) private pure returns (IRiskParameters.RiskParams memory) {
        return IRiskParameters.RiskParams({
            scanRange: scanRange,
            volShock: 450_000,
            basisRate: 10_000,
            floorRate: 5000,
            shortRate: 30_000,
            tenorRate: 250_000,
            concentration: 10_000,
            listed: true
        });
    }

    function _setPrices(uint256 ofEther, uint256 ofBitcoin) internal {
        (priceOfEther, priceOfBitcoin) = (ofEther, ofBitcoin);
        oracle.setPrice("ETH", ofEther);
        oracle.setPrice("BTC", ofBitcoin);
        oracle.set(ether_, ofEther, IOracle.Refusal.None);
    }

    /// @notice A future and four options of a week; two slots of {instruments} are perpetuals, these come after.
    function _listSeries() internal {
        expiry = uint40(now_() + 7 days);
        while (instruments.length > 2) instruments.pop();
        _list(toInstrumentId(ETH, FUTURE, expiry, 0));
        _list(toInstrumentId(ETH, CALL, expiry, MIDDLE));
        _list(toInstrumentId(ETH, CALL, expiry, HIGH));
        _list(toInstrumentId(ETH, PUT, expiry, LOW));
        _list(toInstrumentId(ETH, PUT, expiry, MIDDLE));
        _publish(0.36e9, 0);
        _refresh();
    }

    function _list(InstrumentId instrument) private {
        instruments.push(instrument);
        clearing.list(instrument, 1e24);
    }

    /// @notice A slice of this variance a year (1e-9) at the money, with skew.
    function _publish(uint256 variance, int32 basis) internal {
        uint256 w = variance * (expiry - now_()) / 365 days;
        surfaces.set(
            ETH,
            expiry,
            ISurfaces.Slice({
                a: int40(int256(w / 2)),
                b: uint40(w),
                rho: -200_000,
                m: 0,
                sigma: 0.5e9,
                basis: basis,
                time: uint40(now_())
            })
        );
    }

    function _refresh() internal {
        uint64[] memory strikes = new uint64[](3);
        (strikes[0], strikes[1], strikes[2]) = (LOW, MIDDLE, HIGH);
        engine.refresh(ETH, expiry, strikes);
    }

    /// @notice Cash deposited at the second spoke, whose cash has 18 decimals, or ether at the first.
    function _endow(AccountId account, uint256 cash, uint256 ethers) internal {
        if (cash != 0) depositFor(alice, TWO, address(cashToken(TWO)), cash, account);
        if (ethers != 0) depositFor(alice, ONE, ether_.token(), ethers, account);
    }

    function _trade(AccountId taker, AccountId maker, InstrumentId instrument, int256 size, uint256 price)
        internal
        returns (uint256)
    {
        IClearing.Fill[] memory fills = new IClearing.Fill[](1);
        fills[0] = IClearing.Fill(maker, instrument, int96(size), uint128(price), 0, 0);
        vm.prank(exchange);
        return clearing.trade(taker, fills);
    }

    function _sub(address owner, uint64 number) internal pure returns (AccountId) {
        return toAccountId(owner, 0, number);
    }

    function _equity(AccountId account) internal view returns (int256) {
        return engine.initialMargin(account).equity;
    }
}
