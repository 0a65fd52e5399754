import { describe, expect, test } from 'vitest'
import { riskGrid, riskRow } from '../riskArray.js'
import { variance } from '../svi.js'
import { computeMargin } from './computeMargin.js'
import type { MarginInput, PositionInput } from './marginInput.js'
import { exampleInput, exampleMarket, perpetual, wad } from './testing/exampleInput.js'

const MONTH = 30n * 86_400n

/** An account with options of one expiry and strikes in USD, whose arrays were computed at the present forward. */
function withOptions(
  options: { kind: 'call' | 'put'; strike: number; size: number }[],
): MarginInput {
  const expiry = {
    market: 0,
    forward: wad(2000),
    tau: MONTH,
    tauAtPublication: MONTH,
    settled: false,
    slice: {
      a: 15_000_000n,
      b: 30_000_000n,
      rho: -200_000n,
      m: 0n,
      sigma: 500_000_000n,
      basis: 0n,
      time: 1n,
    },
  }
  const { scanRange, volShock } = exampleMarket().params
  const grid = riskGrid({ tau: MONTH, scanRange, volShock })
  const rows = options.map(({ strike }) => {
    const of = { forward: wad(2000), strike: wad(strike) }
    return riskRow(grid, of.forward, of.strike, variance(expiry.slice, of, expiry))
  })
  const positions = options.map(({ kind, strike, size }, row): PositionInput => {
    const place = { market: 0, expiry: 0, blob: 0, row }
    return { kind, strike: BigInt(strike) * 10n ** 8n, size: wad(size), ...place }
  })
  const blobs = [{ expiry: 0, anchor: wad(2000), scanRange, rows }]
  return { ...exampleInput, expiries: [expiry], blobs, positions }
}

describe('computeMargin', () => {
  test('default: a long perpetual', () => {
    const positions = [perpetual(wad(3), wad(5900))]
    const report = computeMargin({ ...exampleInput, cash: wad(1000), positions })
    expect(report).toMatchObject({
      equity: wad(1100),
      requirement: wad(1200),
      maintenance: wad(1200),
      initial: wad(1560),
      markets: [{ scan: wad(1200), up: 0n, down: wad(1200), worst: 12, floor: wad(30) }],
      positions: [{ price: wad(2000), value: wad(100), notional: wad(6000), profit: -wad(1200) }],
    })
  })

  test('behavior: cash alone needs nothing', () => {
    const report = computeMargin({ ...exampleInput, cash: wad(5) })
    expect(report).toMatchObject({ equity: wad(5), requirement: 0n, maintenance: 0n, initial: 0n })
  })

  test('behavior: staked ether against a short perpetual pays the dearer rate', () => {
    const line = {
      market: 0,
      amount: wad(1),
      price: wad(2400),
      haircutBps: 1000n,
      basisRate: 30_000n,
      late: false,
    }
    const positions = [perpetual(-wad(1), -wad(2000))]
    const report = computeMargin({ ...exampleInput, positions, lines: [line] })
    expect(report).toMatchObject({ equity: wad(2160), requirement: wad(92), initial: wad('119.6') })
    expect(report.markets[0]).toMatchObject({ scan: wad(32), basis: wad(60), worst: 12 })
    // what each leg does in the worst scenario adds up to the scan
    expect([...report.positions, ...report.lines].map((leg) => leg.profit)).toEqual([
      wad(400),
      -wad(432),
    ])
    const cross = computeMargin({ ...exampleInput, mode: 'cross', positions, lines: [line] })
    expect(cross).toMatchObject({
      requirement: wad(832),
      lines: [{ requirement: wad(432), scenario: 12 }],
    })
  })

  test('behavior: legs add up to the worst scenario of their underlying', () => {
    const input = withOptions([
      { kind: 'call', strike: 2000, size: -3 },
      { kind: 'put', strike: 1800, size: 2 },
      { kind: 'call', strike: 2400, size: 1 },
    ])
    const report = computeMargin(input)
    const worst = report.markets[0]?.worst
    expect(worst).toBe(10)
    const sum = report.positions.reduce((all, leg) => all + leg.profit, 0n)
    expect(report.markets[0]?.scan).toBe(report.requirement - (report.markets[0]?.basis ?? 0n))
    const difference = -sum - (report.markets[0]?.scan ?? 0n)
    expect(difference >= 0n && difference <= 3n).toBe(true)
  })

  test('behavior: an option in cross margin names its own worst scenario', () => {
    const options = [
      { kind: 'call', strike: 2000, size: -1 },
      { kind: 'call', strike: 2000, size: 1 },
    ] as const
    const report = computeMargin({ ...withOptions([...options]), mode: 'cross' })
    const [short, long] = report.positions
    // far up it loses most, although little of that is charged
    expect(short?.scenario).toBe(19)
    expect(long?.scenario).toBe(13)
    // a long option loses no more than it is worth
    expect(long?.requirement ?? 0n).toBeLessThanOrEqual(long?.value ?? 0n)
    expect(report.requirement).toBe((short?.requirement ?? 0n) + (long?.requirement ?? 0n))
  })

  test('behavior: opposed underlyings earn a credit once', () => {
    const markets = [exampleMarket(), exampleMarket(), exampleMarket()]
    const positions = [
      perpetual(wad(10), wad(20_000), 0),
      perpetual(-wad(6), -wad(12_000), 1),
      perpetual(-wad(10), -wad(20_000), 2),
    ]
    const pairs = [
      { first: 0, second: 1, share: 500_000n },
      { first: 2, second: 0, share: 250_000n },
    ]
    const report = computeMargin({ ...exampleInput, markets, positions, pairs })
    // half of 2,400, then a quarter of the 1,600 that are left of the long
    expect(report.credits).toBe(wad(1600))
    expect(report.requirement).toBe(wad(4000 + 2400 + 4000 - 1600))
  })

  test('error: an input that refers to nothing', () => {
    const positions = [perpetual(wad(1), 0n, 3)]
    expect(() => computeMargin({ ...exampleInput, positions })).toThrow(RangeError)
  })
})
