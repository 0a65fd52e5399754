import { liquidationAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type DeclareInsolvencyParameters = { account: AccountRef }
export type DeclareInsolvencyReturnType = WriteResult
export type DeclareInsolvencyErrorType = CausewayError

/**
 * Says that an account in auction lacks more, at mark, than the insurance fund has: deleveraging begins, and cash waits to leave for an
 * hour, once a day at most. Anyone may.
 *
 * @example
 * await declareInsolvency(client, { account })
 *
 * @throws RevertError `Liquidation_Solvent` or `Liquidation_FundSuffices` when bids can still settle it
 */
export async function declareInsolvency(
  client: CausewayClientBase,
  parameters: DeclareInsolvencyParameters,
): Promise<DeclareInsolvencyReturnType> {
  return sendWrite(client, await prepareDeclareInsolvency(client, parameters))
}

/** Makes the request of {@link declareInsolvency} without sending it. */
export async function prepareDeclareInsolvency(
  client: CausewayClientBase,
  parameters: DeclareInsolvencyParameters,
): Promise<WriteRequest> {
  return liquidationCall(client, 'declare', [resolveAccount(client, parameters.account)])
}

/** Runs {@link declareInsolvency} without sending it. */
export async function simulateDeclareInsolvency(
  client: CausewayClientBase,
  parameters: DeclareInsolvencyParameters,
): Promise<void> {
  const request = await prepareDeclareInsolvency(client, parameters)
  await simulateWrite(client, request, { abi: liquidationAbi, functionName: 'declare' })
}
