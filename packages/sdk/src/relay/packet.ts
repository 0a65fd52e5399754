import {
  type Address,
  concatHex,
  decodeEventLog,
  encodeEventTopics,
  type Hex,
  keccak256,
  type Log,
  size,
  slice,
} from 'viem'
import { RelayError } from './errors.js'
import { endpointAbi, wormholeCoreAbi } from './vendorAbis.js'

/** A LayerZero V2 packet. Sender and receiver are 32 bytes wide; all hex is in lower case. */
export type Packet = {
  nonce: bigint
  srcEid: number
  sender: Hex
  dstEid: number
  receiver: Hex
  guid: Hex
  message: Hex
  /** The 81 bytes in front of the guid: what DVNs verify together with the payload's hash. */
  header: Hex
  /** Hash of guid and message. */
  payloadHash: Hex
}

/** Reads the `encodedPayload` of `PacketSent`. @throws RelayError when it is no packet of version 1 */
export function decodePacket(encoded: Hex): Packet {
  const bytes = encoded.toLowerCase() as Hex
  if (size(bytes) < 113 || slice(bytes, 0, 1) !== '0x01')
    throw new RelayError('these bytes are not a LayerZero packet of version 1')
  const guid = slice(bytes, 81, 113)
  const message: Hex = size(bytes) > 113 ? slice(bytes, 113) : '0x'
  return {
    nonce: BigInt(slice(bytes, 1, 9)),
    srcEid: Number(slice(bytes, 9, 13)),
    sender: slice(bytes, 13, 45),
    dstEid: Number(slice(bytes, 45, 49)),
    receiver: slice(bytes, 49, 81),
    guid,
    message,
    header: slice(bytes, 0, 81),
    payloadHash: keccak256(concatHex([guid, message])),
  }
}

/** The packets among `logs` that `endpoint` sent. */
export function packetsIn(logs: readonly Log[], endpoint: Address): (Packet & { log: Log })[] {
  const [topic] = encodeEventTopics({ abi: endpointAbi, eventName: 'PacketSent' })
  return logs
    .filter((log) => isFrom(log, endpoint) && log.topics[0] === topic)
    .map((log) => {
      const { args } = decodeEventLog({
        abi: endpointAbi,
        eventName: 'PacketSent',
        data: log.data,
        topics: log.topics,
      })
      return { ...decodePacket(args.encodedPayload), log }
    })
}

/** A message that was published through Wormhole's core bridge. */
export type WormholeMessage = {
  sender: Address
  sequence: bigint
  /** Our transport puts the registry number of the destination here. */
  nonce: number
  payload: Hex
  consistencyLevel: number
}

/** The messages among `logs` that Wormhole's `core` published. */
export function wormholeMessagesIn(
  logs: readonly Log[],
  core: Address,
): (WormholeMessage & { log: Log })[] {
  const [topic] = encodeEventTopics({ abi: wormholeCoreAbi, eventName: 'LogMessagePublished' })
  return logs
    .filter((log) => isFrom(log, core) && log.topics[0] === topic)
    .map((log) => {
      const { args } = decodeEventLog({
        abi: wormholeCoreAbi,
        eventName: 'LogMessagePublished',
        data: log.data,
        topics: log.topics,
      })
      return { ...args, payload: args.payload.toLowerCase() as Hex, log }
    })
}

function isFrom(log: Log, address: Address): boolean {
  return log.address.toLowerCase() === address.toLowerCase()
}
