import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  type Call,
  chainOf,
  executeDvn,
  fetchVaa,
  getPacketState,
  getPublications,
  type LaneRef,
  lanesOf,
  type Packet,
  type Publication,
  prepareCommitPacket,
  prepareDeliverPacket,
  preparePublish,
  prepareSubmitVaa,
  quotePublish,
  signDvnJob,
} from '@causeway/sdk'
import type { Hash, Hex, TransactionReceipt } from 'viem'
import { expect } from 'vitest'
import { patience, until } from './world.js'

/** The lane between two chains of a world. */
export function laneOf(devnet: Devnet, from: number, to: number): LaneRef {
  return { deployment: devnet.deployment, from, to }
}

/** Sends a prepared call and waits for its block. @throws when it would revert, unless `gas` is given */
export async function relay(
  devnet: Devnet,
  chain: number,
  call: Call,
  options: { role?: AccountRole; gas?: bigint } = {},
): Promise<TransactionReceipt> {
  const { role = 'carol', gas } = options
  const wallet = devnet.wallet(devnet.chain(chain as never).number, role)
  // a call may cost more in the next block than an estimate in this one says
  const estimate = async () => ((await wallet.estimateGas(call)) * 5n) / 4n
  const hash = await wallet.sendTransaction({ ...call, gas: gas ?? (await estimate()) })
  const receipt = await wallet.waitForTransactionReceipt({ hash, timeout: patience })
  if (gas === undefined) expect(receipt.status).toBe('success')
  return receipt
}

/** Publishes the newest checkpoint of a lane. */
export async function publishLane(devnet: Devnet, lane: LaneRef): Promise<Publication> {
  const reader = devnet.client('carol').reader(lane.from)
  const { fees } = await quotePublish(reader, lane)
  // each transport must get its gas: the quorum forgives one that fails
  const gas = 2_500_000n
  const { blockNumber } = await relay(devnet, lane.from, preparePublish({ ...lane, fees }), { gas })
  const range = { fromBlock: blockNumber, toBlock: blockNumber }
  const [publication] = await getPublications(reader, { ...lane, ...range })
  if (!publication) throw new Error(`nothing was published in block ${blockNumber}`)
  return publication
}

/** The guardians' VAA of a publication, once they have signed it. */
export function vaaOf(lane: LaneRef, publication: Publication): Promise<Hex> {
  const [sequence] = publication.wormholeSequences
  if (sequence === undefined) throw new Error('Wormhole did not take this checkpoint')
  return until('the guardians’ signature', () => fetchVaa({ ...lane, sequence }))
}

/** Brings Wormhole's vote. */
export async function bringWormhole(
  devnet: Devnet,
  lane: LaneRef,
  publication: Publication,
): Promise<void> {
  const vaa = await vaaOf(lane, publication)
  await relay(devnet, lane.to, prepareSubmitVaa({ deployment: lane.deployment, to: lane.to, vaa }))
}

/** The packet that LayerZero carries for a publication. */
export function packetOf({ packets: [packet] }: Publication): Packet {
  if (!packet) throw new Error('LayerZero did not take this checkpoint')
  return packet
}

/** Waits for both outside DVNs, has the operators' own verify too, and commits. */
export async function verifyAndCommit(
  devnet: Devnet,
  lane: LaneRef,
  publication: Publication,
): Promise<void> {
  const packet = packetOf(publication)
  const reader = devnet.client('carol').reader(lane.to)
  const state = () => getPacketState(reader, { ...lane, packet })
  await until('both outside DVNs', async () => (await state()).missing.length <= 1)
  await verifyAsOperators(devnet, lane, packet)
  await until('verification', async () => (await state()).status === 'verifiable')
  const call = prepareCommitPacket({ deployment: lane.deployment, to: lane.to, packet })
  await relay(devnet, lane.to, call)
}

/** Delivers a committed packet. */
export async function deliver(devnet: Devnet, lane: LaneRef, packet: Packet): Promise<void> {
  const { deployment, to } = lane
  await relay(devnet, to, prepareDeliverPacket({ deployment, to, packet }))
}

/** What the operators' relayers do when they verify a packet by their own DVN. */
export async function verifyAsOperators(
  devnet: Devnet,
  { deployment, to }: LaneRef,
  { header, payloadHash }: Packet,
): Promise<Hash> {
  const { signers, quorum } = devnet.operatorDvn
  const client = devnet.client('operator1')
  const { timestamp } = await client.reader(to).getBlock()
  const job = {
    ...{ deployment, to, header, payloadHash, expiration: timestamp + 3_600n },
    confirmations: BigInt(chainOf(deployment, to).layerzero.confirmations),
  }
  const signing = signers.slice(0, quorum).map(({ account }) => signDvnJob(account, job))
  const hash = await executeDvn(client.wallet(to), [
    { ...job, signatures: await Promise.all(signing) },
  ])
  await client.reader(to).waitForTransactionReceipt({ hash, timeout: patience })
  return hash
}

/** Has the operators' DVN verify whatever is published, until the returned function ends it. */
export function startOperators(devnet: Devnet): () => Promise<void> {
  const { deployment } = devnet
  const done = new Set<string>()
  let running = true
  const round = async (lane: LaneRef) => {
    const publications = await getPublications(devnet.client('carol').reader(lane.from), lane)
    for (const packet of publications.flatMap(({ packets }) => packets)) {
      if (done.has(packet.guid)) continue
      await verifyAsOperators(devnet, lane, packet)
      done.add(packet.guid)
    }
  }
  const work = async () => {
    while (running) {
      for (const lane of lanesOf(deployment)) await round({ deployment, ...lane })
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  const worked = work()
  return async () => {
    running = false
    await worked
  }
}
