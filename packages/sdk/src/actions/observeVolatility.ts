import { paceAbi } from '../abis/index.js'
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

export type ObserveVolatilityParameters = {
  /** Symbol of what is traded, e.g. `ETH`. */
  underlying: string
}
export type ObserveVolatilityReturnType = WriteResult
export type ObserveVolatilityErrorType = CausewayError

/**
 * Counts in how far a price has moved since last time: in a fast market discounts of auctions opened afterwards grow faster. At
 * most once in five minutes. Anyone may.
 *
 * @example
 * await observeVolatility(client, { underlying: 'ETH' })
 *
 * @throws RevertError `Pace_TooEarly`, or `Oracle_Refused` while a source is unsound
 */
export async function observeVolatility(
  client: CausewayClientBase,
  parameters: ObserveVolatilityParameters,
): Promise<ObserveVolatilityReturnType> {
  return sendWrite(client, prepareObserveVolatility(client, parameters))
}

/** Makes the request of {@link observeVolatility} without sending it. */
export function prepareObserveVolatility(
  client: CausewayClientBase,
  { underlying }: ObserveVolatilityParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    ...{ chain: hubChain, to: contractOf(client.deployment, hubChain, 'pace'), abi: paceAbi },
    ...{ functionName: 'observe', args: [toSymbol(underlying)] },
  })
}

/** Runs {@link observeVolatility} without sending it. */
export async function simulateObserveVolatility(
  client: CausewayClientBase,
  parameters: ObserveVolatilityParameters,
): Promise<void> {
  await simulateWrite(client, prepareObserveVolatility(client, parameters))
}
