import { decodeFunctionData, encodeErrorResult } from 'viem'
import { expect, test } from 'vitest'
import { paceAbi, riskParametersAbi } from '../abis/index.js'
import { FakeRevert, fakeClient } from '../testing/fakeChains.js'
import { toSymbol } from '../wire/index.js'
import { prepareAdaptScanRange, simulateAdaptScanRange } from './adaptScanRange.js'
import { getScanRange } from './getScanRange.js'

const params = {
  ...{ scanRange: 202_000, volShock: 450_000, basisRate: 10_000, floorRate: 5_000 },
  ...{ shortRate: 30_000, tenorRate: 250_000, concentration: 0, listed: true },
}

test('default: what counts, what governance set, and where the forecast takes it', async () => {
  const asked: unknown[] = []
  const client = fakeClient({
    riskOf: () => [params, 1_300_000n],
    rangeOf: () => ({ least: 200_000, changedAt: 5, followedAt: 60 }),
    forecastOf: () => 244_945n,
    rangeAfter: (...args: unknown[]) => {
      asked.push(...args)
      return 204_020
    },
  })
  expect(await getScanRange(client, { underlying: 'ETH' })).toEqual({
    ...{ scanRange: 202_000, least: 200_000, forecast: 244_945, next: 204_020, followedAt: 60 },
  })
  expect(asked).toEqual([toSymbol('ETH'), 244_945n])
})

test('default: the request names the underlying', () => {
  const { data } = prepareAdaptScanRange(fakeClient({}), { underlying: 'BTC' })
  expect(decodeFunctionData({ abi: paceAbi, data })).toEqual({
    ...{ functionName: 'adapt', args: [toSymbol('BTC')] },
  })
})

test('error: when there is nothing to follow, since when it may again', async () => {
  const client = fakeClient({
    adapt: () => {
      throw new FakeRevert(
        encodeErrorResult({
          abi: riskParametersAbi,
          errorName: 'RiskParameters_Unmoved',
          args: [toSymbol('ETH'), 202_000n, 3_660n],
        }),
      )
    },
  })
  await expect(simulateAdaptScanRange(client, { underlying: 'ETH' })).rejects.toMatchObject({
    action: 'wait',
    message: expect.stringContaining('The scan range of ETH stays at 202000 ppm'),
  })
})
