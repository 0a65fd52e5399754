import { sayAsset, sayCash, sayExpiry, sayStrike, sayTime, sayUnderlying } from './format.js'
import type { Sentence } from './sentences.js'
import { sayRefusal } from './sentencesHub.js'

/** Errors of the risk engine and of the volatility surfaces. */
export const marginSentences: Record<string, Sentence> = {
  Risk_Unlisted: [
    'fix',
    ({ underlying }) =>
      `${sayUnderlying(underlying)} has no risk parameters: nothing can be margined on it.`,
  ],
  RiskParameters_BadParams: [
    'fix',
    ({ underlying }) =>
      `The risk parameters given for ${sayUnderlying(underlying)} are out of bounds.`,
  ],
  RiskParameters_BadCollateral: [
    'fix',
    ({ asset }, c) => `The margin parameters given for ${sayAsset(c, asset)} are out of bounds.`,
  ],
  RiskParameters_BadCorrelation: [
    'fix',
    ({ first, second }) =>
      `The correlation credit of ${sayUnderlying(first)} and ${sayUnderlying(second)} is not possible: two listed underlyings, at most a half.`,
  ],
  RiskParameters_TooManyCorrelations: [
    'fix',
    ({ count }) => `${count} correlation credits are too many: at most 16.`,
  ],
  RiskParameters_BadFactor: [
    'fix',
    ({ factor }) => `An initial factor of ${factor} ppm is out of bounds.`,
  ],
  RiskParameters_TooFast: [
    'wait',
    ({ underlying, present, free }) =>
      `The scan range of ${sayUnderlying(underlying)} is ${present} ppm and moves by a fifth of it at most, once a day: the next time from ${sayTime(free)}.`,
  ],
  RiskParameters_NotTheForecaster: [
    'fix',
    'Scan ranges follow the forecaster that governance named: let it do that (adaptScanRange).',
  ],
  RiskParameters_Unmoved: [
    'wait',
    ({ underlying, present, free }) =>
      `The scan range of ${sayUnderlying(underlying)} stays at ${present} ppm: it is where the forecast wants it, or moves again from ${sayTime(free)}.`,
  ],
  Risk_NoPrice: [
    'wait',
    ({ underlying, refusal }) =>
      `The price of ${sayUnderlying(underlying)} is refused: ${sayRefusal(refusal)}. No margin is known until it was updated.`,
  ],
  Risk_NoAssetPrice: [
    'wait',
    ({ asset, refusal }, c) =>
      `The price of ${sayAsset(c, asset)} is refused: ${sayRefusal(refusal)}. No margin is known until it was updated.`,
  ],
  Risk_PriceTooHigh: [
    'give up',
    ({ price }) => `A price of ${sayCash(price)} is more than the margin engine can compute with.`,
  ],
  Risk_NoSurface: [
    'wait',
    ({ underlying, expiry }) =>
      `Nobody has published a surface for ${sayExpiry(underlying, expiry)} yet: repeat when somebody has.`,
  ],
  Risk_StaleSurface: [
    'wait',
    ({ underlying, expiry, time }) =>
      `The surface of ${sayExpiry(underlying, expiry)} is of ${sayTime(time)}, too old for new risk: repeat when a newer one is published.`,
  ],
  Risk_NoArray: [
    'retry',
    ({ underlying, expiry, strike }) =>
      `The strike ${sayStrike(strike)} of ${sayExpiry(underlying, expiry)} has no risk array yet: refresh it (anyone can), then repeat.`,
  ],
  Risk_StaleArray: [
    'retry',
    ({ underlying, expiry, strike }) =>
      `The risk array of strike ${sayStrike(strike)} of ${sayExpiry(underlying, expiry)} is stale: refresh it (anyone can), then repeat.`,
  ],
  RiskArrays_NotTheEngine: ['give up', 'Only the risk engine makes this call.'],
  RiskArrays_BadStrikes: [
    'fix',
    ({ count }) => `Give 1 to 64 strikes in rising order, without repetition (${count} given).`,
  ],
  Risk_Expired: [
    'give up',
    ({ underlying, expiry }) =>
      `${sayExpiry(underlying, expiry)} has expired: settle it instead (settleExpired).`,
  ],
  Risk_IsolatedMixed: [
    'fix',
    'An isolated account holds one underlying, and cash alone as collateral: use another sub-account, or another mode.',
  ],
  RiskArrays_NotWritten: ['retry', 'The risk arrays could not be written: repeat with more gas.'],
  OptionPricing_TooLarge: [
    'give up',
    ({ forward, strike }) =>
      `An option at strike ${sayCash(strike)} and forward ${sayCash(forward)} is beyond what can be priced.`,
  ],
  Surfaces_TooSoon: [
    'wait',
    ({ earliest }) =>
      `The surface is not newer than the last one allows: sign one from ${sayTime(earliest)} on.`,
  ],
  Surfaces_Future: [
    'retry',
    ({ time }) => `The surface is dated ahead (${sayTime(time)}): repeat then.`,
  ],
  Surfaces_Expired: ['give up', ({ expiry }) => `The expiry ${sayTime(expiry)} has passed.`],
  Surfaces_Arbitrage: [
    'fix',
    ({ underlying, expiry }) =>
      `The surface of ${sayExpiry(underlying, expiry)} allows arbitrage: fit another one.`,
  ],
  Surfaces_TooFar: [
    'wait',
    ({ underlying, expiry }) =>
      `The surface of ${sayExpiry(underlying, expiry)} is further from the last one than its age allows: publish one in between, or wait.`,
  ],
}
