import { expect, test } from 'vitest'
import { account, wad } from './testing/portfolio.js'
import { withCash, withCollateral } from './withHoldings.js'

const token = { market: 0, price: wad(2000), haircutBps: 500n, basisRate: 0n, late: false }

test('default: cash in and out', () => {
  expect(withCash(account(5), wad(-7)).cash).toBe(wad(-2))
})

test('default: a token is added, taken, and keeps its number', () => {
  const input = withCollateral(account(5), { line: token, amount: wad(2) })
  expect(input.lines).toEqual([{ ...token, amount: wad(2) }])
  const less = withCollateral(input, { line: 0, amount: wad(-2) })
  expect(less.lines).toEqual([{ ...token, amount: 0n }])
})

test('behavior: tokens are no collateral of an isolated account', () => {
  const input = account(5, { mode: 'isolated' })
  expect(withCollateral(input, { line: token, amount: wad(2) })).toEqual(input)
})

test('error: more than there is', () => {
  const input = withCollateral(account(5), { line: token, amount: 5n })
  expect(() => withCollateral(input, { line: 0, amount: -6n })).toThrow('line 0 has not 6 to take')
  expect(() => withCollateral(input, { line: 1, amount: 1n })).toThrow('there is no line 1')
})
