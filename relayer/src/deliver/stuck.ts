import { getStuck, type PathState, prepareReportStuck, prepareSkipStuck } from '@causeway/sdk'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import { secondsSince } from '../memory.js'
import { nameOf, submit } from '../roles/work.js'
import { commitAll } from './bring.js'
import { hasArrived, reachableNonce, type SeenPacket } from './target.js'

/** Seconds between the report of a missing nonce and its skipping, by the contract. */
const skipDelay = 3_600n

/**
 * The first nonce of a path that has not arrived although a later one has, and the packets that have. `packets` are the open ones,
 * ascending; `deliverable` is what the endpoint says already.
 */
export function findGap(
  packets: readonly SeenPacket[],
  deliverable: bigint,
): { missing: bigint; arrived: SeenPacket[] } | undefined {
  const arrived = packets.filter(hasArrived)
  const missing = reachableNonce(packets, deliverable) + 1n
  return arrived.some(({ nonce }) => nonce > missing) ? { missing, arrived } : undefined
}

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
  const gap = findGap(packets, path.deliverable)
  if (!gap) return
  const { missing, arrived } = gap
  const age = secondsSince(context, `stuck/${nameOf(lane)}`, String(missing))
  if (age < context.config.policy.stuckAfterSeconds) return
  // those before it, too: what came another way is brought by nobody, and the contract would take it for the missing one
  await commitAll(context, lane, arrived)
  const committed = arrived.find(
    ({ nonce, state }) => nonce > missing && state.status === 'committed',
  )
  if (!committed || path.deliverable + 1n < missing) return
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
