import { computeMargin, type MarginInput, makeArrays, type RiskParameters } from '@causeway/risk'
import { measure } from '@causeway/risk/scanner'
import { encodeInstrument, parseInstrument, toAccountId, toAssetId } from '@causeway/sdk'
import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import { addressOf } from '../testing/fakeChain.js'
import type { Book, RiskState } from './market.js'
import { createScan, evaluate, type Scan } from './scan.js'

const wad = (units: number) => BigInt(Math.round(units * 1e6)) * 10n ** 12n
const idOf = (name: string) => encodeInstrument(parseInstrument(name))
const expiry = Date.UTC(2026, 11, 25, 8) / 1_000
const now = expiry - 30 * 86_400
const perpetual = idOf('ETH-PERP')
const call = idOf('ETH-20261225-3000-C')
const future = idOf('ETH-20261225')
const weth = toAssetId({ chain: 1, token: addressOf('WETH') as Hex })
const dai = toAssetId({ chain: 1, token: addressOf('DAI') as Hex })
const accountOf = (name: string) =>
  toAccountId({ owner: addressOf(name) as Hex, chain: 0, subaccount: 0n })
const [alice, bob, carol] = ['alice', 'bob', 'carol'].map(accountOf) as [Hex, Hex, Hex]

const params: RiskParameters = {
  ...{ scanRange: 200_000n, volShock: 450_000n, basisRate: 10_000n, floorRate: 5_000n },
  ...{ shortRate: 30_000n, tenorRate: 250_000n, concentration: 20n },
}
const slice = {
  ...{ a: 30_000_000n, b: 20_000_000n, rho: -300_000n, m: 0n, sigma: 100_000_000n },
  ...{ basis: 4_000_000n, time: BigInt(now - 60) },
}

function stateAt(index: number): RiskState {
  const times = { tau: BigInt(expiry - now), tauAtPublication: BigInt(expiry - now + 60) }
  const forward = (wad(index) * 1_004_000_000n) / 1_000_000_000n
  const market = { index: wad(index), confidence: 0n, mark: wad(index), params }
  const known: MarginInput = {
    ...{ cash: 0n, mode: 'cross', initial: false, initialFactor: 1_300_000n, positions: [] },
    ...{ markets: [market], blobs: [], lines: [], pairs: [] },
    expiries: [{ market: 0, forward, ...times, settled: false, slice }],
  }
  const made = makeArrays(known, 0, [3_000n * 10n ** 8n])
  return {
    ...{ time: BigInt(now), block: 1n },
    markets: [{ underlying: 'ETH', params, index: wad(index), premium: 100_000n }],
    expiries: [{ underlying: 'ETH', expiry, slice, settlement: undefined }],
    tokens: [
      { asset: weth, underlying: 'ETH', haircutBps: 500, basisRate: 10_000, price: wad(index) },
      { asset: dai, underlying: undefined, haircutBps: 300, basisRate: 0, price: wad(1) },
    ],
    arrays: new Map([
      [
        call,
        {
          anchor: made.anchor,
          scanRange: Number(made.scanRange),
          shares: made.rows[0] as number[],
        },
      ],
    ]),
    correlations: [],
  }
}

/** The same account as the hub's reader would give it. */
function inputOf(book: Book, state: RiskState): MarginInput {
  const [eth] = state.markets
  const index = eth?.index ?? 0n
  const over = (nano: bigint) => (index * (1_000_000_000n + nano)) / 1_000_000_000n
  const array = state.arrays.get(call)
  return {
    ...{ cash: book.cash, mode: book.mode, initial: false, initialFactor: 1_300_000n },
    markets: [{ index, confidence: 0n, mark: over(eth?.premium ?? 0n), params }],
    expiries: [
      {
        ...{ market: 0, forward: over(slice.basis), settled: false, slice },
        ...{ tau: BigInt(expiry - now), tauAtPublication: BigInt(expiry - now + 60) },
      },
    ],
    blobs: [
      {
        ...{ expiry: 0, anchor: array?.anchor ?? 0n, scanRange: 200_000n },
        rows: [array?.shares ?? []],
      },
    ],
    positions: book.positions.map(({ id, size, cost }) => {
      if (id === perpetual) return { kind: 'perpetual', size, cost, market: 0 }
      if (id === future) return { kind: 'future', size, cost, market: 0, expiry: 0 }
      const strike = 3_000n * 10n ** 8n
      return { kind: 'call', size, market: 0, expiry: 0, strike, blob: 0, row: 0 }
    }),
    lines: book.holdings.map(({ asset, amount }) => {
      const token = state.tokens.find((entry) => entry.asset === asset)
      return {
        ...(token?.underlying !== undefined && { market: 0 }),
        ...{ amount, price: token?.price ?? 0n, haircutBps: BigInt(token?.haircutBps ?? 0) },
        ...{ basisRate: BigInt(token?.basisRate ?? 0), late: false },
      }
    }),
    pairs: [],
  }
}

