import { decodeVaa, fetchVaa } from '@causeway/sdk'
import { keccak256 } from 'viem'
import { type Context, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import { reasonOf } from '../errors.js'
import { isFirst } from '../memory.js'
import { nameOf } from '../roles/work.js'
import { type StoredCheckpoint, storeVaaBytes, vaasOf } from '../store/publications.js'

/** How many VAAs are asked for in one step. */
const vaasPerStep = 4

/** Asks the guardians for the VAAs of the newest open checkpoints. Their silence stops nothing else. */
export async function fetchVaas(
  context: Context,
  lane: Lane,
  checkpoints: readonly StoredCheckpoint[],
): Promise<void> {
  const newest = checkpoints.slice(0, vaasPerStep).map(({ content }) => content)
  const missing = (await vaasOf(context.database, lane, newest)).filter(({ bytes }) => !bytes)
  await Promise.all(
    missing.map(async ({ sequence, content }) => {
      try {
        const bytes = await fetchVaa({
          ...laneRef(context, lane),
          sequence,
          signal: context.signal,
        })
        if (!bytes) return
        if (keccak256(decodeVaa(bytes).payload) === content) {
          await storeVaaBytes(context.database, lane.from, sequence, bytes)
          crashPoint('deliver.vaa')
          return
        }
        if (!isFirst(context, `vaa/${keccak256(bytes)}`)) return
        context.metrics.contradictions.inc({ from: lane.from, to: lane.to })
        context.log.error({ ...lane, sequence }, 'the guardians signed what the chain never said')
      } catch (error) {
        if (isFirst(context, `guardians/${nameOf(lane)}/${Math.floor(Date.now() / 60_000)}`))
          context.log.warn({ ...lane, reason: reasonOf(error) }, 'no VAA')
      }
    }),
  )
}
