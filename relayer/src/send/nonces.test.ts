import { expect, test } from 'vitest'
import type { StoredTransaction } from '../store/transactions.js'
import { planNonces } from './nonces.js'

const sent = (...nonces: number[]) =>
  nonces.map((nonce) => ({ nonce: BigInt(nonce) }) as StoredTransaction)
const plan = (nonces: number[], mined: number, pending: number) => {
  const { settle, waiting, requeue, next } = planNonces(sent(...nonces), {
    mined: BigInt(mined),
    pending: BigInt(pending),
  })
  const list = (transactions: StoredTransaction[]) => transactions.map(({ nonce }) => Number(nonce))
  return {
    settle: list(settle),
    waiting: list(waiting),
    requeue: list(requeue),
    next: Number(next),
  }
}

test('default: mined ones are settled, the others wait', () => {
  expect(plan([3, 4, 5], 4, 6)).toEqual({ settle: [3], waiting: [4, 5], requeue: [], next: 6 })
})

test('behavior: the first nonce is the chain’s', () => {
  expect(plan([], 7, 7)).toEqual({ settle: [], waiting: [], requeue: [], next: 7 })
})

test('behavior: an RPC that has not seen ours yet does not make us use a nonce twice', () => {
  expect(plan([4, 5], 4, 4)).toEqual({ settle: [], waiting: [4, 5], requeue: [], next: 6 })
})

test('behavior: somebody else used our key', () => {
  expect(plan([], 4, 6).next).toBe(6)
  expect(plan([6], 4, 6)).toEqual({ settle: [], waiting: [6], requeue: [], next: 7 })
})

test('behavior: a gap that nothing will fill', () => {
  expect(plan([5, 6], 4, 4)).toEqual({ settle: [], waiting: [], requeue: [5, 6], next: 4 })
  expect(plan([4, 6], 4, 5)).toEqual({ settle: [], waiting: [4], requeue: [6], next: 5 })
})

test('behavior: the chain’s nonce went down in a reorganisation', () => {
  expect(plan([8], 5, 5)).toEqual({ settle: [], waiting: [], requeue: [8], next: 5 })
})
