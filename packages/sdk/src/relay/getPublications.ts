import { decodeEventLog, encodeEventTopics, type Hash, type Hex, keccak256, type Log } from 'viem'
import { getBlockNumber, getTransactionReceipt } from 'viem/actions'
import { quorumAbi } from '../abis/quorum.js'
import { type Checkpoint, decodeCheckpoint } from '../wire/index.js'
import { endsOf, type LaneRef, type ReadClient, widen } from './client.js'
import { getLogsInChunks } from './getLogsInChunks.js'
import { type Packet, packetsIn, wormholeMessagesIn } from './packet.js'

/** A checkpoint that was handed to the transports, and how they carry it. */
export type Publication = {
  checkpoint: Checkpoint
  /** The checkpoint as it travels. */
  bytes: Hex
  /** Hash of the bytes. */
  content: Hash
  blockNumber: bigint
  blockHash: Hash
  transactionHash: Hash
  logIndex: number
  /** LayerZero packets with these bytes; empty when LayerZero did not take it. */
  packets: Packet[]
  /** Wormhole sequences of these bytes; empty when Wormhole did not take it. */
  wormholeSequences: bigint[]
}

/** Reads one `Published` log. */
export function decodePublished(
  log: Log<bigint, number, false>,
): Omit<Publication, 'packets' | 'wormholeSequences'> & { to: number } {
  const { args } = decodeEventLog({
    abi: quorumAbi,
    eventName: 'Published',
    data: log.data,
    topics: log.topics,
  })
  const bytes = args.checkpoint.toLowerCase() as Hex
  return {
    to: args.chain,
    checkpoint: decodeCheckpoint(bytes),
    bytes,
    content: keccak256(bytes),
    blockNumber: log.blockNumber,
    blockHash: log.blockHash,
    transactionHash: log.transactionHash,
    logIndex: log.logIndex,
  }
}

/** The packets among `logs` that go from our transport at one end of the lane to that at the other. */
export function lanePackets(logs: readonly Log[], lane: LaneRef): (Packet & { log: Log })[] {
  const { source, destination } = endsOf(lane)
  const sender = widen(source.contracts.layerZeroTransport)
  const receiver = widen(destination.contracts.layerZeroTransport)
  return packetsIn(logs, source.layerzero.endpoint).filter(
    (packet) =>
      packet.sender === sender &&
      packet.receiver === receiver &&
      packet.srcEid === source.layerzero.eid &&
      packet.dstEid === destination.layerzero.eid,
  )
}

/** The Wormhole messages among `logs` that our transport published for the lane. */
export function laneWormholeMessages(logs: readonly Log[], lane: LaneRef) {
  const { source } = endsOf(lane)
  const sender = source.contracts.wormholeTransport.toLowerCase()
  return wormholeMessagesIn(logs, source.wormhole.core).filter(
    (message) => message.sender.toLowerCase() === sender && message.nonce === lane.to,
  )
}

/**
 * The checkpoints of a lane that were published between two blocks (default: since the deployment), with the LayerZero
 * packet and the Wormhole sequence that the same transaction made.
 */
export async function getPublications(
  client: ReadClient,
  parameters: LaneRef & { fromBlock?: bigint; toBlock?: bigint; chunk?: number },
): Promise<Publication[]> {
  const { source } = endsOf(parameters)
  const chunks = getLogsInChunks(client, {
    address: source.contracts.quorum,
    topics: encodeEventTopics({
      abi: quorumAbi,
      eventName: 'Published',
      args: { chain: parameters.to },
    }),
    fromBlock: parameters.fromBlock ?? BigInt(source.deployBlock),
    toBlock: parameters.toBlock ?? (await getBlockNumber(client, { cacheTime: 0 })),
    chunk: parameters.chunk,
  })
  const publications: Publication[] = []
  for await (const logs of chunks) {
    const found = logs.map(decodePublished)
    const hashes = [...new Set(found.map(({ transactionHash }) => transactionHash))]
    const receipts = new Map(
      await Promise.all(
        hashes.map(async (hash) => [hash, await getTransactionReceipt(client, { hash })] as const),
      ),
    )
    for (const { to: _, ...publication } of found) {
      const all = receipts.get(publication.transactionHash)?.logs ?? []
      publications.push({
        ...publication,
        packets: lanePackets(all, parameters)
          .filter(({ message }) => message === publication.bytes)
          .map(({ log, ...packet }) => packet),
        wormholeSequences: laneWormholeMessages(all, parameters)
          .filter(({ payload }) => payload === publication.bytes)
          .map(({ sequence }) => sequence),
      })
    }
  }
  return publications
}
