import { gatewayAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { getLane, lanesOf } from '../relay/index.js'
import { readDeployed } from './read.js'

/** One lane from end to end. Sequences count messages, times are seconds. */
export type LaneProgress = {
  from: number
  to: number
  sent: bigint
  /** Covered by a checkpoint that all bridges took. */
  published: bigint
  /** 0 when nothing was published yet. By the source's clock, as `now`. */
  publishedAt: number
  accepted: bigint
  /** When the destination accepted its newest checkpoint, by its clock; when the lane was opened, before that. */
  acceptedAt: number
  handled: bigint
  /** Handled as far as the source knows: what is above costs senders more. */
  acknowledged: bigint
  /** Wei at the source that wait for who publishes here and ingests the opposite lane. */
  pool: bigint
  frozen: boolean
  /** Whether the hub keeps the vault at the other end closed, because it has not heard the hub for too long. */
  closed: boolean
  now: number
}
export type GetLanesReturnType = LaneProgress[]

/**
 * How far every lane of the deployment is, both ways.
 *
 * @example
 * const stalled = (await getLanes(client)).filter(({ sent, handled }) => sent > handled)
 */
export async function getLanes(client: CausewayClientBase): Promise<GetLanesReturnType> {
  const { deployment } = client
  const { hubChain } = deployment
  return Promise.all(
    lanesOf(deployment).map(async ({ from, to }) => {
      try {
        const [out, inbox, block, [closed]] = await Promise.all([
          getLane(client.reader(from), { deployment, chain: from, remote: to }),
          getLane(client.reader(to), { deployment, chain: to, remote: from }),
          client.reader(from).getBlock(),
          readDeployed(client, {
            ...{ chain: hubChain, contract: 'gateway', abi: gatewayAbi, functionName: 'isClosed' },
            args: [from === hubChain ? to : from],
          }),
        ])
        return {
          ...{ from, to, sent: out.outSeq, published: out.publishedSeq },
          publishedAt: Number(out.publishedAt),
          accepted: inbox.acceptedSeq,
          acceptedAt: Number(inbox.acceptedAt),
          ...{ handled: inbox.inSeq, acknowledged: out.ackedSeq, pool: out.pool },
          ...{ frozen: inbox.frozen, closed, now: Number(block.timestamp) },
        }
      } catch (error) {
        throw toCausewayError(error, { deployment, chain: from })
      }
    }),
  )
}
