import { clearingAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toSymbol } from '../wire/index.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

/** One expiry of an underlying. */
export type ExpiryRef = {
  /** e.g. `ETH`. */
  underlying: string
  /** Seconds. */
  expiry: number
}

export type ObserveSettlementParameters = ExpiryRef
export type ObserveSettlementReturnType = WriteResult
export type ObserveSettlementErrorType = CausewayError

/**
 * Adds the present price to the average that settles an expiry, in the half hour before it. It counts until the next one, for
 * at most five minutes. Anyone may.
 *
 * @example
 * await observeSettlement(client, { underlying: 'ETH', expiry: 1_798_185_600 })
 *
 * @throws RevertError outside of the half hour, and while the oracle refuses the price
 */
export async function observeSettlement(
  client: CausewayClientBase,
  parameters: ObserveSettlementParameters,
): Promise<ObserveSettlementReturnType> {
  return sendWrite(client, prepareObserveSettlement(client, parameters))
}

/** Makes the request of {@link observeSettlement} without sending it. */
export function prepareObserveSettlement(
  client: CausewayClientBase,
  parameters: ObserveSettlementParameters,
): WriteRequest {
  return expiryRequest(client, 'observeSettlement', parameters)
}

/** Runs {@link observeSettlement} without sending it. */
export async function simulateObserveSettlement(
  client: CausewayClientBase,
  parameters: ObserveSettlementParameters,
): Promise<void> {
  await simulateWrite(client, prepareObserveSettlement(client, parameters))
}

/** The request of a clearing function that takes an expiry. */
export function expiryRequest(
  client: CausewayClientBase,
  functionName: 'observeSettlement' | 'fixSettlement',
  { underlying, expiry }: ExpiryRef,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'clearing'),
    abi: clearingAbi,
    functionName,
    args: [toSymbol(underlying), expiry],
  })
}
