// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {AssetId} from "../types/AssetId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";
import {IInsuranceVault} from "./IInsuranceVault.sol";
import {IPace} from "./IPace.sol";

/// @title Liquidation: what happens to an account below maintenance
/// @notice START HERE. Anyone opens an auction against it. Whoever bids takes legs of it over at mark less a discount that grows
/// with time and is in proportion to the maintenance that his bid releases, and is judged by his own margin afterwards. The
/// auction closes by itself once the account is above initial margin. What an insolvent account lacks is paid by the
/// insurance fund, then by deleveraging the other side, and only then by everybody's cash.
/// Amounts in USD and quantities, 18 decimals.
interface ILiquidation {
    /// @notice An auction, in one slot (40 + 40 + 16 + 128 = 224 bits).
    struct Auction {
        uint40 openedAt; // 0: there is none
        uint40 insolventAt; // since when it is known to lack more than the fund has; 0: it is not
        uint16 pace; // seconds from the least to the greatest discount: {IPace} at the opening
        uint128 lossRate; // what each unit of notional lacked at `insolventAt`, 18 decimals, rounded up
    }

    /// @notice Collateral that a bid takes.
    struct CollateralLeg {
        AssetId asset;
        uint256 amount; // 18 decimals
    }

    /// @notice A position that a bid takes.
    struct PositionLeg {
        InstrumentId instrument;
        uint96 size; // without its sign, which is the position's
    }

    struct Bid {
        AccountId account; // that is liquidated
        AccountId bidder; // who takes over
        uint32 share; // ppm of everything, 1 to 1,000,000; 0: the legs named below
        CollateralLeg[] collateral;
        PositionLeg[] positions;
        int256 maxCost; // cash that the bidder pays at most for collateral and options; negative: that he gets at least
        uint256 deadline; // seconds
        address receiver; // who gets the collateral, on the chains where it lies; 0: it stays in the bidder's account
    }

    /// @notice What a bid came to.
    struct Outcome {
        int256 cost; // cash that the bidder paid for collateral and options, less the discount or what the fund paid him
        uint256 discount; // off the mark, or what the fund paid him for taking over
        uint256 fee; // to the fund
        uint256 covered; // by the fund, of what the account lacked
        uint256 released; // maintenance
        bool closed; // the auction is over
    }

    event AuctionOpened(AccountId indexed account, address indexed opener, bytes scenarios, uint16 pace);
    event AuctionClosed(AccountId indexed account);
    event BidMade(AccountId indexed account, AccountId indexed bidder, Outcome outcome);
    event CollateralSeized(
        AccountId indexed account, AccountId indexed bidder, AssetId indexed asset, uint256 amount, uint256 price
    );
    event PositionSeized(
        AccountId indexed account, AccountId indexed bidder, InstrumentId indexed instrument, int96 size, uint256 price
    );
    /// @notice A seized token went out to the liquidator on its own chain; `releaseSeq` 0: it could not now, and is in his account.
    event CollateralReleased(
        AccountId indexed bidder, AssetId indexed asset, uint64 releaseSeq, uint256 amount, address receiver
    );
    event InsolvencyDeclared(AccountId indexed account, uint256 lacking, uint256 fund, uint256 lossRate);
    event Deleveraged(
        AccountId indexed account,
        AccountId indexed counterparty,
        InstrumentId indexed instrument,
        int96 size,
        uint256 price
    );
    event DebtCovered(AccountId indexed account, uint256 byFund, uint256 byHaircut);
    event BidBooked(
        AccountId indexed account, AccountId indexed bidder, uint32 indexed chain, uint64 seq, uint64 deadline
    );
    /// @notice What was left of a spoke bid's cash went back.
    event BidReturned(
        AccountId indexed bidder, uint32 indexed chain, uint64 indexed seq, uint64 releaseSeq, uint256 amount
    );
    event HaircutUndone(uint256 amount, uint256 outstanding);
    event FeesSwept(uint256 amount);

    error Liquidation_NotTheHub(address caller);
    error Liquidation_NotTheVault(address caller);
    error Liquidation_NotAuthorised(AccountId bidder, address caller);
    error Liquidation_Healthy(AccountId account, int256 equity, uint256 maintenance);
    /// @notice In the scenarios named `left` remains, so they do not prove that it is below maintenance.
    error Liquidation_NotShort(AccountId account, int256 left);
    error Liquidation_Open(AccountId account);
    error Liquidation_NotOpen(AccountId account);
    error Liquidation_BelowInitial(AccountId account, int256 equity, uint256 initial);
    error Liquidation_OwnAccount(AccountId account, AccountId other);
    error Liquidation_Reserved(AccountId account);
    error Liquidation_Late(uint256 deadline);
    error Liquidation_BadShare(uint32 share);
    error Liquidation_NothingTaken();
    error Liquidation_TooMuch(AccountId account, bytes32 leg, uint256 wanted, uint256 held);
    /// @notice Nobody knows what this token is worth: it cannot be taken.
    error Liquidation_NoPrice(AssetId asset);
    error Liquidation_TooDear(int256 cost, int256 maxCost);
    /// @notice The account would be no better off.
    error Liquidation_NoBetter(AccountId account, int256 equity, uint256 maintenance);
    /// @notice More is taken than restores initial margin.
    error Liquidation_Excessive(AccountId account, int256 equity, uint256 initial);
    /// @notice The rest would be too little for anybody to bid for: take all of it.
    error Liquidation_LeavesDust(AccountId account, uint256 maintenance);
    error Liquidation_FundExhausted(uint256 fund, uint256 needed);
    error Liquidation_ReceiverNotOwner(AccountId bidder, address receiver);
    error Liquidation_Solvent(AccountId account, int256 equityAtMark);
    error Liquidation_FundSuffices(uint256 fund, uint256 lacking);
    error Liquidation_NotYet(uint256 since);
    error Liquidation_NotOpposite(AccountId counterparty, InstrumentId instrument);
    error Liquidation_NotEligible(AccountId counterparty, uint256 score, uint256 threshold);
    error Liquidation_NotEmpty(AccountId account);
    error Liquidation_NoHaircut();
    error Liquidation_UnknownBid(uint32 chain, uint64 seq);
    error Liquidation_StillInTime(uint256 deadline);
    error Liquidation_NothingToReturn(uint32 chain, uint64 seq);
    /// @notice Each release takes an append fee out of the call's value.
    error Liquidation_FeeTooLow(uint256 needed);
    error Liquidation_TooLittleGas();
    error Liquidation_ValueRefused(address caller);

