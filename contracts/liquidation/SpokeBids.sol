// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IHub} from "../hub/IHub.sol";
import {BidTerms, Message} from "../messaging/Message.sol";
import {AccountId, isOwnedBy} from "../types/AccountId.sol";
import {AssetId, toAssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {ILiquidation} from "./ILiquidation.sol";
import {Seizure} from "./Seizure.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @notice Bids that came as messages. Their cash is a deposit like any other, credited to an account of the bidder that is this bid's
/// alone; whatever becomes of the bid, it is there, and the owner's.
abstract contract SpokeBids is Seizure, ReentrancyGuardTransient {
    enum Stage {
        None,
        Booked,
        Made,
        Returned
    }

    /// Strangers do not send cash back at a moment that costs more than this, until a day after the deadline.
    uint256 internal constant PATIENCE = 1 days;
    uint256 internal constant PATIENT_FEE = 200; // one part in

    /// 248 + 8 = 256 bits.
    struct Booked {
        uint248 bodyHash; // its upper bits
        Stage stage;
    }

    mapping(uint32 chain => mapping(uint64 seq => Booked)) private _booked;

    /// @inheritdoc ILiquidation
    function book(uint32 chain, uint64 seq, bytes calldata body) external {
        require(msg.sender == address(HUB), Liquidation_NotTheHub(msg.sender));
        if (!_isSound(chain, seq, body)) return;
        _booked[chain][seq] = Booked(_hash(body), Stage.Booked);
        (AccountId bidder,,,) = Message.decodeDeposit(body);
        BidTerms memory t = Message.decodeBidTerms(body);
        emit BidBooked(t.account, bidder, chain, seq, t.deadline);
    }

    /// @inheritdoc ILiquidation
    function executeBid(uint32 chain, uint64 seq, bytes calldata body)
        external
        payable
        nonReentrant
        returns (Outcome memory o)
    {
        _requireBody(chain, seq, body);
        require(_booked[chain][seq].stage == Stage.Booked, Liquidation_UnknownBid(chain, seq));
        _booked[chain][seq].stage = Stage.Made;
        o = _bid(_decode(body));
        _sendBack(chain, seq, body);
        _returnValue();
    }

    /// @inheritdoc ILiquidation
    function returnBid(uint32 chain, uint64 seq, bytes calldata body) external payable nonReentrant {
        _requireBody(chain, seq, body);
        uint256 deadline = Message.decodeBidTerms(body).deadline;
        // once: what the owner does with the account later is his
        require(_booked[chain][seq].stage != Stage.Returned, Liquidation_NothingToReturn(chain, seq));
        require(
            _booked[chain][seq].stage == Stage.Made || block.timestamp > deadline, Liquidation_StillInTime(deadline)
        );
        require(_sendBack(chain, seq, body) != 0, Liquidation_NothingToReturn(chain, seq));
        _returnValue();
    }

    /// @inheritdoc ILiquidation
    function stageOf(uint32 chain, uint64 seq) external view returns (uint8) {
        return uint8(_booked[chain][seq].stage);
    }

    function _bid(Bid memory b) internal virtual returns (Outcome memory);

    // -------------------------------------------------------------------------------------------------------- private

    /// @dev The cash that is left goes where it came from, as far as the account does not need it, once.
    function _sendBack(uint32 chain, uint64 seq, bytes calldata body) private returns (uint256 amount) {
        (AccountId account, address token,, address depositor) = Message.decodeDeposit(body);
        AssetId asset = toAssetId(chain, token);
        uint256 fee;
        (amount, fee) = _returnable(account, asset, body);
        if (amount == 0) return 0;
        uint64 releaseSeq = _withdraw(account, asset, amount, depositor, fee);
        if (releaseSeq == 0) return 0;
        _booked[chain][seq].stage = Stage.Returned;
        emit BidReturned(account, chain, seq, releaseSeq, amount);
    }

    /// @dev In units of the token, and the most that it may cost (18 decimals).
    function _returnable(AccountId account, AssetId asset, bytes calldata body)
        private
        view
        returns (uint256 amount, uint256 fee)
    {
        (IHub.AssetConfig memory config,) = HUB.assetOf(asset);
        uint256 unit = 10 ** (18 - config.decimals);
        if (config.isCash) amount = _positive(HUB.accountOf(account).cash + HUB.interestOf(account)) / unit;
        else amount = HUB.collateralOf(account, asset) / unit;
        if (amount == 0) return (0, 0);
        (fee,) = HUB.quoteWithdraw(asset, amount);
        // the fee of the larger amount leaves room for that of the smaller one
        uint256 feeUnits = Math.ceilDiv(fee, unit);
        if (feeUnits >= amount || (feeUnits * PATIENT_FEE > amount && !_mayHurry(account, body))) return (0, 0);
        amount -= feeUnits;
    }

    function _mayHurry(AccountId account, bytes calldata body) private view returns (bool) {
        return isOwnedBy(account, msg.sender, CHAIN)
            || block.timestamp > uint256(Message.decodeBidTerms(body).deadline) + PATIENCE;
    }

    function _decode(bytes calldata body) private pure returns (Bid memory b) {
        BidTerms memory t = Message.decodeBidTerms(body);
        (b.bidder,,,) = Message.decodeDeposit(body);
        (b.account, b.share, b.maxCost, b.deadline, b.receiver) =
        (t.account, t.share, t.maxCost, t.deadline, t.receiver);
        b.collateral = new CollateralLeg[](t.collateralLegs);
        for (uint256 i; i < b.collateral.length; ++i) {
            (uint32 chain, address token, uint128 amount) = Message.decodeCollateralLeg(body, i);
            b.collateral[i] = CollateralLeg(toAssetId(chain, token), amount);
        }
        b.positions = new PositionLeg[](t.positionLegs);
        for (uint256 i; i < b.positions.length; ++i) {
            (uint160 instrument, uint96 size) = Message.decodePositionLeg(body, t.collateralLegs, i);
            b.positions[i] = PositionLeg(InstrumentId.wrap(instrument), size);
        }
    }

    /// @dev Of the right length, and with an account of the depositor that is this bid's alone.
    function _isSound(uint32 chain, uint64 seq, bytes calldata body) private pure returns (bool) {
        if (body.length < Message.BID_HEAD_LENGTH) return false;
        BidTerms memory t = Message.decodeBidTerms(body);
        (AccountId account,,, address depositor) = Message.decodeDeposit(body);
        uint32 home = account.chain();
        return body.length == Message.bidLength(t.collateralLegs, t.positionLegs) && account.owner() == depositor
            && !account.isReserved() && (home == 0 || home == chain)
            && account.subaccount() == Message.bidSubaccount(chain, seq);
    }

    function _requireBody(uint32 chain, uint64 seq, bytes calldata body) private view {
        Booked memory booked = _booked[chain][seq];
        require(booked.stage != Stage.None && booked.bodyHash == _hash(body), Liquidation_UnknownBid(chain, seq));
    }

    function _hash(bytes calldata body) private pure returns (uint248) {
        return uint248(uint256(keccak256(body)) >> 8);
    }
}
