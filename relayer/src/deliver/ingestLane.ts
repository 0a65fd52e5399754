import {
  type IngestStep,
  type Lane as LaneView,
  planIngest,
  prepareIngestStep,
} from '@causeway/sdk'
import { type Context, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import { secondsSince } from '../memory.js'
import { nameOf, submit } from '../roles/work.js'
import { maxGas } from '../send/sender.js'
import { acceptedSequences } from '../store/arrivals.js'
import { readMessages } from '../store/messages.js'
import { failuresOf } from '../store/transactions.js'

/** How many calls of one lane go out at once. */
const callsPerStep = 6

/** Has messages handled that the destination has accepted: in batches, several transactions at once, in order. */
export async function ingestLane(context: Context, lane: Lane, view: LaneView): Promise<void> {
  const { config, database, log, metrics, keys } = context
  const { policy } = config
  const name = nameOf(lane)
  if (secondsSince(context, `ingest/${name}`, String(view.inSeq)) < policy.standbySeconds) return
  const firstSeq = view.inSeq + 1n
  const messages = await readMessages(database, lane, firstSeq, view.acceptedSeq, 100_000)
  // what was accepted is final at its source: our own watcher is only behind
  if (BigInt(messages.length) !== view.acceptedSeq - view.inSeq) return
  const acc =
    view.inSeq === 0n
      ? view.inLane
      : (await readMessages(database, lane, view.inSeq, view.inSeq))[0]?.acc
  if (!acc) return
  const purpose = (step: IngestStep) =>
    step.type === 'anchor' ? `anchor/${name}/${step.seq}` : `ingest/${name}/${step.firstSeq}`
  const sender = keys.sender?.address
  const failures = sender
    ? await failuresOf(database, lane.to, sender, `ingest/${name}/${firstSeq}`)
    : 0
  const steps = planIngest({
    acc,
    firstSeq,
    messages,
    accepted: await acceptedSequences(database, lane, firstSeq, view.acceptedSeq),
    // a batch that does not fit into a transaction is halved until it does
    batch: Math.max(1, policy.ingestBatch >> failures),
  })
  crashPoint('ingest.planned')
  let chained = false
  for (const step of steps.slice(0, callsPerStep)) {
    const call = prepareIngestStep(laneRef(context, lane), step)
    const options = chained ? { gas: gasOf(step), chained } : {}
    const queued = await submit(context, lane.to, call, { purpose: purpose(step), ...options })
    chained = true
    if (!queued || step.type !== 'ingest') continue
    crashPoint('ingest.enqueued')
    metrics.ingested.inc(lane, Number(step.lastSeq - step.firstSeq) + 1)
    log.info({ ...lane, firstSeq: step.firstSeq, lastSeq: step.lastSeq }, 'ingesting')
  }
}

/** Gas of a step that cannot be estimated yet: more than it needs. */
function gasOf(step: IngestStep): bigint {
  const gas =
    step.type === 'anchor'
      ? 150_000n + 2_000n * BigInt(step.leaves.length)
      : 500_000n + 250_000n * (step.lastSeq - step.firstSeq + 1n)
  return gas < maxGas ? gas : maxGas
}
