import { liquidationAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { appendedIn } from './appended.js'
import { backFee, readBid, type SpokeBidRef } from './executeBid.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type ReturnBidParameters = SpokeBidRef & {
  /** Wei for the lane back; what is left comes back. Default: ample. */
  fee?: bigint | undefined
}
export type ReturnBidReturnType = WriteResult & {
  /** Number of the release in the lane back. */
  releaseSeq: bigint | undefined
}
export type ReturnBidErrorType = CausewayError

/**
 * Sends the cash of a spoke's bid that was not made back where it came from, after its deadline; of one that was made, what is left
 * of it. Anyone may.
 *
 * @example
 * await returnBid(client, { chain: 'arbitrum', seq: 12n })
 *
 * @throws RevertError `Liquidation_StillInTime` before the deadline, `Liquidation_NothingToReturn` when nothing can go now
 */
export async function returnBid(
  client: CausewayClientBase,
  parameters: ReturnBidParameters,
): Promise<ReturnBidReturnType> {
  const request = await prepareReturnBid(client, parameters)
  const result = await sendWrite(client, request)
  const [release] = appendedIn(client, request.chain, result.receipt)
  return { ...result, releaseSeq: release?.seq }
}

/** Makes the request of {@link returnBid} without sending it. */
export async function prepareReturnBid(
  client: CausewayClientBase,
  parameters: ReturnBidParameters,
): Promise<WriteRequest> {
  const { chain, seq, body } = await readBid(client, parameters)
  const value = parameters.fee ?? (await backFee(client, chain))
  return liquidationCall(client, 'returnBid', [chain, seq, body], value)
}

/** Runs {@link returnBid} without sending it. */
export async function simulateReturnBid(
  client: CausewayClientBase,
  parameters: ReturnBidParameters,
): Promise<void> {
  const request = await prepareReturnBid(client, parameters)
  await simulateWrite(client, request, { abi: liquidationAbi, functionName: 'returnBid' })
}
