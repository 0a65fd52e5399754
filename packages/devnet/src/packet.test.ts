import fc from 'fast-check'
import type { Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { createPacket, decodePacket, encodePacket, packetHeader } from './packet.js'

const bytes = (size: number) =>
  fc
    .uint8Array({ minLength: size, maxLength: size })
    .map((b) => `0x${Buffer.from(b).toString('hex')}` as Hex)

describe('packet', () => {
  test('default', () => {
    fc.assert(
      fc.property(
        fc.record({
          nonce: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
          srcEid: fc.nat(2 ** 31 - 1),
          sender: bytes(32),
          dstEid: fc.nat(2 ** 31 - 1),
          receiver: bytes(32),
          message: fc
            .uint8Array({ maxLength: 200 })
            .map((b) => `0x${Buffer.from(b).toString('hex')}` as Hex),
        }),
        (parts) => {
          const packet = createPacket(parts)
          const encoded = encodePacket(packet)
          expect(decodePacket(encoded)).toEqual(packet)
          expect(encoded.startsWith(packetHeader(packet))).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('behavior: addresses are widened', () => {
    const sender = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
    const packet = createPacket({
      nonce: 1n,
      srcEid: 1,
      sender,
      dstEid: 2,
      receiver: sender,
      message: '0x',
    })
    expect(packet.sender).toBe('0x00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c8')
  })

  test('error: not a packet', () => {
    expect(() => decodePacket('0x0102')).toThrow('not a LayerZero packet of version 1')
    expect(() => decodePacket(`0x02${'00'.repeat(112)}`)).toThrow(
      'not a LayerZero packet of version 1',
    )
  })
})
