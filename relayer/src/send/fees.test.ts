import { expect, test } from 'vitest'
import { bumpedFees } from './fees.js'

const before = { maxFee: 800n, priorityFee: 80n }

test('default: an eighth more', () => {
  expect(bumpedFees(before, { maxFee: 1n, priorityFee: 1n }, 10_000n)).toEqual({
    maxFee: 901n,
    priorityFee: 91n,
  })
})

test('behavior: what the chain asks now, if that is more', () => {
  expect(bumpedFees(before, { maxFee: 2_000n, priorityFee: 100n }, 10_000n)).toEqual({
    maxFee: 2_000n,
    priorityFee: 100n,
  })
})

test('behavior: nothing beyond the cap', () => {
  expect(bumpedFees(before, before, 900n)).toBeUndefined()
})
