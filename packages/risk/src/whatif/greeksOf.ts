import { greeks } from '../greeks.js'
import { at, isOption, isSettled, type OptionInput, strikeOf } from '../margin/legs.js'
import type { MarginInput, PositionInput } from '../margin/marginInput.js'
import { variance } from '../svi.js'

const YEAR = 365 * 86_400

/** In floats, for display. Units are of the underlying, of which each leg's price is its forward, mark or token price. */
export type Exposure = {
  /** Units, and what they are worth in USD. */
  delta: number
  deltaUsd: number
  /** Change of delta, in units, for a move of 1 USD. */
  gamma: number
  /** USD for a rise of volatility by 1 % (of 100). */
  vega: number
  /** USD in a day. */
  theta: number
}

export type AccountGreeks = {
  /** In the order of the input. */
  positions: Exposure[]
  /** Positions and the collateral that moves with them, by underlying. */
  markets: Exposure[]
}

const NONE: Exposure = { delta: 0, deltaUsd: 0, gamma: 0, vega: 0, theta: 0 }
const number = (x: bigint): number => Number(x) / 1e18

/** Delta, gamma, vega and theta of each position and underlying; by Black on the forward, as the hub marks. */
export function greeksOf(input: MarginInput): AccountGreeks {
  const positions = input.positions.map((position) => exposureOf(input, position))
  const markets = input.markets.map((market, m) => {
    const held = positions.filter((_, p) => input.positions[p]?.market === m)
    const tokens = input.lines
      .filter((line) => line.market === m)
      .map(({ amount, price }): Exposure => {
        const deltaUsd = number(amount) * number(price)
        return { ...NONE, delta: deltaUsd / number(market.index), deltaUsd }
      })
    return [...held, ...tokens].reduce(add, NONE)
  })
  return { positions, markets }
}

function exposureOf(input: MarginInput, position: PositionInput): Exposure {
  if (isSettled(input, position)) return NONE
  if (isOption(position)) return optionExposure(input, position)
  const price =
    position.kind === 'perpetual'
      ? at(input.markets, position.market, 'market').mark
      : at(input.expiries, position.expiry, 'expiry').forward
  const delta = number(position.size)
  return { ...NONE, delta, deltaUsd: delta * number(price) }
}

function optionExposure(input: MarginInput, option: OptionInput): Exposure {
  const expiry = at(input.expiries, option.expiry, 'expiry')
  const [forward, strike] = [expiry.forward, strikeOf(option)]
  const total = number(variance(expiry.slice, { forward, strike }, expiry))
  const time = Number(expiry.tau) / YEAR
  const one = greeks({
    spot: number(forward),
    strike: number(strike),
    time,
    volatility: Math.sqrt(total / time),
    isCall: option.kind === 'call',
  })
  const size = number(option.size)
  return {
    delta: size * one.delta,
    deltaUsd: size * one.delta * number(forward),
    gamma: size * one.gamma,
    vega: (size * one.vega) / 100,
    theta: size * one.thetaPerDay,
  }
}

function add(a: Exposure, b: Exposure): Exposure {
  return {
    delta: a.delta + b.delta,
    deltaUsd: a.deltaUsd + b.deltaUsd,
    gamma: a.gamma + b.gamma,
    vega: a.vega + b.vega,
    theta: a.theta + b.theta,
  }
}
