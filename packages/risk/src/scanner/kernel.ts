import { bound, modes, narrowRow, row, shape, side, type Views, word } from './layout.js'

/**
 * How far the scanner's figures may lie from the exact ones, as a share of the account's gross: |cash less costs| + Σ |size| ·
 * price (options: the forward, puts their strike, too), and what concentration costs at most. n lines: EPSILON + n · PER_LINE.
 *
 * - Single precision: with n lines every sum is off by at most (n + 12) roundings of 2⁻²⁴ of its terms, which are no
 *   greater than 1.33 times the gross: 8·10⁻⁸ each.
 * - Risk arrays are kept in units of 2⁻²⁴ of the node's price, shorts one unit more, which the scanner leaves out: 8·10⁻⁸.
 * - Marks agree within 10⁻⁹ of the forward, doubles within 10⁻¹⁴.
 */
export const EPSILON = 1.3e-6
export const PER_LINE = 1e-7

/** What a pass looks for: accounts whose equity is below maintenance + slack + what the figures may be off. */
export type Pass = {
  from: number
  to: number
  /** Only accounts with one of these bits: 64 of them in two halves. */
  low: number
  high: number
  slack: number
  correlations: number
  /** How many are flagged already. */
  count: number
}

/**
 * The scan in plain TypeScript: the reference of the generated one, and what runs where SIMD is missing. Returns how many
 * accounts are flagged now.
 */
export function scan(views: Views, pass: Pass): number {
  const { base, start, shapes, masks, words, amounts, bounds } = views
  let count = pass.count
  for (let account = pass.from; account < pass.to; account++) {
    const touched =
      ((masks[2 * account] as number) & pass.low) | ((masks[2 * account + 1] as number) & pass.high)
    if (touched === 0) continue
    const cash = base[account] as number
    const first = start[account] as number
    const kind = shapes[account] as number
    const end = first + (kind & shape.countMask)
    const mode = kind >> shape.modeShift
    let equity = cash
    let gross = Math.abs(cash)
    let requirement = 0
    let root = 0
    for (let i = first; i < end; i++) {
      const size = Math.abs(amounts[i] as number)
      const at = ((words[i] as number) & word.entryMask) * bound.size
      equity += size * (bounds[at + bound.value] as number)
      gross += size * (bounds[at + bound.gross] as number)
      requirement += size * (bounds[at + bound.requirement] as number)
      root += size * (bounds[at + bound.concentration] as number)
    }
    const square = root * root
    const epsilon = EPSILON + PER_LINE * (kind & shape.countMask)
    const margin = epsilon * (gross + square) + pass.slack
    if (equity >= requirement + square + margin) {
      views.decided[0] = (views.decided[0] as number) + 1
      continue
    }
    const maintenance =
      mode === modes.cross
        ? cross(views, first, end)
        : netted(views, first, end, mode === modes.portfolio ? pass : undefined)
    if (equity < maintenance + margin) {
      views.flagged[count] = account
      views.equity[count] = equity
      views.maintenance[count] = maintenance
      views.gross[count] = gross + square
      count++
    }
  }
  return count
}

/** Maintenance when nothing nets: what every line needs by itself. */
function cross(views: Views, first: number, end: number): number {
  const { words, amounts, sides, rows } = views
  let requirement = 0
  let floor = 0
  let short = 0
  let net = 0
  let concentration = 0
  for (let i = first; i < end; i++) {
    const held = words[i] as number
    const entry = held & word.entryMask
    const at = entry * side.size
    const size = Math.abs(amounts[i] as number)
    requirement += size * (sides[at + side.own] as number)
    net += size * (sides[at + side.net] as number)
    floor += size * (sides[at + side.floor] as number)
    short += size * (sides[at + side.short] as number)
    if (held < 0) {
      concentration += net * net * (rows[(entry >> 1) * row.size + row.concentration] as number)
      net = 0
    }
  }
  return Math.max(requirement, floor, short) + concentration
}

const losses = new Float64Array(20)

/** Maintenance when everything of one underlying nets; with `pass` underlyings earn credits from one another, too. */
function netted(views: Views, first: number, end: number, pass: Pass | undefined): number {
  const { words, amounts, sides, rows, directions } = views
  let requirement = 0
  let floor = 0
  let short = 0
  let concentration = 0
  let net = 0
  // of the product (linear instrument, asset, or options of one expiry) at hand
  let notional = 0
  let profit = 0
  // of the underlying at hand
  let long = 0
  let opposite = 0
  let longRate = 0
  let oppositeRate = 0
  let gain = 0
  let loss = 0
  for (let i = first; i < end; i++) {
    const held = words[i] as number
    const entry = held & word.entryMask
    const at = entry * side.size
    const line = (entry >> 1) * row.size
    const size = amounts[i] as number
    const absolute = Math.abs(size)
    for (let k = 0; k < 20; k++)
      losses[k] = (losses[k] as number) + size * (rows[line + k] as number)
    notional += size * (rows[line + row.notional] as number)
    profit += size * (rows[line + row.profit] as number)
    net += absolute * (sides[at + side.net] as number)
    floor += absolute * (sides[at + side.floor] as number)
    short += absolute * (sides[at + side.short] as number)
    requirement += absolute * (sides[at + side.pin] as number)
    if ((held & word.groupEnd) === 0) continue
    const rate = rows[line + row.basisRate] as number
    if (notional > 0) {
      long += notional
      longRate += rate * notional
    } else {
      opposite -= notional
      oppositeRate -= rate * notional
    }
    if (profit > 0) gain += profit
    else loss -= profit
    notional = profit = 0
    if (held >= 0) continue
    let up = Math.max(0, losses[0] as number, losses[1] as number)
    let down = up
    for (let k = 2; k < 20; k += 2) {
      up = Math.max(up, losses[k] as number)
      down = Math.max(down, losses[k + 1] as number)
    }
    losses.fill(0)
    const offset = Math.min(long, opposite)
    if (offset > 0)
      requirement += Math.max((longRate * offset) / long, (oppositeRate * offset) / opposite)
    requirement += Math.max(up, down)
    requirement += (sides[at + side.tenorRate] as number) * Math.min(gain, loss)
    concentration += net * net * (rows[line + row.concentration] as number)
    if (pass)
      directions[views.units[(entry >> 1) * narrowRow.size + narrowRow.unit] as number] = up - down
    net = long = opposite = longRate = oppositeRate = gain = loss = 0
  }
  if (pass) requirement -= credits(views, pass.correlations)
  return Math.max(requirement, floor, short) + concentration
}

/** What underlyings that lose in opposite directions are credited. Leaves no direction behind. */
function credits({ directions, pairs, shares }: Views, correlations: number): number {
  let credit = 0
  for (let i = 0; i < correlations; i++) {
    const one = pairs[4 * i] as number
    const other = pairs[4 * i + 1] as number
    const a = directions[one] as number
    const b = directions[other] as number
    if (a * b >= 0) continue
    const used = Math.min(Math.abs(a), Math.abs(b))
    credit += used * (shares[4 * i + 2] as number)
    directions[one] = a - Math.sign(a) * used
    directions[other] = b - Math.sign(b) * used
  }
  directions.fill(0)
  return credit
}
