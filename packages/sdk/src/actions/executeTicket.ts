import { hubAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { appendedIn } from './appended.js'
import { type EntryRef, prepareEntryCall } from './entry.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type ExecuteTicketParameters = EntryRef & {
  /** Wei for the lane back. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}
export type ExecuteTicketReturnType = WriteResult & {
  /** Number of the release in the lane back; undefined when there was nothing to release. */
  releaseSeq: bigint | undefined
}
export type ExecuteTicketErrorType = CausewayError

/**
 * Pays a booked exit request as far as the account's balance goes, once vault and limits allow. Anyone may call.
 *
 * @example
 * await executeTicket(client, { chain: 'arbitrum', seq: 12n })
 *
 * @throws RevertError when it is not a ticket any more, or cannot be paid yet
 */
export async function executeTicket(
  client: CausewayClientBase,
  parameters: ExecuteTicketParameters,
): Promise<ExecuteTicketReturnType> {
  const request = await prepareExecuteTicket(client, parameters)
  const result = await sendWrite(client, request)
  const [release] = appendedIn(client, request.chain, result.receipt)
  return { ...result, releaseSeq: release?.seq }
}

/** Makes the request of {@link executeTicket} without sending it. */
export async function prepareExecuteTicket(
  client: CausewayClientBase,
  parameters: ExecuteTicketParameters,
): Promise<WriteRequest> {
  return prepareEntryCall(client, 'executeTicket', parameters)
}

/** Runs {@link executeTicket} without sending it, and returns the release's number (0 when there is nothing to release). */
export async function simulateExecuteTicket(
  client: CausewayClientBase,
  parameters: ExecuteTicketParameters,
): Promise<bigint> {
  const request = await prepareExecuteTicket(client, parameters)
  return simulateWrite(client, request, { abi: hubAbi, functionName: 'executeTicket' })
}
