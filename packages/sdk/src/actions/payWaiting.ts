import { spokeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { type CausewayError, NotFoundError } from '../errors/causewayError.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type PayWaitingParameters = {
  /** Chain of the vault. */
  chain: ChainRef
  /** Number of the release in the lane from the hub. */
  seq: bigint
}
export type PayWaitingReturnType = WriteResult
export type PayWaitingErrorType = CausewayError

/**
 * Pays a release that waits for a vault's outflow limit or brake, once there is room or it is mature. Anyone may call.
 *
 * @example
 * await payWaiting(client, { chain: 'arbitrum', seq: 3n })
 *
 * @throws NotFoundError when the release never waited; RevertError `Spoke_StillWaiting` while it must
 */
export async function payWaiting(
  client: CausewayClientBase,
  parameters: PayWaitingParameters,
): Promise<PayWaitingReturnType> {
  return sendWrite(client, await preparePayWaiting(client, parameters))
}

/** Makes the request of {@link payWaiting} without sending it. */
export async function preparePayWaiting(
  client: CausewayClientBase,
  parameters: PayWaitingParameters,
): Promise<WriteRequest> {
  const { chain, name } = findChain(client.deployment, parameters.chain)
  const address = contractOf(client.deployment, chain, 'spoke')
  const { seq } = parameters
  const [log] = await findLogs(client, {
    ...{ chain, address, event: events.releaseWaiting, args: { seq } },
  })
  if (!log) throw new NotFoundError(`No release ${seq} waits at the vault of ${name}.`)
  const { id, token, amount, receiver, matureAt } = log.args
  return writeRequest(client, {
    ...{ chain, to: address, abi: spokeAbi, functionName: 'payWaiting' },
    args: [seq, id, token, amount, receiver, matureAt],
  })
}

/** Runs {@link payWaiting} without sending it. */
export async function simulatePayWaiting(
  client: CausewayClientBase,
  parameters: PayWaitingParameters,
): Promise<void> {
  const request = await preparePayWaiting(client, parameters)
  await simulateWrite(client, request, { abi: spokeAbi, functionName: 'payWaiting' })
}
