import { restingOrderSchema, type SignedOrder } from '@causeway/sdk'
import { beforeEach, expect, test, vi } from 'vitest'
import { forgetResting, keepResting, readResting, writeOrder } from './resting.js'

const signed = (salt: bigint): SignedOrder => ({
  order: {
    ...{ account: `0x${'11'.repeat(32)}`, instrument: `0x${'22'.repeat(20)}` },
    ...{ size: -(10n ** 18n) - 1n, price: 3_000n * 10n ** 18n, maxFeeRate: 500n },
    ...{ expiry: 1_800_000_000n, flags: 0, salt, epoch: 2n },
  },
  signature: `0x${salt.toString(16).padStart(130, '0')}`,
})

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
})

test('keepResting: exactly what was signed, the newest first, each account its own', () => {
  keepResting('a', signed(1n), 5)
  keepResting('a', signed(2n), 6)
  expect(readResting('a')).toEqual([
    { ...signed(2n), time: 6 },
    { ...signed(1n), time: 5 },
  ])
  expect(readResting('b')).toEqual([])
  forgetResting('a', signed(2n).signature)
  expect(readResting('a')).toEqual([{ ...signed(1n), time: 5 }])
})

test('writeOrder: as makers hand orders out', () => {
  const order = { ...signed(3n), time: 7 }
  expect(restingOrderSchema.parse(JSON.parse(writeOrder(order)))).toEqual(order)
})

test('readResting: what is no list of orders is none', () => {
  localStorage.setItem('causeway.orders.a', '{"x":')
  expect(readResting('a')).toEqual([])
})
