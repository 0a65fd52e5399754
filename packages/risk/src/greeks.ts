import { WAD } from './fixedPoint.js'
import { normalCdf } from './normal.js'

/** An option in floats, for display. `rate` and `yield` are continuous and yearly; without them nothing is discounted, as on the hub. */
export type GreeksParameters = {
  spot: number
  strike: number
  /** Years until expiry. */
  time: number
  volatility: number
  isCall: boolean
  rate?: number
  yield?: number
}

export type Greeks = {
  value: number
  delta: number
  gamma: number
  /** For a change of volatility by 1 (100 %). */
  vega: number
  /** For a day of 24 hours. */
  thetaPerDay: number
}

const cdf = (x: number): number => Number(normalCdf(BigInt(Math.round(x * 1e18)))) / Number(WAD)
const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)

/** Value and greeks of a European option in floats: for display, never for margin. `time` and `volatility` must be above 0. */
export function greeks(option: GreeksParameters): Greeks {
  const { spot, strike, time, volatility, isCall, rate = 0, yield: carry = 0 } = option
  const s = volatility * Math.sqrt(time)
  const d1 = (Math.log(spot / strike) + (rate - carry) * time) / s + s / 2
  const d2 = d1 - s
  const [growth, discount] = [Math.exp(-carry * time), Math.exp(-rate * time)]
  const sign = isCall ? 1 : -1
  const delta = sign * growth * cdf(sign * d1)
  const debt = sign * discount * cdf(sign * d2) * strike
  const vega = spot * growth * density(d1) * Math.sqrt(time)
  const theta = (-vega * volatility) / (2 * time) + carry * spot * delta - rate * debt
  return {
    value: spot * delta - debt,
    delta,
    gamma: (growth * density(d1)) / (spot * s),
    vega,
    thetaPerDay: theta / 365,
  }
}
