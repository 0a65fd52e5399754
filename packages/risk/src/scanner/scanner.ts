import { type Pass, scan } from './kernel.js'
import { layoutOf, narrowRow, type Views, viewsOf } from './layout.js'
import type { Market, Prices } from './market.js'
import { computeTables } from './table.js'
import { allocate, compile } from './wasm/compile.js'
import { generateKernel } from './wasm/kernel.js'

export type Scanner = {
  market: Market
  views: Views
  /** Evaluates a pass over accounts; returns how many are flagged. */
  run: (pass: Pass) => number
  kind: 'simd' | 'plain'
  /** Lines given out, and what was given back by size. */
  used: number
  free: number[][]
}

export type Capacity = { accounts: number; lines: number }
/** Accounts to be confirmed by the exact twin, with what the scanner thinks of them. Views: valid until the next pass. */
export type Flagged = {
  accounts: Int32Array
  equity: Float64Array
  maintenance: Float64Array
  /** How many were healthy by the bound alone. */
  decided: number
}

/**
 * `slack`, in USD, flags earlier; `underlyings` names those whose prices moved: only what hangs on them is looked at; `from` and
 * `to` (exclusive) look at some accounts.
 */
export type RescanOptions = {
  slack?: number
  underlyings?: readonly number[]
  from?: number
  to?: number
}

/** A scanner for a market; all memory is taken at once. `lines`: positions and collateral of all accounts together. */
export function createScanner(
  market: Market,
  { accounts, lines: held }: Capacity,
  kind: Scanner['kind'] = 'simd',
): Scanner {
  const lines = market.instruments.length + market.assets.length
  const units = market.underlyings.length + 1
  // room is given in steps of two
  const sizes = {
    lines,
    units,
    correlations: market.correlations.length,
    accounts,
    held: held + accounts,
  }
  const layout = layoutOf(sizes)
  const memory = allocate(layout.pages)
  const views = viewsOf(memory.buffer, layout, sizes)
  const plain = (pass: Pass) => scan(views, pass)
  const generated = kind === 'simd' ? compile(generateKernel(layout, units), memory) : undefined
  const run = generated && ((pass: Pass) => call(generated, pass))
  writeUnits(views, market)
  market.correlations.forEach(({ first, second, share }, i) => {
    views.pairs.set([first, second], 4 * i)
    views.shares[4 * i + 2] = share / 1e6
  })
  return { market, views, run: run ?? plain, kind: run ? 'simd' : 'plain', used: 0, free: [] }
}

/** Prices all lines, or those of the underlyings that moved. */
export function setPrices(
  { views, market }: Scanner,
  prices: Prices,
  underlyings?: readonly number[],
) {
  computeTables(views, market, prices, underlyings && new Set(underlyings))
}

/** Finds every account whose equity may be below maintenance at these prices. */
export function rescan(scanner: Scanner, prices: Prices, options: RescanOptions = {}): Flagged {
  setPrices(scanner, prices, options.underlyings)
  return pass(scanner, options)
}

/** The pass of {rescan}, at the prices that are set. */
export function pass(scanner: Scanner, options: RescanOptions = {}): Flagged {
  const { views } = scanner
  const { slack = 0, underlyings, from = 0, to = views.base.length } = options
  const [low, high] = underlyings ? bits(underlyings) : [-1, -1]
  views.decided[0] = 0
  let count = 0
  // in pieces, so that the engine can put faster code in place meanwhile
  for (let next = from; next < to; next += piece)
    count = run(scanner, next, Math.min(next + piece, to), low, high, slack, count)
  return {
    accounts: views.flagged.subarray(0, count),
    equity: views.equity.subarray(0, count),
    maintenance: views.maintenance.subarray(0, count),
    decided: views.decided[0] ?? 0,
  }
}

/** One account's equity, maintenance, and the gross that errors are a share of; undefined for one that needs nothing. */
export function measure(scanner: Scanner, account: number) {
  const { views } = scanner
  const count = run(scanner, account, account + 1, -1, -1, Number.POSITIVE_INFINITY, 0)
  if (count === 0) return undefined
  const [equity = 0, maintenance = 0, gross = 0] = [
    views.equity,
    views.maintenance,
    views.gross,
  ].map(([first]) => first)
  return { equity, maintenance, gross }
}

const piece = 16_384

function run(
  scanner: Scanner,
  from: number,
  to: number,
  low: number,
  high: number,
  slack: number,
  count: number,
): number {
  const correlations = scanner.market.correlations.length
  return scanner.run({ from, to, low, high, slack, correlations, count })
}

function call(generated: NonNullable<ReturnType<typeof compile>>, pass: Pass): number {
  const moved = (BigInt(pass.high) << 32n) | BigInt(pass.low >>> 0)
  const { from, to, slack, correlations, count } = pass
  return generated(from, to, moved, slack, correlations, count)
}

function bits(underlyings: readonly number[]): [number, number] {
  let low = 0
  let high = 0
  for (const unit of underlyings) {
    if (unit % 64 < 32) low |= 1 << unit
    else high |= 1 << unit
  }
  return [low, high]
}

function writeUnits({ units }: Views, { instruments, assets, underlyings }: Market) {
  for (const [line, { underlying }] of [...instruments, ...assets].entries())
    units[line * narrowRow.size + narrowRow.unit] = underlying ?? underlyings.length
}
