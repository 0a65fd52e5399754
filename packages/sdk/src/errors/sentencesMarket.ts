import { hexToNumber, numberToHex, slice } from 'viem'
import { sayCash, sayExpiry, sayInstrument, sayTime } from './format.js'
import type { Sentence } from './sentences.js'

const orderRefusals = [
  'nothing',
  'it makes no sense',
  'it expired',
  'it was cancelled',
  'it is filled',
  'its fee limit is too low',
  'it is not signed by somebody who may trade for its account',
  'it may only reduce, and there is nothing to reduce',
  'it never rests, so it cannot be a maker',
  "it is of the taker's own account",
] as const

/** Why the exchange passed over a maker's order (`Refusal` of its event `OrderSkipped`), in words. */
export function sayOrderRefusal(refusal: unknown): string {
  return orderRefusals[Number(refusal)] ?? `refusal ${refusal}`
}

/** A price outside the band round the mark, and what to do. */
export function sayOffMark({ instrument, price, least, most }: Record<string, unknown>): string {
  return `${sayInstrument(instrument)} changes hands between ${sayCash(least)} and ${sayCash(most)} now, near its mark, not at ${sayCash(price)}: give a price within, or wait until the mark has come there.`
}

/** An expiry as a whole is an instrument of no kind. */
function sayDated(instrument: unknown): string {
  const id = numberToHex(instrument as bigint, { size: 20 })
  if (slice(id, 6, 7) !== '0x00') return sayInstrument(instrument)
  return sayExpiry(slice(id, 0, 6), hexToNumber(slice(id, 7, 12)))
}

