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

export type AdaptScanRangeParameters = {
  /** Symbol of what is traded, e.g. `ETH`. */
  underlying: string
}
export type AdaptScanRangeReturnType = WriteResult
export type AdaptScanRangeErrorType = CausewayError

/**
 * Lets a scan range follow the forecast of volatility one step: a hundredth of what it is, never below what governance set nor
 * above half as much again. At most once an hour. Anyone may.
 *
 * @example
 * await adaptScanRange(client, { underlying: 'ETH' })
 *
 * @throws RevertError `RiskParameters_Unmoved` when it is where the forecast wants it, or moved within the hour
 */
export async function adaptScanRange(
  client: CausewayClientBase,
  parameters: AdaptScanRangeParameters,
): Promise<AdaptScanRangeReturnType> {
  return sendWrite(client, prepareAdaptScanRange(client, parameters))
}

/** Makes the request of {@link adaptScanRange} without sending it. */
export function prepareAdaptScanRange(
  client: CausewayClientBase,
  { underlying }: AdaptScanRangeParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    ...{ chain: hubChain, to: contractOf(client.deployment, hubChain, 'pace'), abi: paceAbi },
    ...{ functionName: 'adapt', args: [toSymbol(underlying)] },
  })
}

/** Runs {@link adaptScanRange} without sending it. */
export async function simulateAdaptScanRange(
  client: CausewayClientBase,
  parameters: AdaptScanRangeParameters,
): Promise<void> {
  await simulateWrite(client, prepareAdaptScanRange(client, parameters))
}
