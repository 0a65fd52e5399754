import { liquidationAbi } from '../abis/index.js'
import { type CausewayClientBase, findChain } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import type { EntryRef } from './entry.js'
import { readDeployed } from './read.js'

/** In the order in which the hub numbers them. */
const stages = ['unknown', 'booked', 'made', 'returned'] as const

export type GetBidStageParameters = EntryRef
export type GetBidStageReturnType = (typeof stages)[number]
export type GetBidStageErrorType = CausewayError

/**
 * What the hub has done with a bid of a spoke: `unknown`: it did not arrive, or says nothing sound; `booked`: it can be made until
 * its deadline; `made`: so it was, or its auction was over; `returned`: what was left of its cash went back.
 *
 * @example
 * const stage = await getBidStage(client, { chain: 'arbitrum', seq: 12n })
 */
export async function getBidStage(
  client: CausewayClientBase,
  { chain, seq }: GetBidStageParameters,
): Promise<GetBidStageReturnType> {
  const stage = await readDeployed(client, {
    ...{ chain: client.deployment.hubChain, contract: 'liquidation', abi: liquidationAbi },
    ...{ functionName: 'stageOf', args: [findChain(client.deployment, chain).chain, seq] },
  })
  return stages[stage] ?? 'unknown'
}
