import type { PublicClient } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chainIn } from '../context.js'
import { createFakeChain, fakeDeployment } from '../testing/fakeChain.js'
import { fakeContext, temporaryDatabase } from '../testing/fakeContext.js'
import { type RecentPlace, readRecent } from './recent.js'

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())

/** Looks at the newest blocks of a hub; returns the ranges of blocks that were asked for. */
async function rangesAsked(at: { final: bigint; read: bigint; head: bigint }, logRange: number) {
  const deployment = fakeDeployment()
  const hub = createFakeChain(deployment, deployment.hubChain)
  const context = fakeContext(deployment, temporary.database, [hub.node])
  context.config.policy.logRange = logRange
  Object.assign(chainIn(context, deployment.hubChain).health, { final: at.final, read: at.read })
  const asked: [number, number][] = []
  const request = async ({ params }: { params: [{ fromBlock: string; toBlock: string }] }) => {
    const [{ fromBlock, toBlock }] = params
    asked.push([Number(fromBlock), Number(toBlock)])
    return []
  }
  const place: RecentPlace = { head: 0n, seen: new Set() }
  await readRecent(context, { request } as unknown as PublicClient, place, at.head)
  return asked
}

test('default: blocks that are not read yet, as many at once as the RPC is trusted with', async () => {
  const asked = await rangesAsked({ final: 900n, read: 900n, head: 925n }, 10)
  expect(asked).toEqual([
    [901, 910],
    [911, 920],
    [921, 925],
  ])
})

test('behavior: a node that is behind with what is final asks for nothing newer', async () => {
  expect(await rangesAsked({ final: 900n, read: 889n, head: 925n }, 10)).toEqual([])
  expect(await rangesAsked({ final: 900n, read: 890n, head: 900n }, 10)).toEqual([[891, 900]])
})
