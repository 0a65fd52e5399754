import type { RawMessage } from '@causeway/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { readCursor, rewind } from '../store/cursors.js'
import { readMessages } from '../store/messages.js'
import { createFakeChain, type FakeChain, fakeDeployment } from '../testing/fakeChain.js'
import { fakeContext, temporaryDatabase } from '../testing/fakeContext.js'
import { readHead, watchStep } from './watchChain.js'

const lane = { from: 1, to: 3 }
const message = (n: number): RawMessage => ({ kind: 1, body: `0x0${n}` })
let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let chain: FakeChain
let context: Context

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  await rewind(temporary.database, 1, { block: 0n, hash: null })
  const deployment = fakeDeployment()
  chain = createFakeChain(deployment, 1)
  context = fakeContext(deployment, temporary.database, [chain.node])
})

const step = async () => {
  await readHead(context, chain.node)
  return watchStep(context, chain.node)
}
const bodies = async () =>
  (await readMessages(context.database, lane, 1n, 99n)).map(({ body }) => body)
const cursor = async () => (await readCursor(context.database, 1, 1n)).block

test('default: reads what is final, and no more', async () => {
  chain.mine(message(1))
  chain.mine(message(2), message(3))
  chain.mine()
  chain.mine(message(4))
  await step()
  expect(await bodies()).toEqual(['0x01', '0x02', '0x03'])
  expect(await cursor()).toBe(2n)
  chain.mine()
  chain.mine()
  await step()
  expect(await bodies()).toEqual(['0x01', '0x02', '0x03', '0x04'])
})

test('behavior: a long range is read in pieces', async () => {
  context.config.policy.logRange = 3
  for (let n = 1; n <= 9; n++) chain.mine(message(n))
  let steps = 1
  while ((await step())?.more) steps++
  expect(steps).toBe(3)
  expect(await bodies()).toHaveLength(7)
})

test('behavior: where an RPC refuses a long answer, fewer blocks are asked for', async () => {
  context.config.policy.logRange = 8
  for (let n = 1; n <= 9; n++) chain.mine(message(n))
  const { agree } = chain.node.rpc
  let refusals = 2
  chain.node.rpc.agree = async (count, work) => {
    if (refusals-- > 0) throw new Error('too many logs')
    return agree(count, work)
  }
  await expect(step()).rejects.toThrow('too many logs')
  await expect(step()).rejects.toThrow('too many logs')
  await step()
  expect(await cursor()).toBe(2n)
  while ((await step())?.more);
  expect(await bodies()).toHaveLength(7)
})

test('behavior: where long answers stay refused, most requests are answered', async () => {
  for (let n = 1; n <= 250; n++) chain.mine(message(n % 10))
  const { agree } = chain.node.rpc
  let [asked, refused] = [0, 0]
  chain.node.rpc.agree = async (count, work) => {
    const read = await agree(count, work)
    // a message in each block: it answers for ten of them at most
    const { length } = (read as { messages: unknown[] }).messages
    const isTooLong = length > 10
    if (asked > 0 || !isTooLong) asked++
    if (!isTooLong) return read
    if (asked > 0) refused++
    throw new Error('too many logs')
  }
  while ((await step().catch(() => ({ more: true })))?.more);
  expect((await readMessages(context.database, lane, 1n, 999n)).length).toBe(248)
  // from the first answer on
  expect(refused).toBeGreaterThan(0)
  expect(asked).toBeGreaterThan(4 * refused)
})

test('behavior: a reorganisation below finality is noticed, and what it dropped is forgotten', async () => {
  for (let n = 1; n <= 3; n++) chain.mine(message(n))
  chain.mine()
  await step()
  for (let n = 4; n <= 6; n++) chain.mine(message(n))
  chain.mine()
  await step()
  expect(await bodies()).toHaveLength(6 - 1)
  chain.reorg(4)
  chain.mine(message(7))
  chain.mine()
  chain.mine()
  expect(await step()).toEqual({ more: true })
  while ((await step())?.more);
  expect(await bodies()).toEqual(['0x01', '0x02', '0x03', '0x07'])
  const reorgs = await context.metrics.reorgs.get()
  expect(reorgs.values[0]?.value).toBe(1)
})

test('behavior: an RPC that is behind makes nobody forget', async () => {
  for (let n = 1; n <= 5; n++) chain.mine(message(n))
  await step()
  const behind = createFakeChain(context.deployment, 1)
  behind.mine(message(1))
  chain.node.rpc = behind.node.rpc
  await step()
  expect(await bodies()).toHaveLength(3)
})

test('error: an RPC that leaves out the newest message', async () => {
  for (let n = 1; n <= 4; n++) chain.mine(message(n))
  chain.hidden.add(2n)
  await expect(step()).rejects.toThrow('but the RPC')
  expect(await bodies()).toEqual([])
  chain.hidden.clear()
  await step()
  expect(await bodies()).toHaveLength(2)
})

test('error: an RPC that leaves out a message between', async () => {
  for (let n = 1; n <= 5; n++) chain.mine(message(n))
  chain.hidden.add(2n)
  await expect(step()).rejects.toThrow('left out message 2')
})
