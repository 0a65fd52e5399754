import {
  type Address,
  concatHex,
  encodePacked,
  type Hex,
  keccak256,
  numberToHex,
  pad,
  size,
  slice,
} from 'viem'
import { DevnetError } from './errors.js'

/** A LayerZero V2 packet. Sender and receiver are 32 bytes wide. */
export type Packet = {
  nonce: bigint
  srcEid: number
  sender: Hex
  dstEid: number
  receiver: Hex
  guid: Hex
  message: Hex
}

/** What identifies a packet on its path. */
export type PacketPath = Omit<Packet, 'guid' | 'message'>

const headerSize = 81

/** The id that LayerZero gives a packet. */
export function packetGuid(path: PacketPath): Hex {
  return keccak256(
    encodePacked(
      ['uint64', 'uint32', 'bytes32', 'uint32', 'bytes32'],
      [path.nonce, path.srcEid, path.sender, path.dstEid, path.receiver],
    ),
  )
}

/** A packet with its guid. Addresses are widened. */
export function createPacket(parameters: PacketPath & { message: Hex }): Packet {
  const sender = wide(parameters.sender)
  const receiver = wide(parameters.receiver)
  const path = { ...parameters, sender, receiver }
  return { ...path, guid: packetGuid(path) }
}

/** The 81 bytes that DVNs sign together with the hash of the payload. */
export function packetHeader(packet: PacketPath): Hex {
  return concatHex([
    '0x01',
    numberToHex(packet.nonce, { size: 8 }),
    numberToHex(packet.srcEid, { size: 4 }),
    wide(packet.sender),
    numberToHex(packet.dstEid, { size: 4 }),
    wide(packet.receiver),
  ])
}

/** The hash of guid and message. */
export function packetPayloadHash(packet: { guid: Hex; message: Hex }): Hex {
  return keccak256(concatHex([packet.guid, packet.message]))
}

/** The `encodedPayload` of `PacketSent`. */
export function encodePacket(packet: Packet): Hex {
  return concatHex([packetHeader(packet), packet.guid, packet.message])
}

/** Reads the `encodedPayload` of `PacketSent`. @throws DevnetError when it is no version 1 packet */
export function decodePacket(encoded: Hex): Packet {
  if (size(encoded) < headerSize + 32 || slice(encoded, 0, 1) !== '0x01')
    throw new DevnetError('These bytes are not a LayerZero packet of version 1.')
  return {
    nonce: BigInt(slice(encoded, 1, 9)),
    srcEid: Number(slice(encoded, 9, 13)),
    sender: slice(encoded, 13, 45),
    dstEid: Number(slice(encoded, 45, 49)),
    receiver: slice(encoded, 49, 81),
    guid: slice(encoded, 81, 113),
    message: size(encoded) > 113 ? slice(encoded, 113) : '0x',
  }
}

function wide(value: Address | Hex): Hex {
  return pad(value.toLowerCase() as Hex, { size: 32 })
}