    /// @notice Opens an auction against an account below maintenance. Anyone may call. `scenarios` names one scenario (0 to 13) in
    /// which it is short, a byte each: for each underlying, in the order in which its positions, then its tokens, first
    /// name them; in cross mode for each position, then each token. What they prove costs little. Empty: the whole maintenance
    /// margin is computed.
    function open(AccountId account, bytes calldata scenarios) external;

    /// @notice Closes the auction of an account that is above initial margin again, or above maintenance when the discount has long
    /// been at its greatest: so that it starts anew when the account falls again. Anyone may call.
    function close(AccountId account) external;

    /// @notice Takes over what the bid names. Only the bidder's owner, or an operator who may trade. The value pays the append fees
    /// of what is released; what is left of it is returned. An account found above initial margin is left alone: its auction closes.
    /// Tokens that count nothing release no maintenance: instead of it a fifth of their value counts, or what haircuts took off
    /// it if that is less. While the account is above maintenance the discount is the least.
    function bid(Bid calldata b) external payable returns (Outcome memory);

    /// @notice Says that an account lacks more, at mark, than the fund has: deleveraging begins, and, if that is at least a
    /// ten-thousandth of all cash, cash waits to leave for an hour, once a day at most. Holds for a day. Anyone may call.
    function declare(AccountId account) external;

    /// @notice Closes `size` of a position of a declared account against one of the other side, at mark less (for whom it
    /// gains) its part of what lacks. Whose requirement over equity is at least a threshold, which falls from 1 to 0 within
    /// ten minutes, can be called upon. Anyone may call.
    function deleverage(AccountId account, AccountId counterparty, InstrumentId instrument, uint96 size) external;

    /// @notice Pays the debt of an account that has nothing else of worth (a dollar): from the fund, and beyond it, if it was declared, from everybody's
    /// cash pro rata. Anyone may call.
    function cover(AccountId account) external;

    /// @notice Gives back what cash lost to haircuts, as far as the unstaked part of the fund has it: once an hour a hundredth of what is outstanding, or
    /// 1,000, so that nobody brings cash just to share in it. Anyone may call.
    function undoHaircut() external returns (uint256 amount);

    /// @notice Moves half of the trading fees to the fund's unstaked part. Anyone may call.
    function sweepFees() external returns (uint256 amount);

    /// @notice Remembers a bid that came from a spoke (hub only). Total.
    function book(uint32 chain, uint64 seq, bytes calldata body) external;

    /// @notice Makes a bid that came from a spoke, with the cash that came with it; releases what it bought, and sends back what
    /// is left of the cash, if its margin does not need it. Anyone may call, until the bid's deadline. The value pays append fees.
    function executeBid(uint32 chain, uint64 seq, bytes calldata body) external payable returns (Outcome memory);

    /// @notice Sends the cash of a bid that was not made back where it came from, after its deadline, once. Anyone may call; while
    /// the exit fee is above half a percent only the owner, or anyone a day later.
    function returnBid(uint32 chain, uint64 seq, bytes calldata body) external payable;

    /// @notice What became of a spoke's bid: 0 unknown, 1 booked, 2 made, 3 its cash went back.
    function stageOf(uint32 chain, uint64 seq) external view returns (uint8);
    function auctionOf(AccountId account) external view returns (Auction memory);
    /// @notice The discount now, ppm of the maintenance released; 0 without an auction.
    function discountOf(AccountId account) external view returns (uint256);
    /// @notice Cash leaves no account before this time.
    function cashWaitsUntil() external view returns (uint256);
    /// @notice Moves cash (18 decimals) between an owner's account and the stake, or from fees to the fund (the vault only, which asks
    /// for authority and margin).
    function moveCash(AccountId from, AccountId to, uint256 amount) external;

    /// @notice Where cash is staked in the insurance fund.
    function VAULT() external view returns (IInsuranceVault);
    /// @notice What says how fast the discount of an auction grows, at its opening.
    function PACE() external view returns (IPace);
    /// @notice What the insurance fund can pay, the stake included.
    function fund() external view returns (uint256);
    /// @notice What cash has lost to haircuts and not been given back.
    function haircut() external view returns (uint256);
}
