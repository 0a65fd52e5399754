import { setAccount } from '../../packages/risk/src/scanner/accounts.js'
import type { Account, Market, Mode, Prices } from '../../packages/risk/src/scanner/market.js'
import {
  createAccount,
  createMarket,
  createRandom,
} from '../../packages/risk/src/scanner/random.fixture.js'
import {
  createScanner,
  pass,
  type RescanOptions,
  type Scanner,
  setPrices,
} from '../../packages/risk/src/scanner/scanner.js'
import { loadPeer } from './peer.js'

/**
 * Milliseconds for a million accounts, by the clock: of the best whole run, and the sum of each piece's best of the same runs, which
 * is what a run takes when nobody else is given the processor meanwhile.
 */
export type Time = { whole: number; pieces: number }
export type ScannerRow = {
  name: string
  full: Time
  tick: Time
  /** Shares of the accounts. */
  decided: number
  flagged: number
  memoryMb: number
}
export type ScannerMeasurement = {
  kind: 'simd' | 'plain'
  accounts: number
  instruments: number
  /** Pricing all instruments, milliseconds. */
  tables: number
  rows: ScannerRow[]
  peer?: { name: string; perAccountUs: number; oursUs: number; ratio: number; accounts: number }
}

type Population = { name: string; mode: Mode; over: number; isTight: boolean }
const populations: readonly Population[] = [
  { name: 'portfolio, over 12 underlyings', mode: 'portfolio', over: 12, isTight: false },
  { name: 'the same, at the line', mode: 'portfolio', over: 12, isTight: true },
  { name: 'portfolio, over 3 underlyings, at the line', mode: 'portfolio', over: 3, isTight: true },
  { name: 'isolated, at the line', mode: 'isolated', over: 12, isTight: true },
  { name: 'cross, at the line', mode: 'cross', over: 12, isTight: true },
]

/**
 * Measures the scanner on distinct random accounts of eight positions, one population after the other. `At the line`: every
 * account's equity is a thousandth above its maintenance, so that no bound decides it and everything is computed.
 */
export function measureScanner(count: number, show: (text: string) => void): ScannerMeasurement {
  const { market, prices } = createMarket(12, 20)
  const rows = populations.map((population) => {
    show(population.name)
    return measurePopulation(population, count, market, prices)
  })
  const scanner = createScanner(market, { accounts: 1, lines: 1 })
  const tables = best(() => setPrices(scanner, prices))
  show('peer')
  const peer = measurePeer(market, prices)
  return {
    kind: scanner.kind,
    accounts: count,
    instruments: market.instruments.length,
    tables,
    rows,
    ...(peer && { peer }),
  }
}

function measurePopulation(
  { name, mode, over, isTight }: Population,
  count: number,
  market: Market,
  prices: Prices,
): ScannerRow {
  const scanner = createScanner(market, { accounts: count, lines: 9 * count })
  setPrices(scanner, prices)
  const random = createRandom(2_026)
  for (let i = 0; i < count; i++)
    setAccount(scanner, i, accountOf(random, market, prices, mode, over))
  const all = pass(scanner, { slack: Number.POSITIVE_INFINITY })
  for (const [i, account] of all.accounts.entries()) {
    // those that are not at the line hold 1.1 to 5 times their maintenance; one in two hundred fell below
    const share = isTight ? 1.001 : random() < 0.005 ? 0.95 : 1.1 + 3.9 * random()
    const more = share * (all.maintenance[i] ?? 0) - (all.equity[i] ?? 0)
    scanner.views.base[account] = (scanner.views.base[account] ?? 0) + more
  }
  const scale = 1e6 / count
  const underlyings = [1]
  const full = sum(
    timePass(scanner, count),
    best(() => setPrices(scanner, prices)),
  )
  const { accounts, decided } = pass(scanner)
  const tick = sum(
    timePass(scanner, count, { underlyings }),
    best(() => setPrices(scanner, prices, underlyings)),
  )
  const memoryMb = Math.round((scanner.views.base.buffer.byteLength * scale) / 2 ** 20)
  return { name, full, tick, decided: decided / count, flagged: accounts.length / count, memoryMb }
}

