import { floorDiv, WAD } from '../fixedPoint.js'
import { SCENARIO_COUNT, scenarioMoves } from '../scenarios.js'
import { max } from './charges.js'
import { chordValue, findChords, scaleRow, scenarioTargets, targetOf } from './chords.js'
import {
  at,
  chargedLoss,
  isOption,
  isSettled,
  linearAlone,
  type OptionInput,
  type PricedLeg,
  strikeOf,
} from './legs.js'
import type { MarginInput, PositionInput } from './marginInput.js'

const PPM = 1_000_000n

/** The worst losses of everything on one underlying. */
export type Scan = { scan: bigint; up: bigint; down: bigint; worst?: number }

type Held<T> = { position: T; leg: PricedLeg }

/** The options of a market whose price is not fixed. */
export function liveOptions(
  input: MarginInput,
  market: number,
  positions: readonly PricedLeg[],
): Held<OptionInput>[] {
  const isLive = (p: PositionInput): p is OptionInput =>
    p.market === market && isOption(p) && !isSettled(input, p)
  return input.positions.flatMap((position, i) =>
    isLive(position) ? [{ position, leg: at(positions, i, 'position') }] : [],
  )
}

/** Profit of an expiry's options in each scenario, 36 decimals: arrays summed blob by blob, then each rounded down. */
export function expiryProfits(
  input: MarginInput,
  expiry: number,
  options: readonly Held<OptionInput>[],
): bigint[] {
  const { forward, market } = at(input.expiries, expiry, 'expiry')
  const targets = scenarioTargets(at(input.markets, market, 'market').params.scanRange)
  const puts = options.reduce((sum, { position: p }) => (p.kind === 'put' ? sum + p.size : sum), 0n)
  const fixed = options.reduce((sum, { position: p, leg }) => {
    const strike = p.kind === 'put' ? strikeOf(p) : 0n
    return sum + p.size * (strike - leg.price)
  }, 0n)
  const blobs = [...new Set(options.map(({ position }) => position.blob))].map((number) => {
    const blob = at(input.blobs, number, 'blob')
    const rows = options
      .filter(({ position }) => position.blob === number)
      .map(({ position: p }) => scaleRow(at(blob.rows, p.row, 'row'), p.size))
    const nodes = rows.reduce((sum, row) => sum.map((x, n) => x + (row[n] as bigint)))
    return { nodes, chords: findChords(blob, forward, targets) }
  })
  return Array.from({ length: SCENARIO_COUNT }, (_, i) => {
    const moved = floorDiv(-puts * forward * at(targets, targetOf(i), 'target'), PPM)
    return blobs.reduce((sum, b) => sum + chordValue(b.nodes, b.chords, i), fixed + moved)
  })
}

/** The worst of all scenarios. `linear`: value of what moves as the price does; `profits`: of each expiry's options. */
export function scanMarket(
  input: MarginInput,
  market: number,
  linear: bigint,
  profits: readonly bigint[][],
): Scan {
  const of = at(input.markets, market, 'market')
  if (profits.length === 0) {
    const { requirement: scan, scenario } = linearAlone(linear, of)
    const sides = linear < 0n ? { up: scan, down: 0n } : { up: 0n, down: scan }
    return scenario === undefined ? { scan, ...sides } : { scan, ...sides, worst: scenario }
  }
  const result: Scan = { scan: 0n, up: 0n, down: 0n }
  scenarioMoves(of.params.scanRange).forEach((move, i) => {
    const options = profits.reduce((sum, expiry) => sum + at(expiry, i, 'scenario'), 0n)
    const profit = floorDiv(linear * move, PPM) + floorDiv(options, WAD)
    const loss = chargedLoss(profit, of, i)
    if (move >= 0n) result.up = max(result.up, loss)
    if (move <= 0n) result.down = max(result.down, loss)
    if (loss > result.scan) Object.assign(result, { scan: loss, worst: i })
  })
  return result
}
