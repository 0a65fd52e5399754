import { setAccount } from '../../packages/risk/src/scanner/accounts.js'
import type { Account, Market, Mode, Prices } from '../../packages/risk/src/scanner/market.js'
import {
  createAccount,
  createMarket,
  createRandom,
} from '../../packages/risk/src/scanner/random.fixture.js'
import { createScanner, measure, pass, setPrices } from '../../packages/risk/src/scanner/scanner.js'
import { loadPeer } from './peer.js'

/** Milliseconds for a million accounts: by the clock, and of the processor, which counts no time given to others. */
export type Time = { wall: number; cpu: number }
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
  tables: Time
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
  const tables = best(() => setPrices(scanner, prices), 1)
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
  for (let i = 0; i < count; i++) {
    const account = accountOf(random, market, prices, mode, over)
    setAccount(scanner, i, account)
    const margin = measure(scanner, i)
    // those that are not at the line hold 1.1 to 5 times their maintenance; one in two hundred fell below
    const share = isTight ? 1.001 : random() < 0.005 ? 0.95 : 1.1 + 3.9 * random()
    const cash = account.cash + share * (margin?.maintenance ?? 0) - (margin?.equity ?? 0)
    setAccount(scanner, i, { ...account, cash })
  }
  const scale = 1e6 / count
  const underlyings = [1]
  const tables = best(() => setPrices(scanner, prices), 1)
  const full = sum(
    tables,
    best(() => pass(scanner), scale),
  )
  const { accounts, decided } = pass(scanner)
  const few = best(() => setPrices(scanner, prices, underlyings), 1)
  const tick = sum(
    few,
    best(() => pass(scanner, { underlyings }), scale),
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
  const ours = best(() => pass(scanner), 1)
  const theirs = best(() => some.map((_, i) => peer.check(i)), 1, 3)
  const perAccountUs = (1_000 * theirs.cpu) / some.length
  const oursUs = (1_000 * ours.cpu) / accounts.length
  return {
    name: peer.name,
    perAccountUs,
    oursUs,
    ratio: perAccountUs / oursUs,
    accounts: some.length,
  }
}

const sum = (a: Time, b: Time): Time => ({ wall: a.wall + b.wall, cpu: a.cpu + b.cpu })

/** The best of several runs, each quantity for itself. */
function best(run: () => unknown, scale: number, times = 8): Time {
  let [wall, cpu] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let i = 0; i < times; i++) {
    const [start, used] = [performance.now(), process.cpuUsage()]
    run()
    const { user, system } = process.cpuUsage(used)
    wall = Math.min(wall, (performance.now() - start) * scale)
    cpu = Math.min(cpu, ((user + system) / 1_000) * scale)
  }
  return { wall, cpu }
}
