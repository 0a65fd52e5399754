import { readFileSync } from 'node:fs'
import { type Hex, slice } from 'viem'
import { describe, expect, test } from 'vitest'
import {
  bidSubaccount,
  decodeCheckpoint,
  decodeMessage,
  encodeCheckpoint,
  encodeMessage,
  foldMessages,
  packMessages,
  parseAccountId,
  parseAssetId,
  toAccountId,
  toAssetId,
  unpackMessages,
  WireError,
} from './index.js'
import { makeVectors, text, vectorsFile } from './vectors.js'

const vectors = JSON.parse(readFileSync(vectorsFile, 'utf8')) as ReturnType<typeof makeVectors>

test('default: the file of vectors is what this code computes', () => {
  expect(vectors).toEqual(JSON.parse(JSON.stringify(makeVectors())))
})

describe('messages', () => {
  for (const { name, kind, body, fields } of vectors.messages) {
    test(`default: ${name}`, () => {
      const message = decodeMessage({ kind, body })
      const { type, ...rest } = message
      expect(text(rest)).toEqual(fields)
      expect(encodeMessage(message)).toEqual({ kind, body })
    })
  }

  test('error: a body of the wrong length', () => {
    expect(() => decodeMessage({ kind: 17, body: '0x00' })).toThrow(
      'body of a halt has 1 bytes, expected 21',
    )
  })

  test('error: a bid whose legs are not as many as it says', () => {
    const { body = '0x' } = vectors.messages.find(({ name }) => name === 'bidOfLegs') ?? {}
    expect(() => decodeMessage({ kind: 4, body: slice(body, 0, -1) })).toThrow(
      'body of a bid has 281 bytes, expected 282',
    )
    expect(() => decodeMessage({ kind: 4, body: slice(body, 0, 169) })).toThrow(
      'body of a bid has 169 bytes, at least 170 expected',
    )
  })

  test('error: an unknown kind', () => {
    expect(() => decodeMessage({ kind: 7, body: '0x' })).toThrow(WireError)
  })

  test('error: an amount that does not fit', () => {
    const token = '0x0000000000000000000000000000000000000001'
    expect(() => encodeMessage({ type: 'deficit', token, shortfall: 1n << 128n })).toThrow(
      'does not fit into 16 bytes',
    )
  })
})

describe('checkpoints', () => {
  for (const { name, bytes } of vectors.checkpoints) {
    test(`default: ${name}`, () => expect(encodeCheckpoint(decodeCheckpoint(bytes))).toBe(bytes))
  }

  test('error: a byte too few', () => {
    expect(() => decodeCheckpoint(`0x${'00'.repeat(175)}`)).toThrow(
      'checkpoint has 175 bytes, expected 176',
    )
  })
})

test('default: the row and the hash chain', () => {
  const { seed, row, links } = vectors.chain
  const raws = unpackMessages(row)
  expect(packMessages(raws)).toBe(row)
  expect(foldMessages(seed, 1n, raws)).toBe(links.at(-1)?.acc)
})

test('behavior: a row may hold empty bodies', () => {
  const raws = [
    { kind: 1, body: '0x' as Hex },
    { kind: 255, body: '0xff' as Hex },
  ]
  expect(unpackMessages(packMessages(raws))).toEqual(raws)
})

test('error: a row that ends within a message', () => {
  expect(() => unpackMessages('0x0100')).toThrow('ends within the head')
  expect(() => unpackMessages('0x01000200')).toThrow('ends within the body')
})

test('default: sub-accounts of bids', () => {
  for (const { fields, subaccount } of vectors.bidSubaccounts)
    expect(bidSubaccount(Number(fields.chain), BigInt(String(fields.seq)))).toBe(BigInt(subaccount))
})

test('default: ids', () => {
  for (const { id } of vectors.accounts) expect(toAccountId(parseAccountId(id))).toBe(id)
  for (const { id } of vectors.assets) expect(toAssetId(parseAssetId(id))).toBe(id)
})
