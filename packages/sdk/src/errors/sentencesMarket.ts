import { sayCash, sayTime } from './format.js'
import type { Sentence } from './sentences.js'

/** Errors of positions and trades, and of who may act for an account. */
export const marketSentences: Record<string, Sentence> = {
  Clearing_Unhealthy: [
    'fix',
    ({ equity, required }) =>
      `The account would have ${sayCash(equity)} of equity, its initial margin is ${sayCash(required)}: add collateral, or do less.`,
  ],
  Clearing_NotAVenue: ['give up', ({ caller }) => `${caller} is no listed venue of trades.`],
  Clearing_NotItself: ['give up', 'Only clearing itself makes this call.'],
  Clearing_NotAuthorised: [
    'fix',
    ({ venue }) =>
      `The account has not let ${venue} trade for it: name the venue as an operator with that right.`,
  ],
  Clearing_Malformed: [
    'fix',
    'The instrument does not exist: its kind, expiry and strike do not go together.',
  ],
  Clearing_NotListed: ['fix', 'The instrument is not listed: choose a listed one.'],
  Clearing_NotLower: ['fix', 'The cap is not below the present one: name a lower one.'],
  Clearing_Closed: [
    'give up',
    ({ since }) => `Trading in this instrument ended at ${sayTime(since)}: it settles at expiry.`,
  ],
  Clearing_NotExpired: ['wait', 'The instrument has not expired: repeat after its expiry.'],
  Clearing_NotFixed: [
    'wait',
    'The settlement price of this expiry is not fixed: call fixSettlement first.',
  ],
  Clearing_AlreadyFixed: ['give up', 'The settlement price of this expiry is fixed already.'],
  Clearing_NotInWindow: [
    'wait',
    'Prices count for the settlement in the half hour before the expiry alone.',
  ],
  Clearing_NoForward: [
    'wait',
    'Nobody has published a forward for this expiry: bring a surface first.',
  ],
  Clearing_NotLinear: [
    'fix',
    'An option has neither funding nor a cost to realise: it settles at expiry.',
  ],
  Clearing_NoPosition: ['give up', 'The account has no position in this instrument.'],
  Clearing_OpenInterest: [
    'wait',
    ({ openInterest, cap }) =>
      `The open interest would be ${sayCash(openInterest)}, its cap is ${sayCash(cap)}: trade less, or wait until others close.`,
  ],
  Clearing_ZeroSize: ['fix', 'The size is zero: give a size above or below zero.'],
  Clearing_SameAccount: [
    'fix',
    'Taker and maker are the same account: it cannot trade with itself.',
  ],
  Clearing_ReservedAccount: [
    'fix',
    'The account belongs to the book itself: nobody trades for it.',
  ],
  Clearing_TooManyPositions: [
    'fix',
    'The account holds as many positions as it may (128): close one first, or use another account.',
  ],
  Clearing_TooManyFills: ['fix', 'There are more than 256 fills in one call: split them.'],
  Clearing_FeeNotCovered: [
    'give up',
    ({ fee }) => `The venue's rebate is larger than its fee: the sum is ${sayCash(fee)}.`,
  ],
  Clearing_TooLittleGas: [
    'retry',
    'The call had too little gas to tell whether a maker can be filled: send it with more.',
  ],
  SafeCastOverflowedIntDowncast: [
    'fix',
    'A number is too large for the book: use smaller amounts.',
  ],
  SafeCastOverflowedIntToUint: [
    'fix',
    'A number is below zero where it cannot be: check the amounts.',
  ],
  SafeCastOverflowedUintDowncast: [
    'fix',
    'A number is too large for the book: use smaller amounts.',
  ],
  Keyring_NotTheHub: ['give up', 'Only the hub makes this call.'],
  Keyring_NotTheOwner: [
    'fix',
    ({ caller }) =>
      `${caller} does not own the account: use the owner's key, or bring the owner's signature.`,
  ],
  Keyring_Expired: [
    'fix',
    ({ deadline }) => `The signature expired at ${sayTime(deadline)}: sign a new one.`,
  ],
}
