import { expect, test } from 'vitest'
import { WAD } from './fixedPoint.js'
import { isSound, type Slice, variance, varianceAt } from './svi.js'

const YEAR = 365n * 86_400n
const slice: Slice = {
  ...{ a: 10_000_000n, b: 50_000_000n, rho: -300_000n, m: 5_000_000n, sigma: 100_000_000n },
  ...{ basis: 0n, time: 1n },
}
const time = { tau: YEAR, tauAtPublication: YEAR }

test('behavior: w(k) by Gatheral', () => {
  for (const k of [-1, -0.2, 0, 0.05, 0.3, 2]) {
    const y = k - 0.05
    const w = 0.01 + 0.05 * (-0.3 * y + Math.sqrt(y * y + 0.01))
    expect(Number(varianceAt(slice, BigInt(Math.round(k * 1e18)))) / 1e18).toBeCloseTo(w, 14)
  }
})

test('behavior: scaled by the time that is left, floored and capped', () => {
  const at = { forward: 3000n * WAD, strike: 3000n * WAD }
  const whole = variance(slice, at, time)
  expect(variance(slice, at, { tau: YEAR / 2n, tauAtPublication: YEAR })).toBe(whole / 2n)
  expect(variance({ ...slice, a: -(10n ** 9n) }, at, time)).toBe(10n ** 14n)
  expect(variance({ ...slice, a: 100n * 10n ** 9n }, at, time)).toBe(26n * WAD)
})

test('behavior: what allows arbitrage is not sound', () => {
  expect(isSound(slice)).toBe(true)
  // Axel Vogt's smile, in Gatheral and Jacquier (2014), section 3.1: a known butterfly arbitrage
  const vogt = {
    a: -41_000_000n,
    b: 133_100_000n,
    rho: 306_000n,
    m: 35_860_000n,
    sigma: 415_300_000n,
  }
  expect(isSound({ ...slice, ...vogt })).toBe(false)
  expect(isSound({ ...slice, rho: -1_000_000n })).toBe(false)
  expect(isSound({ ...slice, sigma: 0n })).toBe(false)
  expect(isSound({ ...slice, b: 1_600_000_000n, a: 10n ** 9n })).toBe(false)
  expect(isSound({ ...slice, a: -5_000_000n })).toBe(false)
})
