import { describe, expect, test } from 'vitest'
import { exact, showAmount, showPercent, showPpm, showQuantity, showUsd } from './amounts.js'

const usd = 10n ** 18n

describe('showUsd', () => {
  test('default', () => {
    expect(showUsd(1_234_567n * usd + usd / 2n)).toBe('$1,234,567.50')
    expect(showUsd(0n)).toBe('$0.00')
    expect(showUsd(-5n * usd)).toBe('−$5.00')
  })

  test('behavior: an equity is never shown as more than it is, a requirement never as less', () => {
    const almost = 10n * usd - 1n
    expect(showUsd(almost)).toBe('$9.99')
    expect(showUsd(almost, { rounding: 'up' })).toBe('$10.00')
    expect(showUsd(-1n)).toBe('−$0.01')
    expect(showUsd(-1n, { rounding: 'up' })).toBe('$0.00')
  })

  test('behavior: digits beyond what a float knows stay right', () => {
    const large = 9_007_199_254_740_993n * usd
    expect(showUsd(large)).toBe('$9,007,199,254,740,993.00')
    expect(exact(large + 1n)).toBe('9007199254740993.000000000000000001')
  })
})

test('showAmount: without digits there is no point', () => {
  expect(showAmount(1_999n, { decimals: 3, digits: 0 })).toBe('1')
  expect(showAmount(1_234n, { decimals: 0 })).toBe('1,234')
})

test('showQuantity drops the zeros behind the last digit alone', () => {
  expect(showQuantity(2_500_000n, 6)).toBe('2.5')
  expect(showQuantity(100n * usd)).toBe('100')
  expect(showQuantity(1n)).toBe('0')
})

test('percentages', () => {
  expect(showPercent(usd + usd / 2n)).toBe('150 %')
  expect(showPpm(-660_000n)).toBe('−66.0 %')
})
