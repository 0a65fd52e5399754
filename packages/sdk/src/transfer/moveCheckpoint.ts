import type { CausewayClientBase } from '../client/createCausewayClient.js'
import {
  getLane,
  getPacketState,
  getPathState,
  getPublications,
  getStuck,
  type LaneRef,
  type Packet,
  prepareAcceptCheckpoint,
  prepareCommitPacket,
  prepareDeliverPacket,
  preparePublish,
  prepareReportStuck,
  prepareSkipStuck,
  prepareSubmitVaa,
  quotePublish,
} from '../relay/index.js'
import { ingestUpTo } from './ingestUpTo.js'
import { attempt, type RecoveryAction } from './recoverTransfer.js'
import { sendRelayCall } from './sendRelayCall.js'
import type { LayerZeroProgress, Transfer, TransferCheckpoint } from './types.js'

/** Does what anyone can to get a checkpoint that covers a message accepted, and then ingests. */
export async function moveCheckpoint(
  client: CausewayClientBase,
  { state }: Transfer,
  message: { source: number; destination: number; seq: bigint },
): Promise<RecoveryAction[]> {
  const { source, destination, seq } = message
  const { deployment } = client
  const lane = { deployment, from: source, to: destination }
  if (state.status !== 'published' && state.status !== 'attested') return publish(client, lane)
  const { checkpoint, layerzero, wormhole } = state
  const actions: RecoveryAction[] = []
  if (checkpoint.isFinal && (layerzero.status === 'not sent' || wormhole.status === 'not sent'))
    actions.push(...(await publish(client, lane)))
  actions.push(...(await moveLayerZero(client, lane, layerzero, checkpoint)))
  const { vaa } = wormhole
  if (vaa)
    actions.push(
      ...(await attempt('submitVaa', destination, () =>
        sendRelayCall(
          client,
          destination,
          'submitVaa',
          prepareSubmitVaa({ deployment, to: destination, vaa }),
        ),
      )),
    )
  const inbox = await getLane(client.reader(destination), {
    ...{ deployment, chain: destination, remote: source },
  })
  const votes = Number(layerzero.status === 'attested') + Number(wormhole.status === 'attested')
  const eligibleAt = state.status === 'attested' ? state.eligibleAt : 0
  if (inbox.acceptedSeq < seq && (votes === 2 || eligibleAt > 0))
    actions.push(
      ...(await attempt('acceptCheckpoint', destination, () =>
        sendRelayCall(
          client,
          destination,
          'acceptCheckpoint',
          prepareAcceptCheckpoint({ ...lane, bytes: checkpoint.bytes }),
        ),
      )),
    )
  if (inbox.acceptedSeq >= seq) actions.push(...(await ingestUpTo(client, { source, destination })))
  return actions
}

/** Publishes once the message's own block has a child: a checkpoint speaks of the parent block. */
async function publish(client: CausewayClientBase, lane: LaneRef): Promise<RecoveryAction[]> {
  const { from } = lane
  return attempt('publish', from, async () => {
    const { fees } = await quotePublish(client.reader(from), lane)
    return sendRelayCall(client, from, 'publish', preparePublish({ ...lane, fees }))
  })
}

async function moveLayerZero(
  client: CausewayClientBase,
  lane: LaneRef,
  progress: LayerZeroProgress,
  checkpoint: TransferCheckpoint,
): Promise<RecoveryAction[]> {
  const { nonce, blockedBy } = progress
  const { deployment, from, to } = lane
  if (nonce === undefined || progress.status === 'attested') return []
  if (!['verifiable', 'contradicted', 'committed'].includes(progress.status)) return []
  const { blockNumber } = checkpoint
  const range = { fromBlock: blockNumber, toBlock: blockNumber }
  const publications = await getPublications(client.reader(from), { ...lane, ...range })
  const packet = publications.flatMap(({ packets }) => packets).find((p) => p.nonce === nonce)
  if (!packet) return []
  const actions: RecoveryAction[] = []
  if (progress.status !== 'committed')
    actions.push(
      ...(await attempt('commitPacket', to, () =>
        sendRelayCall(client, to, 'commitPacket', prepareCommitPacket({ deployment, to, packet })),
      )),
    )
  if (blockedBy !== undefined)
    return [...actions, ...(await unblock(client, lane, blockedBy, nonce))]
  return [...actions, ...(await deliver(client, lane, packet))]
}

async function deliver(
  client: CausewayClientBase,
  lane: LaneRef,
  packet: Packet,
): Promise<RecoveryAction[]> {
  const { deployment, to } = lane
  const [path, { status }] = await Promise.all([
    getPathState(client.reader(to), lane),
    getPacketState(client.reader(to), { ...lane, packet }),
  ])
  if (status !== 'committed' || path.deliverable < packet.nonce) return []
  return attempt('deliverPacket', to, () =>
    sendRelayCall(client, to, 'deliverPacket', prepareDeliverPacket({ deployment, to, packet })),
  )
}

/** Gets a LayerZero nonce out of the way: commits it if it can be, else reports it as stuck and skips it an hour later. */
async function unblock(
  client: CausewayClientBase,
  lane: LaneRef,
  blockedBy: bigint,
  laterNonce: bigint,
): Promise<RecoveryAction[]> {
  const { deployment, from, to } = lane
  const reader = client.reader(to)
  const all = await getPublications(client.reader(from), lane)
  const packet = all.flatMap(({ packets }) => packets).find((p) => p.nonce === blockedBy)
  const state = packet && (await getPacketState(reader, { ...lane, packet }))
  if (packet && state?.status === 'verifiable')
    return attempt('commitPacket', to, () =>
      sendRelayCall(client, to, 'commitPacket', prepareCommitPacket({ deployment, to, packet })),
    )
  const stuck = await getStuck(reader, lane)
  if (stuck.nonce === blockedBy)
    return attempt('skipStuck', to, () =>
      sendRelayCall(client, to, 'skipStuck', prepareSkipStuck(lane)),
    )
  return attempt('reportStuck', to, () =>
    sendRelayCall(client, to, 'reportStuck', prepareReportStuck({ ...lane, laterNonce })),
  )
}
