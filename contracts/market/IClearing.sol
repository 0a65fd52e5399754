// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccountId} from "../types/AccountId.sol";
import {InstrumentId} from "../types/InstrumentId.sol";

/// @title Clearing: positions in perpetuals, futures and options
/// @notice The second chapter of the book, beside the hub's cash and collateral. Every trade changes two accounts by the
/// same amounts with opposite signs; what it moves in cash it tells the {IHub} in one call, which refuses what does not
/// balance. Each touched account is then checked once against its full initial margin; a maker who fails is skipped.
/// Sizes are in units of the underlying, prices and cash in USD, all with 18 decimals.
interface IClearing {
    /// @notice One position in two slots: the instrument (160) and its size (96); for linear instruments the rest.
    struct Position {
        InstrumentId instrument;
        int96 size;
        int128 cost; // linear: what its present size was bought for, size * price; 0 for options
        int128 fundingIndex; // perpetuals: the index at which funding was last settled
    }

    /// @notice One trade against one maker. `size` is what the taker buys; negative: sells.
    struct Fill {
        AccountId maker;
        InstrumentId instrument;
        int96 size;
        uint128 price;
        int128 takerFee; // cash, 18 decimals; a negative fee is a rebate, at most what the other side pays
        int128 makerFee;
    }

    /// @notice An instrument's state in one slot (112 + 112 + 8 = 232 bits).
    struct Listing {
        uint112 openInterest; // sum of long sizes
        uint112 cap; // of open interest
        bool listed;
    }

    /// @notice A perpetual's state in one slot (128 + 40 + 32 + 56 = 256 bits).
    struct Perpetual {
        int128 fundingIndex; // cumulative USD per unit that a long has paid since the start, 18 decimals
        uint40 time; // until when it is integrated, and when the rest was read
        int32 premium; // 1e-9 of the index: mark = index * (1 + premium)
        uint56 price; // the index, 1e-8 USD, rounded down
    }

    event Traded(
        InstrumentId indexed instrument,
        AccountId indexed taker,
        AccountId indexed maker,
        int96 size,
        uint128 price,
        int128 takerFee,
        int128 makerFee
    );
    event MakerSkipped(InstrumentId indexed instrument, AccountId indexed maker, bytes reason);
    event FundingIntegrated(bytes6 indexed underlying, int128 fundingIndex, int32 premium);
    event FundingSettled(AccountId indexed account, bytes6 indexed underlying, int256 paid);
    event SettlementObserved(bytes6 indexed underlying, uint40 indexed expiry, uint256 price);
    event SettlementFixed(bytes6 indexed underlying, uint40 indexed expiry, uint256 price, bool fallen);
    event PositionSettled(AccountId indexed account, InstrumentId indexed instrument, int96 size, int256 paid);
    event InstrumentListed(InstrumentId indexed instrument, uint112 cap);
    event VenueSet(address indexed venue, bool listed);

    error Clearing_NotAVenue(address caller);
    error Clearing_NotItself(address caller);
    error Clearing_NotTheLiquidation(address caller);
    error Clearing_NotAuthorised(AccountId account, address venue);
    error Clearing_TooLittleGas();
    error Clearing_TooManyFills(uint256 fills);
    error Clearing_NotLinear(InstrumentId instrument);
    error Clearing_NotInWindow(bytes6 underlying, uint40 expiry);
    error Clearing_NoForward(bytes6 underlying, uint40 expiry);
    error Clearing_NotLower(uint256 cap);
    error Clearing_Malformed(InstrumentId instrument);
    error Clearing_NotListed(InstrumentId instrument);
    error Clearing_Closed(InstrumentId instrument, uint256 since); // its last trading moment
    error Clearing_NotExpired(InstrumentId instrument);
    error Clearing_NotFixed(bytes6 underlying, uint40 expiry);
    error Clearing_AlreadyFixed(bytes6 underlying, uint40 expiry);
    error Clearing_OpenInterest(InstrumentId instrument, uint256 openInterest, uint256 cap);
    error Clearing_ZeroSize();
    /// @notice The price is too far from the mark ({IRiskEngine-bandOf}): `least` and `most` are what is taken now.
    error Clearing_OffMark(InstrumentId instrument, uint256 price, uint256 least, uint256 most);
    error Clearing_SameAccount(AccountId account);
    error Clearing_ReservedAccount(AccountId account);
    error Clearing_TooManyPositions(AccountId account);
    error Clearing_FeeNotCovered(int256 fee);
    error Clearing_Unhealthy(AccountId account, int256 equity, uint256 required);
    error Clearing_NoPosition(AccountId account, InstrumentId instrument);

