import { insuranceVaultAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { requireReceiver } from './input.js'
import { readDeployed } from './read.js'
import { vaultCall } from './vaultCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type UnstakeParameters = {
  /** 21 decimals; default: all that may leave now. */
  shares?: bigint | undefined
}
export type UnstakeReturnType = WriteResult
export type UnstakeErrorType = CausewayError

/**
 * Leaves the insurance fund's stake with what {@link requestUnstake} asked for, at the price of now; the cash goes to the own account
 * number 0.
 *
 * @example
 * await unstake(client)
 *
 * @throws InputError when nothing may leave now
 */
export async function unstake(
  client: CausewayClientBase,
  parameters: UnstakeParameters = {},
): Promise<UnstakeReturnType> {
  return sendWrite(client, await prepareUnstake(client, parameters))
}

/** Makes the request of {@link unstake} without sending it. */
export async function prepareUnstake(
  client: CausewayClientBase,
  { shares }: UnstakeParameters = {},
): Promise<WriteRequest> {
  const owner = requireReceiver(client)
  const leaving = shares ?? (await mayLeave(client, owner))
  if (leaving === 0n)
    throw new InputError(
      'Nothing of the stake may leave now: ask for it first (requestUnstake), wait until its cooldown is over, and until exits are not held for an insolvency. getInsurance says when.',
    )
  return vaultCall(client, 'redeem', [leaving, owner, owner])
}

function mayLeave(client: CausewayClientBase, owner: `0x${string}`): Promise<bigint> {
  return readDeployed(client, {
    chain: client.deployment.hubChain,
    ...{ contract: 'insuranceVault', abi: insuranceVaultAbi, functionName: 'maxRedeem' },
    args: [owner],
  })
}

/** Runs {@link unstake} without sending it, and returns the cash, 18 decimals. */
export async function simulateUnstake(
  client: CausewayClientBase,
  parameters: UnstakeParameters = {},
): Promise<bigint> {
  const request = await prepareUnstake(client, parameters)
  return simulateWrite(client, request, { abi: insuranceVaultAbi, functionName: 'redeem' })
}
