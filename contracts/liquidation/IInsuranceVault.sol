// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @title InsuranceVault: who stakes cash in the insurance fund, and bears its losses first
/// @notice ERC-4626 over a reserved account of the book. Whatever the fund pays comes from the stake first, so that a share's
/// price falls by exactly that; of each liquidation's fee the stake gets twice its part of the fund, at most all. Who
/// wants to leave asks, waits, and has then some days to do so; until he has left his shares bear losses like any other. Nobody
/// governs it: its rules are constants. The asset is the book's cash, 18 decimals.
interface IInsuranceVault is IERC4626 {
    /// @notice One slot (208 + 48 = 256 bits).
    struct Request {
        uint208 shares; // that may still leave
        uint48 from; // seconds
    }

    /// @notice One slot (48 + 48 = 96 bits).
    struct Hold {
        uint48 since;
        uint48 until;
    }

    event UnstakeRequested(address indexed owner, uint256 shares, uint256 from, uint256 lapsesAt);
    event UnstakeCancelled(address indexed owner);
    event ExitsHeld(AccountId indexed account, uint256 lacking, uint256 until);

    error InsuranceVault_NotTheLiquidation(address caller);
    error InsuranceVault_NotEnoughShares(address owner, uint256 shares, uint256 balance);
    /// @notice Only an account that its address provably owns on this chain: a key pair that sent the transaction or carries an
    /// EIP-7702 designator, or a contract.
    error InsuranceVault_UnknownAccount(address who);
    error InsuranceVault_Solvent(AccountId account, int256 equityAtMark);
    /// @notice Less than a thousandth of the stake.
    error InsuranceVault_Trifle(uint256 lacking, uint256 least);
    /// @notice Exits have been held for as long as may be: the next hold can begin at `since`.
    error InsuranceVault_HeldLongEnough(uint256 since);

    /// @notice Asks to leave with `shares` after the cooldown; replaces an earlier request. The shares stay where they are, bear
    /// losses and earn. Those that are sent away are no longer asked for. 0 takes a request back.
    function requestUnstake(uint256 shares) external;

    /// @notice Holds all exits for six hours because an account is insolvent at mark by at least a thousandth of the stake, and the fund is
    /// about to pay for it. Again while it lasts; three days at most in a row, after which for a day exits cannot be held. A
    /// request does not lapse meanwhile. Anyone may call.
    function holdExits(AccountId account) external;

    /// @notice What `owner` asked to leave with, from when he may, and when that lapses (0: nothing asked).
    function requestOf(address owner) external view returns (uint256 shares, uint256 from, uint256 lapsesAt);
    /// @notice Since and until when exits are held, for an insolvency or because all cash waits.
    function exitsHeld() external view returns (bool held, uint256 until);

    /// @notice Moves half of the trading fees to the unstaked part of the fund ({ILiquidation-sweepFees} only): what gathered before
    /// somebody staked is not his.
    function sweepFees() external returns (uint256 amount);

    /// @notice What the whole insurance fund can pay: the stake but for its last dollar, and what is nobody's.
    function fund() external view returns (uint256);
    /// @notice How much of what comes into the fund (positive, rounded down) or goes out of it (negative) is the stake's.
    function partOf(int256 change) external view returns (int256);
}
