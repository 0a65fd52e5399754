import type { Asset, Instrument, Market, Prices, Underlying } from './market.js'
import { type OptionInput, priceOption } from './option.js'
import type { Shock } from './scenarios.js'
import { totalVariance, varianceFactors } from './variance.js'

/** One line per unit of size, before it is held long or short. */
export type Line = {
  value: number
  /** What it moves with: the scale that errors are measured on. */
  gross: number
  notional: number
  /** The price that floor and short minimum are taken on; nothing for collateral. */
  price: number
  isOption: boolean
  /** Of an option: whether it gains when the price rises. */
  isCall?: boolean
  pin: number
  /** Charged profit in every scenario. */
  profits: Float64Array
}

const ppm = 1e-6
const day = 86_400

/** An instrument as a line. */
export function lineOf(
  instrument: Instrument,
  i: number,
  params: Underlying,
  market: Market,
  prices: Prices,
  moves: readonly Shock[],
): Line {
  const spot = prices.index[instrument.underlying] ?? 0
  if (instrument.kind === 'perpetual')
    return linear(spot * (1 + (prices.premium[instrument.underlying] ?? 0)), moves)
  const { expiry } = instrument
  const slice = prices.slices[expiry]
  const settlement = prices.settlements[expiry]
  const time = market.expiries[expiry]?.time ?? 0
  if (settlement?.isFixed) return settled(instrument, settlement.fixedPart)
  if (!slice) throw new RangeError(`expiry ${expiry} has no slice`)
  let forward = spot * (1 + slice.basis)
  if (settlement) forward = settlement.fixedPart + forward * settlement.remaining
  if (instrument.kind === 'future') return linear(forward, moves)
  const tau = Math.max(60, time - prices.time)
  const w = totalVariance(slice, forward, instrument.strike, time, tau)
  const [down, , up] = varianceFactors(params.volShock, tau)
  const values = new Float64Array(moves.length)
  const input: OptionInput = {
    isCall: instrument.kind === 'call',
    forward,
    strike: instrument.strike,
    variances: [w * down, w, w * up],
    array: prices.arrays[i],
  }
  const { mark, delta } = priceOption(input, moves, values)
  for (let i = 0; i < moves.length; i++)
    values[i] = ((values[i] as number) - mark) * (moves[i] as Shock).charged
  const near = Math.min(1, Math.max(0, (7 * day - (time - prices.time)) / (6 * day)))
  return {
    value: mark,
    gross: forward + (input.isCall ? 0 : instrument.strike),
    notional: delta * forward,
    price: forward,
    isOption: true,
    isCall: input.isCall,
    pin: (near * params.scanRange * ppm * forward) / 12,
    profits: values,
  }
}

function linear(price: number, moves: readonly Shock[]): Line {
  const profits = Float64Array.from(moves, ({ move, charged }) => price * move * charged)
  return { value: price, gross: price, notional: price, price, isOption: false, pin: 0, profits }
}

/** What has settled is worth its settlement whatever happens. */
function settled(instrument: Instrument, price: number): Line {
  let value = price
  if (instrument.kind === 'call') value = Math.max(0, price - instrument.strike)
  if (instrument.kind === 'put') value = Math.max(0, instrument.strike - price)
  const profits = new Float64Array(20)
  return { value, gross: price + value, notional: 0, price: 0, isOption: false, pin: 0, profits }
}

/** A collateral asset as a line. */
export function collateral(asset: Asset, price: number, moves: readonly Shock[]): Line {
  const value = price * (1 - asset.haircut * ppm)
  if (asset.underlying === undefined)
    return { ...linear(value, []), notional: 0, price: 0, profits: new Float64Array(20) }
  return { ...linear(value, moves), price: 0 }
}
