import { readFileSync } from 'node:fs'
import { recoverAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { hashOrder, type Order, orderFlags, toContractOrder } from './order.js'
import { makeOrderVectors, orderVectorsFile } from './orderVectors.js'

const vectors = JSON.parse(readFileSync(orderVectorsFile, 'utf8'))
const domain = { chainId: 1, exchange: '0x00000000000000000000000000000000000e1001' } as const
const order: Order = {
  account: `0x${'11'.repeat(32)}`,
  instrument: '0x4554480000000100000000000000000000000000',
  size: 1n,
  price: 2n,
  maxFeeRate: 3n,
  expiry: 4n,
  flags: orderFlags.postOnly,
  salt: 5n,
  epoch: 6n,
}

test('default: the vectors that Solidity reads are what this code makes', async () => {
  expect(await makeOrderVectors()).toEqual(vectors)
  const { address } = privateKeyToAccount(vectors.key)
  for (const { hash, signature } of vectors.orders)
    expect(await recoverAddress({ hash, signature })).toBe(address)
})

test('behavior: every field and the domain change the hash', () => {
  const hashes = new Set([hashOrder(domain, order)])
  hashes.add(hashOrder({ ...domain, chainId: 2 }, order))
  hashes.add(hashOrder({ ...domain, exchange: `0x${'00'.repeat(20)}` }, order))
  hashes.add(hashOrder(domain, { ...order, account: `0x${'12'.repeat(32)}` }))
  hashes.add(hashOrder(domain, { ...order, instrument: `0x${'12'.repeat(20)}` }))
  hashes.add(hashOrder(domain, { ...order, size: -1n }))
  hashes.add(hashOrder(domain, { ...order, flags: 0 }))
  for (const name of ['price', 'maxFeeRate', 'expiry', 'salt', 'epoch'] as const)
    hashes.add(hashOrder(domain, { ...order, [name]: 99n }))
  expect(hashes.size).toBe(12)
})

test('error: fields that do not fit', () => {
  expect(() => toContractOrder({ ...order, price: 1n << 128n })).toThrow(/price/)
  expect(() => toContractOrder({ ...order, salt: -1n })).toThrow(/salt/)
  expect(() => toContractOrder({ ...order, size: -(1n << 95n) })).toThrow(/size/)
  expect(() => toContractOrder({ ...order, flags: 16 })).toThrow(/flags/)
  expect(() => toContractOrder({ ...order, instrument: '0x45' })).toThrow(/instrument/)
})
