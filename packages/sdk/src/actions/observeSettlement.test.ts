import { decodeFunctionData, encodeErrorResult } from 'viem'
import { expect, test } from 'vitest'
import { clearingAbi } from '../abis/index.js'
import { FakeRevert, fakeClient } from '../testing/fakeChains.js'
import { prepareFixSettlement, simulateFixSettlement } from './fixSettlement.js'
import { getSettlement } from './getSettlement.js'
import { prepareObserveSettlement, simulateObserveSettlement } from './observeSettlement.js'

const expiry = Date.UTC(2026, 11, 25, 8) / 1_000
const eth = { underlying: 'ETH', expiry }
const symbol = '0x455448000000'

/** A clearing that refuses one function with one of its errors. */
const refusing = (functionName: string, errorName: string, args: readonly unknown[]) =>
  fakeClient({
    [functionName]: () => {
      throw new FakeRevert(encodeErrorResult({ abi: clearingAbi, errorName, args } as never))
    },
  })

test('default: requests that name underlying and expiry', () => {
  const client = fakeClient({})
  for (const request of [
    prepareObserveSettlement(client, eth),
    prepareFixSettlement(client, eth),
  ]) {
    expect(request).toMatchObject({ chain: 3, value: 0n })
    const { functionName, args } = decodeFunctionData({ abi: clearingAbi, data: request.data })
    expect(functionName).toBe(request.functionName)
    expect(args).toEqual([symbol, expiry])
  }
})

test('behavior: how far the price is known', async () => {
  const client = fakeClient({
    settlementOf: (...args) => {
      expect(args).toEqual([symbol, expiry])
      return [1_000n, 10n ** 17n, false]
    },
  })
  const settlement = await getSettlement(client, eth)
  expect(settlement).toEqual({ fixedPart: 1_000n, remaining: 10n ** 17n, isFixed: false })
})

test('error: refusals by name, with what to do', async () => {
  const early = refusing('observeSettlement', 'Clearing_NotInWindow', [symbol, expiry])
  await expect(simulateObserveSettlement(early, eth)).rejects.toMatchObject({
    action: 'wait',
    revert: { errorName: 'Clearing_NotInWindow' },
    message: expect.stringContaining('ETH of 2026-12-25T08:00:00Z'),
  })
  const fixed = refusing('fixSettlement', 'Clearing_AlreadyFixed', [symbol, expiry])
  await expect(simulateFixSettlement(fixed, eth)).rejects.toMatchObject({
    action: 'give up',
    revert: { errorName: 'Clearing_AlreadyFixed' },
  })
  const dated = (0x455448000000n << 112n) | (BigInt(expiry) << 64n)
  const alive = refusing('fixSettlement', 'Clearing_NotExpired', [dated])
  await expect(simulateFixSettlement(alive, eth)).rejects.toMatchObject({
    action: 'wait',
    message: expect.stringContaining('ETH of 2026-12-25T08:00:00Z has not expired yet'),
  })
})

test('error: an expiry that is none', () => {
  const client = fakeClient({})
  expect(() => prepareFixSettlement(client, { underlying: 'ETH', expiry: -1 })).toThrow(
    expect.objectContaining({ name: 'InputError' }),
  )
})
