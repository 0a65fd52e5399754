import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WAD } from '../fixedPoint.js'
import type { MarginInput } from '../margin/marginInput.js'
import { atPrices } from './atPrices.js'
import { standingOf } from './judge.js'
import { liquidationPrice } from './liquidationPrice.js'
import { preview } from './preview.js'
import { account, marketAt, traded, wad } from './testing/portfolio.js'

type Vector = {
  id: string
  source: string
  inputs: Record<string, number | string | boolean | unknown[]>
  expected: number
  tolerance: number
}

const file = new URL('../../../../test/vectors/liquidations.json', import.meta.url)
const vectors: Record<'hyperliquid' | 'dydx' | 'orderly' | 'gmx' | 'drift', Vector[]> = JSON.parse(
  readFileSync(file, 'utf8'),
)

/** An isolated account whose maintenance is a share of notional and nothing else, in a perpetual bought at its mark. */
function isolated(of: { cash: number; size: number; price: number; rate: number }): MarginInput {
  const market = marketAt(of.price, { scanRange: BigInt(Math.round(of.rate * 1e6)), floorRate: 0n })
  const empty = account(0, { cash: wad(of.cash.toFixed(12)), mode: 'isolated', markets: [market] })
  return traded(empty, { kind: 'perpetual', market: 0 }, of.size, of.price)
}

/** The one price at which it is liquidated; `range` reaches those of positions that are all but paid for. */
function priceOf(input: MarginInput): number {
  const { liquidatable, below, above } = liquidationPrice(input, 0, { range: 10_000 })
  expect(liquidatable).toBe(false)
  expect([below, above].filter((x) => x !== undefined)).toHaveLength(1)
  return Number(below ?? above) / 1e18
}

const near = (found: number, { expected, tolerance, id }: Vector) =>
  expect(Math.abs(found - expected), `${id}: ${found}`).toBeLessThanOrEqual(tolerance)

describe('liquidation prices of venues, as configurations of the engine', () => {
  test.each(vectors.hyperliquid)('Hyperliquid: half of 1 / max leverage: $id', (vector) => {
    const { side, contracts, entryPrice, collateral, maxLeverage } = vector.inputs
    const size = Number(contracts) * (side === 'short' ? -1 : 1)
    const rate = 1 / (2 * Number(maxLeverage))
    near(
      priceOf(isolated({ cash: Number(collateral), size, price: Number(entryPrice), rate })),
      vector,
    )
  })

  test.each(vectors.dydx)('dYdX: a maintenance fraction: $id', (vector) => {
    const { equity, size, price, mmf } = vector.inputs
    const of = { cash: Number(equity), size: Number(size), price: Number(price), rate: Number(mmf) }
    near(priceOf(isolated(of)), vector)
  })

  test.each(vectors.orderly.filter(({ id }) => id.startsWith('orderly-liq')))(
    'Orderly: margin and a buffer for fees posted: $id',
    (vector) => {
      const [qty, ref, lev, rate, buffer] = ['qty', 'ref', 'lev', 'baseMMR', 'feeBuffer'].map(
        (key) => Number(vector.inputs[key]),
      ) as [number, number, number, number, number]
      const cash = qty * ref * (1 / lev + buffer)
      near(priceOf(isolated({ cash, size: qty, price: ref, rate })), vector)
    },
  )

  test.each(vectors.orderly.filter(({ id }) => id.startsWith('orderly-est')))(
    'Orderly: leverage is a floor of the whole notional over equity: $id',
    (vector) => {
      const { totalCollateral, positions, newOrder } = vector.inputs
      const held = positions as [number, number][]
      const { qty, price } = newOrder as unknown as { qty: number; price: number }
      const params = { scanRange: 20_000n, floorRate: 1_000_000n }
      const markets = held.map(([, mark]) => marketAt(mark, params))
      const start = account(0, {
        cash: wad(Number(totalCollateral)),
        mode: 'cross',
        markets,
        expiries: [],
      })
      const input = held.reduce(
        (sum, [size, mark], market) => traded(sum, { kind: 'perpetual', market }, size, mark),
        start,
      )
      const { after } = preview(
        input,
        {
          type: 'trade',
          instrument: { kind: 'perpetual', market: 0 },
          size: wad(qty),
          price: wad(price),
        },
        { liquidation: false },
      )
      near(Number((after.maintenance * WAD) / after.equity) / 1e18, vector)
    },
  )

  test.each(vectors.gmx)('GMX: a requirement fixed in dollars is set aside: $id', (vector) => {
    const { size, collateral, avg } = vector.inputs
    const [worth, entry] = [Number(size), Number(avg)]
    // 1 % of the entry's worth (a leverage of 100), or what closing costs if that is more: 5 USD and 0.1 %
    const fixed = Math.max(worth / 100, 5 + worth / 1000)
    const units = Number((worth / entry).toFixed(15))
    near(
      priceOf(isolated({ cash: Number(collateral) - fixed, size: units, price: entry, rate: 0 })),
      vector,
    )
  })

  test('Drift: an asset weight without a discount for size is a haircut: drift-asset-imf0', () => {
    const [weight] = vectors.drift as [Vector]
    const line = { amount: wad(10_000), price: wad(1), basisRate: 0n, late: false }
    const input = account(0, { lines: [{ ...line, haircutBps: 1_000n }] })
    expect(weight.id).toBe('drift-asset-imf0')
    near(Number(standingOf(input).equity / WAD), weight)
  })

  test('Drift: a stable token counts at its price: drift-strict-collateral', () => {
    const [, strict] = vectors.drift as [Vector, Vector]
    const { usdc, usdcTwap } = strict.inputs
    const line = { amount: wad(Number(usdc)), haircutBps: 0n, basisRate: 0n, late: false }
    const input = account(0, { lines: [{ ...line, price: wad(1) }] })
    const moved = atPrices(input, { tokens: { 0: wad(Number(usdcTwap)) } })
    near(Number(standingOf(moved).equity) / 1e18, strict)
  })
})
