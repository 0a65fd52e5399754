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

export type PokeFundingParameters = {
  /** e.g. `ETH`. */
  underlying: string
}
export type PokeFundingReturnType = WriteResult
export type PokeFundingErrorType = CausewayError

/**
 * Integrates a perpetual's funding up to now and reads its premium for the time to come. Anyone may; a premium counts for an
 * hour.
 *
 * @example
 * await pokeFunding(client, { underlying: 'ETH' })
 */
export async function pokeFunding(
  client: CausewayClientBase,
  parameters: PokeFundingParameters,
): Promise<PokeFundingReturnType> {
  return sendWrite(client, preparePokeFunding(client, parameters))
}

/** Makes the request of {@link pokeFunding} without sending it. */
export function preparePokeFunding(
  client: CausewayClientBase,
  { underlying }: PokeFundingParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'clearing'),
    abi: clearingAbi,
    functionName: 'pokeFunding',
    args: [toSymbol(underlying)],
  })
}

/** Runs {@link pokeFunding} without sending it. */
export async function simulatePokeFunding(
  client: CausewayClientBase,
  parameters: PokeFundingParameters,
): Promise<void> {
  await simulateWrite(client, preparePokeFunding(client, parameters))
}
