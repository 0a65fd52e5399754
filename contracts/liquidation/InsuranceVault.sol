// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CashFace} from "../hub/CashFace.sol";
import {IHub} from "../hub/IHub.sol";
import {IRiskEngine} from "../margin/IRiskEngine.sol";
import {IClearing} from "../market/IClearing.sol";
import {AccountId, isOwnedBy} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {FEES, INSURANCE, STAKE, reserved} from "../types/Reserved.sol";
import {IInsuranceVault} from "./IInsuranceVault.sol";
import {ILiquidation} from "./ILiquidation.sol";
import {IValuation} from "./IValuation.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import {IERC20, IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @notice The staked part of the insurance fund. See {IInsuranceVault}.
contract InsuranceVault is IInsuranceVault, ERC4626 {
    using SafeCast for uint256;

    uint256 public constant COOLDOWN = 7 days;
    uint256 public constant WINDOW = 2 days;
    /// One proof holds exits for this long.
    uint256 public constant HOLD = 6 hours;
    uint256 public constant LONGEST_HOLD = 3 days;
    /// After the longest hold none begins for this long.
    uint256 public constant FREE = 1 days;
    /// Exits are not held for less than this part of the stake.
    uint256 private constant MATERIAL = 1000;
    /// The stake's last dollar is never paid out, so that a share keeps a price.
    uint256 private constant LAST = 1e18;
    /// Keeps cash within int128.
    uint256 private constant MOST_ASSETS = 2 ** 112;
    /// Most shares for a unit of cash, after total losses: all shares stay within 208 bits.
    uint256 private constant MOST_PER_UNIT = 2 ** 96;

    IHub public immutable HUB;
    IClearing public immutable CLEARING;
    IRiskEngine public immutable RISK;
    IValuation public immutable VALUATION;
    ILiquidation public immutable LIQUIDATION;
    CashFace public immutable CASH;

    mapping(address owner => Request) private _requests;
    Hold private _hold;
    uint256 private _swept;

    /// @notice Made by the liquidation.
    constructor(IHub hub, IClearing clearing, IRiskEngine risk, IValuation valuation, uint32 chain)
        ERC20("Causeway insurance stake", "cwINS")
        ERC4626(new CashFace(hub, chain))
    {
        (HUB, CLEARING, RISK, VALUATION) = (hub, clearing, risk, valuation);
        LIQUIDATION = ILiquidation(msg.sender);
        CASH = CashFace(asset());
    }

    // --------------------------------------------------------------------------------------------------------- leaving

    /// @inheritdoc IInsuranceVault
    function requestUnstake(uint256 shares) external {
        if (shares == 0) {
            delete _requests[msg.sender];
            emit UnstakeCancelled(msg.sender);
            return;
        }
        uint256 balance = balanceOf(msg.sender);
        require(shares <= balance, InsuranceVault_NotEnoughShares(msg.sender, shares, balance));
        uint256 from = block.timestamp + COOLDOWN;
        _requests[msg.sender] = Request({shares: shares.toUint208(), from: uint48(from)});
        emit UnstakeRequested(msg.sender, shares, from, from + WINDOW);
    }

    /// @inheritdoc IInsuranceVault
    function holdExits(AccountId account) external {
        int256 haircuts = VALUATION.marksOf(account).haircuts.toInt256();
        int256 atMark = RISK.maintenanceMargin(account).equity + haircuts;
        require(atMark < 0, InsuranceVault_Solvent(account, atMark));
        // a cent of bad debt must not keep anybody here
        uint256 least = totalAssets() / MATERIAL;
        require(uint256(-atMark) >= least, InsuranceVault_Trifle(uint256(-atMark), least));

        Hold memory h = _hold;
        // within three days of the first all count as one row: nobody begins anew
        if (block.timestamp >= uint256(h.since) + LONGEST_HOLD + FREE) h.since = uint48(block.timestamp);
        uint256 most = uint256(h.since) + LONGEST_HOLD;
        require(block.timestamp < most, InsuranceVault_HeldLongEnough(most + FREE));
        h.until = uint48(Math.min(block.timestamp + HOLD, most));
        _hold = h;
        emit ExitsHeld(account, uint256(-atMark), h.until);
    }

    /// @inheritdoc IInsuranceVault
    function exitsHeld() public view returns (bool held, uint256 until) {
        until = Math.max(_hold.until, LIQUIDATION.cashWaitsUntil());
        held = block.timestamp < until;
    }

    /// @inheritdoc IInsuranceVault
    function requestOf(address owner) public view returns (uint256 shares, uint256 from, uint256 lapsesAt) {
        Request memory r = _requests[owner];
        if (r.shares == 0) return (0, 0, 0);
        Hold memory h = _hold;
        lapsesAt = uint256(r.from) + WINDOW;
        // whom a row of holds met has his days after it, of which the first is free of them
        if (h.since < lapsesAt && h.until > r.from) {
            lapsesAt = Math.max(lapsesAt, uint256(h.since) + LONGEST_HOLD + WINDOW);
        }
        return (r.shares, r.from, lapsesAt);
    }

    // -------------------------------------------------------------------------------------------------------- ERC-4626

    /// @inheritdoc IERC4626
    function totalAssets() public view override(ERC4626, IERC4626) returns (uint256) {
        return _positive(STAKE);
    }

    /// @inheritdoc IERC4626
    /// @dev None after several total losses, when a share is worth too little to be counted.
    function maxDeposit(address) public view override(ERC4626, IERC4626) returns (uint256) {
        uint256 assets = totalAssets();
        if (assets >= MOST_ASSETS || totalSupply() / (assets + 1) >= MOST_PER_UNIT) return 0;
        return MOST_ASSETS - assets;
    }

    /// @inheritdoc IERC4626
    function maxMint(address receiver) public view override(ERC4626, IERC4626) returns (uint256) {
        return _convertToShares(maxDeposit(receiver), Math.Rounding.Floor);
    }

    /// @inheritdoc IERC4626
    function maxRedeem(address owner) public view override(ERC4626, IERC4626) returns (uint256) {
        (bool held,) = exitsHeld();
        (uint256 shares, uint256 from, uint256 lapsesAt) = requestOf(owner);
        return held || block.timestamp < from || block.timestamp >= lapsesAt ? 0 : shares;
    }

    /// @inheritdoc IERC20Metadata
    function decimals() public view override(ERC4626, IERC20Metadata) returns (uint8) {
        return ERC4626.decimals();
    }

    // -------------------------------------------------------------------------------------------------------- the fund

    /// @inheritdoc IInsuranceVault
    function sweepFees() external returns (uint256 amount) {
        require(msg.sender == address(LIQUIDATION), InsuranceVault_NotTheLiquidation(msg.sender));
        // half of all that ever came in
        uint256 due = (_positive(FEES) + _swept) / 2;
        if (due <= _swept) return 0;
        amount = due - _swept;
        _swept = due;
        LIQUIDATION.moveCash(reserved(FEES), reserved(INSURANCE), amount);
    }

    /// @inheritdoc IInsuranceVault
    function fund() external view returns (uint256) {
        return _positive(INSURANCE) + _payable(totalAssets());
    }

    /// @inheritdoc IInsuranceVault
    function partOf(int256 change) external view returns (int256) {
        uint256 staked = totalAssets();
        if (change < 0) return -Math.min(uint256(-change), _payable(staked)).toInt256();
        if (staked == 0) return 0;
        // who stands first earns twice: else nobody would stand there
        uint256 all = staked + _positive(INSURANCE);
        return Math.mulDiv(uint256(change), Math.min(2 * staked, all), all).toInt256();
    }

    // --------------------------------------------------------------------------------------------------------- private

    function _transferIn(address from, uint256 assets) internal override {
        (AccountId account,) = CASH.accountOf(from);
        require(isOwnedBy(account, from, CASH.CHAIN()), InsuranceVault_UnknownAccount(from));
        LIQUIDATION.moveCash(account, reserved(STAKE), assets);
        IHub.Account memory a = HUB.accountOf(account);
        if (a.cash < 0 || a.positions != 0) CLEARING.requireInitial(account);
    }

    function _transferOut(address to, uint256 assets) internal override {
        (AccountId account, bool proven) = CASH.accountOf(to);
        // what is paid to an account that nobody owns is lost; what is paid to the stake is everybody's
        require(proven && to != address(this), InsuranceVault_UnknownAccount(to));
        LIQUIDATION.moveCash(reserved(STAKE), account, assets);
    }

    /// @dev Shares that left, whether out of the vault or to somebody else, are no longer asked for.
    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        Request storage r = _requests[from];
        uint256 asked = r.shares;
        if (asked == 0) return;
        uint256 left = to == address(0) ? asked - Math.min(asked, value) : Math.min(asked, balanceOf(from));
        if (left != asked) r.shares = uint208(left);
    }

    /// @dev Three digits: who first stakes little cannot make the next one's shares round to nothing.
    function _decimalsOffset() internal pure override returns (uint8) {
        return 3;
    }

    function _payable(uint256 staked) private pure returns (uint256) {
        return staked > LAST ? staked - LAST : 0;
    }

    function _positive(uint64 number) private view returns (uint256) {
        int256 cash = HUB.accountOf(reserved(number)).cash;
        return cash > 0 ? uint256(cash) : 0;
    }
}
