import { describe, expect, test } from 'vitest'
import { createRandom } from '../margin/testing/random.js'
import { buyingPower } from './buyingPower.js'
import { preview } from './preview.js'
import { feeOf } from './realise.js'
import { account, randomPortfolio, traded, wad } from './testing/portfolio.js'
import type { TradedInstrument } from './withPosition.js'

const perpetual: TradedInstrument = { kind: 'perpetual', market: 0 }

describe('buyingPower', () => {
  test('default: cash over initial margin', () => {
    // 1,000 / (1.3 · 10 % · 2,000) = 3.846…
    const of = { instrument: perpetual, side: 'buy', price: wad(2000) } as const
    expect(buyingPower(account(1000), of)).toBe(wad('3.846'))
    expect(buyingPower(account(1000), { ...of, side: 'sell', step: wad(1) })).toBe(wad(3))
    // with a fee of 1 %: 1,000 / (260 + 20)
    expect(buyingPower(account(1000), { ...of, feeRate: 10_000n })).toBe(wad('3.571'))
  })

  test('behavior: against a position first the whole of it', () => {
    const input = traded(account(1000), perpetual, -3, 2000)
    const of = { instrument: perpetual, side: 'buy', price: wad(2000), step: wad(1) } as const
    expect(buyingPower(input, of)).toBe(wad(6))
  })

  test('behavior: what is short of margin can close', () => {
    const input = traded(account(500), perpetual, -3, 2000)
    const of = { instrument: perpetual, price: wad(2000), step: wad('0.5') } as const
    expect(buyingPower(input, { ...of, side: 'sell' })).toBe(0n)
    expect(buyingPower(input, { ...of, side: 'buy' })).toBe(wad('4.5'))
  })

  test('behavior: options: the premium is all that a bought one costs', () => {
    const call: TradedInstrument = { kind: 'call', market: 0, expiry: 0, strike: 2000n * 10n ** 8n }
    const of = { instrument: call, price: wad(137), step: wad('0.1') } as const
    const [bought, sold] = [
      buyingPower(account(1000), { ...of, side: 'buy' }),
      buyingPower(account(1000), { ...of, side: 'sell' }),
    ]
    expect(bought).toBeGreaterThan(wad(5))
    expect(sold).toBeGreaterThan(wad(2))
    expect(sold).toBeLessThan(bought)
  })

  test('error: no step, no mark', () => {
    const of = { instrument: perpetual, side: 'buy', price: wad(1), step: 0n } as const
    expect(() => buyingPower(account(1), of)).toThrow('0 is no step')
  })

  test('behavior: that size is accepted, one step more is not', () => {
    let found = 0
    for (let seed = 1; seed <= 40; seed++) {
      const input = randomPortfolio(seed, { options: seed % 2 === 0, lines: true })
      const random = createRandom(seed)
      const { mark, index } = input.markets[0] as (typeof input.markets)[number]
      const instrument: TradedInstrument = random.chance(0.5)
        ? perpetual
        : {
            kind: random.pick(['call', 'put'] as const),
            market: 0,
            expiry: 0,
            strike: index / 10n ** 10n,
          }
      const price = instrument.kind === 'perpetual' ? mark : index / 20n
      const side = random.pick(['buy', 'sell'] as const)
      const [step, feeRate] = [10n ** BigInt(random.integer(12, 17)), 500n]
      const most = buyingPower(input, { instrument, side, price, feeRate, step })
      expect(most % step).toBe(0n)
      const isAccepted = (amount: bigint) => {
        const size = side === 'buy' ? amount : -amount
        const fee = feeOf(size, price, feeRate)
        return preview(
          input,
          { type: 'trade', instrument, size, price, fee },
          { liquidation: false },
        ).accepted
      }
      if (most > 0n) expect(isAccepted(most), `seed ${seed}`).toBe(true)
      expect(isAccepted(most + step), `seed ${seed}`).toBe(false)
      if (most > 0n) found++
    }
    expect(found).toBeGreaterThan(15)
  }, 120_000)
})
