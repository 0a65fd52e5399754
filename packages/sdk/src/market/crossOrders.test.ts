import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import { type Order, orderFlags } from '../wire/index.js'
import { crossOrders, type RestingOrder } from './crossOrders.js'

const perpetual: Hex = '0x4554480000000100000000000000000000000000'
const id = (name: string): Hex => `0x${name.charCodeAt(0).toString(16).repeat(32)}`
let salt = 0n

function order(name: string, size: bigint, price: bigint, rest: Partial<Order> = {}): Order {
  return {
    ...{ account: id(name), instrument: perpetual, size, price, maxFeeRate: 0n },
    ...{ expiry: 100n, flags: 0, salt: salt++, epoch: 0n, ...rest },
  }
}

function resting(
  name: string,
  size: bigint,
  price: bigint,
  rest: Partial<Order> & { time?: number; open?: bigint } = {},
): RestingOrder {
  const { time = 0, open, ...fields } = rest
  return { order: order(name, size, price, fields), signature: id(name), time, open }
}

function cross(taker: Order, orders: RestingOrder[], rest: object = {}) {
  const found = crossOrders({
    ...{ taker: { order: taker, signature: '0x01' }, orders, now: 100n, spare: 0, ...rest },
  })
  return found && { filled: found.filled, makers: found.call.makers.map((m) => m.signature) }
}

test('default: the best price first, then the oldest, until the taker has enough', () => {
  const asks = [
    resting('a', -2n, 12n, { time: 1 }),
    resting('b', -1n, 10n, { time: 9 }),
    resting('c', -1n, 10n, { time: 2 }),
    resting('d', -5n, 11n, { time: 3 }),
    resting('e', -9n, 13n, { time: 0 }),
  ]
  expect(cross(order('t', 4n, 12n), asks)).toEqual({ filled: 4n, makers: ['c', 'b', 'd'].map(id) })
  expect(cross(order('t', 20n, 12n), asks)).toEqual({
    filled: 9n,
    makers: ['c', 'b', 'd', 'a'].map(id),
  })
})

test('behavior: a seller takes the highest bid first', () => {
  const bids = [resting('a', 2n, 10n), resting('b', 2n, 12n), resting('c', 2n, 9n)]
  expect(cross(order('t', -3n, 10n), bids)).toEqual({ filled: 3n, makers: ['b', 'a'].map(id) })
})

test('behavior: passes over what the exchange would refuse or skip', () => {
  const asks = [
    resting('t', -1n, 1n),
    resting('a', 1n, 1n),
    resting('b', -1n, 11n),
    resting('c', -1n, 1n, { expiry: 99n }),
    resting('d', -1n, 1n, { flags: orderFlags.immediate }),
    resting('e', -1n, 1n, { flags: orderFlags.fillOrKill }),
    resting('f', -1n, 1n, { instrument: `0x${'11'.repeat(20)}` }),
    resting('g', -1n, 1n, { open: 0n }),
  ]
  expect(cross(order('t', 1n, 10n), asks)).toBeUndefined()
  const good = resting('h', -1n, 10n, { flags: orderFlags.postOnly })
  expect(cross(order('t', 9n, 10n), [...asks, good, good])).toEqual({
    filled: 1n,
    makers: [id('h')],
  })
})

test('behavior: counts what is open, not what was signed', () => {
  const asks = [resting('a', -9n, 10n, { open: 1n }), resting('b', -9n, 11n)]
  expect(cross(order('t', 3n, 12n), asks)).toEqual({ filled: 3n, makers: ['a', 'b'].map(id) })
  const taker = { order: order('t', 9n, 12n), signature: '0x01' as Hex, open: 1n }
  expect(crossOrders({ taker, orders: asks, now: 0n, spare: 0 })?.filled).toBe(1n)
})

test('behavior: spares stand behind those needed, and no call has more than it may', () => {
  const asks = ['a', 'b', 'c', 'd'].map((name) =>
    resting(name, -2n, 10n, { time: name.charCodeAt(0) }),
  )
  expect(cross(order('t', 3n, 10n), asks, { spare: 1 })).toEqual({
    filled: 3n,
    makers: ['a', 'b', 'c'].map(id),
  })
  expect(cross(order('t', 8n, 10n), asks, { most: 2 })).toEqual({
    filled: 4n,
    makers: ['a', 'b'].map(id),
  })
})

test('behavior: a fill-or-kill order needs all of it, a post-only one takes nothing', () => {
  const asks = [resting('a', -2n, 10n)]
  const { fillOrKill, postOnly } = orderFlags
  expect(cross(order('t', 3n, 10n, { flags: fillOrKill }), asks)).toBeUndefined()
  expect(cross(order('t', 2n, 10n, { flags: fillOrKill }), asks)?.filled).toBe(2n)
  expect(cross(order('t', 2n, 10n, { flags: postOnly }), asks)).toBeUndefined()
  expect(cross(order('t', 2n, 10n, { expiry: 99n }), asks)).toBeUndefined()
})
