import { decodeFunctionData, encodeErrorResult, stringToHex, zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { oracleAbi } from '../abis/index.js'
import { FakeRevert, fakeClient } from '../testing/fakeChains.js'
import { getPrice } from './getPrice.js'
import { prepareObservePrice, simulateObservePrice } from './observePrice.js'

const answer = (refusal: number, price: bigint) => ({
  ...{ price, confidence: 0n, time: 70n, refusal, source: zeroAddress },
})

test('default: the request names the price', () => {
  const request = prepareObservePrice(fakeClient({}), { underlying: 'ETH-PERP' })
  const { functionName, args } = decodeFunctionData({ abi: oracleAbi, data: request.data })
  expect([functionName, args]).toEqual(['observe', [stringToHex('ETH-PERP', { size: 32 })]])
})

test('behavior: the price as it is judged, and as it was seen', async () => {
  const price = (refusal: number, seen: readonly [bigint, bigint]) =>
    getPrice(fakeClient({ priceOf: () => answer(refusal, 3n), seenOf: () => seen }), {
      underlying: 'ETH',
    })
  expect(await price(0, [2n, 60n])).toEqual({
    ...{ price: 3n, refusal: 0, isSound: true, time: 70n },
    seen: { price: 2n, time: 60n },
  })
  expect(await price(3, [0n, 0n])).toMatchObject({
    ...{ price: undefined, refusal: 3, isSound: false },
    seen: undefined,
  })
  // one that jumped is refused, and can be observed all the same
  expect(await price(8, [2n, 60n])).toMatchObject({ price: undefined, isSound: true })
})

test('error: a refusal says why', async () => {
  const client = fakeClient({
    observe: () => {
      throw new FakeRevert(
        encodeErrorResult({
          abi: oracleAbi,
          errorName: 'Oracle_Refused',
          args: [stringToHex('ETH', { size: 32 }), 3, zeroAddress],
        }),
      )
    },
  })
  await expect(simulateObservePrice(client, { underlying: 'ETH' })).rejects.toMatchObject({
    action: 'wait',
    revert: { errorName: 'Oracle_Refused' },
  })
})

test('error: no name of a price', () => {
  for (const underlying of ['', 'E TH', 'x'.repeat(32)])
    expect(() => prepareObservePrice(fakeClient({}), { underlying })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    )
})
