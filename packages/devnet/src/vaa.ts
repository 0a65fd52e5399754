import { type Address, concatHex, type Hex, keccak256, numberToHex, pad } from 'viem'
import { sign } from 'viem/accounts'
import { DevnetError } from './errors.js'
import { type SigningKey, seededKey } from './keys.js'

/** What the guardians attest to. */
export type VaaBody = {
  /** Timestamp of the block, in seconds. */
  timestamp: number
  nonce: number
  /** Wormhole's id of the emitting chain. */
  emitterChain: number
  /** 32 bytes; an address is widened. */
  emitter: Hex
  sequence: bigint
  consistencyLevel: number
  payload: Hex
}

/** Guardians in order of their index. */
export type GuardianSet = { index: number; guardians: readonly SigningKey[] }

/** The guardian set `index` of a world with this seed: 19 keys. */
export function guardianSet(seed: string, index = 0, count = 19): GuardianSet {
  return {
    index,
    guardians: Array.from({ length: count }, (_, i) => seededKey(seed, `guardian/${index}/${i}`)),
  }
}

/** Addresses of a guardian set in order of their index. */
export function guardianAddresses(set: GuardianSet): Address[] {
  return set.guardians.map(({ address }) => address)
}

/** How many of `count` guardians make a VAA: more than two thirds. */
export function guardianQuorum(count: number): number {
  return Math.floor((count * 2) / 3) + 1
}

/** The bytes of a VAA after its signatures. */
export function encodeVaaBody(body: VaaBody): Hex {
  return concatHex([
    numberToHex(body.timestamp, { size: 4 }),
    numberToHex(body.nonce, { size: 4 }),
    numberToHex(body.emitterChain, { size: 2 }),
    pad(body.emitter.toLowerCase() as Hex, { size: 32 }),
    numberToHex(body.sequence, { size: 8 }),
    numberToHex(body.consistencyLevel, { size: 1 }),
    body.payload,
  ])
}

/** What guardians sign, without a prefix; the core bridge calls it the hash of the VAA. */
export function vaaDigest(body: VaaBody): Hex {
  return keccak256(keccak256(encodeVaaBody(body)))
}

/**
 * Signs a VAA with the guardians of `indices`, ascending in the result; without them, with the first that make a quorum.
 * Fewer than a quorum are signed as asked: the core bridge is what must refuse them.
 *
 * @throws DevnetError when an index is not in the set or named twice
 */
export async function signVaa(
  body: VaaBody,
  set: GuardianSet,
  indices?: readonly number[],
): Promise<Hex> {
  const count = set.guardians.length
  const chosen = [...(indices ?? Array(guardianQuorum(count)).keys())].sort((a, b) => a - b)
  const hash = vaaDigest(body)
  const signatures = await Promise.all(
    chosen.map(async (index, i) => {
      const guardian = set.guardians[index]
      if (!guardian || chosen[i - 1] === index)
        throw new DevnetError(`Guardian ${index} is not one of ${count}, or is named twice.`)
      const { r, s, yParity } = await sign({ hash, privateKey: guardian.privateKey })
      return concatHex([
        numberToHex(index, { size: 1 }),
        pad(r),
        pad(s),
        numberToHex(yParity ?? 0, { size: 1 }),
      ])
    }),
  )
  const head = [
    '0x01',
    numberToHex(set.index, { size: 4 }),
    numberToHex(chosen.length, { size: 1 }),
  ] as const
  return concatHex([...head, ...signatures, encodeVaaBody(body)])
}

/** Payload of the governance message that replaces the guardian set, for all chains. */
export function guardianSetUpgradePayload(index: number, guardians: readonly Address[]): Hex {
  return concatHex([
    pad('0x436f7265', { size: 32 }),
    '0x02',
    '0x0000',
    numberToHex(index, { size: 4 }),
    numberToHex(guardians.length, { size: 1 }),
    ...guardians,
  ])
}
