import { getStuck, type PathState, prepareReportStuck, prepareSkipStuck } from '@causeway/sdk'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import { secondsSince } from '../memory.js'
import { nameOf, submit } from '../roles/work.js'
import { commitAll } from './bring.js'
import type { SeenPacket } from './target.js'

/** Seconds between the report of a missing nonce and its skipping, by the contract. */
const skipDelay = 3_600n

/**
 * Deals with a LayerZero nonce that stays unverified: everything behind it waits. Once a later one is committed it is
 * reported, and an hour later skipped.
 */
export async function unstick(
  context: Context,
  lane: Lane,
  packets: readonly SeenPacket[],
  path: PathState,
): Promise<void> {
  const missing = path.deliverable + 1n
  const later = packets.filter(({ nonce, state }) => {
    return nonce > missing && ['verifiable', 'committed'].includes(state.status)
  })
  const isMissing = !packets.some(
    ({ nonce, state }) => nonce === missing && ['verifiable', 'committed'].includes(state.status),
  )
  if (later.length === 0 || !isMissing) return
  const age = secondsSince(context, `stuck/${nameOf(lane)}`, String(missing))
  if (age < context.config.policy.stuckAfterSeconds) return
  await commitAll(context, lane, later)
  const committed = later.find(({ state }) => state.status === 'committed')
  if (!committed) return
  const { rpc, health } = chainIn(context, lane.to)
  const stuck = await rpc.use((client) => getStuck(client, laneRef(context, lane)))
  const purpose = `stuck/${nameOf(lane)}/${missing}`
  if (stuck.nonce !== missing) {
    const call = prepareReportStuck({ ...laneRef(context, lane), laterNonce: committed.nonce })
    crashPoint('stuck.reporting')
    await submit(context, lane.to, call, { purpose })
  } else if (health.headTime >= stuck.since + skipDelay) {
    context.log.warn({ ...lane, nonce: missing }, 'skipping a nonce that was never verified')
    crashPoint('stuck.skipping')
    await submit(context, lane.to, prepareSkipStuck(laneRef(context, lane)), { purpose })
  }
}
