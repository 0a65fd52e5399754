import { computeMargin, type MarginInput, scenarioReport } from '@causeway/risk'
import { size, slice } from 'viem'
import { describe, expect, test } from 'vitest'
import {
  account,
  randomPortfolio,
  traded,
  wad,
} from '../../../risk/src/whatif/testing/portfolio.js'
import { auctionScenarios } from './auctionScenarios.js'

const ether = {
  market: 0,
  amount: wad(3),
  price: wad(2000),
  haircutBps: 500n,
  basisRate: 30_000n,
  late: false,
}
const { market: _, ...dai } = { ...ether, price: wad(1) }
const perpetual = { kind: 'perpetual', market: 0 } as const

describe('auctionScenarios', () => {
  test('default: the whole range down for who is long, up for who is short', () => {
    expect(auctionScenarios(traded(account(1000), perpetual, 1, 2000))).toBe('0x0c')
    expect(auctionScenarios(traded(account(1000), perpetual, -1, 2000))).toBe('0x0a')
  })

  test('behavior: cross margin names one for each position, then each token; none for stable ones', () => {
    const input = traded(account(1000, { mode: 'cross' }), perpetual, -1, 2000)
    expect(auctionScenarios({ ...input, lines: [ether, dai] })).toBe('0x0a0cff')
    // netted, the ether outweighs the short
    expect(auctionScenarios({ ...input, mode: 'portfolio', lines: [ether, dai] })).toBe('0x0c')
  })

  test('behavior: who sold an option is short of volatility too', () => {
    const strike = 2000n * 10n ** 8n
    const call = { kind: 'call', market: 0, expiry: 0, strike } as const
    expect(auctionScenarios(traded(account(1000), call, -1, 137))).toBe('0x0a')
    expect(auctionScenarios(traded(account(1000), call, 1, 137))).toBe('0x0d')
  })

  test('behavior: of every account the scenarios named leave least, and no less than its requirement does', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomPortfolio(seed, { options: true, lines: true })
      const input: MarginInput = { ...random, mode: 'portfolio', pairs: [], initial: false }
      const scenarios = auctionScenarios(input)
      expect(size(scenarios)).toBe(input.markets.length)
      const reports = scenarioReport(input)
      const lost = reports.reduce((sum, { rows }, m) => {
        const named = Number(slice(scenarios, m, m + 1))
        expect(named).toBeLessThan(14)
        const profits = rows.slice(0, 14).map(({ profit }) => profit)
        const [least = 0n] = profits.sort((a, b) => (a < b ? -1 : 1))
        expect(rows[named]?.profit).toBe(least)
        return sum + (least < 0n ? least : 0n)
      }, 0n)
      expect(-lost).toBeLessThanOrEqual(computeMargin(input).requirement)
    }
  })
})
