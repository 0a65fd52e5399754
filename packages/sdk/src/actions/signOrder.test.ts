import { decodeFunctionData, encodeAbiParameters, encodeEventTopics, verifyTypedData } from 'viem'
import { expect, test } from 'vitest'
import { exchangeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import { exampleDeployment } from '../testing/exampleDeployment.js'
import { fakeClient } from '../testing/fakeChains.js'
import {
  cancelTypedData,
  hashOrder,
  orderFlags,
  orderTypedData,
  toAccountId,
} from '../wire/index.js'
import { prepareCancelAllOrders } from './cancelAllOrders.js'
import { prepareCancelOrder } from './cancelOrder.js'
import { getOrder } from './getOrder.js'
import { matchOrders, prepareMatchOrders } from './matchOrders.js'
import { signCancelAllOrders, signCancelOrder } from './signCancelOrder.js'
import { orderDomain, prepareOrder, signOrder } from './signOrder.js'

const block = {
  eth_getBlockByNumber: () => ({ number: '0x1', timestamp: '0x64', transactions: [] }),
}
const answers = { fees: () => [500, -100], epochOf: () => 3n }
const parameters = { instrument: 'ETH-PERP', size: -2n, price: 7n } as const
const exchange = contractOf(exampleDeployment, 3, 'exchange')

test('default: an order that verifies, with what the exchange says now', async () => {
  const client = fakeClient(answers, block)
  const { order, signature, hash } = await signOrder(client, parameters)
  expect(order).toMatchObject({
    instrument: '0x4554480000000100000000000000000000000000',
    ...{ size: -2n, price: 7n, maxFeeRate: 500n, expiry: 3_700n, flags: 0, epoch: 3n },
  })
  const address = client.account?.address as `0x${string}`
  expect(order.account).toBe(toAccountId({ owner: address, chain: 0, subaccount: 0n }))
  const domain = orderDomain(client)
  expect(domain).toEqual({ chainId: 900_003, exchange })
  expect(hash).toBe(hashOrder(domain, order))
  expect(await verifyTypedData({ ...orderTypedData(domain, order), address, signature })).toBe(true)
})

test('behavior: flags, and salts that are fresh each time', async () => {
  const client = fakeClient(answers, block)
  const wanted = { ...parameters, reduceOnly: true, timeInForce: 'fillOrKill' } as const
  const [a, b] = await Promise.all([prepareOrder(client, wanted), prepareOrder(client, wanted)])
  expect(a.flags).toBe(orderFlags.reduceOnly | orderFlags.fillOrKill)
  expect(a.salt).not.toBe(b.salt)
  const post = await prepareOrder(client, { ...parameters, timeInForce: 'postOnly', salt: 9n })
  expect(post).toMatchObject({ flags: orderFlags.postOnly, salt: 9n })
})

test('error: orders that make no sense', async () => {
  const client = fakeClient(answers, block)
  await expect(prepareOrder(client, { ...parameters, size: 0n })).rejects.toThrow(/zero/)
  await expect(prepareOrder(client, { ...parameters, price: 0n })).rejects.toThrow(/above zero/)
  await expect(prepareOrder(client, { ...parameters, instrument: 'ETH' })).rejects.toThrow(
    /give a name like ETH-PERP/,
  )
})

test('behavior: a match names orders and signatures in the order given', async () => {
  const client = fakeClient(answers, block)
  const taker = await signOrder(client, { ...parameters, size: 5n })
  const makers = [await signOrder(client, parameters), await signOrder(client, parameters)]
  const request = prepareMatchOrders(client, { taker, makers })
  expect(request).toMatchObject({ chain: 3, to: exchange, value: 0n })
  const { functionName, args } = decodeFunctionData({ abi: exchangeAbi, data: request.data })
  expect(functionName).toBe('matchOrders')
  expect(args?.[0]).toMatchObject({ size: 5n, expiry: 3_700 })
  expect(args?.[1]).toBe(taker.signature)
  expect(args?.[2]).toMatchObject(makers.map(({ order }) => ({ salt: order.salt })))
  expect(args?.[3]).toEqual(makers.map(({ signature }) => signature))
})

test('behavior: what a match did is read from its events', async () => {
  const account = `0x${'ab'.repeat(32)}` as const
  const log = (
    event: 'OrderFilled' | 'OrderSkipped',
    n: number,
    data: `0x${string}`,
    address = exchange,
  ) => ({
    ...{ address, data, blockNumber: '0x1', transactionIndex: '0x0', removed: false },
    ...{ blockHash: hashOf(9), transactionHash: hashOf(8), logIndex: `0x${n}` },
    topics: encodeEventTopics({
      abi: exchangeAbi,
      eventName: event,
      args: { hash: hashOf(n), account },
    } as never),
  })
  const filled = (size: bigint) =>
    encodeAbiParameters(
      [{ type: 'int96' }, { type: 'uint128' }, { type: 'int96' }],
      [size, 7n, size * 2n],
    )
  const client = fakeClient(answers, {
    ...block,
    eth_estimateGas: () => '0x1000',
    eth_gasPrice: () => '0x1',
    eth_getTransactionCount: () => '0x0',
    eth_maxPriorityFeePerGas: () => '0x1',
    eth_sendRawTransaction: () => hashOf(8),
    eth_blockNumber: () => '0x1',
    eth_getTransactionByHash: () => null,
    eth_getTransactionReceipt: () => ({
      ...{ status: '0x1', blockNumber: '0x1', transactionHash: hashOf(8), gasUsed: '0x1' },
      ...{ cumulativeGasUsed: '0x1', effectiveGasPrice: '0x1', transactionIndex: '0x0' },
      logs: [
        log('OrderSkipped', 1, encodeAbiParameters([{ type: 'uint8' }], [4])),
        log('OrderFilled', 2, filled(-3n)),
        log('OrderFilled', 3, filled(3n)),
        log('OrderFilled', 4, filled(9n), contractOf(exampleDeployment, 3, 'hub')),
      ],
    }),
  })
  const taker = await signOrder(client, { ...parameters, size: 5n })
  const result = await matchOrders(client, { taker, makers: [taker, taker] })
  expect(result.skipped).toEqual([{ hash: hashOf(1), account, refusal: 4 }])
  expect(result.makers).toEqual([{ hash: hashOf(2), account, size: -3n, price: 7n, total: -6n }])
  expect(result.filled).toEqual({ hash: hashOf(3), account, size: 3n, price: 7n, total: 6n })
})

test('behavior: cancelling, oneself or by signature', async () => {
  const client = fakeClient(answers, block)
  const { order, hash } = await signOrder(client, parameters)
  const own = decode(prepareCancelOrder(client, { order }).data)
  expect(own).toMatchObject({ functionName: 'cancel', args: [{ salt: order.salt }] })
  const signed = await signCancelOrder(client, { order })
  const brought = decode(prepareCancelOrder(client, signed).data)
  expect(brought).toMatchObject({ functionName: 'cancelFor', args: [{}, signed.signature] })
  const address = client.account?.address as `0x${string}`
  const typed = cancelTypedData(orderDomain(client), hash)
  expect(await verifyTypedData({ ...typed, address, signature: signed.signature })).toBe(true)
})

test('behavior: cancelling all raises the epoch by one unless told otherwise', async () => {
  const client = fakeClient(answers, block)
  expect(decode((await prepareCancelAllOrders(client)).data)).toMatchObject({
    functionName: 'cancelAll',
    args: [expect.anything(), 4n],
  })
  const signed = await signCancelAllOrders(client, { epoch: 9n })
  expect(decode((await prepareCancelAllOrders(client, signed)).data)).toMatchObject({
    functionName: 'cancelAllFor',
    args: [signed.account, 9n, signed.signature],
  })
})

test('behavior: what became of an order', async () => {
  const signer = fakeClient(answers, block)
  const { order } = await signOrder(signer, parameters)
  const look = (state: [bigint, boolean], epoch = 3n, time = '0x64') =>
    getOrder(
      fakeClient(
        { orderState: () => state, epochOf: () => epoch },
        { eth_getBlockByNumber: () => ({ number: '0x1', timestamp: time, transactions: [] }) },
      ),
      { order },
    )
  expect(await look([1n, false])).toMatchObject({ status: 'open', filled: 1n, open: 1n })
  expect(await look([2n, true])).toMatchObject({ status: 'filled', filled: 2n, open: 0n })
  expect(await look([1n, true])).toMatchObject({ status: 'cancelled', filled: 1n, open: 0n })
  expect(await look([0n, false], 4n)).toMatchObject({ status: 'cancelled', open: 0n })
  expect(await look([0n, false], 3n, '0xe74')).toMatchObject({ status: 'open', open: 2n })
  expect(await look([0n, false], 3n, '0xe75')).toMatchObject({ status: 'expired', open: 0n })
})

function decode(data: `0x${string}`) {
  return decodeFunctionData({ abi: exchangeAbi, data })
}

function hashOf(n: number): `0x${string}` {
  return `0x${String(n).repeat(64)}`
}
