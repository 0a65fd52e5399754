import { describe, expect, test } from 'vitest'
import { computeMargin } from '../margin/computeMargin.js'
import type { PositionInput } from '../margin/marginInput.js'
import { makeArrays } from './arrays.js'
import { account, expiryOf, marketAt, randomPortfolio, traded, wad } from './testing/portfolio.js'
import { type TradedInstrument, withPosition } from './withPosition.js'

const perpetual: TradedInstrument = { kind: 'perpetual', market: 0 }
const future: TradedInstrument = { kind: 'future', market: 0, expiry: 0 }
const strike = 2000n * 10n ** 8n
const call: TradedInstrument = { kind: 'call', market: 0, expiry: 0, strike }
const put: TradedInstrument = { kind: 'put', market: 0, expiry: 0, strike }

describe('withPosition', () => {
  test('default: opens a perpetual at a price with a fee', () => {
    const trade = { instrument: perpetual, size: wad(2), price: wad(1990), fee: wad(3) }
    const after = withPosition(account(1000), trade)
    expect(after.cash).toBe(wad(997))
    expect(after.positions).toEqual([
      { kind: 'perpetual', size: wad(2), market: 0, cost: wad(3980) },
    ])
  })

  test('behavior: a part realises its profit, the rest keeps its cost', () => {
    const half = traded(traded(account(0), perpetual, 2, 1900), perpetual, -1, 2000)
    expect(half.cash).toBe(wad(100))
    expect(half.positions[0]).toMatchObject({ size: wad(1), cost: wad(1900) })
  })

  test('behavior: funding that stands in the cost is paid from cash', () => {
    // 10 owed: cost 4,010, of which 10 leave as funding, and a half of 4,000 is released at 2,050
    const owing: PositionInput = { kind: 'perpetual', size: wad(2), market: 0, cost: wad(4010) }
    const input = account(0, { positions: [owing] })
    const trade = { instrument: perpetual, size: wad(-1), price: wad(2050), funding: wad(10) }
    const after = withPosition(input, trade)
    expect([after.cash, after.positions[0]]).toEqual([
      wad(40),
      { ...owing, size: wad(1), cost: wad(2000) },
    ])
  })

  test('behavior: what is closed leaves, and the last takes its place', () => {
    let input = traded(traded(account(0), perpetual, 1, 2000), future, 1, 2000)
    input = traded(input, call, 1, 100)
    const after = traded(input, perpetual, -1, 2000)
    expect(after.positions.map(({ kind }) => kind)).toEqual(['call', 'future'])
    expect(traded(after, future, -1, 2000).positions.map(({ kind }) => kind)).toEqual(['call'])
  })

  test('behavior: a premium comes from cash, and a sold one goes there', () => {
    const bought = withPosition(account(500), {
      instrument: call,
      size: wad(2),
      price: wad(137),
      fee: wad(1),
    })
    expect(bought.cash).toBe(wad(225))
    expect(traded(bought, put, -1, 130).cash).toBe(wad(355))
  })

  test('behavior: a new option has the array that a refresh would write, shared by call and put', () => {
    const input = traded(traded(account(0), call, 1, 137), put, -1, 137)
    expect(input.blobs).toEqual([makeArrays(input, 0, [strike])])
    expect(input.positions).toMatchObject([
      { kind: 'call', blob: 0, row: 0 },
      { kind: 'put', blob: 0, row: 0 },
    ])
  })

  test('behavior: an array that is given is taken', () => {
    const { anchor, scanRange, rows } = makeArrays(account(0), 0, [strike])
    const row = [...(rows[0] as number[])].reverse()
    const input = traded(account(0), { ...call, array: { anchor, scanRange, row } }, 1, 137)
    expect(input.blobs).toEqual([{ expiry: 0, anchor, scanRange, rows: [row] }])
  })

  test('behavior: market and expiry are added as given', () => {
    const market = marketAt(30_000)
    const { market: _, ...expiry } = expiryOf(market, 9, 7, 40)
    const pairs = [{ first: 0, second: 1, share: 100_000n }]
    const instrument: TradedInstrument = {
      kind: 'call',
      market,
      expiry,
      strike: 3_000_000_000_000n,
    }
    const input = withPosition(account(0), { instrument, size: wad(1), price: wad(700), pairs })
    expect(input.markets[1]).toEqual(market)
    expect(input.expiries[1]).toEqual({ ...expiry, market: 1 })
    expect(input.positions[0]).toMatchObject({ market: 1, expiry: 1, blob: 0, row: 0 })
    expect(input.pairs).toEqual(pairs)
    expect(computeMargin(input).positions[0]?.value).toBeGreaterThan(wad(600))
  })

  test('behavior: a trade at its own price changes equity by less than two units', () => {
    for (let seed = 1; seed < 40; seed++) {
      const input = randomPortfolio(seed, { options: false, lines: true })
      const { mark } = input.markets[0] as (typeof input.markets)[number]
      const size = BigInt(seed % 2 ? seed : -seed) * 123_456_789_012_345_677n
      const after = withPosition(input, { instrument: perpetual, size, price: mark })
      const change = computeMargin(after).equity - computeMargin(input).equity
      expect(change * change, `seed ${seed}`).toBeLessThan(4n)
    }
  })

  test('error: what is no trade', () => {
    const trade = { instrument: perpetual, size: wad(1), price: wad(1) }
    expect(() => withPosition(account(0), { ...trade, size: 0n })).toThrow('0 at 1')
    expect(() => withPosition(account(0), { ...trade, price: -1n })).toThrow('is no trade')
    const markets = [{ ...marketAt(2000), mark: 0n }]
    expect(() => withPosition(account(0, { markets }), trade)).toThrow('market 0 has no mark')
    const expiries = account(0).expiries.map((expiry) => ({ ...expiry, settled: true }))
    const dated = { ...trade, instrument: future }
    expect(() => withPosition(account(0, { expiries }), dated)).toThrow('expiry 0 is settled')
    const full = Array.from(
      { length: 128 },
      () => ({ kind: 'perpetual', size: 1n, market: 0, cost: 0n }) as const,
    )
    expect(() => withPosition(account(0, { positions: full }), dated)).toThrow('128 positions')
  })
})
