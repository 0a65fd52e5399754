import { expect, test } from 'vitest'
import { computeMargin } from '../margin/computeMargin.js'
import type { MarginInput } from '../margin/marginInput.js'
import { atPrices } from './atPrices.js'
import { greeksOf } from './greeksOf.js'
import { account, traded, wad } from './testing/portfolio.js'

const option = (kind: 'call' | 'put', strike: number) =>
  ({ kind, market: 0, expiry: 0, strike: BigInt(strike) * 10n ** 8n }) as const

function held(): MarginInput {
  let input = traded(account(1000), { kind: 'perpetual', market: 0 }, 2, 2000)
  input = traded(input, { kind: 'future', market: 0, expiry: 0 }, -1, 2000)
  input = traded(input, option('call', 2100), -3, 90)
  return traded(input, option('put', 1800), 4, 60)
}

const equity = (input: MarginInput) => Number(computeMargin(input).equity) / 1e18
const at = (index: number) => atPrices(held(), { markets: { 0: { index: wad(index) } } })

test('default: linear positions and tokens', () => {
  const lines = [
    { market: 0, amount: wad(3), price: wad(2100), haircutBps: 1000n, basisRate: 0n, late: false },
  ]
  const { positions, markets } = greeksOf({
    ...traded(account(0), { kind: 'perpetual', market: 0 }, -2, 2000),
    lines,
  })
  expect(positions[0]).toEqual({ delta: -2, deltaUsd: -4000, gamma: 0, vega: 0, theta: 0 })
  expect(markets[0]?.deltaUsd).toBeCloseTo(2300, 9)
  expect(markets[0]?.delta).toBeCloseTo(1.15, 12)
})

test('behavior: what equity does when price, volatility and time move', () => {
  const [{ delta, deltaUsd, gamma, vega, theta }] = greeksOf(held()).markets as [
    ReturnType<typeof greeksOf>['markets'][number],
  ]
  const now = equity(held())
  expect(delta).toBeCloseTo((equity(at(2001)) - equity(at(1999))) / 2, 4)
  expect(deltaUsd).toBeCloseTo(2000 * delta, 9)
  expect(gamma).toBeCloseTo(equity(at(2001)) + equity(at(1999)) - 2 * now, 5)
  // from 60 % to 61 %
  const up = equity(atPrices(held(), { markets: { 0: { volatility: 1_016_667n } } }))
  const down = equity(atPrices(held(), { markets: { 0: { volatility: 983_333n } } }))
  expect(vega).toBeCloseTo((up - down) / 2, 2)
  const later = equity(atPrices(held(), { later: 864n }))
  expect(theta).toBeCloseTo((later - now) * 100, 2)
})

test('behavior: a settled expiry has none', () => {
  const input = held()
  const expiries = input.expiries.map((expiry) => ({ ...expiry, settled: true }))
  const { markets } = greeksOf({ ...input, expiries })
  expect(markets).toEqual([{ delta: 2, deltaUsd: 4000, gamma: 0, vega: 0, theta: 0 }])
})
