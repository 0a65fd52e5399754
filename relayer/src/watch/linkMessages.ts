import {
  checkMessages,
  fold,
  gatewayAbi,
  LogsContradictedError,
  leaf,
  type SentMessage,
} from '@causeway/sdk'
import type { Address, Hex, PublicClient } from 'viem'
import type { Lane } from '../context.js'

/** A place in a lane's hash chain. */
export type Link = { seq: bigint; acc: Hex }

/**
 * Links messages to what is known of their lane, and requires that they arrive at the accumulator in the contract's
 * storage. `outSeq` is how many there must be in all, if known.
 *
 * @throws LogsContradictedError when some are missing or others than the contract has
 */
export async function linkMessages<message extends SentMessage>(parameters: {
  client: Pick<PublicClient, 'readContract'>
  messenger: Address
  lane: Lane
  link: Link
  messages: readonly message[]
  outSeq: bigint | undefined
}): Promise<(message & { acc: Hex })[]> {
  const { client, messenger, lane, link, messages, outSeq } = parameters
  const last = messages.at(-1)?.seq ?? link.seq
  if (outSeq !== undefined && outSeq !== last)
    throw new LogsContradictedError(
      `lane ${lane.from}→${lane.to} has ${outSeq} messages, but the RPC's logs end at ${last}`,
    )
  if (messages.length === 0) return []
  const after = await client.readContract({
    address: messenger,
    abi: gatewayAbi,
    functionName: 'accumulator',
    args: [lane.to, last],
  })
  const fromSeq = link.seq + 1n
  checkMessages({ ...lane, fromSeq, toSeq: last, before: link.acc, after }, messages)
  let acc = link.acc
  return messages.map((message) => {
    acc = fold(acc, leaf(message.seq, message))
    return { ...message, acc }
  })
}
