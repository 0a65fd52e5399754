import { insuranceVaultAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { requireReceiver } from './input.js'
import { readDeployed } from './read.js'
import { vaultCall } from './vaultCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type RequestUnstakeParameters = {
  /** 21 decimals; default: all. 0 takes an earlier request back. */
  shares?: bigint | undefined
}
export type RequestUnstakeReturnType = WriteResult
export type RequestUnstakeErrorType = CausewayError

/**
 * Asks to leave the insurance fund's stake: possible by {@link unstake} after the cooldown, for two days. Until then the shares bear
 * losses like all others. Replaces an earlier request.
 *
 * @example
 * await requestUnstake(client)
 *
 * @throws RevertError `InsuranceVault_NotEnoughShares`
 */
export async function requestUnstake(
  client: CausewayClientBase,
  parameters: RequestUnstakeParameters = {},
): Promise<RequestUnstakeReturnType> {
  return sendWrite(client, await prepareRequestUnstake(client, parameters))
}

/** Makes the request of {@link requestUnstake} without sending it. */
export async function prepareRequestUnstake(
  client: CausewayClientBase,
  { shares }: RequestUnstakeParameters = {},
): Promise<WriteRequest> {
  const all = () =>
    readDeployed(client, {
      chain: client.deployment.hubChain,
      ...{ contract: 'insuranceVault', abi: insuranceVaultAbi, functionName: 'balanceOf' },
      args: [requireReceiver(client)],
    })
  return vaultCall(client, 'requestUnstake', [shares ?? (await all())])
}

/** Runs {@link requestUnstake} without sending it. */
export async function simulateRequestUnstake(
  client: CausewayClientBase,
  parameters: RequestUnstakeParameters = {},
): Promise<void> {
  await simulateWrite(client, await prepareRequestUnstake(client, parameters))
}
