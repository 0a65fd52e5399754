import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type GreeksParameters, greeks } from './greeks.js'

const file = new URL('../../../test/vectors/options.json', import.meta.url)
const rows = JSON.parse(readFileSync(file, 'utf8')).greeks

test('default: the figures of Haug and Hull', () => {
  expect(rows).toHaveLength(8)
  for (const { id, inputs, expected, tolerance } of rows) {
    const { S, K, q, r, T, vol, type } = inputs
    const option: GreeksParameters = {
      ...{ spot: S, strike: K, time: T, volatility: vol },
      ...{ isCall: type === 'C', rate: r, yield: q },
    }
    const { value, delta, gamma, vega, thetaPerDay } = greeks(option)
    const h = 1e-4
    const found: Record<string, number> = {
      delta,
      gamma,
      vega,
      theta: thetaPerDay * 365,
      elasticity: (delta * S) / value,
      // by the yield, which we do not show: a difference stands in
      drho:
        (greeks({ ...option, yield: q + h }).value - greeks({ ...option, yield: q - h }).value) /
        (2 * h),
    }
    expect(Math.abs((found[inputs.greek] as number) - expected), id).toBeLessThan(tolerance)
  }
})

test('behavior: theta per day is what a day takes', () => {
  const option = { spot: 2000, strike: 2100, time: 0.5, volatility: 0.6, isCall: true }
  const later = greeks({ ...option, time: 0.5 - 1 / 365 }).value
  expect(later - greeks(option).value).toBeCloseTo(greeks(option).thetaPerDay, 2)
})
