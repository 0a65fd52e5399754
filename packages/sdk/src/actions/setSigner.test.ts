import { decodeFunctionData, encodeErrorResult } from 'viem'
import { expect, test } from 'vitest'
import { spokeAbi } from '../abis/index.js'
import { FakeRevert, fakeClient } from '../testing/fakeChains.js'
import { prepareSetSigner, simulateSetSigner } from './setSigner.js'

const signer = '0x00000000000000000000000000000000000000dd'
const parameters = { chain: 'optimism', signer, expiry: 1_900_000_000n } as const

test('default: a request that a contract wallet can send', async () => {
  const request = await prepareSetSigner(fakeClient({ appendFee: () => 100n }), parameters)
  expect(request).toMatchObject({ chain: 4, value: 110n })
  const { functionName, args } = decodeFunctionData({ abi: spokeAbi, data: request.data })
  expect(functionName).toBe('setSigner')
  expect(args?.[1]).toBe(1_900_000_000n)
})

test('error: a plain wallet needs no signer', async () => {
  const client = fakeClient({
    appendFee: () => 100n,
    setSigner: () => {
      throw new FakeRevert(
        encodeErrorResult({ abi: spokeAbi, errorName: 'Spoke_NotAContract', args: [signer] }),
      )
    },
  })
  await expect(simulateSetSigner(client, parameters)).rejects.toThrow(/signs for itself/)
})

test('error: a signer that is mistyped', async () => {
  const client = fakeClient({ appendFee: () => 100n })
  const wrong = { ...parameters, signer: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293Bc' } as const
  await expect(prepareSetSigner(client, wrong)).rejects.toMatchObject({ name: 'InputError' })
})
