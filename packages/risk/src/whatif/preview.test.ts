import { describe, expect, test } from 'vitest'
import type { MarginInput } from '../margin/marginInput.js'
import type { Change } from './judge.js'
import { preview } from './preview.js'
import { priceBand } from './priceBand.js'
import { account, marketAt, traded, wad } from './testing/portfolio.js'
import type { TradedInstrument } from './withPosition.js'

const perpetual: TradedInstrument = { kind: 'perpetual', market: 0 }
const trade = (size: number, price = 2000, fee = 0): Change => ({
  ...{ type: 'trade', instrument: perpetual },
  ...{ size: wad(size), price: wad(price), fee: wad(fee) },
})
const cash = (amount: number): Change => ({ type: 'cash', amount: wad(amount) })
const verdict = (input: MarginInput, change: Change | Change[]) => {
  const found = preview(input, change, { liquidation: false })
  expect(found.accepted).toBe(['healthy', 'reducing', 'deposit'].includes(found.verdict))
  return found.verdict
}

describe('preview', () => {
  test('default: margin and liquidation before and after', () => {
    const found = preview(traded(account(1000), perpetual, 1, 2000), trade(1))
    expect(found).toMatchObject({ verdict: 'healthy', accepted: true })
    expect(found.before).toEqual({
      equity: wad(1000),
      requirement: wad(200),
      maintenance: wad(200),
      initial: wad(260),
      free: wad(740),
      health: wad(5),
    })
    expect(found.after).toMatchObject({
      maintenance: wad(400),
      initial: wad(520),
      health: wad('2.5'),
    })
    // 1,000 + n (p − 2,000) = n p / 10
    expect(found.liquidation).toEqual([
      {
        before: { liquidatable: false, below: wad('1111.11111111') },
        after: { liquidatable: false, below: wad('1666.66666666') },
      },
    ])
  })

  test('behavior: to the unit of initial margin, and no further', () => {
    // 1,040 = 1.3 · 10 % of 8,000
    expect(verdict(account(1040), trade(4))).toBe('healthy')
    expect(verdict({ ...account(1040), cash: wad(1040) - 1n }, trade(4))).toBe('unhealthy')
  })

  test('behavior: below initial margin, what only reduces is accepted', () => {
    const short = traded(account(700), perpetual, 4, 2000)
    expect(verdict(short, trade(-1))).toBe('reducing')
    expect(verdict(short, [trade(-1), trade(-1, 2000, 1)])).toBe('healthy')
    expect(verdict(short, trade(-8))).toBe('unhealthy')
    expect(verdict(short, trade(1))).toBe('unhealthy')
    expect(verdict(short, [trade(-2), trade(1)])).toBe('unhealthy')
  })

  test('behavior: reducing at a price that makes the account worse is refused', () => {
    const short = traded(account(180), perpetual, 4, 2000)
    // 1 of 4 frees 260 of initial margin: a loss below it lets the shortfall fall …
    // … but equity over maintenance (180 / 800) must not fall, either: a loss of 45 at most
    expect(verdict(short, trade(-1, 1955))).toBe('reducing')
    expect(verdict(short, trade(-1, 1954))).toBe('unhealthy')
    expect(verdict(short, trade(-1, 1956, 2))).toBe('unhealthy')
  })

  test('behavior: outside the band round the mark nothing is accepted, whatever the margin', () => {
    // a quarter of a scan range of 10 %
    const rich = account(100_000)
    expect(priceBand(rich, perpetual)).toEqual({
      mark: wad(2000),
      least: wad(1950),
      most: wad(2050),
    })
    expect(verdict(rich, trade(1, 2050))).toBe('healthy')
    expect(verdict(rich, trade(1, 2051))).toBe('off mark')
    expect(verdict(rich, trade(-1, 1950))).toBe('healthy')
    expect(verdict(rich, trade(-1, 1949))).toBe('off mark')
    expect(verdict(rich, [trade(1), trade(1, 2051)])).toBe('off mark')
    expect(verdict(traded(account(700), perpetual, 4, 2000), trade(-1, 1949))).toBe('off mark')
  })

  test('behavior: the band of an option is narrower for a cheap one, and ends at what none can cost', () => {
    const rich = account(100_000)
    const option = (kind: 'call' | 'put', strike: number) =>
      priceBand(rich, { kind, market: 0, expiry: 0, strike: BigInt(strike) * 10n ** 8n })
    const middle = option('call', 2000)
    // 60 % and 30 days: a quarter of it and a quarter of 50, but no more than 50
    expect(middle.mark).toBeGreaterThan(wad(136))
    expect(middle.mark).toBeLessThan(wad(138))
    expect(middle.most - middle.mark).toBe(wad('12.5') + middle.mark / 4n)
    expect(middle.mark - middle.least).toBe(wad('12.5') + middle.mark / 4n)
    const deep = option('call', 1000)
    expect(deep.most - deep.mark).toBe(wad(50))
    expect(option('call', 4000).least).toBe(0n)
    expect(option('put', 10).most).toBe(wad(10))
  })

  test('behavior: a deposit is accepted whatever the margin', () => {
    const broken = traded(account(10), perpetual, 4, 2000)
    expect(verdict(broken, cash(1))).toBe('deposit')
    expect(verdict(broken, cash(-1))).toBe('unhealthy')
  })

  test('behavior: cash is borrowed against tokens alone', () => {
    const long = traded(account(10), perpetual, 1, 1000)
    expect(verdict(long, cash(-11))).toBe('uncovered')
    const token = { market: 0, price: wad(2000), haircutBps: 500n, basisRate: 0n, late: false }
    const line: Change = { type: 'collateral', line: token, amount: wad(1) }
    expect(verdict(long, [line, cash(-11)])).toBe('healthy')
  })

  test('behavior: an isolated account has one underlying', () => {
    const input = account(10_000, { mode: 'isolated', markets: [marketAt(2000), marketAt(10)] })
    const other: Change = {
      ...(trade(1, 10) as Extract<Change, { type: 'trade' }>),
      instrument: { kind: 'perpetual', market: 1 },
    }
    expect(verdict(input, trade(1))).toBe('healthy')
    expect(verdict(input, [trade(1), other])).toBe('mixed')
  })

  test('behavior: equity below zero is health below zero, rounded down', () => {
    const broken = traded(account(-1), perpetual, 3, 2000)
    const { health } = preview(broken, cash(1), { liquidation: false }).before
    // −1 / 600
    expect(health).toBe(-1_666_666_666_666_667n)
  })

  test('behavior: an account without anything has no health', () => {
    expect(preview(account(5), cash(1)).after).not.toHaveProperty('health')
  })
})
