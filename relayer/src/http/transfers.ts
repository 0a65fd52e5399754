import { decodeMessage, getLane, type Message } from '@causeway/sdk'
import { type Context, chainIn, type Lane } from '../context.js'
import { firstArrival } from '../store/arrivals.js'
import { readMessages } from '../store/messages.js'
import { firstCovering, packetsOf, vaasOf } from '../store/publications.js'

/** How far a message is, by what the chains say. */
export type TransferStage = 'sent' | 'published' | 'accepted' | 'handled'

/** A message and its way. */
export type TransferStatus = {
  from: number
  to: number
  seq: bigint
  kind: number
  message: Message | undefined
  stage: TransferStage
  sentIn: { block: bigint; transaction: string }
  publication:
    | {
        block: bigint
        transaction: string
        outSeq: bigint
        /** LayerZero packets, and Wormhole sequences with whether the guardians have signed. */
        packets: { guid: string; nonce: bigint }[]
        wormhole: { sequence: bigint; signed: boolean }[]
      }
    | undefined
  acceptedIn: { block: bigint; transaction: string } | undefined
  handledIn: { block: bigint; transaction: string } | undefined
}

/** The state of one message; `undefined` while the node has not seen it in a block that is final. */
export async function readTransfer(
  context: Context,
  lane: Lane,
  seq: bigint,
): Promise<TransferStatus | undefined> {
  const { database, deployment } = context
  const [message] = await readMessages(database, lane, seq, seq)
  if (!message) return undefined
  const [view, covering, accepted, handled] = await Promise.all([
    chainIn(context, lane.to).rpc.use((client) =>
      getLane(client, { deployment, chain: lane.to, remote: lane.from }),
    ),
    firstCovering(database, lane, seq),
    firstArrival(database, lane, 'accepted', seq),
    firstArrival(database, lane, 'ingested', seq),
  ])
  const contents = covering ? [covering.content] : []
  const vaas = await vaasOf(database, lane, contents)
  const packets = covering ? await packetsOf(database, lane, covering.content) : []
  const place = (at: typeof accepted) => at && { block: at.block, transaction: at.txHash }
  return {
    ...lane,
    seq,
    kind: message.kind,
    message: decode(message),
    stage: stageOf(seq, view, covering !== undefined),
    sentIn: { block: message.block, transaction: message.txHash },
    publication: covering && {
      block: covering.block,
      transaction: covering.txHash,
      outSeq: covering.outSeq,
      packets: packets.map(({ guid, nonce }) => ({ guid, nonce })),
      wormhole: vaas.map(({ sequence, bytes }) => ({ sequence, signed: bytes !== undefined })),
    },
    acceptedIn: place(accepted),
    handledIn: place(handled),
  }
}

function stageOf(
  seq: bigint,
  view: { inSeq: bigint; acceptedSeq: bigint },
  isPublished: boolean,
): TransferStage {
  if (view.inSeq >= seq) return 'handled'
  if (view.acceptedSeq >= seq) return 'accepted'
  return isPublished ? 'published' : 'sent'
}

function decode(message: Parameters<typeof decodeMessage>[0]): Message | undefined {
  try {
    return decodeMessage(message)
  } catch {
    return undefined // a body that nobody could have sent in good faith
  }
}
