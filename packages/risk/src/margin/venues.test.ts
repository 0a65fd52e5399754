import { describe, expect, test } from 'vitest'
import vectors from '../../../../test/vectors/venues.json' with { type: 'json' }
import { ceilDiv } from '../fixedPoint.js'
import { computeMargin } from './computeMargin.js'
import { linearProfit } from './legs.js'
import type { MarketInput } from './marginInput.js'
import { scanMarket } from './scanMarket.js'
import { exampleInput, exampleMarket, perpetual, wad } from './testing/exampleInput.js'

/** A market with nothing but a scan range. */
function bareMarket(price: bigint, change: Partial<MarketInput['params']>): MarketInput {
  const none = { basisRate: 0n, floorRate: 0n, shortRate: 0n, tenorRate: 0n }
  return { ...exampleMarket({ ...none, ...change }), index: price, mark: price }
}

/** 10^exponent times an integer, 18 decimals. */
const scaled = (value: number, exponent: number) => BigInt(value) * 10n ** BigInt(18 + exponent)

describe('dYdX: a fraction of notional is a scan range, rounded up to a quote quantum', () => {
  test.each(vectors.dydx)('$id', ({ id, inputs, expected }) => {
    const isMaintenance = id.startsWith('dydx-mm')
    const rate = isMaintenance ? (inputs.imPpm * inputs.mmFractionPpm) / 1e6 : inputs.imPpm
    const price = scaled(inputs.price, inputs.exponent)
    const size = scaled(inputs.baseQuantums, inputs.atomicResolution)
    const markets = [bareMarket(price, { scanRange: BigInt(rate) })]
    const positions = [perpetual(size, 0n)]
    const { requirement } = computeMargin({ ...exampleInput, markets, positions })
    expect(ceilDiv(requirement, 10n ** 12n)).toBe(BigInt(expected))
  })
})

describe('Deribit: a base rate that rises with size is scan range and concentration', () => {
  test.each(vectors.deribit)('$id', ({ inputs, expected }) => {
    const base = inputs.imBase ?? inputs.mmBase ?? 0
    const slope = inputs.imSlopePerUnit ?? inputs.mmSlopePerUnit ?? 0
    const params = {
      scanRange: BigInt(Math.round(base * 1e6)),
      concentration: BigInt(Math.round(slope * 1e9)),
    }
    const markets = [bareMarket(wad(inputs.index), params)]
    const positions = [perpetual(wad(inputs.size), 0n)]
    const { maintenance } = computeMargin({ ...exampleInput, markets, positions })
    expect(maintenance).toBe(wad(expected))
  })
})

describe('SPAN: the worst of a risk array', () => {
  const market = bareMarket(wad(50_000), { scanRange: 200_000n })
  const input = { ...exampleInput, markets: [market] }
  const [future, call] = vectors.span

  test('span-future: the array of a future, and its worst loss', () => {
    const array = future?.inputs.array ?? []
    const notional = wad(50_000)
    // thirds of 10,000 were rounded to ticks of 10; the extremes are two ranges there and three here
    for (let i = 0; i < 14; i++) {
      const difference = linearProfit(notional, market, i) - wad(array[i] ?? 0)
      expect(difference <= wad(4) && difference >= -wad(4), `scenario ${i}`).toBe(true)
    }
    expect(scanMarket(input, 0, notional, []).scan).toBe(wad(future?.expected ?? 0))
    expect(scanMarket(input, 0, -notional, []).scan).toBe(wad(future?.expected ?? 0))
  })

  test('span-long-call: the worst of a given array', () => {
    const array = (call?.inputs.array ?? []).map((profit) => wad(profit) * 10n ** 18n)
    const profits = [...array, 0n, 0n, 0n, 0n]
    const { scan, worst } = scanMarket(input, 0, 0n, [profits])
    expect({ scan, worst }).toEqual({ scan: wad(call?.expected ?? 0), worst: 13 })
  })
})

describe('Derive SRM: rates of notional, and a least margin of short options', () => {
  const find = (id: string) => {
    const vector = vectors.derive.find((v) => v.id === id)
    if (!vector) throw new Error(`no vector ${id}`)
    return vector
  }

  test('derive-srm-long-perp: equity less margin', () => {
    const [mm, im] = [find('derive-srm-long-perp-MM'), find('derive-srm-long-perp-IM')]
    const price = wad(mm.inputs.perpPrice ?? 0)
    const scanRange = BigInt((mm.inputs.mmReq ?? 0) * 1e6)
    const gain = wad((mm.inputs.pnl ?? 0) + (mm.inputs.funding ?? 0))
    const markets = [bareMarket(price, { scanRange })]
    const positions = [perpetual(wad(1), price - gain)]
    const { equity, maintenance, initial } = computeMargin({ ...exampleInput, markets, positions })
    expect(equity - maintenance).toBe(wad(mm.expected))
    // 6.5 % is 1.3 times 5 %
    expect(equity - initial).toBe(wad(im.expected))
  })

  test('derive-srm-short-atm-call: the margin beside the mark', () => {
    const margin = (shortRate: bigint) => {
      const expiry = {
        market: 0,
        forward: wad(1500),
        tau: 604_800n,
        tauAtPublication: 604_800n,
        settled: false,
        slice: { a: 20_000_000n, b: 0n, rho: 0n, m: 0n, sigma: 1n, basis: 0n, time: 0n },
      }
      const strike = 1500n * 10n ** 8n
      const row = Array<number>(21).fill(0)
      const report = computeMargin({
        ...exampleInput,
        markets: [bareMarket(wad(1500), { shortRate, scanRange: 20_000n })],
        expiries: [expiry],
        blobs: [{ expiry: 0, anchor: wad(1500), scanRange: 20_000n, rows: [row] }],
        positions: [{ kind: 'call', size: -wad(1), market: 0, expiry: 0, blob: 0, row: 0, strike }],
      })
      return Number(report.maintenance) / 1e18
    }
    const [mm, im] = [find('derive-srm-short-atm-call-MM'), find('derive-srm-short-atm-call-IM')]
    expect((im.inputs.mtm ?? 0) - margin(150_000n)).toBeCloseTo(im.expected, 9)
    expect((mm.inputs.mtm ?? 0) - margin(75_000n)).toBeCloseTo(mm.expected, 9)
  })
})
