import { ceilDiv, floorDiv, WAD } from '../fixedPoint.js'
import { price as priceOption } from '../optionPricing.js'
import { chargedShares, SCENARIO_COUNT, scenarioMoves } from '../scenarios.js'
import { variance } from '../svi.js'
import { abs } from './charges.js'
import { chordValue, findChords, scaleRow, scenarioTargets, targetOf } from './chords.js'
import type {
  ExpiryInput,
  LineInput,
  MarginInput,
  MarketInput,
  PositionInput,
} from './marginInput.js'

const PPM = 1_000_000n
const BPS = 10_000n

/** Scenarios in which a linear position loses a whole range: up for a short, down for a long. */
const RANGE_UP = 10
const RANGE_DOWN = 12

export type OptionInput = Extract<PositionInput, { kind: 'call' | 'put' }>
export type LinearInput = Exclude<PositionInput, OptionInput>

/** A leg priced: `value` is size times price, `notional` what moves with the underlying (0 once its price is fixed). */
export type PricedLeg = { price: bigint; value: bigint; notional: bigint; delta: bigint }

export const isOption = (position: PositionInput): position is OptionInput =>
  position.kind === 'call' || position.kind === 'put'

/** The element that an input refers to by number. */
export function at<T>(list: readonly T[], index: number, what: string): T {
  const found = list[index]
  if (found === undefined) throw new RangeError(`there is no ${what} ${index}`)
  return found
}

export const strikeOf = (option: OptionInput): bigint => option.strike * 10n ** 10n

export const isSettled = (input: MarginInput, position: PositionInput): boolean =>
  position.kind !== 'perpetual' && at(input.expiries, position.expiry, 'expiry').settled

/** Value of a token after its haircut, rounded down. */
export function priceLine(line: LineInput): PricedLeg {
  const value = (line.amount * line.price * (BPS - line.haircutBps)) / (BPS * WAD)
  const { price } = line
  return { price, value, notional: line.market === undefined ? 0n : value, delta: WAD }
}

/** A position at mark, forward or settlement price; an option by Black. */
export function pricePosition(input: MarginInput, position: PositionInput): PricedLeg {
  const { size } = position
  if (position.kind === 'perpetual') {
    const price = at(input.markets, position.market, 'market').mark
    const value = floorDiv(size * price, WAD)
    return { price, value, notional: value, delta: WAD }
  }
  const expiry = at(input.expiries, position.expiry, 'expiry')
  const { forward, settled } = expiry
  if (!isOption(position)) {
    const value = floorDiv(size * forward, WAD)
    return { price: forward, value, notional: settled ? 0n : value, delta: settled ? 0n : WAD }
  }
  const { value: price, delta } = settled ? payoff(position, forward) : blackPrice(position, expiry)
  const notional = floorDiv(floorDiv(size * delta, WAD) * forward, WAD)
  return { price, value: floorDiv(size * price, WAD), notional, delta }
}

function payoff(option: OptionInput, settlement: bigint) {
  const beyond =
    option.kind === 'call' ? settlement - strikeOf(option) : strikeOf(option) - settlement
  return { value: beyond > 0n ? beyond : 0n, delta: 0n }
}

function blackPrice(option: OptionInput, expiry: ExpiryInput) {
  const { forward } = expiry
  const strike = strikeOf(option)
  const total = variance(expiry.slice, { forward, strike }, expiry)
  return priceOption({ forward, strike, variance: total, isCall: option.kind === 'call' })
}

/** What a leg gains when its underlying makes the move of a scenario. */
export function linearProfit(notional: bigint, market: MarketInput, scenario: number): bigint {
  return floorDiv(notional * at(scenarioMoves(market.params.scanRange), scenario, 'scenario'), PPM)
}

/** Profit of one option in each scenario, 36 decimals rounded down. */
export function optionProfits(input: MarginInput, option: OptionInput, price: bigint): bigint[] {
  const expiry = at(input.expiries, option.expiry, 'expiry')
  const blob = at(input.blobs, option.blob, 'blob')
  const targets = scenarioTargets(at(input.markets, option.market, 'market').params.scanRange)
  const nodes = scaleRow(at(blob.rows, option.row, 'row'), option.size)
  const chords = findChords(blob, expiry.forward, targets)
  const puts = option.kind === 'put' ? option.size : 0n
  const fixed = puts * strikeOf(option) - option.size * price
  return Array.from({ length: SCENARIO_COUNT }, (_, i) => {
    const forward = floorDiv(-puts * expiry.forward * at(targets, targetOf(i), 'target'), PPM)
    return chordValue(nodes, chords, i) + fixed + forward
  })
}

/** What counts of a loss in a scenario. */
export function chargedLoss(profit: bigint, market: MarketInput, scenario: number): bigint {
  const share = at(chargedShares(market.params.scanRange), scenario, 'scenario')
  return profit < 0n ? ceilDiv(-profit * share, PPM) : 0n
}

/** A leg by itself: its worst scenario and what that asks. */
export type Alone = { requirement: bigint; scenario?: number }

/** The whole scan range against it: tails ask less of what is linear. */
export function linearAlone(notional: bigint, market: MarketInput): Alone {
  const requirement = ceilDiv(abs(notional) * market.params.scanRange, PPM)
  if (requirement === 0n) return { requirement }
  return { requirement, scenario: notional < 0n ? RANGE_UP : RANGE_DOWN }
}

/**
 * An option by itself loses on one side of the price alone, most at the end of the range, a long one at lowered and a short
 * one at raised volatility: that scenario and the three tails of its side count.
 */
export function optionAlone(
  option: OptionInput,
  profits: readonly bigint[],
  market: MarketInput,
): Alone {
  const isShort = option.size < 0n
  const falls = (option.kind === 'call') !== isShort
  const end = (falls ? RANGE_DOWN : RANGE_UP) + (isShort ? 0 : 1)
  const tails = falls ? [15, 16, 17] : [14, 18, 19]
  let worst: Alone = { requirement: 0n }
  for (const scenario of [end, ...tails]) {
    const profit = floorDiv(at(profits, scenario, 'scenario'), WAD)
    const requirement = chargedLoss(profit, market, scenario)
    if (requirement > worst.requirement) worst = { requirement, scenario }
  }
  return worst
}
