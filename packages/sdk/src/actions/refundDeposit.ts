import { hubAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { appendedIn } from './appended.js'
import { type EntryRef, prepareEntryCall } from './entry.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type RefundDepositParameters = EntryRef & {
  /** Wei for the lane back. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}
export type RefundDepositReturnType = WriteResult & {
  /** Number of the release in the lane back; undefined when there was nothing to release. */
  releaseSeq: bigint | undefined
}
export type RefundDepositErrorType = CausewayError

/**
 * Sends a pending deposit back to its depositor. The depositor or the account's owner may at any time, others after days.
 *
 * @example
 * await refundDeposit(client, { chain: 'arbitrum', seq: 12n })
 *
 * @throws RevertError when the deposit is not pending, or the client may not (yet)
 */
export async function refundDeposit(
  client: CausewayClientBase,
  parameters: RefundDepositParameters,
): Promise<RefundDepositReturnType> {
  const request = await prepareRefundDeposit(client, parameters)
  const result = await sendWrite(client, request)
  const [release] = appendedIn(client, request.chain, result.receipt)
  return { ...result, releaseSeq: release?.seq }
}

/** Makes the request of {@link refundDeposit} without sending it. */
export async function prepareRefundDeposit(
  client: CausewayClientBase,
  parameters: RefundDepositParameters,
): Promise<WriteRequest> {
  return prepareEntryCall(client, 'refundDeposit', parameters)
}

/** Runs {@link refundDeposit} without sending it, and returns the release's number. */
export async function simulateRefundDeposit(
  client: CausewayClientBase,
  parameters: RefundDepositParameters,
): Promise<bigint> {
  const request = await prepareRefundDeposit(client, parameters)
  return simulateWrite(client, request, { abi: hubAbi, functionName: 'refundDeposit' })
}
