import { liquidationAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type CoverDebtParameters = { account: AccountRef }
export type CoverDebtReturnType = WriteResult
export type CoverDebtErrorType = CausewayError

/**
 * Pays the debt of an account in auction that has nothing else: from the insurance fund, and beyond it, if its insolvency was declared, from
 * everybody's cash pro rata. Anyone may.
 *
 * @example
 * await coverDebt(client, { account })
 *
 * @throws RevertError `Liquidation_NotEmpty` while the account has anything, `Liquidation_NotYet` before deleveraging had its time
 */
export async function coverDebt(
  client: CausewayClientBase,
  parameters: CoverDebtParameters,
): Promise<CoverDebtReturnType> {
  return sendWrite(client, await prepareCoverDebt(client, parameters))
}

/** Makes the request of {@link coverDebt} without sending it. */
export async function prepareCoverDebt(
  client: CausewayClientBase,
  parameters: CoverDebtParameters,
): Promise<WriteRequest> {
  return liquidationCall(client, 'cover', [resolveAccount(client, parameters.account)])
}

/** Runs {@link coverDebt} without sending it. */
export async function simulateCoverDebt(
  client: CausewayClientBase,
  parameters: CoverDebtParameters,
): Promise<void> {
  const request = await prepareCoverDebt(client, parameters)
  await simulateWrite(client, request, { abi: liquidationAbi, functionName: 'cover' })
}
