import { call } from './black.js'
import type { RiskArray } from './market.js'
import { nodesOf, type Shock, scenarios } from './scenarios.js'

/** What an option is priced from: variance already shocked down, as is and up. */
export type OptionInput = {
  isCall: boolean
  forward: number
  strike: number
  variances: readonly [number, number, number]
  array: RiskArray | undefined
}

/** Mark and delta of one option, and its values in all scenarios. */
export function priceOption(input: OptionInput, shocks: readonly Shock[], values: Float64Array) {
  const { isCall, forward, strike, variances, array } = input
  const now = call(forward, strike, variances[1])
  for (let i = 0; i < shocks.length; i++) {
    const target = forward * (1 + (shocks[i]?.move ?? 0))
    const volatility = scenarios[i]?.volatility ?? 0
    const value = array
      ? chord(array, target, volatility)
      : call(target, strike, variances[1 + volatility] as number).value
    values[i] = isCall ? value : value - target + strike
  }
  return isCall
    ? { mark: now.value, delta: now.delta }
    : { mark: Math.max(0, now.value - forward + strike), delta: now.delta - 1 }
}

/** The array's value at a target price: on the chord between its nearest nodes, or on the last one extended. */
export function chord(array: RiskArray, target: number, volatility: -1 | 0 | 1): number {
  const { slots, moves } = layOut(array.scanRange)[1 + volatility] as ReturnType<typeof nodesOf>[0]
  const price = (k: number) => array.anchor * (1 + (moves[k] as number))
  let upper = 1
  while (upper < moves.length - 1 && price(upper) < target) upper++
  const low = price(upper - 1)
  const high = price(upper)
  const at = (k: number) => (array.nodes[slots[k] as number] as number) * price(k)
  const share = high > low ? (target - low) / (high - low) : 0
  return at(upper - 1) + share * (at(upper) - at(upper - 1))
}

/** Scan ranges differ by underlying and seldom change: a handful of layouts. */
const layouts = new Map<number, ReturnType<typeof nodesOf>>()
function layOut(scanRange: number) {
  const layout = layouts.get(scanRange) ?? nodesOf(scanRange)
  layouts.set(scanRange, layout)
  return layout
}