/** Eight positions on some of the underlyings. */
function accountOf(
  random: () => number,
  market: Market,
  prices: Prices,
  mode: Mode,
  underlyings: number,
): Account {
  const account = createAccount(random, market, prices, { mode, positions: 8, notional: 10_000 })
  if (underlyings === market.underlyings.length) return account
  const per = market.instruments.length / market.underlyings.length
  const first = Math.floor(random() * market.underlyings.length)
  const held = new Map(
    account.positions.map(({ instrument, size, ...rest }, i) => {
      const underlying = (first + (i % underlyings)) % market.underlyings.length
      const moved = underlying * per + (instrument % per)
      const from = prices.index[market.instruments[instrument]?.underlying ?? 0] ?? 1
      return [
        moved,
        { instrument: moved, size: (size * from) / (prices.index[underlying] ?? 1), ...rest },
      ]
    }),
  )
  return { ...account, positions: [...held.values()] }
}

/** Eight perpetuals per account, cross: what both can express. */
function measurePeer(market: Market, prices: Prices): ScannerMeasurement['peer'] {
  const random = createRandom(7)
  const per = market.instruments.length / market.underlyings.length
  const accounts = Array.from({ length: 20_000 }, (): Account => {
    const first = Math.floor(random() * market.underlyings.length)
    const positions = Array.from({ length: 8 }, (_, i) => {
      const underlying = (first + i) % market.underlyings.length
      const worth = 10_000 * (0.2 + random()) * (random() < 0.5 ? -1 : 1)
      const size = worth / (prices.index[underlying] ?? 1)
      return { instrument: underlying * per, size, cost: worth * (0.95 + random() * 0.1) }
    })
    return { mode: 'cross', cash: 30_000 * random(), positions, collateral: [] }
  })
  const some = accounts.slice(0, 2_000)
  const peer = loadPeer(some, market, prices)
  if (!peer) return undefined
  const scanner = createScanner(market, { accounts: accounts.length, lines: 8 * accounts.length })
  setPrices(scanner, prices)
  for (const [i, account] of accounts.entries()) setAccount(scanner, i, account)
  const ours = timePass(scanner, accounts.length).pieces
  const each = some.map((_, i) => best(() => peer.check(i), 3))
  const perAccountUs = (1_000 * each.reduce((a, b) => a + b)) / some.length
  const oursUs = ours / 1_000
  return {
    name: peer.name,
    perAccountUs,
    oursUs,
    ratio: perAccountUs / oursUs,
    accounts: some.length,
  }
}

const sum = (a: Time, b: number): Time => ({ whole: a.whole + b, pieces: a.pieces + b })

/** Passes over all accounts, in pieces: all of them are visited before the next run, so that none finds its data in the cache. */
function timePass(scanner: Scanner, count: number, options: RescanOptions = {}): Time {
  const size = 4_096
  const pieces = new Float64Array(Math.ceil(count / size)).fill(Number.POSITIVE_INFINITY)
  let whole = Number.POSITIVE_INFINITY
  for (let run = 0; run < 12; run++) {
    let total = 0
    for (let i = 0; i < pieces.length; i++) {
      const start = performance.now()
      pass(scanner, { ...options, from: i * size, to: Math.min(count, (i + 1) * size) })
      const time = performance.now() - start
      pieces[i] = Math.min(pieces[i] ?? 0, time)
      total += time
    }
    whole = Math.min(whole, total)
  }
  const scale = 1e6 / count
  return { whole: whole * scale, pieces: pieces.reduce((a, b) => a + b) * scale }
}

/** The best of several runs, milliseconds. */
function best(run: () => unknown, times = 12): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    run()
    least = Math.min(least, performance.now() - start)
  }
  return least
}
