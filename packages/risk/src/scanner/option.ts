import { call } from './black.js'
import type { RiskArray } from './market.js'
import { type Nodes, nodesOf, type Shock, scenarios } from './scenarios.js'

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
    const target = forward * (1 + (shocks[i] as Shock).move)
    const { volatility } = scenarios[i] as (typeof scenarios)[0]
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
  const { slots, moves } = layOut(array.scanRange)[1 + volatility] as Nodes
  const { anchor, nodes } = array
  let upper = 1
  // of two nodes at one place there is no chord
  while (
    upper < moves.length - 1 &&
    (anchor * (1 + (moves[upper] as number)) < target || moves[upper] === moves[upper - 1])
  )
    upper++
  const low = anchor * (1 + (moves[upper - 1] as number))
  const high = anchor * (1 + (moves[upper] as number))
  const atLow = (nodes[slots[upper - 1] as number] as number) * low
  const atHigh = (nodes[slots[upper] as number] as number) * high
  return atLow + ((target - low) / (high - low)) * (atHigh - atLow)
}

/** Scan ranges differ by underlying and seldom change: a handful of layouts. */
const layouts = new Map<number, ReturnType<typeof nodesOf>>()
function layOut(scanRange: number) {
  let layout = layouts.get(scanRange)
  if (layout) return layout
  layout = nodesOf(scanRange)
  layouts.set(scanRange, layout)
  return layout
}
