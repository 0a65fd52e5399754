import { expect, test } from 'vitest'
import { removeAccount, ScannerFullError, setAccount } from './accounts.js'
import { EPSILON, PER_LINE } from './kernel.js'
import type { Account, Market, Mode, Prices } from './market.js'
import { createAccount, createMarket, createRandom } from './random.fixture.js'
import { referenceMargin } from './reference.fixture.js'
import { createScanner, measure, rescan, type Scanner, setPrices } from './scanner.js'

const modes: readonly Mode[] = ['portfolio', 'isolated', 'cross']
const { market, prices } = createMarket(5, 8)

/** Prices `move` later: everything but the arrays, which stay at their anchor. */
function moved(move: number): Prices {
  const by = (list: ArrayLike<number>) => Array.from(list, (price) => price * (1 + move))
  const assets = market.assets.map(
    ({ underlying }, i) => (prices.assets[i] ?? 0) * (underlying === undefined ? 1 : 1 + move),
  )
  return { ...prices, index: by(prices.index), assets }
}

function fill(count: number, seed: number, kind?: Scanner['kind']) {
  const scanner = createScanner(market, { accounts: count, lines: 14 * count }, kind)
  const random = createRandom(seed)
  const accounts = Array.from({ length: count }, (_, i) => {
    const mode = modes[i % 3] ?? 'cross'
    const positions = 1 + Math.floor(random() * 12)
    // the exponent makes some large enough for concentration to count
    const notional = 10 ** (3 + 4 * random())
    const account = createAccount(random, market, prices, { mode, positions, notional })
    setAccount(scanner, i, account)
    return account
  })
  return { scanner, accounts }
}

/** What the figures may be off, from the account as it was given. */
function tolerance(account: Account, at: Market, { index, assets }: Prices): number {
  const { positions, collateral, cash } = account
  let gross = Math.abs(positions.reduce((rest, { cost = 0 }) => rest - cost, cash))
  for (const { instrument, size } of positions) {
    const { underlying = 0, ...rest } = at.instruments[instrument] ?? {}
    const strike = 'strike' in rest ? rest.strike : 0
    gross += Math.abs(size) * ((index[underlying] ?? 0) * 1.05 + strike)
  }
  for (const { asset, amount } of collateral) gross += amount * (assets[asset] ?? 0)
  return (EPSILON + PER_LINE * (positions.length + collateral.length)) * gross
}

for (const kind of ['simd', 'plain'] as const) {
  for (const move of [0, 0.03, -0.04]) {
    test(`${kind}, prices ${100 * move} % on: 3,000 accounts as the formula says`, () => {
      const { scanner, accounts } = fill(3_000, 11, kind)
      expect(scanner.kind).toBe(kind)
      const at = moved(move)
      const flagged = new Set(rescan(scanner, at).accounts)
      const liquidatable = accounts.flatMap((account, i) => {
        const exact = referenceMargin(market, at, account)
        const found = measure(scanner, i)
        // concentration adds to what single precision may be off
        const within = tolerance(account, market, at) + EPSILON * 2 * exact.maintenance
        expect(Math.abs((found?.equity ?? 0) - exact.equity)).toBeLessThan(
          (1e-12 * within) / EPSILON,
        )
        expect(Math.abs((found?.maintenance ?? 0) - exact.maintenance)).toBeLessThan(within)
        if (flagged.has(i)) expect(exact.equity).toBeLessThan(exact.maintenance + 2 * within)
        return exact.equity < exact.maintenance ? [i] : []
      })
      expect(liquidatable.filter((i) => !flagged.has(i))).toEqual([])
      expect(liquidatable.length).toBeGreaterThan(300)
      expect(liquidatable.length).toBeLessThan(2_700)
    })
  }
}

test('both kernels decide as many accounts early, and flag the same', () => {
  const [simd, plain] = (['simd', 'plain'] as const).map((kind) => {
    const { accounts, decided } = rescan(fill(20_000, 5, kind).scanner, prices)
    return { accounts: [...accounts], decided }
  })
  expect(simd).toEqual(plain)
  expect(simd?.decided).toBeGreaterThan(2_000)
  expect(simd?.accounts.length).toBeGreaterThan(2_000)
})

test('no account on the line is missed, whatever decides it', () => {
  const { scanner, accounts } = fill(2_000, 3)
  setPrices(scanner, prices)
  for (const [i, account] of accounts.entries()) {
    const { equity, maintenance } = referenceMargin(market, prices, account)
    // a billionth below maintenance
    const cash = account.cash + maintenance - equity - 1e-9 * maintenance - 1e-9
    setAccount(scanner, i, { ...account, cash })
  }
  expect(rescan(scanner, prices).accounts.length).toBe(2_000)
})

test('behavior: a tick of one underlying looks at nothing else', () => {
  const { scanner } = fill(6_000, 9)
  rescan(scanner, prices)
  const index = Array.from(prices.index, (price, i) => (i === 2 ? price * 1.04 : price))
  const tick = { ...prices, index }
  const touched = [...rescan(scanner, tick, { underlyings: [2] }).accounts]
  const all = new Set(rescan(scanner, tick).accounts)
  expect(touched.length).toBeGreaterThan(200)
  expect(touched.length).toBeLessThan(all.size)
  expect(touched.filter((i) => !all.has(i))).toEqual([])
  // who holds nothing of it stands as before
  const before = new Set(rescan(scanner, prices).accounts)
  const others = [...all].filter((i) => !touched.includes(i))
  expect(others.filter((i) => !before.has(i))).toEqual([])
})

test('behavior: what leaves makes room, and what is gone is not found', () => {
  const scanner = createScanner(market, { accounts: 2, lines: 8 })
  const account: Account = {
    mode: 'cross',
    cash: -5_000,
    positions: [0, 1, 2, 3].map((instrument) => ({ instrument, size: 1 })),
    collateral: [],
  }
  for (let i = 0; i < 10; i++) setAccount(scanner, i % 2, { ...account, cash: -1e6 })
  expect([...rescan(scanner, prices).accounts]).toEqual([0, 1])
  removeAccount(scanner, 0)
  expect([...rescan(scanner, prices).accounts]).toEqual([1])
  expect(measure(scanner, 0)).toBeUndefined()
})

test('behavior: cash alone needs nothing; borrowed cash does, with or without collateral', () => {
  const scanner = createScanner(market, { accounts: 3, lines: 3 })
  const empty: Account = { mode: 'cross', cash: 5, positions: [], collateral: [] }
  setAccount(scanner, 0, { ...empty, collateral: [{ asset: 1, amount: 1 }] })
  setAccount(scanner, 1, { ...empty, cash: -5 })
  setAccount(scanner, 2, { ...empty, cash: -5, collateral: [{ asset: 1, amount: 1 }] })
  expect([...rescan(scanner, prices).accounts]).toEqual([1])
  expect(measure(scanner, 2)?.maintenance).toBeCloseTo(60_000 * 0.95 * 0.18, 1)
})

test('error: more accounts or lines than there is room for', () => {
  const scanner = createScanner(market, { accounts: 1, lines: 1 })
  const account: Account = { mode: 'cross', cash: 0, positions: [], collateral: [] }
  const positions = Array.from({ length: 9 }, (_, instrument) => ({ instrument, size: 1 }))
  expect(() => setAccount(scanner, 1, { ...account, cash: -1 })).toThrow(ScannerFullError)
  expect(() => setAccount(scanner, 0, { ...account, positions })).toThrow(ScannerFullError)
})