    /// @notice Settles trades of one taker with many makers (listed venues only, for accounts that authorised them; the
    /// built-in exchange has asked for a signature itself). Fills of one maker that stand together are one: they are made,
    /// and the maker is checked, as a whole or not at all. Returns a bit for each fill that was made (at most 256). Emits
    /// {Traded} for each, or {MakerSkipped}: also for a price outside the band round the mark ({Clearing_OffMark}). Reverts when the taker's margin does not suffice; a taker or maker whose call
    /// only reduces positions passes as docs/margin.md section 7 says.
    /// Warning: a maker is not skipped, and the call reverts, when what stood against him may be too little gas.
    function trade(AccountId taker, Fill[] calldata fills) external returns (uint256 made);

    /// @notice One maker's fills, as a whole or not at all (only by itself: {trade} calls it so that it can revert alone).
    /// `authorised`: the venue needs no authorisation. Returns whether each fill only reduced the taker's position.
    function settle(AccountId taker, address venue, bool authorised, Fill[] calldata fills)
        external
        returns (bool reduced);

    /// @notice Moves positions of one liquidated account, the maker of all `fills`, to another at the prices given, which need
    /// not be tradable any more, nor the prices near the mark (liquidation only, which asks for margin). Emits {Traded} for each.
    function assign(AccountId to, Fill[] calldata fills) external;

    /// @notice Integrates a perpetual's funding up to now at the premium of the time that has passed, then reads the mark
    /// and index for the time to come. Anyone may call.
    function pokeFunding(bytes6 underlying) external;
    /// @notice Pays what a linear position owes in funding, and realises its profit at the mark. Anyone may call: what a
    /// position has lost is owed, and bears interest.
    function settlePosition(AccountId account, InstrumentId instrument) external;
    /// @notice Adds the present price to the average that settles an expiry, in the half hour before it: it counts until
    /// the next one, for at most five minutes. Anyone may call.
    function observeSettlement(bytes6 underlying, uint40 expiry) external;
    /// @notice Fixes the settlement price of an expiry that has passed. Anyone may call.
    function fixSettlement(bytes6 underlying, uint40 expiry) external;
    /// @notice Pays out positions that expired, and takes them from the book; passes over those that are not there. Anyone
    /// may call.
    function settleExpired(AccountId account, InstrumentId[] calldata instruments) external;

    /// @notice Requires that the account's equity covers its initial margin. The hub asks it before value leaves.
    function requireInitial(AccountId account) external view;

    function positionsOf(AccountId account) external view returns (Position[] memory);
    function positionOf(AccountId account, InstrumentId instrument) external view returns (Position memory);
    /// @notice For the risk engine: a word for each position (instrument << 96 | size), and for each the signed cash it
    /// has cost so far: `cost` plus the funding that it owes up to now (rounded up), 0 for options.
    function risksOf(AccountId account) external view returns (uint256[] memory words, int256[] memory costs);
    function isVenue(address venue) external view returns (bool);
    function listingOf(InstrumentId instrument) external view returns (Listing memory);
    function perpetualOf(bytes6 underlying) external view returns (Perpetual memory);
    /// @notice The premium that counts now, 1e-9: 0 once it is older than an hour.
    function premiumOf(bytes6 underlying) external view returns (int256);
    /// @notice In the averaging window: the part of the settlement price that is fixed (USD, 18 decimals) and the share
    /// still to come (1e18 before the window); after fixing, the price and 0.
    function settlementOf(bytes6 underlying, uint40 expiry)
        external
        view
        returns (uint256 fixedPart, uint256 remaining, bool isFixed);

    /// @notice Lists an instrument or changes its cap (governance, loosening: delayed).
    function list(InstrumentId instrument, uint112 cap) external;
    /// @notice Lowers the cap of an instrument (guardian, at once). 0 stops what opens.
    function lowerCap(InstrumentId instrument, uint112 cap) external;
    /// @notice Lists or removes a venue (governance, delayed).
    function setVenue(address venue, bool listed) external;
}
