import { expect, test } from 'vitest'
import { call, normal } from './black.js'

/** Undiscounted values: those of derivexyz/lyra-utils test/math/Black76.t.sol over their discounts (computed there in Python). */
const cases = [
  { t: 0.019178082191780823, vol: 1, f: 1500, k: 1500, call: 82.80508066863456 },
  {
    t: 0.0821917808219178,
    vol: 0.25,
    f: 1000,
    k: 1200,
    call: 0.1370821284265793 / 0.9991784198737006,
  },
  {
    t: 0.005479452054794521,
    vol: 0.75,
    f: 1000,
    k: 700,
    call: 299.9671250895262 / 0.9998904169635637,
  },
  { t: 1, vol: 5, f: 1000, k: 700, call: 970.034553583819 / 0.9801986733067553 },
]

for (const { t, vol, f, k, call: value } of cases) {
  test(`a call of ${k} at ${f}, volatility ${vol}`, () => {
    expect(Math.abs(call(f, k, vol * vol * t).value - value)).toBeLessThan(1e-9 * f)
  })
}

test('the normal distribution, to the last digits of Abramowitz and Stegun, table 26.1', () => {
  expect(normal(0)).toBe(0.5)
  expect(normal(1)).toBeCloseTo(0.841344746068543, 15)
  expect(normal(-2)).toBeCloseTo(0.022750131948179, 15)
  expect(normal(-8) / 6.22096057427178e-16).toBeCloseTo(1, 7)
  expect(normal(40)).toBe(1)
  expect(normal(-40)).toBe(0)
})

test('behavior: never below the payoff, never above the forward', () => {
  expect(call(100, 1e-6, 1e-12).value).toBeCloseTo(100, 5)
  expect(call(100, 1e9, 1e-12).value).toBe(0)
  expect(call(100, 100, 1_000).value).toBeLessThanOrEqual(100)
})
