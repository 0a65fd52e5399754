import { insuranceVaultAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { requireAmount, requireReceiver } from './input.js'
import { vaultCall } from './vaultCall.js'
import { sendWrite, simulateWrite, type WriteRequest, type WriteResult } from './write.js'

export type StakeInsuranceParameters = {
  /** Cash of the own account number 0, 18 decimals. */
  amount: bigint
}
export type StakeInsuranceReturnType = WriteResult
export type StakeInsuranceErrorType = CausewayError

/**
 * Stakes cash of the own account number 0 in the insurance fund, for shares of the stake. It bears the fund's losses first, gets
 * fees of liquidations, and leaves only by {@link requestUnstake} and, after the cooldown, {@link unstake}.
 *
 * @example
 * await stakeInsurance(client, { amount: parseAmount('1000', 18) })
 *
 * @throws RevertError `Clearing_Unhealthy` when the account's margin needs the cash
 */
export async function stakeInsurance(
  client: CausewayClientBase,
  parameters: StakeInsuranceParameters,
): Promise<StakeInsuranceReturnType> {
  return sendWrite(client, prepareStakeInsurance(client, parameters))
}

/** Makes the request of {@link stakeInsurance} without sending it. */
export function prepareStakeInsurance(
  client: CausewayClientBase,
  { amount }: StakeInsuranceParameters,
): WriteRequest {
  return vaultCall(client, 'deposit', [requireAmount(amount), requireReceiver(client)])
}

/** Runs {@link stakeInsurance} without sending it, and returns the shares, 21 decimals. */
export async function simulateStakeInsurance(
  client: CausewayClientBase,
  parameters: StakeInsuranceParameters,
): Promise<bigint> {
  const request = prepareStakeInsurance(client, parameters)
  return simulateWrite(client, request, { abi: insuranceVaultAbi, functionName: 'deposit' })
}
