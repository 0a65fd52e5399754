import { describe, expect, test } from 'vitest'
import { WAD } from '../fixedPoint.js'
import { createRandom } from '../margin/testing/random.js'
import { feeOf, realise, tradeValue } from './realise.js'

/** Whether cash is the quotient rounded down. */
function isFloor(cash: bigint, numerator: bigint, denominator: bigint): boolean {
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator]
  return cash * d <= n && n < (cash + 1n) * d
}

describe('realise', () => {
  test('default: opens, adds, reduces, closes, crosses zero', () => {
    expect(realise({ size: 0n, cost: 0n }, 3n, 300n)).toEqual({ cash: 0n, cost: 300n })
    expect(realise({ size: 3n, cost: 300n }, 1n, 90n)).toEqual({ cash: 0n, cost: 390n })
    expect(realise({ size: 4n, cost: 390n }, -2n, -240n)).toEqual({ cash: 45n, cost: 195n })
    expect(realise({ size: 2n, cost: 195n }, -2n, -100n)).toEqual({ cash: -95n, cost: 0n })
    expect(realise({ size: 2n, cost: 200n }, -5n, -550n)).toEqual({ cash: 20n, cost: -330n })
    expect(realise({ size: -2n, cost: -200n }, 5n, 450n)).toEqual({ cash: 20n, cost: 270n })
  })

  test('behavior: what rounding takes from cash stays in the cost', () => {
    // a third of 100 is released as 34, not 33
    expect(realise({ size: 3n, cost: 100n }, -1n, -50n)).toEqual({ cash: 16n, cost: 66n })
    // a third of −100 as −33
    expect(realise({ size: -3n, cost: -100n }, 1n, 20n)).toEqual({ cash: 13n, cost: -67n })
    // two of three close at 33, rounded against the account
    expect(realise({ size: 2n, cost: 10n }, -3n, -50n)).toEqual({ cash: 23n, cost: -17n })
  })

  test('behavior: cash is the exact profit rounded down, and cash less cost changes by minus the value', () => {
    const random = createRandom(11)
    const any = (digits: number) => random.magnitude(0, digits) * (random.chance(0.5) ? 1n : -1n)
    for (let i = 0; i < 2_000; i++) {
      const [size, cost, delta, value] = [any(3), any(24), any(3), any(24)]
      if (delta === 0n || size === 0n) continue
      const { cash, cost: next } = realise({ size, cost }, delta, value)
      expect(cash - next + cost).toBe(-value)
      const left = size + delta
      if (size > 0n === delta > 0n) expect(cash).toBe(0n)
      else if (left === 0n || left > 0n !== size > 0n)
        expect(isFloor(cash, -cost * delta + value * size, delta), `${i}`).toBe(true)
      else expect(isFloor(cash, cost * delta - value * size, size), `${i}`).toBe(true)
    }
  })
})

test('behavior: a trade is worth the same to both sides, to the unit', () => {
  expect(tradeValue(3n, WAD / 2n)).toBe(1n)
  expect(tradeValue(-3n, WAD / 2n)).toBe(-1n)
})

test('behavior: a fee is rounded up when paid and down when earned', () => {
  expect(feeOf(-WAD, 2000n * WAD, 500n)).toBe(WAD)
  expect(feeOf(WAD, 1n, 1n)).toBe(1n)
  expect(feeOf(WAD, 1n, -1n)).toBe(0n)
  expect(feeOf(WAD, 3_000_001n, -1n)).toBe(-3n)
})
