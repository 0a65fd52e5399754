import { decodeFunctionData, encodeErrorResult, erc20Abi } from 'viem'
import { describe, expect, test } from 'vitest'
import { spokeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import { exampleDeployment } from '../testing/exampleDeployment.js'
import { FakeRevert, fakeClient } from '../testing/fakeChains.js'
import { toAccountId } from '../wire/index.js'
import { prepareDeposit } from './deposit.js'

const spoke = contractOf(exampleDeployment, 2, 'spoke')
const usdc = exampleDeployment.chains[1]?.tokens[0]?.address
const common = { chain: 'arbitrum', token: 'USDC', amount: 5n } as const

describe('prepareDeposit', () => {
  test('default: an approval of exactly the amount, then the deposit with an ample fee', async () => {
    const client = fakeClient({ appendFee: () => 100n, allowance: () => 0n })
    const { approvals, request, fee, account } = await prepareDeposit(client, common)
    expect(fee).toBe(110n)
    const owner = client.account?.address as `0x${string}`
    expect(account).toBe(toAccountId({ owner, chain: 0, subaccount: 0n }))
    expect(approvals.map(({ to, args }) => [to, args])).toEqual([[usdc, [spoke, 5n]]])
    expect(request).toMatchObject({ chain: 2, chainId: 900_002, to: spoke, value: 110n })
    expect(decodeFunctionData({ abi: spokeAbi, data: request.data })).toEqual({
      ...{ functionName: 'deposit', args: [usdc, 5n, account] },
    })
  })

  test('behavior: no approval when enough is allowed', async () => {
    const client = fakeClient({ appendFee: () => 100n, allowance: () => 5n })
    expect((await prepareDeposit(client, common)).approvals).toEqual([])
  })

  test('behavior: a token that changes allowances only by way of zero gets two approvals', async () => {
    const refuses = {
      eth_estimateGas: () => {
        throw new FakeRevert('0x')
      },
    }
    const client = fakeClient({ appendFee: () => 100n, allowance: () => 1n }, refuses)
    const { approvals } = await prepareDeposit(client, common)
    const amounts = approvals.map(({ data }) => decodeFunctionData({ abi: erc20Abi, data }).args[1])
    expect(amounts).toEqual([0n, 5n])
  })

  test('behavior: native coin goes with its fee, without approval', async () => {
    const client = fakeClient({})
    const { approvals, request } = await prepareDeposit(client, {
      ...{ ...common, token: 'native', fee: 7n },
    })
    expect(approvals).toEqual([])
    expect(request).toMatchObject({ functionName: 'depositNative', value: 12n })
  })

  test('error: an owner with code is no plain owner, unless it is an EIP-7702 designator', async () => {
    const client = fakeClient({ allowance: () => 5n }, { eth_getCode: () => '0x6000' })
    await expect(prepareDeposit(client, { ...common, fee: 1n })).rejects.toThrow(/contractOn/)
    const delegated = fakeClient(
      { allowance: () => 5n },
      { eth_getCode: () => `0xef0100${'aa'.repeat(20)}` },
    )
    await expect(prepareDeposit(delegated, { ...common, fee: 1n })).resolves.toBeDefined()
  })

  test('error: Permit2 where it is not deployed', async () => {
    const block = {
      eth_getBlockByNumber: () => ({ number: '0x1', timestamp: '0x1', transactions: [] }),
    }
    const client = fakeClient({ allowance: () => 5n }, block)
    await expect(prepareDeposit(client, { ...common, fee: 1n, via: 'permit2' })).rejects.toThrow(
      /Permit2 is not deployed/,
    )
  })

  test('error: a zero, negative or huge amount', async () => {
    for (const amount of [0n, -1n, 1n << 128n])
      await expect(prepareDeposit(fakeClient({}), { ...common, amount })).rejects.toMatchObject({
        action: 'fix',
      })
  })

  test('error: what the chain reverts with is decoded', async () => {
    const client = fakeClient({
      appendFee: () => {
        throw new FakeRevert(
          encodeErrorResult({ abi: spokeAbi, errorName: 'Messenger_UnknownChain', args: [3] }),
        )
      },
    })
    await expect(prepareDeposit(client, common)).rejects.toMatchObject({
      name: 'RevertError',
      revert: { errorName: 'Messenger_UnknownChain', args: { chain: 3 } },
    })
  })
})
