import { clearingAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toSymbol } from '../wire/index.js'
import type { ExpiryRef } from './observeSettlement.js'
import { readDeployed } from './read.js'

export type GetSettlementParameters = ExpiryRef
export type GetSettlementReturnType = {
  /** The part of the settlement price that is known, USD, 18 decimals; all of it once it is fixed. */
  fixedPart: bigint
  /** The share of the price that is still to come, 18 decimals: 1 before the last half hour, 0 once it is fixed. */
  remaining: bigint
  isFixed: boolean
}
export type GetSettlementErrorType = CausewayError

/**
 * How far the settlement price of an expiry is known.
 *
 * @example
 * const { isFixed, fixedPart } = await getSettlement(client, { underlying: 'ETH', expiry: 1_798_185_600 })
 */
export async function getSettlement(
  client: CausewayClientBase,
  { underlying, expiry }: GetSettlementParameters,
): Promise<GetSettlementReturnType> {
  const [fixedPart, remaining, isFixed] = await readDeployed(client, {
    chain: client.deployment.hubChain,
    contract: 'clearing',
    abi: clearingAbi,
    functionName: 'settlementOf',
    args: [toSymbol(underlying), expiry],
  })
  return { fixedPart, remaining, isFixed }
}
