import { getVotes, type Votes } from '@causeway/sdk'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import type { StoredCheckpoint } from '../store/publications.js'
import { signedSubjects } from '../store/signatures.js'

/** How many of the newest open checkpoints are asked about in one step, beside those the committee has signed. */
const checkpointsPerStep = 12

/** The votes for open checkpoints, by content. */
export async function readVotes(
  context: Context,
  lane: Lane,
  checkpoints: readonly StoredCheckpoint[],
): Promise<Map<string, Votes>> {
  const { rpc } = chainIn(context, lane.to)
  const signed = await signedSubjects(context.database, 'committee')
  const asked = checkpoints.filter(
    ({ content }, index) => index < checkpointsPerStep || signed.has(content),
  )
  return rpc.use(async (client) => {
    const entries = asked.map(async ({ content, bytes }) => {
      const votes = await getVotes(client, { ...laneRef(context, lane), bytes })
      return [content as string, votes] as const
    })
    return new Map(await Promise.all(entries))
  })
}
