import { bound, narrowRow, narrowSide, pairs, row, side, type Views } from './layout.js'
import { collateral, type Line, lineOf } from './lines.js'
import type { Market, Prices, Underlying } from './market.js'
import { shocks } from './scenarios.js'

const none: Underlying = {
  scanRange: 0,
  volShock: 0,
  basisRate: 0,
  floorRate: 0,
  shortRate: 0,
  tenorRate: 0,
  concentration: 0,
}
const ppm = 1e-6

const order = pairs.flat()

/** What a line's underlying says of it; `maxRate`: the greatest rate that an offset in it can cost. */
type Terms = { params: Underlying; basisRate: number; maxRate: number; spot: number }

/** Computes all rows anew, or those of these underlyings. */
export function computeTables(views: Views, market: Market, prices: Prices, only?: Set<number>) {
  const { underlyings, instruments, assets } = market
  const terms = underlyings.map((params, i): Terms => {
    const { basisRate } = params
    const rates = assets.filter(({ underlying }) => underlying === i).map((a) => a.basisRate)
    const maxRate = Math.max(basisRate, ...rates)
    return { params, basisRate, maxRate, spot: prices.index[i] ?? 0 }
  })
  const moves = underlyings.map(({ scanRange }) => shocks(scanRange))
  const stable: Terms = { params: none, basisRate: 0, maxRate: 0, spot: 1 }
  const isMeant = (underlying = -1) => !only || only.has(underlying)
  for (const [i, instrument] of instruments.entries()) {
    const { underlying } = instrument
    if (!isMeant(underlying)) continue
    const of = terms[underlying] ?? stable
    const line = lineOf(instrument, i, of.params, market, prices, moves[underlying] ?? [])
    write(views, i, line, of)
  }
  for (const [i, asset] of assets.entries()) {
    if (!isMeant(asset.underlying)) continue
    const of = terms[asset.underlying ?? -1] ?? stable
    const line = collateral(asset, prices.assets[i] ?? 0, moves[asset.underlying ?? -1] ?? [])
    write(views, instruments.length + i, line, { ...of, basisRate: asset.basisRate })
  }
}

/**
 * Writes a line's row, and its two entries with the bound that decides accounts early. The bound of an account is the sum B of
 * its lines' plus the square of the sum of their roots; it is never below maintenance:
 *
 * - scan: the worst of sums is at most the sum of each one's worst;
 * - basis: both terms are at most R · o, R the greatest rate, and o = min(L, S) ≤ (L + S) / 2, at most half the sum of
 *   the lines' |notional|;
 * - tenor: min(gains, losses) is at most half the sum of the lines' |profit in scenario 0|;
 * - pin: the sum of each long option's own;
 * - the greatest of requirement, floor and short minimum is at most the sum of each line's greatest of its own three;
 * - concentration: Σ c N² ≤ (Σ √c |N|)² ≤ (Σ over lines √c |notional|)²;
 * - cross: what a line needs by itself is at most its scan, and the sum of scans is part of B; the other modes add charges that B has. A credit only lowers maintenance.
 */
function write(
  views: Views,
  index: number,
  line: Line,
  { params, basisRate, maxRate, spot }: Terms,
) {
  const { rows, sides, bounds } = views
  const { notional, isOption, pin, profits, price } = line
  const isPosition = price > 0
  const profit = isOption ? (profits[0] ?? 0) : 0
  const concentration = (params.concentration * ppm) / (1000 * spot)
  const at = index * row.size
  for (let i = 0; i < order.length; i++)
    rows[at + row.loss + i] = -(profits[order[i] as number] as number)
  rows[at + row.notional] = notional
  rows[at + row.profit] = profit
  rows[at + row.basisRate] = basisRate * ppm
  rows[at + row.concentration] = concentration
  for (const sign of [1, -1]) {
    const entry = 2 * index + (sign > 0 ? 0 : 1)
    let scan = 0
    for (let i = 0; i < 20; i++) scan = Math.max(scan, sign * (rows[at + i] as number))
    const floor = params.floorRate * ppm * price
    const short = isOption && sign < 0 ? params.shortRate * ppm * price : 0
    const pinned = sign > 0 ? pin : 0
    const s = entry * side.size
    sides[s + side.scan] = scan
    sides[s + side.own] = isOption ? ownLoss(line, sign) : scan
    sides[s + side.net] = isPosition ? sign * notional : 0
    sides[s + side.floor] = floor
    sides[s + side.short] = short
    sides[s + side.pin] = pinned
    sides[s + side.tenorRate] = params.tenorRate * ppm
    const charges =
      scan +
      (maxRate * ppm * Math.abs(notional)) / 2 +
      (params.tenorRate * ppm * Math.abs(profit)) / 2 +
      pinned
    const b = entry * bound.size
    bounds[b + bound.value] = sign * line.value
    bounds[b + bound.gross] = line.gross
    bounds[b + bound.requirement] = Math.max(charges, floor, short)
    bounds[b + bound.concentration] = isPosition ? Math.sqrt(concentration) * Math.abs(notional) : 0
  }
  narrow(views, index, params.tenorRate * ppm)
}

/** Copies a line's row and entries to single precision. */
function narrow({ rows, sides, narrowRows, narrowSides }: Views, index: number, tenorRate: number) {
  const from = index * row.size
  const to = index * narrowRow.size
  for (let i = 0; i < 20; i++) narrowRows[to + i] = rows[from + i] ?? 0
  narrowRows[to + narrowRow.basisRate] = rows[from + row.basisRate] ?? 0
  narrowRows[to + narrowRow.concentration] = rows[from + row.concentration] ?? 0
  narrowRows[to + narrowRow.tenorRate] = tenorRate
  for (const sign of [1, -1]) {
    const entry = 2 * index + (sign > 0 ? 0 : 1)
    narrowRows[to + narrowRow.direction + (sign > 0 ? 0 : 1)] = direction(rows, from, sign)
    const wide = entry * side.size
    const s = entry * narrowSide.size
    narrowSides[s + narrowSide.net] = sides[wide + side.net] ?? 0
    narrowSides[s + narrowSide.floor] = sides[wide + side.floor] ?? 0
    narrowSides[s + narrowSide.short] = sides[wide + side.short] ?? 0
    narrowSides[s + narrowSide.scan] = sides[wide + side.scan] ?? 0
    narrowSides[s + narrowSide.own] = sides[wide + side.own] ?? 0
    narrowSides[s + narrowSide.pin] = sides[wide + side.pin] ?? 0
    narrowSides[s + narrowSide.notional] = sign * (rows[from + row.notional] ?? 0)
    narrowSides[s + narrowSide.profit] = sign * (rows[from + row.profit] ?? 0)
  }
}

/** An option in cross margin: at the end of the range where it loses, and in the tails of that side. */
function ownLoss({ isCall, profits }: Line, sign: number): number {
  const falls = isCall === sign > 0
  const end = (falls ? 12 : 10) + (sign > 0 ? 1 : 0)
  const tails = falls ? [15, 16, 17] : [14, 18, 19]
  return Math.max(0, ...[end, ...tails].map((i) => -sign * (profits[i] as number)))
}

/** By how much a line alone loses more when the price rises than when it falls. */
function direction(rows: Float64Array, from: number, sign: number): number {
  let up = 0
  let down = 0
  for (let i = 0; i < 20; i++) {
    const loss = sign * (rows[from + i] ?? 0)
    if (i < 2 || i % 2 === 0) up = Math.max(up, loss)
    if (i < 2 || i % 2 === 1) down = Math.max(down, loss)
  }
  return up - down
}
