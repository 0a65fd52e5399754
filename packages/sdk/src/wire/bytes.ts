import { type Address, concatHex, getAddress, type Hex, numberToHex, size, slice } from 'viem'
import { WireError } from './errors.js'

/** A field of the wire format: how wide it is, in bytes. */
export type Width = 1 | 4 | 8 | 12 | 16 | 20 | 32

/** `value` as a big-endian unsigned integer of `width` bytes. @throws WireError when it does not fit */
export function uint(value: bigint | number, width: Width, name: string): Hex {
  const number = BigInt(value)
  if (number < 0n || number >= 1n << BigInt(width * 8))
    throw new WireError(`${name} is ${number}, which does not fit into ${width} bytes`)
  return numberToHex(number, { size: width })
}

/** `value` as a big-endian signed integer of `width` bytes. @throws WireError when it does not fit */
export function int(value: bigint, width: Width, name: string): Hex {
  const limit = 1n << BigInt(width * 8 - 1)
  if (value < -limit || value >= limit)
    throw new WireError(`${name} is ${value}, which does not fit into ${width} signed bytes`)
  return numberToHex(value, { size: width, signed: true })
}

/** `value` in lower case. @throws WireError unless it is exactly `width` bytes */
export function fixed(value: Hex, width: Width, name: string): Hex {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(value) || size(value) !== width)
    throw new WireError(`${name} is ${value}, expected ${width} bytes of hex`)
  return value.toLowerCase() as Hex
}

/** Joins fields to one string of bytes. */
export function join(fields: readonly Hex[]): Hex {
  return concatHex(fields)
}

/** Reads fields one after the other. */
export type Reader = {
  uint(width: Width): bigint
  int(width: Width): bigint
  bytes(width: Width): Hex
  address(): Address
}

/** A reader over `data`. @throws WireError unless `data` has exactly `length` bytes */
export function read(data: Hex, length: number, name: string): Reader {
  if (!/^0x([0-9a-fA-F]{2})*$/.test(data)) throw new WireError(`${name} is not hex bytes`)
  if (size(data) !== length)
    throw new WireError(`${name} has ${size(data)} bytes, expected ${length}`)
  let offset = 0
  const bytes = (width: number) => {
    offset += width
    return slice(data, offset - width, offset).toLowerCase() as Hex
  }
  return {
    uint: (width) => BigInt(bytes(width)),
    int: (width) => BigInt.asIntN(width * 8, BigInt(bytes(width))),
    bytes,
    address: () => getAddress(bytes(20)),
  }
}
