import { hubAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { type EntryRef, prepareEntryCall } from './entry.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type CancelTicketParameters = EntryRef
export type CancelTicketReturnType = WriteResult
export type CancelTicketErrorType = CausewayError

/**
 * Closes an exit request that was not executed: its owner at any time, anyone after it expired.
 *
 * @example
 * await cancelTicket(client, { chain: 'arbitrum', seq: 12n })
 *
 * @throws RevertError when it is not a ticket any more, or the client may not
 */
export async function cancelTicket(
  client: CausewayClientBase,
  parameters: CancelTicketParameters,
): Promise<CancelTicketReturnType> {
  const request = await prepareCancelTicket(client, parameters)
  return sendWrite(client, request)
}

/** Makes the request of {@link cancelTicket} without sending it. */
export async function prepareCancelTicket(
  client: CausewayClientBase,
  parameters: CancelTicketParameters,
): Promise<WriteRequest> {
  return prepareEntryCall(client, 'cancelTicket', parameters)
}

/** Runs {@link cancelTicket} without sending it. */
export async function simulateCancelTicket(
  client: CausewayClientBase,
  parameters: CancelTicketParameters,
): Promise<void> {
  const request = await prepareCancelTicket(client, parameters)
  await simulateWrite(client, request, { abi: hubAbi, functionName: 'cancelTicket' })
}
