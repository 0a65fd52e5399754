import { type Hex, zeroHash } from 'viem'
import { expect, test } from 'vitest'
import { fold, leaf, type RawMessage, unpackMessages } from '../wire/index.js'
import { type IngestStep, planIngest } from './ingest.js'

const messagesOf = (count: number): RawMessage[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 1,
    body: `0x${i.toString(16).padStart(8, '0')}`,
  }))

/** What the contract would do with the steps; returns the last sequence handled. */
function run(steps: IngestStep[], handled: bigint, acc: Hex, accepted: Map<bigint, Hex>): bigint {
  let at = handled
  accepted.set(handled, acc)
  for (const step of steps) {
    if (step.type === 'anchor') {
      const end = step.leaves.reduce(fold, step.acc)
      expect(accepted.get(step.seq + BigInt(step.leaves.length))).toBe(end)
      accepted.set(step.seq, step.acc)
      continue
    }
    expect(step.firstSeq).toBe(at + 1n)
    let link = accepted.get(at) as Hex
    for (const message of unpackMessages(step.messages)) link = fold(link, leaf(++at, message))
    expect(at).toBe(step.lastSeq)
    expect(accepted.get(at)).toBe(link)
  }
  return at
}

function linkAt(messages: RawMessage[], firstSeq: bigint, seq: bigint): Hex {
  return messages
    .slice(0, Number(seq - firstSeq) + 1)
    .reduce<Hex>((acc, message, i) => fold(acc, leaf(firstSeq + BigInt(i), message)), zeroHash)
}

test('default: one call for a short backlog', () => {
  const messages = messagesOf(3)
  const steps = planIngest({ acc: zeroHash, firstSeq: 5n, messages })
  expect(steps).toHaveLength(1)
  const accepted = new Map([[7n, linkAt(messages, 5n, 7n)]])
  expect(run(steps, 4n, zeroHash, accepted)).toBe(7n)
})

test('behavior: a long backlog is anchored from its end and ingested from its beginning', () => {
  const messages = messagesOf(1_000)
  const steps = planIngest({ acc: zeroHash, firstSeq: 1n, messages, batch: 70, leaves: 300 })
  const accepted = new Map([[1_000n, linkAt(messages, 1n, 1_000n)]])
  expect(run(steps, 0n, zeroHash, accepted)).toBe(1_000n)
  for (const step of steps) if (step.type === 'anchor') expect(step.leaves.length).toBeLessThan(301)
})

test('behavior: accepted sequences between need no anchor', () => {
  const messages = messagesOf(100)
  const between = [10n, 40n, 60n, 90n]
  const steps = planIngest({
    acc: zeroHash,
    firstSeq: 1n,
    messages,
    accepted: between,
    batch: 50,
  })
  expect(steps.every(({ type }) => type === 'ingest')).toBe(true)
  const accepted = new Map([...between, 100n].map((seq) => [seq, linkAt(messages, 1n, seq)]))
  expect(run(steps, 0n, zeroHash, accepted)).toBe(100n)
})

test('behavior: nothing to do', () => {
  expect(planIngest({ acc: zeroHash, firstSeq: 1n, messages: [] })).toEqual([])
})

test('behavior: a few ingests of a long backlog, and only the anchors that they need', () => {
  const messages = messagesOf(1_000)
  const limits = { batch: 50, leaves: 400, ingests: 3 }
  const steps = planIngest({ acc: zeroHash, firstSeq: 1n, messages, ...limits })
  expect(steps.filter(({ type }) => type === 'ingest')).toHaveLength(3)
  // two long hops to the neighbourhood, then one for each end
  expect(steps.filter(({ type }) => type === 'anchor')).toHaveLength(5)
  const accepted = new Map([[1_000n, linkAt(messages, 1n, 1_000n)]])
  expect(run(steps, 0n, zeroHash, accepted)).toBe(150n)
})
