import { sayAsset, sayAssetAmount, sayCash, sayChain, sayTime } from './format.js'
import type { Sentence } from './sentences.js'

const reasons = [
  'nothing known',
  'the hub has not listed the token',
  "the token's deposits are stopped",
  'the cash token is off its peg',
  "the token's cap is full",
  'the inflow rate is used up',
  'the vault has not heard the hub for too long',
  'nobody owns the account',
] as const

/** A `Reason` of the hub in words. */
export function sayReason(reason: unknown): string {
  return reasons[Number(reason)] ?? `reason ${reason}`
}

const statuses = ['unknown', 'pending', 'done', 'refunded', 'cancelled', 'rejected'] as const

/** A `Status` of the hub in words. */
export function sayStatus(status: unknown): string {
  return statuses[Number(status)] ?? `status ${status}`
}

const refusals = [
  'nothing',
  'no source is listed',
  'its source does not answer',
  'it is too old',
  'it is dated in the future',
  'it is zero or negative',
  'its confidence interval is too wide',
  'its sources differ too much',
  'it moved further within a minute than is believed',
] as const

/** Why the oracle's guard refused a price, in words. */
export function sayRefusal(refusal: unknown): string {
  return refusals[Number(refusal)] ?? `refusal ${refusal}`
}

/** Errors of the book and of its prices. */
export const hubSentences: Record<string, Sentence> = {
  Hub_NotTheGateway: ['give up', 'Only the gateway makes this call.'],
  Gateway_NotTheHub: ['give up', 'Only the hub makes this call.'],
  Hub_NotTheOwner: [
    'fix',
    ({ caller }) =>
      `${caller} does not own the account: use the owner's key, or bring the owner's signature.`,
  ],
  Hub_BadSignature: [
    'fix',
    "The signature is not the account owner's, nor that of somebody with the right: sign with the owner's key on the hub's chain, or name the operator first.",
  ],
  Hub_NonceUsed: [
    'fix',
    ({ nonce }) =>
      `The nonce ${nonce} was used or cancelled: sign again with a fresh one. The first withdrawal may have gone through.`,
  ],
  Hub_Expired: [
    'fix',
    ({ deadline }) => `The signature expired at ${sayTime(deadline)}: sign a new one.`,
  ],
  Hub_ReceiverNotOwner: [
    'fix',
    ({ receiver }) => `A named signer can withdraw to the wallet itself alone, not to ${receiver}.`,
  ],
  Hub_UnknownAsset: ['fix', ({ asset }, c) => `The hub has not listed ${sayAsset(c, asset)}.`],
  Hub_ZeroAmount: ['fix', 'The amount is zero: give an amount above zero.'],
  Hub_ZeroReceiver: ['fix', 'The receiver is the zero address: name who should be paid.'],
  Hub_InsufficientBalance: [
    'fix',
    ({ asset, balance, needed }, c) =>
      `The account has ${sayCash(balance)} of ${sayAsset(c, asset)}, ${sayCash(needed)} are needed (exit fee included): withdraw less.`,
  ],
  Hub_NotCovered: [
    'fix',
    ({ asset, reserve, needed }, c) =>
      `The vault of ${sayAsset(c, asset)} holds ${sayAssetAmount(c, asset, reserve)}, ${sayAssetAmount(c, asset, needed)} are asked for: withdraw cash on another chain, or less.`,
  ],
  Hub_OutflowLimited: [
    'wait',
    ({ asset, available, needed }, c) =>
      `The outflow limit of ${sayAsset(c, asset)} leaves ${sayAssetAmount(c, asset, available)} now, ${sayAssetAmount(c, asset, needed)} are asked for: withdraw less, or later.`,
  ],
  Hub_FeeTooHigh: [
    'fix',
    ({ fee, maxFee }) =>
      `The exit fee is ${sayCash(fee)} in cash, above the most you allow (${sayCash(maxFee)}): raise the limit or take the cash on a chain with more of it.`,
  ],
  Hub_VaultClosed: [
    'wait',
    ({ chain, heardTime }, c) =>
      `${sayChain(c, chain)} has not heard the hub since ${sayTime(heardTime)}, so its vault is closed until it does: bring it a checkpoint (causeway recover), or use another chain.`,
  ],
  Hub_NotPending: [
    'give up',
    ({ seq, status }) => `Message ${seq} is ${sayStatus(status)}: there is nothing to do for it.`,
  ],
  Hub_WrongBody: [
    'fix',
    ({ seq }) => `The bytes given are not message ${seq}: read them from its Appended event.`,
  ],
  Hub_StillBlocked: [
    'wait',
    ({ seq, reason, matureAt }) =>
      `Deposit ${seq} still waits, because ${sayReason(reason)}${Number(reason) === 5 ? ` (the rate no longer matters from ${sayTime(matureAt)})` : ''}: repeat later, or let its depositor refund it.`,
  ],
  Hub_NotRefundable: [
    'wait',
    ({ seq, anyoneFrom }) =>
      `Only its depositor or the account's owner may send deposit ${seq} back now; anyone from ${sayTime(anyoneFrom)}, if it cannot be credited then.`,
  ],
  Hub_AssetKnown: ['fix', ({ asset }, c) => `${sayAsset(c, asset)} is already listed.`],
  Hub_CashKnown: ['fix', ({ chain }, c) => `${sayChain(c, chain)} already has a cash token.`],
  Hub_TooManyAssets: ['give up', 'The hub lists as many assets as it can (64).'],
  Hub_BadConfig: [
    'fix',
    ({ asset }, c) => `The parameters given for ${sayAsset(c, asset)} make no sense.`,
  ],
  Hub_NotTighter: ['fix', 'The new limit is not tighter than the present one.'],
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
  Hub_NotTheClearing: ['give up', 'Only the clearing makes this call.'],
  Hub_NotTheLiquidation: ['give up', 'Only the liquidation makes this call.'],
  Hub_CashWaits: [
    'wait',
    ({ until }) =>
      `An insolvency is being settled: cash leaves again from ${sayTime(until)} on. Collateral leaves as ever.`,
  ],
  Hub_HaircutTooLarge: ['give up', 'There is not that much cash to take it from.'],
  Hub_Unbalanced: ['give up', 'The changes to book do not add up to nothing.'],
  Hub_BadMode: [
    'fix',
    ({ mode }) => `${mode} is no margin mode: give 0 (cross), 1 (isolated) or 2 (portfolio).`,
  ],
  Hub_NotOneOwner: ['fix', 'The accounts have different owners: transfer between your own.'],
  Hub_TicketFee: [
    'wait',
    ({ fee, anyoneFrom }) =>
      `The ticket costs ${sayCash(fee)} of exit fee now, more than strangers may spend of it: its owner can execute it, anyone from ${sayTime(anyoneFrom)}.`,
  ],
  Hub_PegUnknown: [
    'wait',
    ({ asset }, c) => `The price of ${sayAsset(c, asset)} is not known now, or it is no cash.`,
  ],
  Oracle_Refused: [
    'wait',
    ({ refusal }) => `The price is refused: ${sayRefusal(refusal)}. Repeat when it was updated.`,
  ],
  Oracle_TooLittleGas: [
    'retry',
    'The call had too little gas left to ask for a price: repeat with more gas.',
  ],
  Publishers_TooFew: [
    'wait',
    ({ signatures, threshold }) => `${threshold} publishers must sign, ${signatures} did.`,
  ],
  Publishers_NotAPublisher: ['fix', ({ signer }) => `${signer} is not a publisher.`],
  Publishers_AlreadyAPublisher: ['fix', ({ publisher }) => `${publisher} is already a publisher.`],
  Publishers_OutOfOrder: ['fix', 'Bring the signatures in ascending order of signer.'],
  SignedFeed_NotNewer: [
    'give up',
    ({ latest }) => `A price of ${sayTime(latest)} is already known.`,
  ],
  SignedFeed_Future: ['retry', ({ time }) => `The price is dated ahead (${sayTime(time)}).`],
  SignedFeed_NotPositive: ['fix', 'A price must be above zero.'],
  SignedFeed_WrongUnderlying: ['fix', 'The price is of another underlying.'],
  Publishers_BadThreshold: [
    'fix',
    ({ threshold, size }) => `A threshold of ${threshold} makes no sense with ${size} publishers.`,
  ],
  ChainlinkAdapter_NoFeed: ['give up', 'The source has no feed of this price.'],
  ChainlinkAdapter_IncompleteRound: [
    'wait',
    'The newest round of the feed is not complete: repeat when it is.',
  ],
  ChainlinkAdapter_TooManyDecimals: ['give up', 'The feed has more decimals than can be read.'],
  PythAdapter_NoFeed: ['give up', 'The source has no feed of this price.'],
  PythAdapter_ExponentTooLarge: ['give up', 'The feed has an exponent that cannot be read.'],
  Oracle_BadConfig: ['fix', 'The parameters given for the price make no sense.'],
}
