import { concatHex, keccak256, numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { decodePacket } from './packet.js'

const word = (n: number) => numberToHex(n, { size: 32 })
const header = concatHex([
  '0x01',
  numberToHex(7, { size: 8 }),
  numberToHex(30101, { size: 4 }),
  word(0xabc),
  numberToHex(30184, { size: 4 }),
  word(0xdef),
])

test('default', () => {
  const packet = decodePacket(concatHex([header, word(9), '0xABCD']))
  expect(packet).toMatchObject({
    nonce: 7n,
    srcEid: 30101,
    sender: word(0xabc),
    dstEid: 30184,
    receiver: word(0xdef),
    guid: word(9),
    message: '0xabcd',
    header,
    payloadHash: keccak256(concatHex([word(9), '0xabcd'])),
  })
})

test('error: other bytes', () => {
  expect(() => decodePacket('0x02')).toThrow('not a LayerZero packet')
})
