import { prepareCommitPacket, prepareDeliverPacket, prepareSubmitVaa } from '@causeway/sdk'
import type { Context, Lane } from '../context.js'
import { crashPoint } from '../crash.js'
import { secondsSince } from '../memory.js'
import { nameOf, submit } from '../roles/work.js'
import type { SeenPacket, Target } from './target.js'

/** Gas of a delivery that cannot be estimated yet, because what it builds on is still on its way. */
const deliverGas = 700_000n

/**
 * Brings what both bridges have of a checkpoint: commits every packet up to its own, delivers it, and submits the VAA. All
 * goes out at once, in order.
 */
export async function bringTarget(
  context: Context,
  lane: Lane,
  { checkpoint, packet, vaa }: Target,
  packets: readonly SeenPacket[],
): Promise<void> {
  const { deployment, config, log } = context
  const { to } = lane
  const waited = secondsSince(context, `bring/${nameOf(lane)}`, checkpoint.content)
  if (waited < config.policy.standbySeconds) return
  let queued = false
  if (vaa?.bytes) {
    const call = prepareSubmitVaa({ deployment, to, vaa: vaa.bytes })
    const purpose = `vaa/${lane.from}/${vaa.sequence}`
    queued = (await submit(context, to, call, { purpose })) || queued
  }
  if (packet) {
    const needed = packets.filter(({ nonce }) => nonce <= packet.nonce)
    const chained = await commitAll(context, lane, needed)
    crashPoint('deliver.committing')
    const call = prepareDeliverPacket({ deployment, to, packet })
    const options = chained ? { gas: deliverGas, chained } : {}
    const purpose = `deliver/${packet.guid}`
    queued = (await submit(context, to, call, { purpose, ...options })) || queued
  }
  if (!queued) return
  crashPoint('deliver.enqueued')
  const { outSeq } = checkpoint
  log.info({ ...lane, outSeq, nonce: packet?.nonce, sequence: vaa?.sequence }, 'bringing')
}

/** Commits what can be committed. Returns whether anything is not committed yet. */
export async function commitAll(
  context: Context,
  { to }: Lane,
  packets: readonly SeenPacket[],
): Promise<boolean> {
  const { deployment } = context
  const open = packets.filter(({ state }) => state.status === 'verifiable')
  for (const packet of open) {
    const call = prepareCommitPacket({ deployment, to, packet })
    await submit(context, to, call, { purpose: `commit/${packet.guid}` })
  }
  return open.length > 0
}
