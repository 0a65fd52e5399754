import { type Address, keccak256, zeroHash } from 'viem'
import { readContract } from 'viem/actions'
import { endsOf, type LaneRef, type ReadClient, widen } from './client.js'
import type { Packet } from './packet.js'
import { endpointAbi, ulnAbi } from './vendorAbis.js'

/** Where LayerZero's path from our transport at one end of the lane to that at the other stands. */
export type PathState = {
  /** Highest nonce delivered (or skipped): nothing at or below it is still needed. */
  delivered: bigint
  /** Highest nonce up to which all are committed: those above `delivered` and up to here can be delivered. */
  deliverable: bigint
}

/** Reads where the path stands. The client is connected to the lane's destination chain. */
export async function getPathState(client: ReadClient, lane: LaneRef): Promise<PathState> {
  const { source, destination } = endsOf(lane)
  const path = pathOf(lane)
  const read = (functionName: 'lazyInboundNonce' | 'inboundNonce') =>
    readContract(client, {
      address: destination.layerzero.endpoint,
      abi: endpointAbi,
      functionName,
      args: [path.receiver, source.layerzero.eid, path.sender],
    })
  const [delivered, deliverable] = await Promise.all([
    read('lazyInboundNonce'),
    read('inboundNonce'),
  ])
  return { delivered, deliverable }
}

/**
 * State of one packet at its destination.
 * - `verifying`: DVNs are missing (`missing` names them)
 * - `verifiable`: it can be committed
 * - `committed`: it can be delivered once all nonces before it are committed too
 * - `contradicted`: something else was committed at its nonce; committing the true one replaces it
 * - `delivered`: it, or a later one, was delivered or skipped
 */
export type PacketState = {
  status: 'verifying' | 'verifiable' | 'committed' | 'contradicted' | 'delivered'
  /** Required DVNs whose verification is not in place. Empty once committed. */
  missing: Address[]
}

/** Reads the state of a packet. The client is connected to the lane's destination chain. */
export async function getPacketState(
  client: ReadClient,
  parameters: LaneRef & { packet: Packet },
): Promise<PacketState> {
  const { packet } = parameters
  const { source, destination } = endsOf(parameters)
  const { layerzero } = destination
  const { receiver, sender } = pathOf(parameters)
  const uln = { address: layerzero.receiveLibrary, abi: ulnAbi } as const
  const headerHash = keccak256(packet.header)
  const [path, committed, config] = await Promise.all([
    getPathState(client, parameters),
    readContract(client, {
      address: layerzero.endpoint,
      abi: endpointAbi,
      functionName: 'inboundPayloadHash',
      args: [receiver, source.layerzero.eid, sender, packet.nonce],
    }),
    readContract(client, {
      ...uln,
      functionName: 'getUlnConfig',
      args: [receiver, source.layerzero.eid],
    }),
  ])
  if (committed === zeroHash && packet.nonce <= path.delivered)
    return { status: 'delivered', missing: [] }
  if (committed === packet.payloadHash) return { status: 'committed', missing: [] }
  const [verifiable, lookups] = await Promise.all([
    readContract(client, {
      ...uln,
      functionName: 'verifiable',
      args: [config, headerHash, packet.payloadHash],
    }),
    Promise.all(
      config.requiredDVNs.map((dvn) =>
        readContract(client, {
          ...uln,
          functionName: 'hashLookup',
          args: [headerHash, packet.payloadHash, dvn],
        }),
      ),
    ),
  ])
  if (verifiable) return { status: 'verifiable', missing: [] }
  const missing = config.requiredDVNs.filter((_, index) => {
    const [submitted, confirmations] = lookups[index] ?? [false, 0n]
    return !submitted || confirmations < config.confirmations
  })
  return { status: committed === zeroHash ? 'verifying' : 'contradicted', missing }
}

function pathOf(lane: LaneRef) {
  const { source, destination } = endsOf(lane)
  return {
    receiver: destination.contracts.layerZeroTransport,
    sender: widen(source.contracts.layerZeroTransport),
  }
}
