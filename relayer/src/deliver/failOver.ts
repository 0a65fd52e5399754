import {
  committeeAbi,
  committeeTypedData,
  prepareAcceptCheckpoint,
  prepareAttestAsCommittee,
  signAsCommittee,
  type Votes,
} from '@causeway/sdk'
import { recoverTypedDataAddress } from 'viem'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import { isFirst } from '../memory.js'
import { askPeers } from '../roles/peers.js'
import { verifyCheckpoint } from '../roles/verify.js'
import { nameOf, submit } from '../roles/work.js'
import type { StoredCheckpoint } from '../store/publications.js'
import { readSignatures, storeSignature } from '../store/signatures.js'

/** Seconds between two checkpoints on which the committee speaks, so that a long outage stays cheap. */
const committeeEvery = 3_600n

/**
 * While one bridge is dead: has the operators' committee speak beside the other's vote, and a day later the checkpoint
 * accepted, if it stood uncontradicted.
 */
export async function failOver(
  context: Context,
  lane: Lane,
  checkpoints: readonly StoredCheckpoint[],
  votes: ReadonlyMap<string, Votes>,
): Promise<void> {
  const { policy, name } = { ...context.config, name: nameOf(lane) }
  const { health } = chainIn(context, lane.to)
  const single = checkpoints.filter(({ content, age }) => {
    const vote = votes.get(content)
    return vote !== undefined && vote.transports !== 0 && age >= policy.singleAfterSeconds
  })
  const ripe = single.find(({ content }) => {
    const eligibleAt = votes.get(content)?.eligibleAt ?? 0n
    return eligibleAt > 0n && eligibleAt <= health.headTime
  })
  if (ripe) {
    const call = prepareAcceptCheckpoint({ ...laneRef(context, lane), bytes: ripe.bytes })
    crashPoint('failOver.accepting')
    await submit(context, lane.to, call, { purpose: `accept/${name}/${ripe.content}` })
  }
  const spoken = single.filter(({ content }) => (votes.get(content)?.committeeAt ?? 0) > 0)
  const newestSpoken = spoken[0]?.time ?? 0n
  const [next] = single.filter(({ time, content }) => {
    return (votes.get(content)?.committeeAt ?? 0) === 0 && time >= newestSpoken + committeeEvery
  })
  if (next) await speak(context, lane, next)
}

async function speak(context: Context, lane: Lane, checkpoint: StoredCheckpoint): Promise<void> {
  const { database, keys, metrics } = context
  const { bytes, content } = checkpoint
  const parameters = { ...laneRef(context, lane), bytes }
  if ((await verifyCheckpoint(context, lane, bytes)).verdict !== 'true') return
  const known = new Set((await readSignatures(database, 'committee', content)).map((s) => s.signer))
  for (const account of keys.committee) {
    const signer = account.address.toLowerCase()
    if (known.has(signer)) continue
    const signature = await signAsCommittee(account, parameters)
    await storeSignature(database, 'committee', content, { signer, signature, expiration: 0n })
    metrics.signed.inc({ kind: 'committee' })
  }
  const { rpc, deployment } = chainIn(context, lane.to)
  const committee = { address: deployment.contracts.committee, abi: committeeAbi } as const
  const required = Number(
    await rpc.use((client) => client.readContract({ ...committee, functionName: 'required' })),
  )
  if ((await readSignatures(database, 'committee', content)).length < required)
    for (const answer of await askPeers(context, 'committee', content)) {
      const { signature } = answer
      const typed = committeeTypedData(parameters)
      const signer = await recoverTypedDataAddress({ ...typed, signature }).catch(() => undefined)
      if (!signer) continue
      const row = { signer: signer.toLowerCase(), signature, expiration: 0n }
      await storeSignature(database, 'committee', content, row)
    }
  const all = await readSignatures(database, 'committee', content)
  const members = await rpc.use((client) =>
    Promise.all(
      all.map(({ signer }) =>
        client.readContract({
          ...committee,
          functionName: 'isMember',
          args: [signer as `0x${string}`],
        }),
      ),
    ),
  )
  const signatures = all.filter((_, i) => members[i]).map(({ signature }) => signature)
  if (signatures.length < required) return
  if (isFirst(context, `committee/${content}`))
    context.log.warn({ ...lane, outSeq: checkpoint.outSeq }, 'the committee speaks beside a bridge')
  const call = await prepareAttestAsCommittee({
    ...parameters,
    signatures: signatures.slice(0, required),
  })
  crashPoint('failOver.speaking')
  await submit(context, lane.to, call, { purpose: `committee/${content}` })
}
