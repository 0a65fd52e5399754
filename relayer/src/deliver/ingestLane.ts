import {
  getAcceptedLink,
  type IngestStep,
  type Lane as LaneView,
  planIngest,
  prepareIngestStep,
} from '@causeway/sdk'
import { zeroHash } from 'viem'
import { lesser } from '../bigints.js'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import { secondsSince } from '../memory.js'
import { nameOf, submit } from '../roles/work.js'
import { maxGas } from '../send/sender.js'
import { acceptedSequences } from '../store/arrivals.js'
import { readMessages } from '../store/messages.js'
import { failuresOf } from '../store/transactions.js'

/** How many batches of one lane go out at once. */
const ingestsPerStep = 4
/** Leaves in one anchor of a long backlog. */
const leavesPerAnchor = 500

/** Anchors that are in place, by lane; what is forgotten at a restart is asked of the destination again. */
const anchors = new WeakMap<Context, Map<string, Set<bigint>>>()

function anchoredOf(context: Context, lane: string): Set<bigint> {
  const lanes = anchors.get(context) ?? new Map<string, Set<bigint>>()
  anchors.set(context, lanes)
  const known = lanes.get(lane) ?? new Set<bigint>()
  lanes.set(lane, known)
  return known
}

/** Has messages handled that the destination has accepted: in batches, several transactions at once, in order. */
export async function ingestLane(context: Context, lane: Lane, view: LaneView): Promise<void> {
  const { config, database, log, metrics, keys } = context
  const { policy } = config
  const name = nameOf(lane)
  if (secondsSince(context, `ingest/${name}`, String(view.inSeq)) < policy.standbySeconds) return
  const firstSeq = view.inSeq + 1n
  const sender = keys.sender?.address
  const failures = sender
    ? await failuresOf(database, lane.to, sender, `ingest/${name}/${firstSeq}`)
    : 0
  // a batch that does not fit into a transaction is halved until it does
  const batch = Math.max(1, policy.ingestBatch >> failures)
  const anchored = anchoredOf(context, name)
  for (const seq of anchored) if (seq < firstSeq || failures > 0) anchored.delete(seq)
  const accepted = [
    ...(await acceptedSequences(database, lane, firstSeq, view.acceptedSeq)),
    ...anchored,
  ]
  // only as far as the next known link behind this step's batches: hashing a whole backlog each time would take seconds
  const wanted = firstSeq + BigInt(batch * ingestsPerStep) - 1n
  const lastSeq = accepted.filter((seq) => seq >= wanted).reduce(lesser, view.acceptedSeq)
  const messages = await readMessages(database, lane, firstSeq, lastSeq, 100_000)
  // what was accepted is final at its source: our own watcher is only behind
  if (BigInt(messages.length) !== lastSeq - view.inSeq) return
  const acc =
    view.inSeq === 0n
      ? view.inLane
      : (await readMessages(database, lane, view.inSeq, view.inSeq))[0]?.acc
  if (!acc) return
  const limits = { batch, ingests: ingestsPerStep, leaves: leavesPerAnchor }
  const plan = (known: readonly bigint[]) =>
    planIngest({ acc, firstSeq, messages, accepted: known, ...limits })
  let steps = plan(accepted)
  const found = await findAnchored(context, lane, steps)
  if (found.length > 0) {
    for (const seq of found) anchored.add(seq)
    steps = plan([...accepted, ...found])
  }
  crashPoint('ingest.planned')
  let chained = false
  for (const step of steps) {
    const call = prepareIngestStep(laneRef(context, lane), step)
    const options = chained ? { gas: gasOf(step), chained } : {}
    const queued = await submit(context, lane.to, call, {
      purpose: purposeOf(name, step),
      ...options,
    })
    chained = true
    if (!queued || step.type !== 'ingest') continue
    crashPoint('ingest.enqueued')
    metrics.ingested.inc(lane, Number(step.lastSeq - step.firstSeq) + 1)
    log.info({ ...lane, firstSeq: step.firstSeq, lastSeq: step.lastSeq }, 'ingesting')
  }
}

/** Those anchors of a plan that are in place already: they leave no event, so the destination is asked. */
async function findAnchored(
  context: Context,
  lane: Lane,
  steps: readonly IngestStep[],
): Promise<bigint[]> {
  const seqs = steps.flatMap((step) => (step.type === 'anchor' ? [step.seq] : []))
  if (seqs.length === 0) return []
  const links = await chainIn(context, lane.to).rpc.use((client) =>
    Promise.all(seqs.map((seq) => getAcceptedLink(client, { ...laneRef(context, lane), seq }))),
  )
  return seqs.filter((_, index) => links[index] !== zeroHash)
}

function purposeOf(lane: string, step: IngestStep): string {
  return step.type === 'anchor' ? `anchor/${lane}/${step.seq}` : `ingest/${lane}/${step.firstSeq}`
}

/** Gas of a step that cannot be estimated yet: more than it needs. */
function gasOf(step: IngestStep): bigint {
  const gas =
    step.type === 'anchor'
      ? 150_000n + 2_000n * BigInt(step.leaves.length)
      : 500_000n + 250_000n * (step.lastSeq - step.firstSeq + 1n)
  return gas < maxGas ? gas : maxGas
}
