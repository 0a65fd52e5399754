import { keccak256 } from 'viem'
import { quorumAbi } from '../abis/index.js'
import { events } from '../actions/events.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { chainOf } from '../deployment.js'
import {
  fetchVaa,
  GuardiansUnavailableError,
  getPacketState,
  getPathState,
  getPublications,
  getVotes,
  type LaneRef,
  type Publication,
  type Votes,
} from '../relay/index.js'
import { decodeCheckpoint } from '../wire/index.js'
import { blockBefore, timeOf } from './blocks.js'
import { eachLog, firstLog } from './firstLog.js'
import type { LayerZeroProgress, WormholeProgress } from './types.js'

/** A publication that covers a message, and who voted for it at its destination. */
export type CoveringPublication = {
  publication: Publication
  votes: Votes
  at: number
  layerzeroVoted: boolean
  wormholeVoted: boolean
}

/** Publications looked at from the beginning and from the end: between them stand only more of the same. */
const early = 2
const late = 3

/** The checkpoint that was accepted: it was published in the block after the one that it describes. */
export type AcceptedCheckpoint = { outSeq: bigint; blockNumber: bigint }

/**
 * The publication of a lane that covers message `seq` and has gone farthest: most votes first, then the oldest; of an accepted
 * message the one that was accepted. Undefined when nobody published it.
 */
export async function bestPublication(
  client: CausewayClientBase,
  lane: LaneRef,
  parameters: { seq: bigint; fromBlock: bigint; accepted: AcceptedCheckpoint | undefined },
): Promise<CoveringPublication | undefined> {
  const { seq, fromBlock, accepted } = parameters
  const { from, to } = lane
  const blocks = accepted
    ? [accepted.blockNumber + 1n]
    : await coveringBlocks(client, lane, seq, fromBlock)
  const publications = await Promise.all(
    blocks.map((block) =>
      getPublications(client.reader(from), { ...lane, fromBlock: block, toBlock: block }),
    ),
  )
  const covering = publications
    .flat()
    .filter(({ checkpoint }) => checkpoint.outSeq >= seq)
    .filter(({ checkpoint }) => !accepted || checkpoint.outSeq === accepted.outSeq)
  const transports = await client.reader(to).readContract({
    address: contractOf(client.deployment, to, 'quorum'),
    abi: quorumAbi,
    functionName: 'transports',
  })
  const bitOf = (name: 'layerZeroTransport' | 'wormholeTransport') => {
    const address = contractOf(client.deployment, to, name).toLowerCase()
    return 1 << transports.findIndex(({ transport }) => transport.toLowerCase() === address)
  }
  const rows = await Promise.all(
    covering.map(async (publication): Promise<CoveringPublication> => {
      const [votes, at] = await Promise.all([
        getVotes(client.reader(to), { ...lane, bytes: publication.bytes }),
        timeOf(client, from, publication),
      ])
      const layerzeroVoted = (votes.transports & bitOf('layerZeroTransport')) !== 0
      const wormholeVoted = (votes.transports & bitOf('wormholeTransport')) !== 0
      return { publication, votes, at, layerzeroVoted, wormholeVoted }
    }),
  )
  const score = (row: CoveringPublication) =>
    2 * (Number(row.layerzeroVoted) + Number(row.wormholeVoted)) +
    Number(isComplete(row.publication))
  return rows.sort((a, b) => score(b) - score(a))[0]
}

/** Blocks with publications that cover a message: the first ones and the newest ones. */
async function coveringBlocks(
  client: CausewayClientBase,
  { from, to }: LaneRef,
  seq: bigint,
  fromBlock: bigint,
): Promise<bigint[]> {
  const found: bigint[] = []
  const logs = eachLog(client, {
    chain: from,
    address: contractOf(client.deployment, from, 'quorum'),
    event: events.published,
    args: { chain: to },
    fromBlock,
  })
  for await (const { args, blockNumber } of logs)
    if (decodeCheckpoint(args.checkpoint).outSeq >= seq) found.push(blockNumber)
  return [...new Set([...found.slice(0, early), ...found.slice(early).slice(-late)])]
}

/** Whether both bridges took a publication. */
export function isComplete({ packets, wormholeSequences }: Publication): boolean {
  return packets.length > 0 && wormholeSequences.length > 0
}

/** How far LayerZero is with a publication. `live` also reads what is still missing. */
export async function layerzeroProgress(
  client: CausewayClientBase,
  lane: LaneRef,
  row: CoveringPublication,
  live: boolean,
): Promise<LayerZeroProgress> {
  const [packet] = row.publication.packets
  const none = { missing: [], waitsForOperators: false }
  if (row.layerzeroVoted)
    return {
      ...{ status: 'attested', nonce: packet?.nonce, ...none },
      ...(await voteOf(client, lane, row, 'layerZeroTransport')),
    }
  if (!packet) return { status: 'not sent', ...none }
  if (!live) return { status: 'verifying', nonce: packet.nonce, ...none }
  const reader = client.reader(lane.to)
  const [{ status, missing }, path] = await Promise.all([
    getPacketState(reader, { ...lane, packet }),
    getPathState(reader, lane),
  ])
  const { operatorDvn } = chainOf(client.deployment, lane.to).layerzero
  const isBlocked = status === 'committed' && path.deliverable < packet.nonce
  return {
    // delivered without a vote: the nonce was skipped, or its round has passed
    status: status === 'delivered' ? 'not sent' : status,
    nonce: packet.nonce,
    missing,
    waitsForOperators: missing.some((dvn) => dvn.toLowerCase() === operatorDvn.toLowerCase()),
    blockedBy: isBlocked ? path.deliverable + 1n : undefined,
  }
}

/** How far Wormhole is with a publication. `live` also asks the guardians. */
export async function wormholeProgress(
  client: CausewayClientBase,
  lane: LaneRef,
  row: CoveringPublication,
  live: boolean,
): Promise<WormholeProgress> {
  const [sequence] = row.publication.wormholeSequences
  if (row.wormholeVoted)
    return {
      ...{ status: 'attested', sequence },
      ...(await voteOf(client, lane, row, 'wormholeTransport')),
    }
  if (sequence === undefined) return { status: 'not sent' }
  if (!live) return { status: 'signing', sequence }
  try {
    const vaa = await fetchVaa({ ...lane, sequence })
    return vaa ? { status: 'signed', sequence, vaa } : { status: 'signing', sequence }
  } catch (error) {
    if (error instanceof GuardiansUnavailableError) return { status: 'unreachable', sequence }
    throw error
  }
}

/** When and where a transport voted for a publication. */
async function voteOf(
  client: CausewayClientBase,
  { from, to }: LaneRef,
  { publication, at }: CoveringPublication,
  name: 'layerZeroTransport' | 'wormholeTransport',
) {
  const { outSeq } = publication.checkpoint
  const transport = contractOf(client.deployment, to, name)
  const content = keccak256(publication.bytes)
  const log = await firstLog(client, {
    chain: to,
    address: contractOf(client.deployment, to, 'quorum'),
    event: events.attested,
    args: { chain: from, transport, outSeq },
    fromBlock: await blockBefore(client, to, at),
    accept: ({ args }) => args.content === content,
  })
  return log && { at: await timeOf(client, to, log), hash: log.transactionHash }
}
