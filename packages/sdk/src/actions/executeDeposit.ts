import { hubAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { type EntryRef, prepareEntryCall } from './entry.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type ExecuteDepositParameters = EntryRef
export type ExecuteDepositReturnType = WriteResult
export type ExecuteDepositErrorType = CausewayError

/**
 * Credits a pending deposit once what stood against it is gone. Anyone may call.
 *
 * @example
 * await executeDeposit(client, { chain: 'arbitrum', seq: 12n })
 *
 * @throws RevertError `Hub_StillBlocked` while something stands against it
 */
export async function executeDeposit(
  client: CausewayClientBase,
  parameters: ExecuteDepositParameters,
): Promise<ExecuteDepositReturnType> {
  const request = await prepareExecuteDeposit(client, parameters)
  return sendWrite(client, request)
}

/** Makes the request of {@link executeDeposit} without sending it. */
export async function prepareExecuteDeposit(
  client: CausewayClientBase,
  parameters: ExecuteDepositParameters,
): Promise<WriteRequest> {
  return prepareEntryCall(client, 'executeDeposit', parameters)
}

/** Runs {@link executeDeposit} without sending it. */
export async function simulateExecuteDeposit(
  client: CausewayClientBase,
  parameters: ExecuteDepositParameters,
): Promise<void> {
  const request = await prepareExecuteDeposit(client, parameters)
  await simulateWrite(client, request, { abi: hubAbi, functionName: 'executeDeposit' })
}
