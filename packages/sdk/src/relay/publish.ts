import { encodeFunctionData, type Hash } from 'viem'
import { readContract } from 'viem/actions'
import { quorumAbi } from '../abis/quorum.js'
import { wormholeTransportAbi } from '../abis/wormholeTransport.js'
import { chainOf } from '../deployment.js'
import { type Call, type LaneRef, type ReadClient, sendCall, type WriteClient } from './client.js'

/** What a publish costs now: wei for each transport in the quorum's order, and the sum. */
export type PublishQuote = { fees: bigint[]; value: bigint }

/**
 * What publishing the lane's newest checkpoint costs now. A transport that is disabled, or cannot say its price, is
 * given 0.
 */
export async function quotePublish(
  client: ReadClient,
  { deployment, from, to }: LaneRef,
): Promise<PublishQuote> {
  const { contracts } = chainOf(deployment, from)
  const transports = await readContract(client, {
    address: contracts.quorum,
    abi: quorumAbi,
    functionName: 'transports',
  })
  const fees = await Promise.all(
    transports.map(async ({ transport, enabled }) => {
      if (!enabled) return 0n
      const quote = {
        address: transport,
        abi: wormholeTransportAbi,
        functionName: 'quote',
      } as const
      // one transport that is down must not keep the others from being used
      return readContract(client, { ...quote, args: [to] }).catch(() => 0n)
    }),
  )
  return { fees, value: fees.reduce((sum, fee) => sum + fee, 0n) }
}

/** The call that publishes the newest checkpoint of the lane. Send it on the lane's source chain. */
export function preparePublish(parameters: LaneRef & { fees: readonly bigint[] }): Call {
  const { deployment, from, to, fees } = parameters
  return {
    to: chainOf(deployment, from).contracts.quorum,
    data: encodeFunctionData({ abi: quorumAbi, functionName: 'publish', args: [to, fees] }),
    value: fees.reduce((sum, fee) => sum + fee, 0n),
  }
}

/**
 * Publishes the newest checkpoint of the lane, as of the end of the parent block: a message appended in the same block
 * is not covered. The client is connected to the lane's source chain.
 */
export async function publish(client: WriteClient, parameters: LaneRef): Promise<Hash> {
  const { fees } = await quotePublish(client, parameters)
  return sendCall(client, preparePublish({ ...parameters, fees }))
}
