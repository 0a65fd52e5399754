// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IGateway} from "../hub/IGateway.sol";
import {IHub} from "../hub/IHub.sol";
import {IRiskEngine} from "../margin/IRiskEngine.sol";
import {Rounding} from "../margin/Rounding.sol";
import {IClearing} from "../market/IClearing.sol";
import {IMessenger} from "../messaging/IMessenger.sol";
import {isOutOfGas} from "../oracle/OutOfGas.sol";
import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {INSURANCE, STAKE, reserved} from "../types/Reserved.sol";
import {Appraisal} from "./Appraisal.sol";
import {IInsuranceVault} from "./IInsuranceVault.sol";
import {ILiquidation} from "./ILiquidation.sol";
import {IPace} from "./IPace.sol";
import {IValuation} from "./IValuation.sol";
import {InsuranceVault} from "./InsuranceVault.sol";
import {Legs} from "./Legs.sol";
import {Pace} from "./Pace.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice How what a bid names changes hands, at mark, and how it leaves for the chains where it lies.
abstract contract Seizure is ILiquidation {
    using Rounding for int256;
    using SafeCast for int256;
    using SafeCast for uint256;

    uint256 private constant WAD = 1e18;

    IHub public immutable HUB;
    IClearing public immutable CLEARING;
    IRiskEngine public immutable RISK;
    IValuation public immutable VALUATION;
    IGateway public immutable GATEWAY;
    /// @inheritdoc ILiquidation
    IInsuranceVault public immutable VAULT;
    /// @inheritdoc ILiquidation
    IPace public immutable PACE;
    Appraisal public immutable APPRAISAL;
    /// @notice Our registry number of this chain.
    uint32 public immutable CHAIN;

    constructor(IHub hub, IClearing clearing, IRiskEngine risk, IValuation valuation, IGateway gateway, uint32 chain) {
        (HUB, CLEARING, RISK, VALUATION, GATEWAY, CHAIN) = (hub, clearing, risk, valuation, gateway, chain);
        VAULT = new InsuranceVault(hub, clearing, risk, valuation, chain);
        APPRAISAL = new Appraisal(hub, clearing, valuation);
        PACE = new Pace(hub, clearing, address(risk), gateway);
    }

    /// @dev Moves what the bid names; the bidder pays the mark.
    function _seize(Bid memory b, Appraisal.Taken memory taken) internal {
        uint256 count = taken.legs.length;
        if (count != 0) {
            IClearing.Fill[] memory fills = new IClearing.Fill[](count);
            for (uint256 i; i < count; ++i) {
                (InstrumentId instrument, int256 size) = Legs.unpack(taken.legs[i]);
                fills[i] = _fill(b.account, instrument, size, taken.marks[i]);
                emit PositionSeized(b.account, b.bidder, instrument, fills[i].size, taken.marks[i]);
            }
            CLEARING.assign(b.bidder, fills);
        }
        for (uint256 i; i < taken.collateral.length; ++i) {
            taken.value += _seizeCollateral(b, taken.collateral[i], taken.prices[i]);
        }
        int256 value = taken.value.toInt256();
        if (value != 0) _pay(b.account, value, b.bidder, -value, 0);
        taken.cost += value;
    }

    /// @dev Returns its value. Of a share of everything what has no price, or rounds to nothing, stays where it is.
    function _seizeCollateral(Bid memory b, CollateralLeg memory leg, uint256 price) private returns (uint256) {
        if (b.share != 0 && (price == 0 || leg.amount == 0)) {
            leg.amount = 0;
            return 0;
        }
        uint256 held = HUB.collateralOf(b.account, leg.asset);
        require(
            leg.amount != 0 && leg.amount <= held,
            Liquidation_TooMuch(b.account, AssetId.unwrap(leg.asset), leg.amount, held)
        );
        require(price != 0, Liquidation_NoPrice(leg.asset));
        HUB.seize(b.account, b.bidder, leg.asset, leg.amount);
        emit CollateralSeized(b.account, b.bidder, leg.asset, leg.amount, price);
        return Math.mulDiv(leg.amount, price, WAD, Math.Rounding.Ceil);
    }

    /// @dev Changes the cash of both and of the fund, together by nothing. Of what the fund pays stakers pay first.
    function _pay(AccountId account, int256 own, AccountId other, int256 others, int256 funds) internal {
        int256 staked = funds == 0 ? int256(0) : VAULT.partOf(funds);
        IHub.Posting[] memory postings = new IHub.Posting[](staked == 0 ? 3 : 4);
        postings[0] = _posting(account, own);
        postings[1] = _posting(other, others);
        postings[2] = _posting(reserved(INSURANCE), funds - staked);
        if (staked != 0) postings[3] = _posting(reserved(STAKE), staked);
        HUB.post(postings);
    }

    function _posting(AccountId account, int256 cash) private pure returns (IHub.Posting memory) {
        return IHub.Posting({account: account, cash: cash, cost: 0, positions: 0});
    }

    /// @dev Sends collateral out to its chains. What cannot go now stays in the bidder's account: no spoke makes a bid fail.
    function _release(AccountId bidder, CollateralLeg[] memory legs, address receiver) internal {
        for (uint256 i; i < legs.length; ++i) {
            AssetId asset = legs[i].asset;
            (IHub.AssetConfig memory config,) = HUB.assetOf(asset);
            uint256 amount = legs[i].amount / 10 ** (18 - config.decimals);
            if (amount == 0) continue;
            emit CollateralReleased(bidder, asset, _withdraw(bidder, asset, amount, receiver, 0), amount, receiver);
        }
    }

    /// @dev 0 if it is not possible now. Whoever calls chooses the gas and the value, and must not choose by them what becomes of
    /// somebody's tokens.
    function _withdraw(AccountId account, AssetId asset, uint256 amount, address receiver, uint256 maxFee)
        internal
        returns (uint64 seq)
    {
        uint256 value = IMessenger(address(GATEWAY)).appendFee(asset.chain());
        require(address(this).balance >= value, Liquidation_FeeTooLow(value));
        try HUB.withdraw{value: value}(account, asset, amount, receiver, maxFee) returns (uint64 seq_) {
            seq = seq_;
        } catch (bytes memory reason) {
            require(!isOutOfGas(reason), Liquidation_TooLittleGas());
        }
    }

    /// @dev What is left of the value goes back to the caller. Nothing else of it is ever here.
    function _returnValue() internal {
        uint256 rest = address(this).balance;
        if (rest == 0) return;
        (bool done,) = msg.sender.call{value: rest}("");
        require(done, Liquidation_ValueRefused(msg.sender));
    }

    /// @dev The deleveraging fill of `size`, before its price, and which position of the account it closes.
    function _opposite(AccountId account, AccountId counterparty, InstrumentId instrument, uint96 size)
        internal
        view
        returns (IClearing.Fill memory, uint256 i)
    {
        IClearing.Position[] memory held = CLEARING.positionsOf(account);
        i = _find(held, instrument);
        int256 own = i < held.length ? held[i].size : int96(0);
        int256 other = CLEARING.positionOf(counterparty, instrument).size;
        require(other != 0 && own != 0 && (own > 0) != (other > 0), Liquidation_NotOpposite(counterparty, instrument));
        uint256 most = Math.min(own.abs(), other.abs());
        require(size != 0 && size <= most, Liquidation_TooMuch(account, _legOf(instrument), size, most));
        return (_fill(account, instrument, own > 0 ? int256(uint256(size)) : -int256(uint256(size)), 0), i);
    }

    /// @dev Its price: the mark, moved against the counterparty by what a unit lacks, no further than `lacking`. A short buys back
    /// at no less than nothing.
    function _priceOpposite(
        IClearing.Fill memory fill,
        uint256 mark,
        uint256 notional,
        uint256 lossRate,
        uint256 lacking
    ) internal pure returns (uint128) {
        uint256 most = Math.mulDiv(lacking, WAD, int256(fill.size).abs());
        uint256 part = Math.min(Math.mulDiv(lossRate, notional, WAD, Math.Rounding.Ceil), most);
        if (fill.size > 0) return (mark + part).toUint128();
        return mark > part ? (mark - part).toUint128() : 0;
    }

    function _positive(int256 x) internal pure returns (uint256) {
        return x > 0 ? uint256(x) : 0;
    }

    // -------------------------------------------------------------------------------------------------------- private

    function _fill(AccountId account, InstrumentId instrument, int256 size, uint256 price)
        private
        pure
        returns (IClearing.Fill memory)
    {
        return IClearing.Fill({
            maker: account,
            instrument: instrument,
            size: size.toInt96(),
            price: price.toUint128(),
            takerFee: 0,
            makerFee: 0
        });
    }

    function _find(IClearing.Position[] memory held, InstrumentId instrument) private pure returns (uint256 i) {
        while (i < held.length && InstrumentId.unwrap(held[i].instrument) != InstrumentId.unwrap(instrument)) ++i;
    }

    function _legOf(InstrumentId instrument) private pure returns (bytes32) {
        return bytes32(uint256(InstrumentId.unwrap(instrument)));
    }
}
