import { floorDiv, WAD } from '../fixedPoint.js'
import { computeMargin } from '../margin/computeMargin.js'
import { chargedLoss, isOption, isSettled, priceLine, pricePosition } from '../margin/legs.js'
import type { MarginInput } from '../margin/marginInput.js'
import type { Leg } from '../margin/marginReport.js'
import { expiryProfits, liveOptions } from '../margin/scanMarket.js'
import { AS_IS, chargedShares, scenarioMoves } from '../scenarios.js'

const PPM = 1_000_000n

/** One scenario of an underlying: rates in ppm, USD with 18 decimals. */
export type ScenarioRow = {
  move: bigint
  volatility: 'up' | 'down' | 'unchanged'
  /** How much of a loss counts. */
  share: bigint
  /** What all on the underlying gains together, below 0 loses. */
  profit: bigint
  /** What counts of a loss. */
  charged: bigint
}

/** What a position or token gains in the worst scenario; in cross margin in its own. */
export type ScenarioLeg = {
  of: 'position' | 'line'
  number: number
  profit: bigint
  scenario?: number
}

export type UnderlyingScenarios = {
  rows: ScenarioRow[]
  /** The row of which most counts: absent when nothing is lost in any. */
  worst?: number
  /** The greatest loss first. */
  legs: ScenarioLeg[]
}

/**
 * The twenty scenarios of each underlying, and which leg loses how much in the worst one. The worst row is the scan of
 * isolated and portfolio margin; in cross margin rows net for information only, each leg standing in its own scenario.
 */
export function scenarioReport(input: MarginInput): UnderlyingScenarios[] {
  const report = computeMargin({ ...input, initial: false })
  return input.markets.map((_, market) => {
    const rows = rowsOf(input, market)
    let worst: number | undefined
    rows.forEach(({ charged }, i) => {
      if (charged > (worst === undefined ? 0n : (rows[worst] as ScenarioRow).charged)) worst = i
    })
    const legs = [
      ...legsOf('position', input.positions, report.positions, market, worst, input),
      ...legsOf('line', input.lines, report.lines, market, worst, input),
    ].sort((a, b) => (a.profit < b.profit ? -1 : a.profit > b.profit ? 1 : 0))
    return { rows, legs, ...(worst !== undefined && { worst }) }
  })
}

function legsOf(
  of: ScenarioLeg['of'],
  held: readonly { market?: number }[],
  legs: readonly Leg[],
  market: number,
  worst: number | undefined,
  { mode }: MarginInput,
): ScenarioLeg[] {
  return legs.flatMap(({ profit, scenario }, number) => {
    if (held[number]?.market !== market) return []
    const where = mode === 'cross' ? scenario : worst
    return [{ of, number, profit, ...(where !== undefined && { scenario: where }) }]
  })
}

function rowsOf(input: MarginInput, number: number): ScenarioRow[] {
  const market = input.markets[number] as MarginInput['markets'][number]
  const { scanRange } = market.params
  const priced = input.positions.map((position) => pricePosition(input, position))
  const linear = input.positions.reduce((sum, p, i) => {
    const counts = p.market === number && !isOption(p) && !isSettled(input, p)
    return counts ? sum + (priced[i]?.notional ?? 0n) : sum
  }, 0n)
  const held = input.lines.filter((line) => line.market === number)
  const total = held.reduce((sum, line) => sum + priceLine(line).notional, linear)
  const live = liveOptions(input, number, priced)
  const expiries = [...new Set(live.map(({ position }) => position.expiry))].map((e) =>
    expiryProfits(
      input,
      e,
      live.filter(({ position }) => position.expiry === e),
    ),
  )
  const shares = chargedShares(scanRange)
  return scenarioMoves(scanRange).map((move, i) => {
    const options = expiries.reduce((sum, profits) => sum + (profits[i] as bigint), 0n)
    const profit = floorDiv(total * move, PPM) + floorDiv(options, WAD)
    return {
      move,
      volatility: i >= AS_IS ? 'unchanged' : i % 2 === 0 ? 'up' : 'down',
      share: shares[i] as bigint,
      profit,
      charged: chargedLoss(profit, market, i),
    }
  })
}
