import { deserialize, serialize } from '@wormhole-foundation/sdk-definitions'
import { bytesToHex, type Hex, hexToBytes, keccak256, pad, recoverAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import {
  encodeVaaBody,
  guardianQuorum,
  guardianSet,
  signVaa,
  type VaaBody,
  vaaDigest,
} from './vaa.js'

const set = guardianSet('test')
const body: VaaBody = {
  timestamp: 1_700_000_000,
  nonce: 42,
  emitterChain: 30,
  emitter: '0x00000000000000000000000070997970C51812dc3A010C7d01b50e0d17dc79C8',
  sequence: 2n ** 64n - 1n,
  consistencyLevel: 1,
  payload: '0x00112233445566778899',
}

describe('signVaa', () => {
  test('default', async () => {
    const vaa = await signVaa(body, set)
    const parsed = deserialize('Uint8Array', hexToBytes(vaa))
    expect(bytesToHex(serialize(parsed))).toBe(vaa)
    expect(parsed).toMatchObject({
      emitterChain: 'Base',
      sequence: body.sequence,
      nonce: 42,
      guardianSet: 0,
    })
    expect(parsed.signatures.map(({ guardianIndex }) => guardianIndex)).toEqual([
      ...Array(13).keys(),
    ])
    expect(keccak256(parsed.hash)).toBe(vaaDigest(body))
  })

  test('behavior: any subset signs under its own indices, ascending', async () => {
    const chosen = [18, 6, 17, 7, 16, 8, 15, 9, 14, 10, 13, 11, 12]
    const parsed = deserialize('Uint8Array', hexToBytes(await signVaa(body, set, chosen)))
    expect(parsed.signatures.map(({ guardianIndex }) => guardianIndex)).toEqual(
      [...chosen].sort((a, b) => a - b),
    )
    for (const { guardianIndex, signature } of parsed.signatures) {
      const { r, s, v } = signature
      const parts = { r: pad(`0x${r.toString(16)}`), s: pad(`0x${s.toString(16)}`), yParity: v }
      const signer = await recoverAddress({ hash: vaaDigest(body), signature: parts })
      expect(signer).toBe(set.guardians[guardianIndex]?.address)
    }
  })

  test('behavior: an empty payload and no signatures', async () => {
    const empty = { ...body, payload: '0x' as Hex }
    const vaa = await signVaa(empty, set, [])
    expect(vaa).toBe(`0x010000000000${encodeVaaBody(empty).slice(2)}`)
  })

  test('error: a guardian that is not there, or is named twice', async () => {
    await expect(signVaa(body, set, [19])).rejects.toThrow(
      'Guardian 19 is not one of 19, or is named twice.',
    )
    await expect(signVaa(body, set, [3, 3])).rejects.toThrow('Guardian 3')
  })
})

test('guardianQuorum: default', () => {
  expect([1, 3, 4, 6, 7, 19].map(guardianQuorum)).toEqual([1, 3, 3, 5, 5, 13])
})

test('guardianSet: behavior: seed and index make other keys', () => {
  const first = (seed: string, index: number) => guardianSet(seed, index).guardians[0]?.address
  expect(new Set([first('a', 0), first('b', 0), first('a', 1)]).size).toBe(3)
})
