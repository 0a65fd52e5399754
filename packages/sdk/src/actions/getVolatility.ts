import { paceAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toSymbol } from '../wire/index.js'
import { readDeployed } from './read.js'

export type GetVolatilityParameters = {
  /** Symbol of what is traded, e.g. `ETH`. */
  underlying: string
}
export type GetVolatilityReturnType = {
  /** When it was last observed, seconds; 0: never. */
  time: number
  /** The price then, 18 decimals. */
  price: bigint
  /** Variance of a day, ppm². */
  variance: bigint
  /** Volatility over what the scan range supposes, a thousand for one. */
  ratio: number
}
export type GetVolatilityErrorType = CausewayError

/**
 * How much an underlying moves, by a slow average of observations: what makes discounts grow faster.
 *
 * @example
 * const { ratio } = await getVolatility(client, { underlying: 'ETH' })
 */
export async function getVolatility(
  client: CausewayClientBase,
  { underlying }: GetVolatilityParameters,
): Promise<GetVolatilityReturnType> {
  return readDeployed(client, {
    ...{ chain: client.deployment.hubChain, contract: 'pace', abi: paceAbi },
    ...{ functionName: 'marketOf', args: [toSymbol(underlying)] },
  })
}
