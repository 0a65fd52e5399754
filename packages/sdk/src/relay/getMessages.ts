import { decodeEventLog, encodeEventTopics, type Hash, type Log } from 'viem'
import { getBlockNumber, readContract } from 'viem/actions'
import { gatewayAbi } from '../abis/gateway.js'
import { chainOf } from '../deployment.js'
import { foldMessages, type RawMessage } from '../wire/index.js'
import { type LaneRef, messengerOf, type ReadClient } from './client.js'
import { LogsContradictedError } from './errors.js'
import { getLane } from './getLane.js'
import { getLogsInChunks } from './getLogsInChunks.js'

/** A message in its place, and where it was appended. */
export type SentMessage = RawMessage & {
  seq: bigint
  blockNumber: bigint
  blockHash: Hash
  transactionHash: Hash
  logIndex: number
}

/** Reads one `Appended` log. */
export function decodeAppended(log: Log<bigint, number, false>): SentMessage & { to: number } {
  const { args } = decodeEventLog({
    abi: gatewayAbi,
    eventName: 'Appended',
    data: log.data,
    topics: log.topics,
  })
  return {
    to: args.chain,
    seq: args.seq,
    kind: args.kind,
    body: args.body,
    blockNumber: log.blockNumber,
    blockHash: log.blockHash,
    transactionHash: log.transactionHash,
    logIndex: log.logIndex,
  }
}

/**
 * The messages `fromSeq` to `toSeq` (default: the newest) of a lane, read from the logs of its source chain and checked
 * against the hash chain in the contract's storage.
 *
 * @throws LogsContradictedError when the RPC left some out, or their bodies are not what the contract has
 */
export async function getMessages(
  client: ReadClient,
  parameters: LaneRef & {
    fromSeq?: bigint
    toSeq?: bigint
    /** Where the search begins. Default: the block of the deployment. */
    fromBlock?: bigint
    toBlock?: bigint
    chunk?: number
  },
): Promise<SentMessage[]> {
  const { deployment, from, to, fromSeq = 1n } = parameters
  const toSeq =
    parameters.toSeq ?? (await getLane(client, { deployment, chain: from, remote: to })).outSeq
  if (toSeq < fromSeq) return []
  const messenger = messengerOf(deployment, from)
  const topics = encodeEventTopics({
    abi: gatewayAbi,
    eventName: 'Appended',
    args: { chain: to },
  })
  const found: SentMessage[] = []
  const chunks = getLogsInChunks(client, {
    address: messenger,
    topics,
    fromBlock: parameters.fromBlock ?? BigInt(chainOf(deployment, from).deployBlock),
    toBlock: parameters.toBlock ?? (await getBlockNumber(client, { cacheTime: 0 })),
    chunk: parameters.chunk,
  })
  for await (const logs of chunks) {
    const messages = logs.map(decodeAppended)
    found.push(...messages.filter(({ seq }) => seq >= fromSeq && seq <= toSeq))
    if (found.at(-1)?.seq === toSeq) break
  }
  const read = (seq: bigint) =>
    readContract(client, {
      address: messenger,
      abi: gatewayAbi,
      functionName: 'accumulator',
      args: [to, seq],
    })
  const [before, after] = await Promise.all([read(fromSeq - 1n), read(toSeq)])
  checkMessages({ from, to, fromSeq, toSeq, before, after }, found)
  return found
}

/**
 * Requires `messages` to be exactly `fromSeq` to `toSeq`, and to lead the hash chain from `before` to `after`.
 *
 * @throws LogsContradictedError
 */
export function checkMessages(
  expected: {
    from: number
    to: number
    fromSeq: bigint
    toSeq: bigint
    before: Hash
    after: Hash
  },
  messages: readonly SentMessage[],
): void {
  const { from, to, fromSeq, toSeq, before, after } = expected
  const count = Number(toSeq - fromSeq + 1n)
  const gap = messages.findIndex(({ seq }, index) => seq !== fromSeq + BigInt(index))
  if (gap !== -1 || messages.length !== count) {
    const missing = fromSeq + BigInt(gap === -1 ? messages.length : gap)
    throw new LogsContradictedError(
      `lane ${from}→${to}: the RPC left out message ${missing} of ${fromSeq} to ${toSeq}`,
    )
  }
  if (foldMessages(before, fromSeq, messages) !== after)
    throw new LogsContradictedError(
      `lane ${from}→${to}: messages ${fromSeq} to ${toSeq} do not lead to the chain's accumulator`,
    )
}
