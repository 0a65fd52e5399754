import {
  type Address,
  concatHex,
  encodeAbiParameters,
  encodePacked,
  type Hex,
  keccak256,
  numberToHex,
  size,
  slice,
} from 'viem'
import { uint } from './bytes.js'
import { WireError } from './errors.js'
import type { RawMessage } from './message.js'

/** Version of the wire format. */
export const wireVersion = 1

/** Names a lane and seeds its hash chain. Chains are registry numbers, addresses those of the two messengers. */
export function laneId(parameters: {
  sourceChain: number
  source: Address
  destinationChain: number
  destination: Address
  epoch: number
}): Hex {
  const { sourceChain, source, destinationChain, destination, epoch } = parameters
  return keccak256(
    encodePacked(
      ['string', 'uint8', 'uint32', 'address', 'uint32', 'address', 'uint32'],
      ['causeway.lane', wireVersion, sourceChain, source, destinationChain, destination, epoch],
    ),
  )
}

/** The hash of one message in its place. */
export function leaf(seq: bigint, { kind, body }: RawMessage): Hex {
  return keccak256(concatHex([uint(seq, 8, 'seq'), uint(kind, 1, 'kind'), keccak256(body)]))
}

/** The hash chain after one more message. */
export function fold(acc: Hex, leaf: Hex): Hex {
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes32' }], [acc, leaf]))
}

/** The hash chain after `messages`, the first of which has sequence `firstSeq`; `acc` is the chain before it. */
export function foldMessages(acc: Hex, firstSeq: bigint, messages: readonly RawMessage[]): Hex {
  return messages.reduce(
    (sum, message, index) => fold(sum, leaf(firstSeq + BigInt(index), message)),
    acc,
  )
}

/** Messages in the form that `ingest` takes: kind (1 byte) | length (2 bytes) | body, one after the other. */
export function packMessages(messages: readonly RawMessage[]): Hex {
  const parts = messages.map(({ kind, body }) => {
    const length = size(body)
    if (length > 0xffff) throw new WireError(`a body of ${length} bytes is too long`)
    return concatHex([uint(kind, 1, 'kind'), numberToHex(length, { size: 2 }), body])
  })
  return concatHex(parts)
}

/** The messages of a row made by `packMessages`. @throws WireError when it ends within a message */
export function unpackMessages(row: Hex): RawMessage[] {
  const messages: RawMessage[] = []
  const total = size(row)
  let offset = 0
  while (offset < total) {
    if (offset + 3 > total) throw new WireError(`the row ends within the head at byte ${offset}`)
    const kind = Number(slice(row, offset, offset + 1))
    const length = Number(slice(row, offset + 1, offset + 3))
    const next = offset + 3 + length
    if (next > total) throw new WireError(`the row ends within the body at byte ${offset + 3}`)
    messages.push({ kind, body: length === 0 ? '0x' : slice(row, offset + 3, next) })
    offset = next
  }
  return messages
}
