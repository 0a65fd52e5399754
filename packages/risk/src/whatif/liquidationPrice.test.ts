import { describe, expect, test } from 'vitest'
import { computeMargin } from '../margin/computeMargin.js'
import type { MarginInput } from '../margin/marginInput.js'
import { atPrices } from './atPrices.js'
import { liquidationPrice } from './liquidationPrice.js'
import { account, randomPortfolio, traded, wad } from './testing/portfolio.js'

const TICK = 10n ** 10n
const FULL = process.env.CAUSEWAY_FULL === '1'

function isLiquidatable(input: MarginInput, market: number, index: bigint): boolean {
  const changes = { markets: { [market]: { index } }, arrays: 'refreshed' } as const
  const { equity, maintenance } = computeMargin(atPrices({ ...input, initial: false }, changes))
  return equity < maintenance
}

describe('liquidationPrice', () => {
  test('default: a long perpetual', () => {
    // 1,000 + 2 (p − 2,000) = 10 % of 2 p at 1,666.66…
    const input = traded(account(1000), { kind: 'perpetual', market: 0 }, 2, 2000)
    expect(liquidationPrice(input, 0)).toEqual({
      liquidatable: false,
      below: wad('1666.66666666'),
    })
  })

  test('default: a short perpetual', () => {
    // 1,000 + 2 (2,000 − p) = 10 % of 2 p at 2,272.72…
    const input = traded(account(1000), { kind: 'perpetual', market: 0 }, -2, 2000)
    expect(liquidationPrice(input, 0)).toEqual({
      liquidatable: false,
      above: wad('2272.72727273'),
    })
  })

  test('behavior: a coarser tick', () => {
    const input = traded(account(1000), { kind: 'perpetual', market: 0 }, 2, 2000)
    expect(liquidationPrice(input, 0, { tick: wad(5) }).below).toBe(wad(1665))
  })

  test('behavior: none where nothing can be lost', () => {
    const input = traded(
      account(10_000),
      { kind: 'call', market: 0, expiry: 0, strike: 2000n * 10n ** 8n },
      1,
      137,
    )
    expect(liquidationPrice(input, 0)).toEqual({ liquidatable: false })
    expect(liquidationPrice(account(5), 0)).toEqual({ liquidatable: false })
  })

  test('behavior: already now', () => {
    const input = traded(account(100), { kind: 'perpetual', market: 0 }, 2, 2000)
    expect(liquidationPrice(input, 0)).toEqual({
      liquidatable: true,
      below: wad(2000),
      above: wad(2000),
    })
  })

  test('behavior: a loss in the middle is found, though both ends are healthy', () => {
    // a straddle far below the price: worth least where its strike is
    let input = account(-1400)
    const strike = 1000n * 10n ** 8n
    input = traded(input, { kind: 'call', market: 0, expiry: 0, strike }, 2, 0)
    input = traded(input, { kind: 'put', market: 0, expiry: 0, strike }, 2, 0)
    const { below, above } = liquidationPrice(input, 0)
    expect(above).toBeUndefined()
    expect(below).toBeGreaterThan(wad(1000))
    expect(isLiquidatable(input, 0, wad(100))).toBe(false)
  })

  test('behavior: kept arrays, as the hub reads them without a refresh', () => {
    const strike = 2000n * 10n ** 8n
    const input = traded(account(200), { kind: 'call', market: 0, expiry: 0, strike }, -1, 137)
    const { above } = liquidationPrice(input, 0, { arrays: 'kept' })
    const isBelow = (index: bigint) => {
      const moved = atPrices({ ...input, initial: false }, { markets: { 0: { index } } })
      const { equity, maintenance } = computeMargin(moved)
      return equity < maintenance
    }
    expect(isBelow(above as bigint)).toBe(true)
    expect(isBelow((above as bigint) - TICK)).toBe(false)
    // within 5 % of the anchor
    expect(above).toBeLessThan(wad(2100))
    expect(liquidationPrice(input, 0).above).not.toBe(above)
  })

  test('behavior: a forward whose average is half known moves half', () => {
    const future = { kind: 'future', market: 0, expiry: 0 } as const
    const input = traded(account(1000), future, 2, 2000)
    // forward 1,000 + p / 2: 1,000 + 2 (f − 2,000) = 10 % of 2 f at f = 1,666.66…
    const averages = { 0: { fixedPart: wad(1000), remaining: wad('0.5') } }
    expect(liquidationPrice(input, 0, { averages }).below).toBe(wad('1333.33333333'))
  })

  test('error: no tick, no market', () => {
    expect(() => liquidationPrice(account(1), 0, { tick: 0n })).toThrow(RangeError)
    expect(() => liquidationPrice(account(1), 3)).toThrow('there is no market 3')
  })

  test.each([
    { name: 'linear', options: false, prices: FULL ? 1_500 : 45 },
    { name: 'with options', options: true, prices: FULL ? 200 : 8 },
  ])(
    'behavior: at the price liquidatable, one tick nearer not: $name',
    (of) => {
      let found = 0
      for (let seed = 1; found < of.prices; seed++) {
        const input = randomPortfolio(seed, { options: of.options, lines: true })
        for (const [m, market] of input.markets.entries()) {
          const { liquidatable, below, above } = liquidationPrice(input, m)
          expect(liquidatable, `seed ${seed}`).toBe(isLiquidatable(input, m, market.index))
          if (liquidatable) continue
          for (const [price, back] of [
            [below, TICK],
            [above, -TICK],
          ] as const) {
            if (price === undefined) continue
            found++
            expect(isLiquidatable(input, m, price), `seed ${seed}: ${price}`).toBe(true)
            expect(isLiquidatable(input, m, price + back), `seed ${seed}: ${price}`).toBe(false)
          }
          // nothing nearer, on a grid that is not the search's own
          for (let percent = 1n; percent < 100n; percent += of.options ? 9n : 3n) {
            const [low, high] = [
              (market.index * (100n - percent)) / 100n,
              (market.index * (100n + 7n * percent)) / 100n,
            ]
            const [isNearLow, isNearHigh] = [
              below === undefined || low > below,
              above === undefined || high < above,
            ]
            if (isNearLow && low * 20n > market.index)
              expect(isLiquidatable(input, m, low), `seed ${seed}: ${low}`).toBe(false)
            if (isNearHigh)
              expect(isLiquidatable(input, m, high), `seed ${seed}: ${high}`).toBe(false)
          }
        }
      }
    },
    FULL ? 3_600_000 : 240_000,
  )
})