const books = {
  [alice]: {
    ...{ mode: 'portfolio', cash: wad(-9_000) },
    holdings: [
      { asset: weth, amount: wad(12) },
      { asset: dai, amount: wad(1_000) },
    ],
    positions: [
      { id: perpetual, size: wad(-8), cost: wad(-24_500) },
      { id: call, size: wad(-5), cost: 0n },
      { id: future, size: wad(3), cost: wad(9_100) },
    ],
  },
  [bob]: {
    ...{ mode: 'cross', cash: wad(9_000), holdings: [] },
    positions: [{ id: perpetual, size: wad(10), cost: wad(30_000) }],
  },
  // no position: cash that was borrowed against ether
  [carol]: {
    ...{ mode: 'cross', cash: wad(-21_000), positions: [] },
    holdings: [{ asset: weth, amount: wad(10) }],
  },
} satisfies Record<Hex, Book>

function put(scan: Scan, own: Record<Hex, Book>): Hex[] {
  for (const [account, book] of Object.entries(own))
    scan.books.set(account as Hex, { book, readAt: 0 })
  return Object.keys(own) as Hex[]
}

test('default: the scanner says of each account what the exact margin says', () => {
  const scan = createScan()
  const state = stateAt(3_000)
  evaluate(scan, state, put(scan, books))
  for (const [account, book] of Object.entries(books)) {
    const { table } = scan
    const place = table?.places.get(account as Hex)
    if (!table || place === undefined) throw new Error('the account has no place')
    const found = measure(table.scanner, place)
    const exact = computeMargin(inputOf(book, state))
    expect(found?.equity).toBeCloseTo(Number(exact.equity) / 1e18, 3)
    expect(found?.maintenance).toBeCloseTo(Number(exact.maintenance) / 1e18, 3)
  }
})

test('behavior: flags who is below maintenance at each price, the poorest first, and borrowers without positions', () => {
  const scan = createScan()
  const read = put(scan, books)
  const below = (index: number) => {
    const state = stateAt(index)
    return Object.entries(books)
      .map(([account, book]) => ({ account, ...computeMargin(inputOf(book, state)) }))
      .filter(({ equity, maintenance }) => equity < maintenance)
      .map(({ account }) => account)
  }
  for (const index of [3_000, 2_780, 2_600, 2_300, 3_900]) {
    const flagged = evaluate(scan, stateAt(index), read)
    expect([...flagged].sort()).toEqual(below(index).sort())
  }
  expect(evaluate(scan, stateAt(3_000), [])).toEqual([])
  expect(evaluate(scan, stateAt(2_600), [])).toEqual([carol, bob])
})

test('behavior: accounts come, change and go; new instruments and more accounts make a new table', () => {
  const scan = createScan()
  evaluate(scan, stateAt(3_000), put(scan, { [bob]: books[bob] as Book }))
  const first = scan.table
  // other instruments: another market
  evaluate(scan, stateAt(3_000), put(scan, books))
  expect(scan.table).not.toBe(first)
  const second = scan.table
  const poor = { ...(books[bob] as Book), cash: wad(100) }
  expect(evaluate(scan, stateAt(3_000), put(scan, { [bob]: poor }))).toEqual([bob])
  scan.books.delete(bob)
  expect(evaluate(scan, stateAt(3_000), [bob])).toEqual([])
  expect(scan.table).toBe(second)
  // his place is the next one's
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, i) => [accountOf(`account ${i}`), poor]),
  )
  expect(evaluate(scan, stateAt(3_000), put(scan, many))).toHaveLength(200)
  expect(scan.table).not.toBe(second)
})

test('behavior: an expiry without a surface, or a token that is not listed, stops nothing', () => {
  const scan = createScan()
  const state = stateAt(2_600)
  const bare = {
    ...state,
    expiries: state.expiries.map((entry) => ({ ...entry, slice: undefined })),
  }
  const other = toAssetId({ chain: 2, token: addressOf('other') as Hex })
  const holdings = [{ asset: other, amount: wad(1e6) }]
  const read = put(scan, { ...books, [bob]: { ...(books[bob] as Book), holdings } })
  expect(evaluate(scan, bare, read)).toContain(bob)
})
