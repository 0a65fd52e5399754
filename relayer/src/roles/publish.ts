import { getLane, type Lane as LaneView, preparePublish, quotePublish } from '@causeway/sdk'
import { readBlock } from '../chain/finality.js'
import { type PublishPolicy, publishPolicyOf } from '../config.js'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import type { StepResult } from '../loop.js'
import { noteTry, secondsSince, triesOf } from '../memory.js'
import { lastCheckpoint } from '../store/publications.js'
import { nameOf, submit } from './work.js'

/** What decides whether a checkpoint is due. Ages in seconds. */
export type PublishFacts = {
  lane: Pick<LaneView, 'outSeq' | 'publishedSeq' | 'publishedAt' | 'inSeq'>
  /** Time of the chain. */
  now: bigint
  /** For how long there has been something new. */
  newAge: number
  /** Messages of the other direction that the newest published checkpoint acknowledges. */
  ackedSeq: bigint
  /** For how long there has been something to acknowledge. */
  ackAge: number
}

/** Why a checkpoint should be published now; `undefined` when it should not. */
export function publishReason(
  policy: PublishPolicy,
  facts: PublishFacts,
): 'messages' | 'heartbeat' | 'acknowledgement' | undefined {
  const { lane, now, newAge, ackedSeq, ackAge } = facts
  const fresh = lane.outSeq - lane.publishedSeq
  if (fresh > 0n && newAge >= policy.publishAfterSeconds) return 'messages'
  if (fresh >= BigInt(policy.publishAfterCount)) return 'messages'
  if (now >= lane.publishedAt + BigInt(Math.ceil(policy.heartbeatSeconds))) return 'heartbeat'
  const { ackSeconds } = policy
  if (ackSeconds !== null && lane.inSeq > ackedSeq && ackAge >= ackSeconds) return 'acknowledgement'
  return undefined
}

/**
 * One step of publishing a lane's checkpoints. What was appended in the newest block is covered by the next block's
 * checkpoint, so nothing needs to wait for finality here: the transports do.
 */
export async function publishStep(context: Context, lane: Lane): Promise<StepResult> {
  const { config, database, deployment, log, metrics } = context
  const policy = publishPolicyOf(config.policy, lane.from)
  const { rpc } = chainIn(context, lane.from)
  const name = nameOf(lane)
  const [view, head] = await rpc.use((client) =>
    Promise.all([
      getLane(client, { deployment, chain: lane.from, remote: lane.to }),
      readBlock(client, 'latest'),
    ]),
  )
  const labels = { from: lane.from, to: lane.to }
  metrics.laneSequence.set({ ...labels, stage: 'sent' }, Number(view.outSeq))
  metrics.laneSequence.set({ ...labels, stage: 'published' }, Number(view.publishedSeq))
  metrics.laneSequence.set({ ...labels, stage: 'acknowledged' }, Number(view.ackedSeq))

  const isFresh = view.outSeq > view.publishedSeq
  const last = policy.ackSeconds === null ? undefined : await lastCheckpoint(database, lane)
  const ackedSeq = last?.inSeq ?? 0n
  const reason = publishReason(policy, {
    lane: view,
    now: head.timestamp,
    newAge: isFresh ? secondsSince(context, `new/${name}`, String(view.publishedSeq)) : 0,
    ackedSeq,
    ackAge: view.inSeq > ackedSeq ? secondsSince(context, `ack/${name}`, String(ackedSeq)) : 0,
  })
  if (!reason) return undefined
  const standing = secondsSince(context, `publish/${name}`, `${reason}/${view.publishedAt}`)
  if (standing < config.policy.standbySeconds) return undefined
  // `publishedAt` stays as it was when a transport did not take the checkpoint: try again, but less and less often
  const key = `publish/${name}/${view.publishedAt}`
  const { count, secondsAgo } = triesOf(context, key)
  if (secondsAgo < Math.min(300, 5 * 2 ** count)) return undefined

  crashPoint('publish.due')
  const { fees } = await rpc.use((client) => quotePublish(client, laneRef(context, lane)))
  crashPoint('publish.quoted')
  const call = preparePublish({ ...laneRef(context, lane), fees })
  // the quorum forgives a failing transport, so an estimate would be too low: each must get what it needs
  const gas = 500_000n + 1_000_000n * BigInt(fees.length)
  if (await submit(context, lane.from, call, { purpose: `publish/${name}`, gas })) {
    noteTry(context, key)
    crashPoint('publish.enqueued')
    metrics.published.inc(labels)
    log.info({ ...labels, outSeq: view.outSeq, reason }, 'publishing')
  }
  return undefined
}
