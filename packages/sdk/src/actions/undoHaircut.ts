import { liquidationAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type UndoHaircutReturnType = WriteResult
export type UndoHaircutErrorType = CausewayError

/**
 * Gives back what cash lost to haircuts, as far as the insurance fund has it. Anyone may.
 *
 * @example
 * await undoHaircut(client)
 *
 * @throws RevertError `Liquidation_NoHaircut` when there is none, or the fund is empty
 */
export async function undoHaircut(client: CausewayClientBase): Promise<UndoHaircutReturnType> {
  return sendWrite(client, await prepareUndoHaircut(client))
}

/** Makes the request of {@link undoHaircut} without sending it. */
export async function prepareUndoHaircut(client: CausewayClientBase): Promise<WriteRequest> {
  return liquidationCall(client, 'undoHaircut', [])
}

/** Runs {@link undoHaircut} without sending it, and returns the amount, 18 decimals. */
export async function simulateUndoHaircut(client: CausewayClientBase): Promise<bigint> {
  const request = await prepareUndoHaircut(client)
  return simulateWrite(client, request, { abi: liquidationAbi, functionName: 'undoHaircut' })
}
