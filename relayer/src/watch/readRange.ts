import {
  type Checkpoint,
  decodeAppended,
  decodePublished,
  endpointAbi,
  gatewayAbi,
  getLane,
  getRawLogs,
  lanePackets,
  laneWormholeMessages,
  messengerOf,
  quorumAbi,
  type SentMessage,
  wormholeCoreAbi,
} from '@causeway/sdk'
import {
  BaseError,
  decodeEventLog,
  encodeEventTopics,
  encodePacked,
  type Hex,
  keccak256,
  type Log,
  type PublicClient,
} from 'viem'
import { type BookRead, bookTopics, readBookLogs } from '../accounts/bookEvents.js'
import { type MarketRead, marketTopics, readMarketLogs } from '../accounts/marketEvents.js'
import { type BlockRef, readBlock } from '../chain/finality.js'
import type { Context, NodeChain } from '../context.js'
import type { Arrival } from '../store/arrivals.js'
import { type Link, linkMessages } from './linkMessages.js'

type RawLog = Log<bigint, number, false>
type Where = { block: bigint; txHash: Hex; logIndex: number }

/** What a range of blocks of one chain says about all its lanes and, on the hub's, about accounts. */
export type RangeRead = {
  end: BlockRef
  messages: (SentMessage & { to: number; acc: Hex })[]
  checkpoints: (Where & { to: number; bytes: Hex; content: Hex; checkpoint: Checkpoint })[]
  packets: (Where & { to: number; nonce: bigint; guid: Hex; encoded: Hex; content: Hex })[]
  wormhole: (Where & { to: number; sequence: bigint; content: Hex })[]
  arrivals: Arrival[]
} & MarketRead &
  BookRead

/** The events that are read, by their first topic. */
const topics = {
  appended: encodeEventTopics({ abi: gatewayAbi, eventName: 'Appended' })[0],
  accepted: encodeEventTopics({ abi: gatewayAbi, eventName: 'Accepted' })[0],
  ingested: encodeEventTopics({ abi: gatewayAbi, eventName: 'Ingested' })[0],
  published: encodeEventTopics({ abi: quorumAbi, eventName: 'Published' })[0],
  packetSent: encodeEventTopics({ abi: endpointAbi, eventName: 'PacketSent' })[0],
  wormhole: encodeEventTopics({ abi: wormholeCoreAbi, eventName: 'LogMessagePublished' })[0],
}

/**
 * Reads a range of blocks with one request for logs, and checks the messages against the contract's storage. `links` is
 * the newest known link of each lane that begins here.
 *
 * @throws LogsContradictedError when the RPC left messages out or changed them
 */
export async function readRange(
  context: Context,
  chain: NodeChain,
  client: PublicClient,
  range: { fromBlock: bigint; toBlock: bigint },
  links: ReadonlyMap<number, Link>,
): Promise<RangeRead> {
  const { deployment } = context
  const { number, deployment: own } = chain
  const messenger = messengerOf(deployment, number)
  const { clearing, hub, liquidation } = own.contracts
  const markets = [clearing, hub, liquidation].filter((address) => address !== undefined)
  const remotes = [...links.keys()]
  const [logs, end, outSeqs] = await Promise.all([
    getRawLogs(client, {
      address: [
        ...[messenger, own.contracts.quorum, own.layerzero.endpoint, own.wormhole.core],
        ...markets,
      ],
      topics: [[...Object.values(topics), ...Object.values(marketTopics), ...bookTopics]],
      ...range,
    }),
    readBlock(client, range.toBlock),
    Promise.all(remotes.map((remote) => outSeqAt(client, context, number, remote, range.toBlock))),
  ])
  const ours = (log: RawLog, address: string, topic: Hex | undefined) =>
    log.topics[0] === topic && log.address.toLowerCase() === address.toLowerCase()
  const pick = (address: string, topic: Hex | undefined) =>
    logs.filter((log) => ours(log, address, topic))

  const sent = pick(messenger, topics.appended).map(decodeAppended)
  const messages = await Promise.all(
    remotes.map((remote, i) =>
      linkMessages({
        client,
        messenger,
        lane: { from: number, to: remote },
        link: links.get(remote) as Link,
        messages: sent.filter(({ to }) => to === remote),
        outSeq: outSeqs[i],
      }),
    ),
  )
  const packets = remotes.flatMap((to) =>
    lanePackets(logs, { deployment, from: number, to }).map(({ log, header, ...packet }) => ({
      ...where(log as RawLog),
      to,
      nonce: packet.nonce,
      guid: packet.guid,
      encoded: encodePacked(['bytes', 'bytes', 'bytes'], [header, packet.guid, packet.message]),
      content: keccak256(packet.message),
    })),
  )
  const wormhole = remotes.flatMap((to) =>
    laneWormholeMessages(logs, { deployment, from: number, to }).map(({ log, ...message }) => ({
      ...where(log as RawLog),
      to,
      sequence: message.sequence,
      content: keccak256(message.payload),
    })),
  )
  const checkpoints = pick(own.contracts.quorum, topics.published).map((log) => {
    const { to, bytes, content, checkpoint } = decodePublished(log)
    return { ...where(log), to, bytes, content, checkpoint }
  })
  const arrivals = [
    ...pick(messenger, topics.accepted).map((log) => arrival(log, number, 'accepted')),
    ...pick(messenger, topics.ingested).map((log) => arrival(log, number, 'ingested')),
  ]
  const from = (...sources: (string | undefined)[]) =>
    logs.filter(({ address }) =>
      sources.some((source) => source?.toLowerCase() === address.toLowerCase()),
    )
  return {
    ...{ end, messages: messages.flat(), checkpoints, packets, wormhole, arrivals },
    ...readMarketLogs(from(clearing)),
    ...readBookLogs(from(hub, liquidation)),
  }
}

function arrival(log: RawLog, dest: number, kind: Arrival['kind']): Arrival {
  const { args } = decodeEventLog({ abi: gatewayAbi, data: log.data, topics: log.topics })
  const { chain, outSeq, lastSeq } = args as { chain: number; outSeq?: bigint; lastSeq?: bigint }
  return { ...where(log), source: Number(chain), dest, kind, seq: outSeq ?? lastSeq ?? 0n }
}

function where(log: RawLog): Where {
  return { block: log.blockNumber, txHash: log.transactionHash, logIndex: log.logIndex }
}

/**
 * How many messages the lane had at the end of a block: with it, an RPC that leaves out the newest logs is noticed at
 * once and not only when the next message comes. `undefined` when the RPC does not have the state of that block any more.
 */
async function outSeqAt(
  client: PublicClient,
  { deployment }: Context,
  chain: number,
  remote: number,
  blockNumber: bigint,
): Promise<bigint | undefined> {
  try {
    const lane = await getLane(client, { deployment, chain, remote, blockNumber })
    return lane.outSeq
  } catch (error) {
    const names = ['ContractFunctionRevertedError', 'ContractFunctionZeroDataError']
    const absent =
      error instanceof BaseError && error.walk((cause) => names.includes((cause as Error).name))
    if (absent) return 0n // not deployed or not connected yet
    return undefined
  }
}
