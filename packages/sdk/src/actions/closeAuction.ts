import { liquidationAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { liquidationCall } from './liquidationCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type CloseAuctionParameters = { account: AccountRef }
export type CloseAuctionReturnType = WriteResult
export type CloseAuctionErrorType = CausewayError

/**
 * Closes the auction of an account that is above initial margin again. Anyone may.
 *
 * @example
 * await closeAuction(client, { account })
 *
 * @throws RevertError `Liquidation_BelowInitial` while the account is not
 */
export async function closeAuction(
  client: CausewayClientBase,
  parameters: CloseAuctionParameters,
): Promise<CloseAuctionReturnType> {
  return sendWrite(client, await prepareCloseAuction(client, parameters))
}

/** Makes the request of {@link closeAuction} without sending it. */
export async function prepareCloseAuction(
  client: CausewayClientBase,
  parameters: CloseAuctionParameters,
): Promise<WriteRequest> {
  return liquidationCall(client, 'close', [resolveAccount(client, parameters.account)])
}

/** Runs {@link closeAuction} without sending it. */
export async function simulateCloseAuction(
  client: CausewayClientBase,
  parameters: CloseAuctionParameters,
): Promise<void> {
  const request = await prepareCloseAuction(client, parameters)
  await simulateWrite(client, request, { abi: liquidationAbi, functionName: 'close' })
}
