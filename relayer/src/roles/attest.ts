import {
  type DvnJob,
  endpointAbi,
  getPathState,
  prepareExecuteDvn,
  recoverDvnSigner,
  type SignedDvnJob,
  signDvnJob,
  ulnAbi,
} from '@causeway/sdk'
import { keccak256 } from 'viem'
import { type Context, chainIn, type Lane, laneRef } from '../context.js'
import { crashPoint } from '../crash.js'
import type { StepResult } from '../loop.js'
import { isFirst, noteTry, secondsSince, triesOf } from '../memory.js'
import {
  lastNonce,
  packetsAfter,
  readCheckpoint,
  type StoredPacket,
} from '../store/publications.js'
import { readSignatures, type StoredSignature, storeSignature } from '../store/signatures.js'
import { type DvnFacts, readDvn } from './dvn.js'
import { askPeers } from './peers.js'
import { verifyCheckpoint } from './verify.js'
import { nameOf, submit } from './work.js'

/** How long a signature is good, in seconds of the destination's clock after the checkpoint was published. */
const signatureLife = 30n * 86_400n
/** How long a node leaves it to the node with the lowest signer to execute, in seconds. */
const turnSeconds = 6
const packetsPerExecute = 10

/**
 * One step of the operators' DVN for a lane: signs its packets once their source block is final and their contents are
 * what the source chain says, gathers the other operators' signatures, and has the DVN execute.
 */
export async function attestStep(context: Context, lane: Lane): Promise<StepResult> {
  const { database } = context
  const last = await lastNonce(database, lane)
  const done = `attested/${nameOf(lane)}/${last}`
  // all packets that we know of were delivered when we last looked; a reorganisation there is noticed later
  if (last === 0n || triesOf(context, done).secondsAgo < 30) return undefined
  const destination = chainIn(context, lane.to)
  const path = await destination.rpc.use((client) => getPathState(client, laneRef(context, lane)))
  const open = await packetsAfter(database, lane, path.delivered, 40)
  if (open.length === 0) {
    noteTry(context, done)
    return undefined
  }
  const dvn = await readDvn(context, lane)
  const pending = await withoutWord(context, lane, open)
  const { head } = chainIn(context, lane.from).health
  const jobs: SignedDvnJob[] = []
  const guids: string[] = []
  for (const packet of pending) {
    if (head < packet.block + dvn.confirmations) continue
    const { verdict } = await verifyCheckpoint(context, lane, packet.message)
    if (verdict !== 'true') continue
    crashPoint('attest.verified')
    const job = await toJob(context, lane, packet, dvn)
    const signatures = await gather(context, packet, job, dvn)
    if (signatures.length < dvn.quorum) continue
    const chosen = signatures.slice(0, dvn.quorum)
    if (!isOurTurn(context, lane, packet, chosen)) continue
    // an execution that did not help must not be paid for again and again
    const { count, secondsAgo } = triesOf(context, `dvn/${packet.guid}`)
    if (count > 0 && secondsAgo < 15 * 2 ** count) continue
    guids.push(packet.guid)
    jobs.push({ ...job, signatures: chosen.map(({ signature }) => signature) })
  }
  const queued = await execute(context, lane, dvn, jobs.slice(0, packetsPerExecute))
  if (queued) for (const guid of guids.slice(0, packetsPerExecute)) noteTry(context, `dvn/${guid}`)
  return undefined
}

/** Those packets on which the DVN's word is not in the destination's state. */
async function withoutWord(
  context: Context,
  lane: Lane,
  packets: readonly StoredPacket[],
): Promise<StoredPacket[]> {
  const { rpc, deployment } = chainIn(context, lane.to)
  const { receiveLibrary, operatorDvn } = deployment.layerzero
  const states = await rpc.use((client) =>
    Promise.all(
      packets.map(({ header, payloadHash }) =>
        client.readContract({
          address: receiveLibrary,
          abi: ulnAbi,
          functionName: 'hashLookup',
          args: [keccak256(header), payloadHash, operatorDvn],
        }),
      ),
    ),
  )
  const committed = await committedHashes(context, lane, packets)
  return packets.filter((packet, i) => !states[i]?.[0] && committed[i] !== packet.payloadHash)
}

