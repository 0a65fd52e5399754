import { type Checkpoint, encodeCheckpoint } from '@causeway/sdk'
import { keccak256, zeroHash } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertCheckpoint } from '../store/publications.js'
import { createFakeChain, type FakeChain, fakeDeployment } from '../testing/fakeChain.js'
import { fakeContext, temporaryDatabase } from '../testing/fakeContext.js'
import { verifyCheckpoint } from './verify.js'

const lane = { from: 1, to: 3 }
let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let chain: FakeChain
let context: Context

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  await temporary.database.query('delete from checkpoints')
  const deployment = fakeDeployment()
  chain = createFakeChain(deployment, 1)
  for (let n = 1; n <= 3; n++) chain.mine({ kind: 1, body: `0x0${n}` })
  context = fakeContext(deployment, temporary.database, [chain.node])
})

/** Verifies a checkpoint as if the source chain had told us that it was published. */
async function verify(change: Partial<Checkpoint> = {}) {
  const checkpoint = { ...chain.checkpoint(2n), ...change }
  const bytes = encodeCheckpoint(checkpoint)
  await insertCheckpoint(context.database, lane, {
    ...{ content: keccak256(bytes), bytes, outSeq: checkpoint.outSeq, inSeq: checkpoint.inSeq },
    ...{ sourceBlock: checkpoint.blockNumber, time: checkpoint.time, block: 3n },
    ...{ txHash: '0x', logIndex: 0 },
  })
  return verifyCheckpoint(context, lane, bytes)
}

test('default: what the chain published and its storage confirms', async () => {
  expect(await verify()).toEqual({ verdict: 'true' })
})

test('behavior: a checkpoint of an older block stays true while the lane goes on', async () => {
  chain.mine({ kind: 1, body: '0x04' })
  expect(await verify()).toEqual({ verdict: 'true' })
})

test('error: bytes that nobody published', async () => {
  const bytes = encodeCheckpoint(chain.checkpoint(2n))
  expect(await verifyCheckpoint(context, lane, bytes)).toMatchObject({
    verdict: 'false',
    reason: 'the source chain never published it',
  })
})

const word = `0x${'ab'.repeat(32)}` as const
for (const [name, change, reason] of [
  ['another lane', { lane: word }, 'of another lane'],
  ['messages that were never sent', { outSeq: 9n }, 'counts 9 messages of 3'],
  ['another hash chain', { outAcc: word }, 'hash chain at 2'],
  ['an acknowledgement of nothing', { inSeq: 1n, inAcc: zeroHash }, 'acknowledges 1'],
  ['another block hash', { blockHash: word }, 'block 2 has another hash'],
] as const)
  test(`error: ${name}`, async () => {
    const verdict = await verify(change)
    expect(verdict).toMatchObject({ verdict: 'false', reason: expect.stringContaining(reason) })
    const counted = await context.metrics.contradictions.get()
    expect(counted.values[0]?.value).toBe(1)
  })
