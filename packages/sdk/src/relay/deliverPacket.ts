import { encodeFunctionData, type Hash } from 'viem'
import { chainOf, type Deployment } from '../deployment.js'
import { type Call, sendCall, type WriteClient } from './client.js'
import type { Packet } from './packet.js'
import { endpointAbi, ulnAbi } from './vendorAbis.js'

/** A packet and the registry number of the chain it goes to. */
export type PacketParameters = { deployment: Deployment; to: number; packet: Packet }

/** The call that commits a packet that all required DVNs verified. */
export function prepareCommitPacket({ deployment, to, packet }: PacketParameters): Call {
  return {
    to: chainOf(deployment, to).layerzero.receiveLibrary,
    data: encodeFunctionData({
      abi: ulnAbi,
      functionName: 'commitVerification',
      args: [packet.header, packet.payloadHash],
    }),
    value: 0n,
  }
}

/** Commits a packet on its destination chain, to which the client is connected. */
export function commitPacket(client: WriteClient, parameters: PacketParameters): Promise<Hash> {
  return sendCall(client, prepareCommitPacket(parameters))
}

/** The call that delivers a committed packet to our transport. */
export function prepareDeliverPacket({ deployment, to, packet }: PacketParameters): Call {
  const { layerzero, contracts } = chainOf(deployment, to)
  const origin = { srcEid: packet.srcEid, sender: packet.sender, nonce: packet.nonce }
  return {
    to: layerzero.endpoint,
    data: encodeFunctionData({
      abi: endpointAbi,
      functionName: 'lzReceive',
      args: [origin, contracts.layerZeroTransport, packet.guid, packet.message, '0x'],
    }),
    value: 0n,
  }
}

/** Delivers a committed packet on its destination chain; all nonces before it must be committed too. */
export function deliverPacket(client: WriteClient, parameters: PacketParameters): Promise<Hash> {
  return sendCall(client, prepareDeliverPacket(parameters))
}
