import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { finalBlock } from './blocks.js'

export type GetFinalityParameters = { chain: ChainRef }
export type GetFinalityReturnType = {
  head: bigint
  /** The newest block that can be believed by the rule of the deployment's record. */
  final: bigint
  /** Seconds between the two, by the chain's clock: about how long a block waits. */
  lag: number
}
export type GetFinalityErrorType = CausewayError

/**
 * How far the final block of a chain is behind its newest, as it is now.
 *
 * @example
 * const { lag } = await getFinality(client, { chain: 'ethereum' })
 */
export async function getFinality(
  client: CausewayClientBase,
  parameters: GetFinalityParameters,
): Promise<GetFinalityReturnType> {
  const { deployment } = client
  const { chain } = findChain(deployment, parameters.chain)
  try {
    const reader = client.reader(chain)
    const [head, final] = await Promise.all([reader.getBlock(), finalBlock(client, chain)])
    const { timestamp } = await reader.getBlock({ blockNumber: final })
    return { head: head.number, final, lag: Number(head.timestamp - timestamp) }
  } catch (error) {
    throw toCausewayError(error, { deployment, chain })
  }
}
