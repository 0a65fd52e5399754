import { lnRatio, sqrtDown, WAD } from './fixedPoint.js'
import { bell, scaledTail } from './normal.js'

const WAD2 = WAD * WAD
const LIMIT = 1n << 127n

/** A European option on a forward; all wad, `variance` the total one until expiry. */
export type Option = { forward: bigint; strike: bigint; variance: bigint; isCall: boolean }

/** What it is worth, rounded down, and its delta (-1 to 1, wad). */
export type Price = { value: bigint; delta: bigint }

/** Black (1976), undiscounted, to the unit as `OptionPricing.price`: within 1e-13 of the forward. */
export function price({ forward, strike, variance, isCall }: Option): Price {
  requireSmall(forward, strike, variance)
  const call = priceCall(forward, strike, variance)
  return isCall ? call : { value: call.value + strike - forward, delta: call.delta - WAD }
}

/** @throws RangeError for a forward, strike or variance of 2^127 or more, or below 0. */
export function requireSmall(...values: bigint[]): void {
  for (const value of values)
    if (value < 0n || value >= LIMIT) throw new RangeError(`${value} is too large to price with`)
}

function priceCall(forward: bigint, strike: bigint, variance: bigint): Price {
  if (strike === 0n) return { value: forward, delta: WAD }
  if (forward === 0n) return { value: 0n, delta: 0n }
  const payoff = forward > strike ? forward - strike : 0n
  if (variance === 0n) {
    const delta = forward > strike ? WAD : forward === strike ? WAD / 2n : 0n
    return { value: payoff, delta }
  }
  const { share, tail, d1, straddling } = shares(lnRatio(forward, strike), sqrtDown(variance))
  let value = (forward * share) / WAD2
  if (!straddling) value += payoff
  if (value < payoff) value = payoff
  if (value > forward) value = forward
  return { value, delta: (d1 < 0n ? tail : WAD2 - tail) / WAD }
}

/** See `OptionPricing.shares`: shares of the forward with 36 decimals. */
export type Shares = { share: bigint; tail: bigint; d1: bigint; straddling: boolean }

/** The one exponential and two tails that price an option; `l` = ln(forward / strike), `s` = sqrt(variance), wad. */
export function shares(l: bigint, s: bigint): Shares {
  const d1 = (l * WAD) / s + (s >> 1n)
  const d2 = d1 - s
  const straddling = d1 >= 0n && d2 < 0n
  const [x1, x2] = [size(d1), size(d2)]
  const density = bell(x1)
  if (density === 0n) return { share: straddling ? WAD2 : 0n, tail: 0n, d1, straddling }
  const [tail1, tail2] = [scaledTail(x1), scaledTail(x2)]
  const share = straddling ? WAD2 - density * (tail1 + tail2) : density * size(tail1 - tail2)
  return { share, tail: density * tail1, d1, straddling }
}

function size(x: bigint): bigint {
  return x < 0n ? -x : x
}
