import { ceilDiv, floorDiv, WAD } from '../fixedPoint.js'
import { abs, max } from '../margin/charges.js'
import { at } from '../margin/legs.js'
import type {
  BlobInput,
  ExpiryInput,
  LineInput,
  MarginInput,
  MarketInput,
} from '../margin/marginInput.js'
import { refreshArrays } from './arrays.js'

const NANO = 10n ** 9n
const PPM = 1_000_000n
const LEAST_TAU = 60n
/** Maintenance reads arrays whose anchor is at most 1 / 20 from the forward. */
const FAR = 20n

/** What changes of one underlying: prices in USD, 18 decimals; `volatility` is a factor, ppm. */
export type MarketChange = { index?: bigint; mark?: bigint; volatility?: bigint }

/** What is known of the average that settles an expiry: `IClearing.settlementOf`, both 18 decimals. */
export type KnownAverage = { fixedPart: bigint; remaining: bigint }

/**
 * Whether arrays are as a refresh at the new prices would write them, or those of now, which maintenance extends: up to
 * 5 % from their anchor, and beyond that it refuses them until they are refreshed.
 */
export type ArrayChoice = 'refreshed' | 'kept'

/** Markets, expiries and tokens (lines) by their number in the input. */
export type PriceChanges = {
  markets?: Readonly<Record<number, MarketChange>>
  /** Prices of tokens; without one a token moves as its underlying does. */
  tokens?: Readonly<Record<number, bigint>>
  /** Seconds that pass; funding and interest of that time are not counted. */
  later?: bigint
  /** By default refreshed for initial margin, kept for maintenance. */
  arrays?: ArrayChoice
  /** Of expiries in their last half hour; without it such a forward moves as the index does. */
  averages?: Readonly<Record<number, KnownAverage>>
}

/**
 * The same account at other prices, volatilities or a later time. Perpetuals keep their premium and forwards their
 * basis, to the unit where these are whole billionths, as the hub's are; the surface stays as published.
 */
export function atPrices(input: MarginInput, changes: PriceChanges): MarginInput {
  const { arrays = input.initial ? 'refreshed' : 'kept' } = changes
  const moved = movePrices(input, changes)
  return refreshArrays(moved, (blob) => arrays === 'refreshed' || isFar(moved, blob))
}

/** Whether maintenance refuses an array until it is refreshed. */
export function isFar(input: MarginInput, { expiry, anchor }: BlobInput): boolean {
  return abs(at(input.expiries, expiry, 'expiry').forward - anchor) * FAR > anchor
}

/** All but the arrays. */
export function movePrices(input: MarginInput, changes: Omit<PriceChanges, 'arrays'>): MarginInput {
  const { later = 0n } = changes
  const markets = input.markets.map((market, m) => moveMarket(market, changes.markets?.[m]))
  const indexes = (m: number) => ({
    index: at(input.markets, m, 'market').index,
    next: at(markets, m, 'market').index,
  })
  const expiries = input.expiries.map((expiry, e) => {
    if (expiry.settled) return expiry
    const forward = moveForward(expiry, indexes(expiry.market), changes.averages?.[e])
    const slice = scaleSlice(expiry.slice, changes.markets?.[expiry.market]?.volatility)
    return { ...expiry, forward, slice, tau: max(expiry.tau - later, LEAST_TAU) }
  })
  const lines = input.lines.map((line, l) => {
    const price = changes.tokens?.[l] ?? movePrice(line, indexes)
    return { ...line, price }
  })
  return { ...input, markets, expiries, lines }
}

type Move = { index: bigint; next: bigint }

function moveMarket(market: MarketInput, change: MarketChange = {}): MarketInput {
  const next = change.index ?? market.index
  if (next <= 0n) throw new RangeError(`${next} is no price`)
  const move = { index: market.index, next }
  const confidence = ceilDiv(market.confidence * next, market.index)
  return { ...market, index: next, confidence, mark: change.mark ?? moveRate(market.mark, move) }
}

/** A price that is the index times a whole number of billionths keeps that number, others their proportion. */
function moveRate(price: bigint, { index, next }: Move): bigint {
  const rate = ceilDiv(price * NANO, index)
  return (index * rate) / NANO === price ? (next * rate) / NANO : (price * next) / index
}

function moveForward(expiry: ExpiryInput, move: Move, average?: KnownAverage): bigint {
  if (average === undefined) return moveRate(expiry.forward, move)
  const rate = max(NANO + expiry.slice.basis, 0n)
  return average.fixedPart + (((move.next * rate) / NANO) * average.remaining) / WAD
}

function movePrice(line: LineInput, indexes: (market: number) => Move): bigint {
  if (line.market === undefined) return line.price
  const { index, next } = indexes(line.market)
  return (line.price * next) / index
}

/** Total variance is linear in `a` and `b`, and goes with the square of volatility. */
function scaleSlice(slice: ExpiryInput['slice'], factor = PPM): ExpiryInput['slice'] {
  const scale = (x: bigint) => floorDiv(x * factor * factor, PPM * PPM)
  return { ...slice, a: scale(slice.a), b: scale(slice.b) }
}
