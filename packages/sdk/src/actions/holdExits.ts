import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { vaultCall } from './vaultCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type HoldExitsParameters = {
  /** An account that is insolvent at mark. */
  account: AccountRef
}
export type HoldExitsReturnType = WriteResult
export type HoldExitsErrorType = CausewayError

/**
 * Holds exits from the insurance fund's stake for six hours, because the fund is about to pay for an insolvent account: nobody leaves
 * ahead of a loss that he sees. Anyone may; three days in a row at most.
 *
 * @example
 * await holdExits(client, { account })
 *
 * @throws RevertError `InsuranceVault_Solvent`, `InsuranceVault_Trifle`, `InsuranceVault_HeldLongEnough`
 */
export async function holdExits(
  client: CausewayClientBase,
  parameters: HoldExitsParameters,
): Promise<HoldExitsReturnType> {
  return sendWrite(client, prepareHoldExits(client, parameters))
}

/** Makes the request of {@link holdExits} without sending it. */
export function prepareHoldExits(
  client: CausewayClientBase,
  { account }: HoldExitsParameters,
): WriteRequest {
  return vaultCall(client, 'holdExits', [resolveAccount(client, account)])
}

/** Runs {@link holdExits} without sending it. */
export async function simulateHoldExits(
  client: CausewayClientBase,
  parameters: HoldExitsParameters,
): Promise<void> {
  await simulateWrite(client, prepareHoldExits(client, parameters))
}