async function committedHashes(context: Context, lane: Lane, packets: readonly StoredPacket[]) {
  const { rpc, deployment } = chainIn(context, lane.to)
  return rpc.use((client) =>
    Promise.all(
      packets.map(({ srcEid, sender, nonce }) =>
        client.readContract({
          address: deployment.layerzero.endpoint,
          abi: endpointAbi,
          functionName: 'inboundPayloadHash',
          args: [deployment.contracts.layerZeroTransport, srcEid, sender, nonce],
        }),
      ),
    ),
  )
}

/** The instruction that all operators sign: its expiration follows from the checkpoint, so that they sign the same. */
async function toJob(
  context: Context,
  lane: Lane,
  packet: StoredPacket,
  dvn: DvnFacts,
): Promise<DvnJob> {
  const checkpoint = await readCheckpoint(context.database, lane, packet.content)
  const { headTime } = chainIn(context, lane.to).health
  let expiration = (checkpoint?.time ?? 0n) + signatureLife
  while (expiration < headTime + 3_600n) expiration += signatureLife
  const { header, payloadHash } = packet
  const { confirmations } = dvn
  const { deployment } = context
  return { deployment, to: lane.to, header, payloadHash, confirmations, expiration }
}

/** Our signatures and those of others, each of a signer of the DVN over exactly this job, ascending by signer. */
async function gather(
  context: Context,
  packet: StoredPacket,
  job: DvnJob,
  dvn: DvnFacts,
): Promise<StoredSignature[]> {
  const { database, keys, metrics } = context
  const { expiration } = job
  const read = async () => {
    const all = await readSignatures(database, 'dvn', packet.guid)
    return all.filter((signature) => signature.expiration === expiration)
  }
  const before = await read()
  for (const account of keys.dvn) {
    const signer = account.address.toLowerCase()
    if (before.some((signature) => signature.signer === signer)) continue
    if (!(await dvn.isSigner(account.address))) {
      if (isFirst(context, `signer/${job.to}/${signer}`))
        context.log.warn({ chain: job.to, signer }, 'not a signer of the operators’ DVN')
      continue
    }
    const signature = await signDvnJob(account, job)
    crashPoint('attest.signing')
    await storeSignature(database, 'dvn', packet.guid, { signer, signature, expiration })
    metrics.signed.inc({ kind: 'dvn' })
    crashPoint('attest.signed')
  }
  const own = await read()
  if (own.length >= dvn.quorum) return own
  for (const answer of await askPeers(context, 'dvn', packet.guid)) {
    if (answer.expiration !== expiration) continue
    const signer = await recoverDvnSigner(job, answer.signature).catch(() => undefined)
    if (!signer || !(await dvn.isSigner(signer))) continue
    await storeSignature(database, 'dvn', packet.guid, { ...answer, signer: signer.toLowerCase() })
  }
  return read()
}

/** The node with the lowest signer goes first; the others only when it has not. */
function isOurTurn(
  context: Context,
  lane: Lane,
  packet: StoredPacket,
  chosen: readonly StoredSignature[],
): boolean {
  const age = secondsSince(context, `execute/${nameOf(lane)}/${packet.nonce}`, packet.guid)
  const { standbySeconds } = context.config.policy
  const ours = context.keys.dvn.map(({ address }) => address.toLowerCase())
  const isFirstOfAll = ours.includes(chosen[0]?.signer ?? '')
  return age >= standbySeconds + (isFirstOfAll ? 0 : turnSeconds)
}

async function execute(
  context: Context,
  lane: Lane,
  dvn: DvnFacts,
  [first, ...others]: readonly SignedDvnJob[],
): Promise<boolean> {
  if (!first) return false
  if (!dvn.isAdmin) {
    if (isFirst(context, `admin/${lane.to}`))
      context.log.warn({ chain: lane.to }, 'our key may not submit for the operators’ DVN')
    return false
  }
  const call = await prepareExecuteDvn([first, ...others])
  // the DVN swallows what fails within, so an estimate would be too low
  const gas = 150_000n + 150_000n * BigInt(others.length + 1)
  const queued = await submit(context, lane.to, call, { purpose: `dvn/${nameOf(lane)}`, gas })
  crashPoint('attest.enqueued')
  return queued
}
