import { decodeFunctionData, verifyTypedData } from 'viem'
import { expect, test } from 'vitest'
import { hubAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import { exampleDeployment } from '../testing/exampleDeployment.js'
import { fakeClient } from '../testing/fakeChains.js'
import { toAssetId } from '../wire/index.js'
import { signWithdrawal, withdrawalTypedData } from './signWithdrawal.js'
import { prepareSubmitWithdrawal } from './submitWithdrawal.js'
import { prepareWithdraw } from './withdraw.js'

const block = {
  eth_getBlockByNumber: () => ({ number: '0x1', timestamp: '0x64', transactions: [] }),
}
const answers = { quoteWithdraw: () => [1_000n, 9n], appendFee: () => 100n }
const parameters = { chain: 'optimism', token: 'USDC', amount: 7n } as const

test('default: a signature that verifies, and its submission', async () => {
  const client = fakeClient(answers, block)
  const { withdrawal, signature } = await signWithdrawal(client, parameters)
  expect(withdrawal).toMatchObject({ amount: 7n, maxFee: 1_010n, deadline: 3_700n })
  const address = client.account?.address as `0x${string}`
  const typed = withdrawalTypedData(client, withdrawal)
  expect(typed.domain.verifyingContract).toBe(contractOf(exampleDeployment, 3, 'keyring'))
  expect(await verifyTypedData({ ...typed, address, signature })).toBe(true)
  const request = await prepareSubmitWithdrawal(client, { withdrawal, signature })
  expect(request).toMatchObject({ chain: 3, value: 110n })
  const decoded = decodeFunctionData({ abi: hubAbi, data: request.data })
  expect(decoded).toEqual({ functionName: 'withdrawFor', args: [withdrawal, signature] })
})

test('behavior: nonces are fresh each time', async () => {
  const client = fakeClient(answers, block)
  const [a, b] = await Promise.all([
    signWithdrawal(client, parameters),
    signWithdrawal(client, parameters),
  ])
  expect(a.withdrawal.nonce).not.toBe(b.withdrawal.nonce)
})

test('behavior: a direct withdrawal names asset, receiver and the most it may cost', async () => {
  const client = fakeClient(answers)
  const receiver = '0x00000000000000000000000000000000000000cc'
  const { request, maxFee, asset } = await prepareWithdraw(client, { ...parameters, receiver })
  const token = exampleDeployment.chains[3]?.tokens[0]?.address as `0x${string}`
  expect(asset).toBe(toAssetId({ chain: 4, token }))
  expect(maxFee).toBe(1_010n)
  expect(request.args.slice(1)).toEqual([
    asset,
    7n,
    '0x00000000000000000000000000000000000000cc',
    1_010n,
  ])
})

test('error: nobody to pay', async () => {
  const receiver = '0x0000000000000000000000000000000000000000'
  await expect(prepareWithdraw(fakeClient(answers), { ...parameters, receiver })).rejects.toThrow(
    /cannot be paid/,
  )
})
