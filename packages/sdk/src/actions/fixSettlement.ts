import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { type ExpiryRef, expiryRequest } from './observeSettlement.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type FixSettlementParameters = ExpiryRef
export type FixSettlementReturnType = WriteResult
export type FixSettlementErrorType = CausewayError

/**
 * Fixes the settlement price of an expiry that has passed: the average of what was observed, or, where that covers less than
 * twenty minutes, the price now. Anyone may, once.
 *
 * @example
 * await fixSettlement(client, { underlying: 'ETH', expiry: 1_798_185_600 })
 *
 * @throws RevertError before the expiry, and when it is fixed already
 */
export async function fixSettlement(
  client: CausewayClientBase,
  parameters: FixSettlementParameters,
): Promise<FixSettlementReturnType> {
  return sendWrite(client, prepareFixSettlement(client, parameters))
}

/** Makes the request of {@link fixSettlement} without sending it. */
export function prepareFixSettlement(
  client: CausewayClientBase,
  parameters: FixSettlementParameters,
): WriteRequest {
  return expiryRequest(client, 'fixSettlement', parameters)
}

/** Runs {@link fixSettlement} without sending it. */
export async function simulateFixSettlement(
  client: CausewayClientBase,
  parameters: FixSettlementParameters,
): Promise<void> {
  await simulateWrite(client, prepareFixSettlement(client, parameters))
}
