import type { PacketState } from '@causeway/sdk'
import { expect, test } from 'vitest'
import { findGap } from './stuck.js'
import type { SeenPacket } from './target.js'

const packets = (...states: PacketState['status'][]) =>
  states.map((status, i) => ({ nonce: BigInt(i + 1), state: { status } }) as SeenPacket)
const nonces = (gap: ReturnType<typeof findGap>) => gap?.arrived.map(({ nonce }) => nonce)

test('default: the first that is missing before one that has arrived', () => {
  const gap = findGap(packets('verifying', 'verifying', 'verifiable'), 0n)
  expect(gap?.missing).toBe(1n)
  expect(nonces(gap)).toEqual([3n])
  expect(findGap(packets('committed', 'verifying', 'committed'), 1n)?.missing).toBe(2n)
})

test('behavior: what has arrived before it and nobody committed does not hide it', () => {
  const gap = findGap(packets('verifiable', 'verifying', 'verifiable'), 0n)
  expect(gap?.missing).toBe(2n)
  expect(nonces(gap)).toEqual([1n, 3n])
})

test('behavior: nothing is missing where all have arrived, or nothing behind it has', () => {
  expect(findGap([], 4n)).toBeUndefined()
  expect(findGap(packets('verifiable', 'committed'), 0n)).toBeUndefined()
  expect(findGap(packets('verifiable', 'verifying', 'verifying'), 0n)).toBeUndefined()
})
