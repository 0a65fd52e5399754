import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WAD } from '../fixedPoint.js'
import { computeMargin } from '../margin/computeMargin.js'
import { bidRules, shareOf, takeOver } from './takeOver.js'
import { account, traded, wad } from './testing/portfolio.js'

const terms = { discount: 100_000n, grown: 0n, fund: 0n }
const perpetual = { kind: 'perpetual', market: 0 } as const
const call = { kind: 'call', market: 0, expiry: 0, strike: 2_000n * 10n ** 8n } as const
const ether = {
  ...{ market: 0, amount: wad(3), price: wad(2_000), haircutBps: 500n },
  ...{ basisRate: 10_000n, late: false },
}

test('default: perpetuals cost nothing at mark; the discount goes to the bidder, a tenth of it to the fund', () => {
  // scan range 10 %, cross: 20 units need 4,000 of maintenance and 5,200 of initial margin
  const input = traded({ ...account(3_900), mode: 'cross' }, perpetual, 20, 2_000)
  const bid = takeOver(input, shareOf(input, 250_000n), terms)
  expect(bid.released).toBe(wad(1_000))
  expect(bid.discount).toBe(wad(90))
  expect(bid.fee).toBe(wad(10))
  expect(bid.cost).toBe(-wad(90))
  expect(bid.notional).toBe(wad(10_000))
  expect(bid.left).toMatchObject({
    ...{ equity: wad(3_800), maintenance: wad(3_000), initial: wad(3_900) },
  })
  expect(bid.closes).toBe(false)
  expect(bid.refusal).toBeUndefined()
})

test('behavior: tokens and options are paid for at mark, tokens rounded up; their haircut is the account’s gain', () => {
  const start = { ...account(-5_000), mode: 'cross' as const, lines: [ether] }
  const input = traded(start, call, -2, 100)
  const report = computeMargin({ ...input, initial: false })
  const mark = report.positions[0]?.price ?? 0n
  expect(mark).toBeGreaterThan(wad(100))
  const bid = takeOver(
    input,
    {
      collateral: [{ line: 0, amount: 1_000_000_000_000_000_001n }],
      positions: [{ position: 0, size: wad(1) }],
    },
    { ...terms, discount: 0n },
  )
  // 2,000 and a unit for the token, less the call that he is short of now
  expect(bid.cost).toBe(wad(2_000) + 2_000n - mark)
  expect(bid.discount).toBe(0n)
  // a twentieth of the token, to the unit by which values are rounded down
  const gain = bid.left.equity - bid.before.equity
  expect(gain - wad(100)).toBeGreaterThanOrEqual(0n)
  expect(gain - wad(100)).toBeLessThan(200n)
})

test('behavior: positions that are closed leave their places to others, in whatever order they are named', () => {
  let input = traded({ ...account(2_000), mode: 'cross' }, perpetual, 10, 2_000)
  input = traded(input, call, -1, 100)
  const both = (order: number[]) => ({
    collateral: [],
    positions: order.map((position) => ({
      position,
      size: [wad(10), wad(1)][position] as bigint,
    })),
  })
  expect(takeOver(input, both([0, 1]), terms)).toEqual(takeOver(input, both([1, 0]), terms))
  expect(takeOver(input, both([0, 1]), terms).left.maintenance).toBe(0n)
})

test('behavior: says why a bid would not stand', () => {
  const input = traded({ ...account(3_900), mode: 'cross' }, perpetual, 20, 2_000)
  const refusal = (share: bigint, of = input, at = terms) =>
    takeOver(of, shareOf(of, share), at).refusal
  expect(refusal(0n)).toBe('nothing')
  // restored at (5,200 − 3,900) / (5,200 − 400), and 52 more are allowed
  expect(refusal(281_000n)).toBeUndefined()
  expect(refusal(282_000n)).toBe('excessive')
  const poor = traded({ ...account(210), mode: 'cross' }, perpetual, 20, 2_000)
  // the discount is cut to what equity allows
  expect(refusal(100_000n, poor)).toBeUndefined()
  const idle = { ...poor, lines: [{ ...ether, amount: 0n }] }
  expect(
    takeOver(idle, { collateral: [{ line: 0, amount: 0n }], positions: [] }, terms).refusal,
  ).toBe('no-better')
  expect(refusal(980_000n, poor, { ...terms, discount: 50_000n })).toBe('dust')
  const lacking = traded({ ...account(-400), mode: 'cross' }, perpetual, 20, 2_000)
  expect(refusal(500_000n, lacking, { ...terms, fund: wad(199) })).toBe('fund')
  expect(refusal(500_000n, lacking, { ...terms, fund: wad(200) })).toBeUndefined()
})

test('behavior: tokens that ask for no margin release none; a fifth of their value counts, or what they bring', () => {
  const start = { ...account(-2_000), mode: 'cross' as const }
  const { market: _, ...stable } = { ...ether, amount: wad(1_000), price: 10n ** 18n }
  const input = traded(
    { ...start, lines: [{ ...stable, haircutBps: 1_000n }] },
    perpetual,
    10,
    1_850,
  )
  const bid = takeOver(input, { collateral: [{ line: 0, amount: wad(500) }], positions: [] }, terms)
  // the haircut of 10 % comes free
  expect(bid.released).toBe(wad(50))
  expect(bid.discount).toBe(wad(4.5))
  expect(bid.left.equity - bid.before.equity).toBe(wad(45))
})

test('behavior: when neither fund nor deleveraging could help, a discount that adds to the debt', () => {
  const lacking = traded({ ...account(-400), mode: 'cross' as const }, perpetual, 20, 2_000)
  const at = { ...terms, exhausted: 50_000n }
  const bid = takeOver(lacking, shareOf(lacking, 1_000_000n), at)
  expect(bid).toMatchObject({ refusal: undefined, covered: 0n, discount: wad(180), fee: wad(20) })
  expect(bid.left.equity).toBe(-wad(600))
})

test('error: more than there is', () => {
  const input = traded({ ...account(3_900), mode: 'cross' }, perpetual, 20, 2_000)
  const taking = { collateral: [], positions: [{ position: 0, size: wad(21) }] }
  expect(() => takeOver(input, taking, terms)).toThrow('position 0 has less')
})

test('default: rules are those that the contracts are made with', () => {
  const file = new URL('../../../../docs/parameters.json', import.meta.url)
  const parameters = JSON.parse(readFileSync(file, 'utf8'))
  const of = (name: string) => BigInt(parameters[name].value)
  expect(bidRules).toEqual({
    dust: of('liquidationDust') * WAD,
    slack: of('liquidationSlack'),
    feeShare: of('liquidationFee'),
    leastDiscount: of('discountLeast'),
    mostDiscount: of('discountMost'),
    uncounted: of('uncountedShare'),
  })
})
