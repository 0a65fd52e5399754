import { describe, expect, test } from 'vitest'
import { computeMargin } from '../margin/computeMargin.js'
import type { MarginInput } from '../margin/marginInput.js'
import { price } from '../optionPricing.js'
import { atPrices } from './atPrices.js'
import { account, randomPortfolio, traded, wad } from './testing/portfolio.js'

const NANO = 10n ** 9n
const strike = 2000n * 10n ** 8n

function withCall(): MarginInput {
  return traded(account(1000), { kind: 'call', market: 0, expiry: 0, strike }, -1, 140)
}

describe('atPrices', () => {
  test('default: nothing changes nothing', () => {
    for (let seed = 1; seed < 20; seed++) {
      const input = randomPortfolio(seed, { options: true, lines: true })
      expect(atPrices(input, {})).toEqual(input)
    }
  })

  test('behavior: premium and basis are kept to the unit', () => {
    const [index, next] = [1_234_567_890_123_456_789_012n, 987_654_321_098_765_432_109n]
    const at = (x: bigint, rate: bigint) => (x * (NANO + rate)) / NANO
    const base = account(0)
    const market = { ...base.markets[0], index, mark: at(index, -1_234_567n) }
    const expiry = { ...base.expiries[0], forward: at(index, 7_654_321n) }
    const input = { ...base, markets: [market], expiries: [expiry] } as MarginInput
    const moved = atPrices(input, { markets: { 0: { index: next } } })
    expect(moved.markets[0]?.mark).toBe(at(next, -1_234_567n))
    expect(moved.expiries[0]?.forward).toBe(at(next, 7_654_321n))
    expect(atPrices(moved, { markets: { 0: { index } } })).toEqual(input)
  })

  test('behavior: tokens move with their underlying, others stand or are set', () => {
    const token = { amount: wad(1), haircutBps: 0n, basisRate: 0n, late: false }
    const lines = [
      { ...token, market: 0, price: wad(2100) },
      { ...token, price: wad(1) },
    ]
    const changes = { markets: { 0: { index: wad(1000) } }, tokens: { 1: wad('0.9') } }
    const moved = atPrices(account(0, { lines }), changes)
    expect(moved.lines.map((line) => line.price)).toEqual([wad(1050), wad('0.9')])
  })

  test('behavior: kept arrays are extended up to 5 % and remade beyond, refreshed ones always are', () => {
    const at = (index: number, arrays: 'kept' | 'refreshed') =>
      atPrices(withCall(), { markets: { 0: { index: wad(index) } }, arrays })
    expect(at(2100, 'kept').blobs).toEqual(withCall().blobs)
    expect(at(2101, 'kept').blobs[0]?.anchor).toBe(wad(2101))
    expect(at(2001, 'refreshed').blobs[0]?.anchor).toBe(wad(2001))
    expect(computeMargin(at(2001, 'refreshed')).arrayError).toBe(0n)
    // one call, two dollars off, and a range of 10 %: docs/margin.md, section 4
    expect(computeMargin(at(2002, 'kept')).arrayError).toBe(wad('2.2'))
  })

  test('behavior: initial margin refreshes and maintenance keeps', () => {
    const changes = { markets: { 0: { index: wad(2050) } } }
    expect(atPrices(withCall(), changes).blobs[0]?.anchor).toBe(wad(2050))
    const kept = atPrices({ ...withCall(), initial: false }, changes)
    expect(kept.blobs[0]?.anchor).toBe(wad(2000))
  })

  test('behavior: volatility by a factor', () => {
    const moved = atPrices(withCall(), { markets: { 0: { volatility: 1_100_000n } } })
    // 0.6² · 30 / 365 of the slice, times 1.1², in its units of 1e-9
    const variance = ((29_589_041n * 121n) / 100n) * NANO
    const { value } = price({ forward: wad(2000), strike: wad(2000), variance, isCall: true })
    expect(computeMargin(moved).positions[0]?.price).toBe(value)
    expect(moved.blobs).not.toEqual(withCall().blobs)
  })

  test('behavior: later, at least a minute stays', () => {
    const { tau, tauAtPublication } = withCall().expiries[0] as MarginInput['expiries'][number]
    const day = atPrices(withCall(), { later: 86_400n }).expiries[0]
    expect([day?.tau, day?.tauAtPublication]).toEqual([tau - 86_400n, tauAtPublication])
    expect(atPrices(withCall(), { later: 40n * 86_400n }).expiries[0]?.tau).toBe(60n)
  })

  test('behavior: a forward whose average is half known moves half', () => {
    const averages = { 0: { fixedPart: wad(990), remaining: wad('0.5') } }
    const moved = atPrices(withCall(), { markets: { 0: { index: wad(2200) } }, averages })
    expect(moved.expiries[0]?.forward).toBe(wad(2090))
  })

  test('behavior: a settled expiry stands', () => {
    const expiries = withCall().expiries.map((expiry) => ({ ...expiry, settled: true }))
    const input = { ...withCall(), expiries }
    const moved = atPrices(input, { markets: { 0: { index: wad(1) } }, later: 5n })
    expect(moved.expiries).toEqual(expiries)
    expect(moved.blobs).toEqual(input.blobs)
  })

  test('error: no price', () => {
    expect(() => atPrices(account(0), { markets: { 0: { index: 0n } } })).toThrow('0 is no price')
  })
})
