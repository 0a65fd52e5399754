import type { CausewayClientBase, ChainRef } from '../client/createCausewayClient.js'
import { findChain } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'

export type GetBlockTimeParameters = { chain: ChainRef; block: bigint }
export type GetBlockTimeErrorType = CausewayError

/**
 * When a block was made: seconds, by its chain's clock.
 *
 * @example
 * const at = await getBlockTime(client, { chain: 'base', block: 1_234n })
 */
export async function getBlockTime(
  client: CausewayClientBase,
  { chain: ref, block: blockNumber }: GetBlockTimeParameters,
): Promise<number> {
  const { chain } = findChain(client.deployment, ref)
  try {
    return Number((await client.reader(chain).getBlock({ blockNumber })).timestamp)
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain })
  }
}
