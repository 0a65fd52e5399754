import { describe, expect, test } from 'vitest'
import { computeMargin } from '../margin/computeMargin.js'
import { scenarioReport } from './scenarioReport.js'
import { account, randomPortfolio, traded, wad } from './testing/portfolio.js'

describe('scenarioReport', () => {
  test('default: a long perpetual', () => {
    const [report] = scenarioReport(
      traded(account(1000), { kind: 'perpetual', market: 0 }, 1, 2000),
    )
    expect(report?.rows).toHaveLength(20)
    expect(report?.worst).toBe(12)
    expect(report?.rows[12]).toEqual({
      ...{ move: -100_000n, volatility: 'up', share: 1_000_000n },
      ...{ profit: wad(-200), charged: wad(200) },
    })
    // −50 %, of which 99 % · 10 % / 50 % counts
    expect(report?.rows[17]).toEqual({
      ...{ move: -500_000n, volatility: 'unchanged', share: 198_000n },
      ...{ profit: wad(-1000), charged: wad(198) },
    })
    expect(report?.legs).toEqual([{ of: 'position', number: 0, profit: wad(-200), scenario: 12 }])
  })

  test('behavior: which leg loses', () => {
    let input = traded(account(1000), { kind: 'perpetual', market: 0 }, 2, 2000)
    const strike = 2000n * 10n ** 8n
    input = traded(input, { kind: 'call', market: 0, expiry: 0, strike }, -5, 137)
    const [report] = scenarioReport(input)
    const { rows, worst, legs } = report as NonNullable<typeof report>
    expect(rows[worst as number]?.move).toBeGreaterThan(0n)
    expect(legs.map(({ number }) => number)).toEqual([1, 0])
    expect(legs[0]?.profit).toBeLessThan(0n)
    expect(legs[1]?.profit).toBeGreaterThan(0n)
  })

  test('behavior: nothing lost, nothing worst', () => {
    expect(scenarioReport(account(5))[0]).not.toHaveProperty('worst')
  })

  test('behavior: the worst row is the scan, and legs add up to it', () => {
    let compared = 0
    for (let seed = 1; seed <= 60; seed++) {
      const input = randomPortfolio(seed, { options: true, lines: true })
      const margin = computeMargin(input)
      scenarioReport(input).forEach(({ rows, worst, legs }, m) => {
        if (input.mode === 'cross') {
          const alone = [...margin.positions, ...margin.lines]
          for (const leg of legs)
            expect(alone.some(({ profit }) => profit === leg.profit)).toBe(true)
          return
        }
        const { scan, worst: expected } = margin.markets[m] as (typeof margin.markets)[number]
        expect(worst, `seed ${seed}`).toBe(expected)
        if (worst === undefined) return
        expect(rows[worst]?.charged, `seed ${seed}`).toBe(scan)
        const sum = legs.reduce((total, { profit }) => total + profit, 0n)
        const apart = sum - (rows[worst]?.profit as bigint)
        expect(apart <= 0n && apart >= -BigInt(legs.length), `seed ${seed}: ${apart}`).toBe(true)
        compared++
      })
    }
    expect(compared).toBeGreaterThan(30)
  })
})
