import type { PacketState } from '@causeway/sdk'
import { expect, test } from 'vitest'
import type { StoredCheckpoint, StoredVaa } from '../store/publications.js'
import { chooseTarget, reachableNonce, type SeenPacket } from './target.js'

const packet = (nonce: number, status: PacketState['status'], content = `0x${nonce}`) =>
  ({ nonce: BigInt(nonce), content, state: { status, missing: [] } }) as unknown as SeenPacket
const checkpoint = (n: number, age = 0) => ({ content: `0x${n}`, age }) as StoredCheckpoint
const vaa = (n: number, bytes: '0x01' | null = '0x01') =>
  ({ content: `0x${n}`, sequence: BigInt(n), bytes: bytes ?? undefined }) as StoredVaa

const base = {
  checkpoints: [checkpoint(3), checkpoint(2), checkpoint(1)],
  packets: [packet(1, 'committed'), packet(2, 'verifiable'), packet(3, 'verifying')],
  vaas: [vaa(3), vaa(2), vaa(1)],
  deliverable: 0n,
  hasVoted: () => false,
  singleAfterSeconds: 600,
}

test('default: the newest that both bridges can bring', () => {
  const target = chooseTarget(base)
  expect(target?.checkpoint.content).toBe('0x2')
  expect(target?.packet?.nonce).toBe(2n)
  expect(target?.vaa?.sequence).toBe(2n)
})

test('behavior: nothing is reached behind a nonce that is not verified', () => {
  const packets = [packet(1, 'verifying'), packet(2, 'verifiable'), packet(3, 'committed')]
  expect(reachableNonce(packets, 0n)).toBe(0n)
  expect(chooseTarget({ ...base, packets })).toBeUndefined()
})

test('behavior: a vote that is in need not be brought', () => {
  const target = chooseTarget({
    ...base,
    packets: [],
    hasVoted: (content, transport) => content === '0x3' && transport === 0,
  })
  expect(target).toMatchObject({ checkpoint: { content: '0x3' }, packet: undefined })
  expect(target?.vaa?.sequence).toBe(3n)
})

test('behavior: both votes are in', () => {
  expect(chooseTarget({ ...base, hasVoted: () => true })).toBeUndefined()
})

test('behavior: one bridge alone is waited for, but not for ever', () => {
  const alone = { ...base, packets: [] }
  expect(chooseTarget(alone)).toBeUndefined()
  const old = { ...alone, checkpoints: [checkpoint(3), checkpoint(2, 700), checkpoint(1, 800)] }
  expect(chooseTarget(old)?.checkpoint.content).toBe('0x2')
})

test('behavior: a VAA that the guardians have not signed yet', () => {
  const target = chooseTarget({ ...base, vaas: [vaa(2, null), vaa(1)] })
  expect(target?.checkpoint.content).toBe('0x1')
})
