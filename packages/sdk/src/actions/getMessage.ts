import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { NotFoundError } from '../errors/causewayError.js'
import { messengerOf } from '../relay/index.js'
import type { AppendedMessage } from './appended.js'
import { events } from './events.js'
import { findLogs } from './findLogs.js'

export type GetMessageParameters = {
  /** Chain that sent it. */
  from: ChainRef
  /** Chain that it goes to. */
  to: ChainRef
  seq: bigint
  /** The block in which it was appended, when that is known. */
  block?: bigint | undefined
}
export type GetMessageReturnType = AppendedMessage & {
  hash: `0x${string}`
  blockNumber: bigint
  blockHash: `0x${string}`
}

/**
 * One message of a lane by its number, from its `Appended` event.
 *
 * @example
 * const message = await getMessage(client, { from: 'arbitrum', to: 'base', seq: 7n })
 *
 * @throws NotFoundError when the lane has no such message (yet)
 */
export async function getMessage(
  client: CausewayClientBase,
  parameters: GetMessageParameters,
): Promise<GetMessageReturnType> {
  const source = findChain(client.deployment, parameters.from)
  const destination = findChain(client.deployment, parameters.to)
  const { seq, block } = parameters
  const [log] = await findLogs(client, {
    chain: source.chain,
    address: messengerOf(client.deployment, source.chain),
    event: events.appended,
    args: { chain: destination.chain, seq },
    fromBlock: block,
    toBlock: block,
  })
  if (!log)
    throw new NotFoundError(
      `The lane from ${source.name} to ${destination.name} has no message ${seq}.`,
    )
  const { kind, body } = log.args
  return {
    ...{ source: source.chain, destination: destination.chain, seq, kind, body },
    hash: log.transactionHash,
    blockNumber: log.blockNumber,
    blockHash: log.blockHash,
  }
}
