import type { Hex } from 'viem'
import { exchangeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { readDeployed } from './read.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type CancelAllOrdersParameters = {
  account?: AccountRef | undefined
  /** Orders of an epoch below it are void. Default: one above the account's. */
  epoch?: bigint | undefined
  /** Of `signCancelAllOrders`, over exactly this account and epoch. Without it the client itself must be allowed to. */
  signature?: Hex | undefined
}
export type CancelAllOrdersReturnType = WriteResult & { epoch: bigint }
export type CancelAllOrdersErrorType = CausewayError

/**
 * Makes all orders of an account worthless that were signed so far, by raising its epoch.
 *
 * @example
 * await cancelAllOrders(client)
 *
 * @throws RevertError when the account is not the client's, or its epoch is as high already
 */
export async function cancelAllOrders(
  client: CausewayClientBase,
  parameters: CancelAllOrdersParameters = {},
): Promise<CancelAllOrdersReturnType> {
  const request = await prepareCancelAllOrders(client, parameters)
  const result = await sendWrite(client, request)
  return { ...result, epoch: request.args[1] as bigint }
}

/** Makes the request of {@link cancelAllOrders} without sending it. */
export async function prepareCancelAllOrders(
  client: CausewayClientBase,
  parameters: CancelAllOrdersParameters = {},
): Promise<WriteRequest> {
  const { hubChain } = client.deployment
  const account = resolveAccount(client, parameters.account)
  const epoch = parameters.epoch ?? (await nextEpoch(client, account))
  const call = {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'exchange'),
    abi: exchangeAbi,
  }
  const { signature } = parameters
  return signature
    ? writeRequest(client, {
        ...call,
        functionName: 'cancelAllFor',
        args: [account, epoch, signature],
      })
    : writeRequest(client, { ...call, functionName: 'cancelAll', args: [account, epoch] })
}

/** Runs {@link cancelAllOrders} without sending it. */
export async function simulateCancelAllOrders(
  client: CausewayClientBase,
  parameters: CancelAllOrdersParameters = {},
): Promise<void> {
  await simulateWrite(client, await prepareCancelAllOrders(client, parameters))
}

/** The lowest epoch that voids every order an account has signed so far. */
export async function nextEpoch(client: CausewayClientBase, account: Hex): Promise<bigint> {
  const chain = client.deployment.hubChain
  const call = { chain, contract: 'exchange', abi: exchangeAbi } as const
  return 1n + (await readDeployed(client, { ...call, functionName: 'epochOf', args: [account] }))
}
