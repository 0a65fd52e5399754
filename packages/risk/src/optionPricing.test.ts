import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { WAD } from './fixedPoint.js'
import { price } from './optionPricing.js'

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/vectors/${name}.json`, import.meta.url), 'utf8'))

/** A float as the nearest wad that 15 digits give. */
const wad = (x: number): bigint => BigInt(Math.round(x * 1e9)) * 10n ** 9n

type Row = {
  id: string
  inputs: { type?: string; K: number; S: number; q: number; r: number; T: number; vol: number }
  expected: number
  tolerance: number
}

describe('price', () => {
  test('default: within 1e-13 of the forward of 347 values with 60 digits', () => {
    const { forwards, strikes, variances, calls, deltas } = vectors('black76')
    expect(calls.length).toBeGreaterThan(300)
    for (const i of calls.keys()) {
      const [forward, strike] = [BigInt(forwards[i]), BigInt(strikes[i])]
      const variance = BigInt(variances[i])
      const call = price({ forward, strike, variance, isCall: true })
      const put = price({ forward, strike, variance, isCall: false })
      const allowed = forward / 10n ** 13n + 1n
      expect(distance(call.value, BigInt(calls[i])), `call ${i}`).toBeLessThanOrEqual(allowed)
      expect(distance(call.delta, BigInt(deltas[i])), `delta ${i}`).toBeLessThanOrEqual(100_000n)
      expect(put.value).toBe(call.value + strike - forward)
      expect(put.delta).toBe(call.delta - WAD)
    }
  })

  test('behavior: the figures of Haug and Hull', () => {
    const rows: Row[] = vectors('options').values
    expect(rows).toHaveLength(29)
    for (const { id, inputs, expected, tolerance } of rows) {
      const { S, K, q, r, T, vol } = inputs
      const { value } = price({
        forward: wad(S * Math.exp((r - q) * T)),
        strike: wad(K),
        variance: wad(vol * vol * T),
        isCall: inputs.type === 'C',
      })
      const discounted = (Number(value) / 1e18) * Math.exp(-r * T)
      expect(Math.abs(discounted - expected), id).toBeLessThan(tolerance)
    }
  })

  test('behavior: the figures of Derive', () => {
    const rows = vectors('options').black76
    expect(rows).toHaveLength(8)
    for (const { id, inputs, expected } of rows) {
      const { forward, strike, vol, T, discount } = inputs
      const { value } = price({
        forward: BigInt(forward) * WAD,
        strike: BigInt(strike) * WAD,
        variance: BigInt(Math.round(vol * vol * T * 1e18)),
        isCall: id.includes('call'),
      })
      // theirs are good to 1e-9, and floats of this size to 1e-13
      expect(Math.abs((Number(value) / 1e18) * discount - expected), id).toBeLessThan(1e-9)
    }
  })

  test('behavior: without time an option is its payoff', () => {
    const at = (forward: bigint, strike: bigint, isCall: boolean) =>
      price({ forward, strike, variance: 0n, isCall })
    expect(at(7n, 5n, true)).toEqual({ value: 2n, delta: WAD })
    expect(at(7n, 5n, false)).toEqual({ value: 0n, delta: 0n })
    expect(at(5n, 7n, true)).toEqual({ value: 0n, delta: 0n })
    expect(at(5n, 7n, false)).toEqual({ value: 2n, delta: -WAD })
    expect(at(5n, 5n, true)).toEqual({ value: 0n, delta: WAD / 2n })
    expect(price({ forward: 5n, strike: 0n, variance: WAD, isCall: true }).value).toBe(5n)
    expect(price({ forward: 0n, strike: 5n, variance: WAD, isCall: false }).value).toBe(5n)
  })

  test('error: too large', () => {
    const large = { forward: 1n << 127n, strike: 1n, variance: 1n, isCall: true }
    expect(() => price(large)).toThrow(RangeError)
  })
})

function distance(a: bigint, b: bigint): bigint {
  return a < b ? b - a : a - b
}
