import type { CausewayClientBase } from '../client/createCausewayClient.js'
import {
  getAcceptedLink,
  getLane,
  getMessages,
  planIngest,
  prepareIngestStep,
} from '../relay/index.js'
import { attempt, type RecoveryAction } from './recoverTransfer.js'
import { sendRelayCall } from './sendRelayCall.js'

/** Has all accepted messages of a lane handled, in as many transactions as it takes. */
export async function ingestUpTo(
  client: CausewayClientBase,
  { source, destination }: { source: number; destination: number },
): Promise<RecoveryAction[]> {
  const { deployment } = client
  const lane = { deployment, from: source, to: destination }
  const reader = client.reader(destination)
  const inbox = await getLane(reader, { deployment, chain: destination, remote: source })
  const firstSeq = inbox.inSeq + 1n
  const toSeq = inbox.acceptedSeq
  if (toSeq < firstSeq) return []
  const [messages, acc] = await Promise.all([
    getMessages(client.reader(source), { ...lane, fromSeq: firstSeq, toSeq }),
    getAcceptedLink(reader, { ...lane, seq: inbox.inSeq }),
  ])
  const actions: RecoveryAction[] = []
  for (const step of planIngest({ acc, firstSeq, messages })) {
    const done = await attempt('ingest', destination, () =>
      sendRelayCall(client, destination, 'ingest', prepareIngestStep(lane, step)),
    )
    actions.push(...done)
    if (done.some(({ error }) => error)) break
  }
  return actions
}
