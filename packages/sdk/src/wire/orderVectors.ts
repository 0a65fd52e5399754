// Writes test/vectors/orders.json: node --conditions=source --import tsx packages/sdk/src/wire/orderVectors.ts
// Numbers are decimal strings, so that every language reads them alike.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Hex, hashStruct, hashTypedData, keccak256, numberToHex, stringToHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { toAccountId } from './ids.js'
import {
  cancelAllTypedData,
  cancelTypedData,
  hashOrder,
  type Order,
  type OrderDomain,
  orderFlags,
  orderTypedData,
  orderTypes,
} from './order.js'

/** Where the vectors lie. */
export const orderVectorsFile = fileURLToPath(
  new URL('../../../../test/vectors/orders.json', import.meta.url),
)

const max = (bits: number) => (1n << BigInt(bits)) - 1n
const key = keccak256(stringToHex('trader'))
const trader = privateKeyToAccount(key)
const account = toAccountId({ owner: trader.address, chain: 0, subaccount: 0n })
/** ETH | perpetual */
const perpetual: Hex = '0x4554480000000100000000000000000000000000'

const orders: Record<string, Order> = {
  bid: {
    account,
    instrument: perpetual,
    size: 1_500_000_000_000_000_000n,
    price: 2_000n * 10n ** 18n,
    maxFeeRate: 500n,
    expiry: 1_800_000_000n,
    flags: 0,
    salt: 1n,
    epoch: 0n,
  },
  offerToReduceAtOnce: {
    account: toAccountId({ owner: trader.address, chain: 4, subaccount: max(64) }),
    // BTC | call | 2026-12-25 08:00 | 100,000
    instrument: numberToHex(
      (BigInt('0x425443000000') << 112n) | (3n << 104n) | (1_798_185_600n << 64n) | (10n ** 13n),
      { size: 20 },
    ),
    size: -1n,
    price: 1n,
    maxFeeRate: 0n,
    expiry: 1n,
    flags: orderFlags.reduceOnly | orderFlags.immediate,
    salt: 0n,
    epoch: 7n,
  },
  largest: {
    account: numberToHex(max(256), { size: 32 }),
    instrument: numberToHex(max(160), { size: 20 }),
    size: -max(95),
    price: max(128),
    maxFeeRate: max(64),
    expiry: max(40),
    flags: 15,
    salt: max(64),
    epoch: max(64),
  },
}

const domains: readonly OrderDomain[] = [
  { chainId: 31_337, exchange: '0x00000000000000000000000000000000000e1001' },
  { chainId: 8_453, exchange: '0xffffffffffffffffffffffffffffffffffffffff' },
]

/** All vectors, computed by the TypeScript side: each order at each domain. */
export async function makeOrderVectors() {
  const rows = domains.flatMap((domain) =>
    Object.entries(orders).map(([name, order]) => ({ domain, name, order })),
  )
  return {
    key,
    orders: await Promise.all(
      rows.map(async ({ domain, name, order }) => {
        const typed = orderTypedData(domain, order)
        const hash = hashOrder(domain, order)
        return {
          name,
          chainId: String(domain.chainId),
          exchange: domain.exchange.toLowerCase(),
          fields: text({ ...order, instrument: BigInt(order.instrument) }),
          structHash: hashStruct({ data: typed.message, types: orderTypes, primaryType: 'Order' }),
          hash,
          signature: await trader.signTypedData(typed),
          cancel: hashTypedData(cancelTypedData(domain, hash)),
          cancelAll: hashTypedData(cancelAllTypedData(domain, order.account, order.epoch)),
        }
      }),
    ),
  }
}

function text(fields: Record<string, string | number | bigint>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, String(value).toLowerCase()]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(orderVectorsFile, `${JSON.stringify(await makeOrderVectors(), null, 2)}\n`)
