import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '../errors/causewayError.js'
import { formatAmount, parseAmount, toBookUnits, toTokenUnitsDown } from './units.js'

test('default', () => {
  expect(parseAmount('1.5', 6)).toBe(1_500_000n)
  expect(parseAmount(' 12 ', 18)).toBe(12n * 10n ** 18n)
  expect(parseAmount('0.10', 1)).toBe(1n)
  expect(toTokenUnitsDown(1_999_999_999_999n, 6)).toBe(1n)
})

test('behavior: what is formatted parses back, to the unit', () => {
  const amount = fc.bigInt({ min: 1n, max: (1n << 128n) - 1n })
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 18 }), (value, decimals) => {
      expect(parseAmount(formatAmount(value, decimals), decimals)).toBe(value)
      expect(toTokenUnitsDown(toBookUnits(value, decimals), decimals)).toBe(value)
    }),
  )
})

test.each(['', '1,5', '1 000', '-1', '+1', '1e6', '0x10', '.5', '5.', 'all', '٣', '0', '0.0', '∞'])(
  'error: "%s" is no amount',
  (text) => {
    expect(() => parseAmount(text, 6)).toThrow(InputError)
  },
)

test('error: more places than the token has are never rounded', () => {
  expect(() => parseAmount('1.0000001', 6)).toThrow(/cannot be expressed exactly/)
})

test('error: more than a vault can hold', () => {
  expect(() => parseAmount('340282366920938463463374607431769', 6)).toThrow(/more than any vault/)
})
