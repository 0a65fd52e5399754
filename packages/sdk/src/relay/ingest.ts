import { encodeFunctionData, type Hash, type Hex } from 'viem'
import { readContract } from 'viem/actions'
import { gatewayAbi } from '../abis/gateway.js'
import { fold, foldMessages, leaf, packMessages, type RawMessage } from '../wire/index.js'
import {
  type Call,
  type LaneRef,
  messengerOf,
  type ReadClient,
  sendCall,
  type WriteClient,
} from './client.js'
import { RelayError } from './errors.js'

/** A step towards having messages handled. */
export type IngestStep =
  | { type: 'anchor'; seq: bigint; acc: Hex; leaves: Hex[] }
  | { type: 'ingest'; firstSeq: bigint; lastSeq: bigint; messages: Hex }

/** How much goes into one transaction. */
export type IngestLimits = {
  /** Messages in one `ingest`. Default 80. */
  batch?: number | undefined
  /** Leaves in one `anchor`. Default 1,000. */
  leaves?: number | undefined
  /** How many ingests are planned, with the anchors that they need. Default: all. */
  ingests?: number | undefined
}

/**
 * Splits messages into calls. `acc` is the hash chain before the first of them, `firstSeq` its sequence, and the last
 * of them is at an accepted link. `accepted` are further accepted sequences between, which need no anchor. A long
 * backlog is anchored from its end back, then ingested from its beginning.
 */
export function planIngest(
  parameters: {
    acc: Hex
    firstSeq: bigint
    messages: readonly RawMessage[]
    accepted?: readonly bigint[]
  } & IngestLimits,
): IngestStep[] {
  const { acc, firstSeq, messages, accepted = [], batch = 80 } = parameters
  const most = {
    leaves: BigInt(parameters.leaves ?? 1_000),
    ingests: parameters.ingests ?? messages.length,
  }
  if (messages.length === 0) return []
  const last = firstSeq + BigInt(messages.length) - 1n
  const leaves = messages.map((message, index) => leaf(firstSeq + BigInt(index), message))
  const links: Hex[] = [acc]
  for (const next of leaves) links.push(fold(links.at(-1) as Hex, next))
  const linkAt = (seq: bigint) => links[Number(seq - firstSeq + 1n)] as Hex

  // ends of the ingests, each an accepted sequence or one that an anchor makes so
  const given = new Set([...accepted.filter((seq) => seq >= firstSeq && seq <= last), last])
  const ends: bigint[] = []
  for (let start = firstSeq; start <= last && ends.length < most.ingests; ) {
    const limit = start + BigInt(batch) - 1n
    const reachable = sorted(given).filter((seq) => seq >= start && seq <= limit)
    const end = reachable.at(-1) ?? limit
    ends.push(end)
    start = end + 1n
  }
  const ingests = ends.map((end, index): IngestStep => {
    const start = (ends[index - 1] ?? firstSeq - 1n) + 1n
    const part = messages.slice(Number(start - firstSeq), Number(end - firstSeq) + 1)
    return { type: 'ingest', firstSeq: start, lastSeq: end, messages: packMessages(part) }
  })

  const anchors: IngestStep[] = []
  const known = new Set(given)
  const anchor = (seq: bigint, to: bigint) => {
    const path = leaves.slice(Number(seq - firstSeq) + 1, Number(to - firstSeq) + 1)
    anchors.push({ type: 'anchor', seq, acc: linkAt(seq), leaves: path })
    known.add(seq)
  }
  for (const end of [...ends].reverse()) {
    if (known.has(end)) continue
    let next = sorted(known).find((seq) => seq > end) ?? last
    while (next - end > most.leaves) {
      anchor(next - most.leaves, next)
      next -= most.leaves
    }
    anchor(end, next)
  }
  return [...anchors, ...ingests]
}

/** The call of one step. Send it on the lane's destination chain. */
export function prepareIngestStep({ deployment, from, to }: LaneRef, step: IngestStep): Call {
  const data =
    step.type === 'anchor'
      ? encodeFunctionData({
          abi: gatewayAbi,
          functionName: 'anchor',
          args: [from, step.seq, step.acc, step.leaves],
        })
      : encodeFunctionData({
          abi: gatewayAbi,
          functionName: 'ingest',
          args: [from, step.firstSeq, step.messages],
        })
  return { to: messengerOf(deployment, to), data, value: 0n }
}

/**
 * Has messages handled on the lane's destination chain, to which the client is connected: `messages` begin at
 * `firstSeq`, which is at most one beyond what was handled, and end at an accepted sequence. Returns the transactions,
 * in order; each is waited for with `wait` before the next is sent.
 *
 * @throws RelayError when the messages are not those that were accepted
 */
export async function ingest(
  client: WriteClient,
  parameters: LaneRef &
    IngestLimits & {
      firstSeq: bigint
      messages: readonly RawMessage[]
      wait: (hash: Hash) => Promise<unknown>
    },
): Promise<Hash[]> {
  const { firstSeq, messages, to } = parameters
  const read = (seq: bigint) => getAcceptedLink(client, { ...parameters, seq })
  const last = firstSeq + BigInt(messages.length) - 1n
  const [acc, end] = await Promise.all([read(firstSeq - 1n), read(last)])
  if (foldMessages(acc, firstSeq, messages) !== end)
    throw new RelayError(`messages ${firstSeq} to ${last} are not what chain ${to} has accepted`)
  const hashes: Hash[] = []
  for (const step of planIngest({ ...parameters, acc })) {
    const hash = await sendCall(client, prepareIngestStep(parameters, step))
    hashes.push(hash)
    await parameters.wait(hash)
  }
  return hashes
}

/** The accepted link at `seq`, zero if none. The client is connected to the lane's destination chain. */
export function getAcceptedLink(
  client: ReadClient,
  { deployment, from, to, seq }: LaneRef & { seq: bigint },
): Promise<Hex> {
  return readContract(client, {
    address: messengerOf(deployment, to),
    abi: gatewayAbi,
    functionName: 'acceptedAt',
    args: [from, seq],
  })
}

function sorted(values: Iterable<bigint>): bigint[] {
  return [...values].sort((a, b) => Number(a - b))
}
