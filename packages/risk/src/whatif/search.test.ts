import { expect, test } from 'vitest'
import { lastTrue, nearestBelowZero } from './search.js'

test('default: the last that holds', () => {
  expect(lastTrue(0n, 100n, (k) => k * k <= 50n)).toBe(7n)
  expect(lastTrue(3n, 4n, () => false)).toBe(3n)
})

test('default: the first below zero', () => {
  expect(nearestBelowZero((k) => 55n - k, [10n, 50n, 90n], 55n)).toBe(56n)
  expect(nearestBelowZero((k) => k, [10n, 50n, 90n], 0n)).toBeUndefined()
})

test('behavior: a dip between places is found', () => {
  const dip = (k: bigint) => (k - 1_037n) ** 2n - 100n
  expect(nearestBelowZero(dip, [500n, 900n, 1_200n, 2_000n], dip(0n))).toBe(1_028n)
  const shallow = (k: bigint) => (k - 1_037n) ** 2n
  expect(nearestBelowZero(shallow, [500n, 900n, 1_200n, 2_000n], shallow(0n))).toBeUndefined()
})
