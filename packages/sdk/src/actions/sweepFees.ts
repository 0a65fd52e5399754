import { liquidationAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type SweepFeesReturnType = WriteResult
export type SweepFeesErrorType = CausewayError

/**
 * Moves half of the trading fees that have come in to the insurance fund. Anyone may.
 *
 * @example
 * await sweepFees(client)
 */
export async function sweepFees(client: CausewayClientBase): Promise<SweepFeesReturnType> {
  return sendWrite(client, await prepareSweepFees(client))
}

/** Makes the request of {@link sweepFees} without sending it. */
export async function prepareSweepFees(client: CausewayClientBase): Promise<WriteRequest> {
  return liquidationCall(client, 'sweepFees', [])
}

/** Runs {@link sweepFees} without sending it, and returns the amount, 18 decimals. */
export async function simulateSweepFees(client: CausewayClientBase): Promise<bigint> {
  const request = await prepareSweepFees(client)
  return simulateWrite(client, request, { abi: liquidationAbi, functionName: 'sweepFees' })
}