/** Errors of the exchange and of the clearing. */
export const marketSentences: Record<string, Sentence> = {
  Exchange_BadOrder: [
    'fix',
    ({ hash }) =>
      `The order ${hash} makes no sense: give a size, a price and an instrument, and no flags that contradict each other.`,
  ],
  Exchange_Expired: [
    'fix',
    ({ expiry }) => `The order expired at ${sayTime(expiry)}: sign a new one.`,
  ],
  Exchange_Cancelled: [
    'fix',
    ({ hash }) =>
      `The order ${hash} was cancelled, alone or with all of its account: sign a new one.`,
  ],
  Exchange_Filled: ['give up', ({ hash }) => `The order ${hash} is filled already.`],
  Exchange_BadSignature: [
    'fix',
    ({ hash }) =>
      `The order ${hash} is not signed by somebody who may trade for its account: sign with the owner's key, or with one that the owner named and that has not expired.`,
  ],
  Exchange_NotCrossing: [
    'fix',
    ({ maker }) =>
      `The maker's order ${maker} does not meet the taker's: bring orders in the same instrument, on the other side, at a price that is no worse.`,
  ],
  Exchange_Repeated: [
    'fix',
    ({ maker }) => `The maker's order ${maker} stands twice in the list: name it once.`,
  ],
  Exchange_NotReducing: [
    'fix',
    'The order may only reduce a position, and there is none on the other side: leave reduce-only away to open one.',
  ],
  Exchange_PostOnlyTaker: [
    'fix',
    'The order may only rest in the book: wait until it is taken, or sign one that is not post-only.',
  ],
  Exchange_NotFilled: [
    'retry',
    ({ filled }) =>
      filled === 0n
        ? "Nothing was filled: no maker's order could be taken any more. Bring others."
        : `Only ${sayCash(filled)} could be filled of an order that wants all or nothing: bring more makers.`,
  ],
  Exchange_LengthMismatch: [
    'fix',
    ({ makers, signatures }) =>
      `There are ${makers} makers' orders and ${signatures} signatures: bring one for each.`,
  ],
  Exchange_TooManyMakers: [
    'fix',
    ({ makers, most }) =>
      `${makers} makers' orders are too many for a call: bring at most ${most}.`,
  ],
  Exchange_NotAuthorised: [
    'fix',
    ({ caller }) =>
      `${caller} may not trade for this account: call as its owner or an operator, or bring a signature.`,
  ],
  Exchange_FeeTooHigh: [
    'fix',
    ({ rate, maxFeeRate }) =>
      `The fee is ${rate} millionths of the notional, the order allows ${maxFeeRate}: sign one that allows more.`,
  ],
  Exchange_BadFees: ['fix', 'The fee rates are out of their bounds.'],
  Exchange_EpochNotHigher: [
    'fix',
    ({ epoch, current }) =>
      `The epoch is ${current} already: to cancel the orders signed since, give one above it, not ${epoch}.`,
  ],
  Clearing_NotAVenue: ['fix', ({ caller }) => `${caller} is no venue: trade through the exchange.`],
  Clearing_NotTheLiquidation: ['give up', 'Only the liquidation moves positions like this.'],
  Clearing_NotItself: ['give up', 'Only the clearing makes this call.'],
  Clearing_NotAuthorised: [
    'fix',
    ({ venue }) =>
      `The account has not allowed ${venue} to trade for it: name it as an operator with the right to trade.`,
  ],
  Clearing_TooLittleGas: ['retry', 'The call had too little gas left: repeat with more gas.'],
  Clearing_TooManyFills: [
    'fix',
    ({ fills }) => `${fills} fills are too many for a call: at most 256.`,
  ],
  Clearing_Malformed: [
    'fix',
    ({ instrument }) => `${sayInstrument(instrument)} names no instrument.`,
  ],
  Clearing_NotListed: [
    'fix',
    ({ instrument }) => `${sayInstrument(instrument)} is not listed: choose one that is.`,
  ],
  Clearing_Closed: [
    'give up',
    ({ instrument, since }) =>
      `Trading in ${sayInstrument(instrument)} ended at ${sayTime(since)}: it will be settled in cash.`,
  ],
  Clearing_NotLinear: [
    'fix',
    ({ instrument }) =>
      `${sayInstrument(instrument)} is an option: it has no funding or profit to settle before its expiry.`,
  ],
  Clearing_NotExpired: [
    'wait',
    ({ instrument }) => `${sayDated(instrument)} has not expired yet: repeat after its expiry.`,
  ],
  Clearing_NotInWindow: [
    'wait',
    ({ underlying, expiry }) =>
      `The price of ${sayExpiry(underlying, expiry)} is only averaged in the half hour before it.`,
  ],
  Clearing_NotFixed: [
    'wait',
    ({ underlying, expiry }) =>
      `The settlement price of ${sayExpiry(underlying, expiry)} is not fixed yet: fix it first (fixSettlement, anyone can).`,
  ],
  Clearing_AlreadyFixed: [
    'give up',
    ({ underlying, expiry }) =>
      `The settlement price of ${sayExpiry(underlying, expiry)} is fixed already.`,
  ],
  Clearing_NoForward: [
    'wait',
    ({ underlying, expiry }) =>
      `Nobody has published a forward for ${sayExpiry(underlying, expiry)} yet: repeat when somebody has.`,
  ],
  Clearing_OpenInterest: [
    'fix',
    ({ instrument, openInterest, cap }) =>
      `The open interest in ${sayInstrument(instrument)} would be ${sayCash(openInterest)}, its cap is ${sayCash(cap)}: trade less, or with somebody who closes.`,
  ],
  Clearing_NotLower: ['fix', ({ cap }) => `The new cap is not below the present one (${cap}).`],
  Clearing_OffMark: ['fix', sayOffMark],
  Clearing_ZeroSize: ['fix', 'The size is zero: give a size.'],
  Clearing_SameAccount: ['fix', 'Taker and maker are the same account.'],
  Clearing_ReservedAccount: ['fix', 'The account belongs to the book itself: it cannot trade.'],
  Clearing_TooManyPositions: [
    'fix',
    'The account holds as many positions as it can: close one first, or use another sub-account.',
  ],
  Clearing_FeeNotCovered: [
    'fix',
    ({ fee }) => `The rebate is more than the other side pays (${sayCash(fee)}).`,
  ],
  Clearing_Unhealthy: [
    'fix',
    ({ equity, required }) =>
      `The account would be worth ${sayCash(equity)} and needs ${sayCash(required)}: trade or withdraw less, or add collateral.`,
  ],
  Clearing_NoPosition: [
    'give up',
    ({ instrument }) => `The account has no position in ${sayInstrument(instrument)}.`,
  ],
}
