import type { PacketState } from '@causeway/sdk'
import type { StoredCheckpoint, StoredPacket, StoredVaa } from '../store/publications.js'

/** A packet with its state at the destination. */
export type SeenPacket = StoredPacket & { state: PacketState }

/** What can be brought of one checkpoint: a packet that can be delivered, a VAA that was given. */
export type Target = {
  checkpoint: StoredCheckpoint
  packet: SeenPacket | undefined
  vaa: StoredVaa | undefined
}

/** Whether all that its path requires have verified it: it is committed, or anybody can commit it. */
export function hasArrived({ state }: SeenPacket): boolean {
  return state.status === 'verifiable' || state.status === 'committed'
}

/**
 * The highest nonce that can be delivered once everything that can be committed is: all up to it are committed or can be.
 * `packets` are the open ones of the path, ascending; `deliverable` what the endpoint says already.
 */
export function reachableNonce(packets: readonly SeenPacket[], deliverable: bigint): bigint {
  let reachable = deliverable
  for (const packet of packets)
    if (packet.nonce === reachable + 1n && hasArrived(packet)) reachable = packet.nonce
  return reachable
}

/**
 * The newest checkpoint that both bridges can bring: any later one makes an earlier one needless. `checkpoints` are
 * newest first. A bridge whose vote is in already has nothing left to bring and counts as ready.
 */
export function chooseTarget(parameters: {
  checkpoints: readonly StoredCheckpoint[]
  packets: readonly SeenPacket[]
  vaas: readonly StoredVaa[]
  deliverable: bigint
  /** Whether a transport's vote on a content is in: 0 LayerZero, 1 Wormhole. */
  hasVoted: (content: string, transport: 0 | 1) => boolean
  /** From this age on a checkpoint is brought by one bridge alone, in seconds. */
  singleAfterSeconds: number
}): Target | undefined {
  const { checkpoints, packets, vaas, deliverable, hasVoted, singleAfterSeconds } = parameters
  const reachable = reachableNonce(packets, deliverable)
  const targets = checkpoints.map((checkpoint) => {
    const { content } = checkpoint
    const voted = [hasVoted(content, 0), hasVoted(content, 1)] as const
    const packet = packets.find((p) => p.content === content && p.nonce <= reachable)
    const vaa = vaas.find((v) => v.content === content && v.bytes !== undefined)
    return {
      checkpoint,
      packet: voted[0] ? undefined : packet,
      vaa: voted[1] ? undefined : vaa,
      both: (voted[0] || !!packet) && (voted[1] || !!vaa),
    }
  })
  const isWork = (target: Target) => target.packet !== undefined || target.vaa !== undefined
  const both = targets.find(({ both }) => both)
  if (both && isWork(both)) return both
  // one bridge is late: its silence must be seen, and failover needs the other's vote
  const single = targets.find((t) => isWork(t) && t.checkpoint.age >= singleAfterSeconds)
  return both ? undefined : single
}
