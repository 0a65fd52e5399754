import { getLane, getPacketState, getPathState, type Lane as LaneView } from '@causeway/sdk'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import type { StepResult } from '../loop.js'
import { isFirst, noteTry, triesOf } from '../memory.js'
import { nameOf } from '../roles/work.js'
import { openCheckpoints, packetsAfter, vaasOf } from '../store/publications.js'
import { bringTarget } from './bring.js'
import { failOver } from './failOver.js'
import { ingestLane } from './ingestLane.js'
import { unstick } from './stuck.js'
import { chooseTarget, type SeenPacket } from './target.js'
import { fetchVaas } from './vaas.js'
import { readVotes } from './votes.js'

/** How many packets of a path are looked at in one step. */
const packetsPerStep = 30
/** Age of the newest checkpoint after which its bridges are asked less often, in seconds. */
const patience = 120

/**
 * One step of bringing a lane's messages to its destination. What is done follows from what the destination says now, so
 * anyone may have done some of it already.
 */
export async function deliverStep(context: Context, lane: Lane): Promise<StepResult> {
  const { database, deployment, metrics, log } = context
  const { rpc } = chainIn(context, lane.to)
  const view = await rpc.use((client) =>
    getLane(client, { deployment, chain: lane.to, remote: lane.from }),
  )
  note(context, lane, view)
  if (view.acceptedSeq > view.inSeq) await ingestLane(context, lane, view)
  if (view.frozen) {
    if (isFirst(context, `frozen/${nameOf(lane)}/${view.heardBlock}`))
      log.error(lane, 'the lane is frozen: its transports disagree')
    return undefined
  }
  const checkpoints = await openCheckpoints(database, lane, view)
  const [newest] = checkpoints
  if (!newest) return undefined
  // what has waited for long for a bridge can wait a little between two looks
  const look = `look/${nameOf(lane)}`
  if (newest.age > patience && triesOf(context, look).secondsAgo < 5) return undefined
  noteTry(context, look)

  const path = await rpc.use((client) => getPathState(client, laneRef(context, lane)))
  const open = await packetsAfter(database, lane, path.delivered, packetsPerStep)
  const packets: SeenPacket[] = await rpc.use((client) =>
    Promise.all(
      open.map(async (packet) => ({
        ...packet,
        state: await getPacketState(client, { ...laneRef(context, lane), packet }),
      })),
    ),
  )
  await fetchVaas(context, lane, checkpoints)
  const contents = checkpoints.map(({ content }) => content)
  crashPoint('deliver.read')
  const vaas = await vaasOf(database, lane, contents)
  const votes = await readVotes(context, lane, checkpoints)
  const target = chooseTarget({
    checkpoints,
    packets,
    vaas,
    deliverable: path.deliverable,
    hasVoted: (content, transport) =>
      ((votes.get(content)?.transports ?? 0) & (1 << transport)) !== 0,
    singleAfterSeconds: context.config.policy.singleAfterSeconds,
  })
  if (target) await bringTarget(context, lane, target, packets)
  else await unstick(context, lane, packets, path)
  await failOver(context, lane, checkpoints, votes)
  metrics.laneSequence.set({ ...lane, stage: 'open' }, checkpoints.length)
  return undefined
}

function note({ metrics }: Context, lane: Lane, view: LaneView): void {
  metrics.laneSequence.set({ ...lane, stage: 'accepted' }, Number(view.acceptedSeq))
  metrics.laneSequence.set({ ...lane, stage: 'ingested' }, Number(view.inSeq))
  metrics.laneFrozen.set(lane, view.frozen ? 1 : 0)
}
