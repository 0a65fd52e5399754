import { type Deployment, toAccountId } from '@causeway/sdk'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertAuctionEvents, rewindAuctions } from '../store/accounts.js'
import { finishTransaction } from '../store/transactions.js'
import { answersOf, createFakeAuctions, type FakeAuctions } from '../testing/fakeAuctions.js'
import { addressOf, fakeDeployment } from '../testing/fakeChain.js'
import { temporaryDatabase } from '../testing/fakeContext.js'
import { type FakeHub, fakeHubContext, queuedBy } from '../testing/fakeHub.js'
import { bidderOf, liquidateStep } from './liquidate.js'

const wad = (units: number) => BigInt(Math.round(units * 1e6)) * 10n ** 12n
const deployment: Deployment = fakeDeployment()
const [alice, bob] = ['alice', 'bob'].map((name) =>
  toAccountId({ owner: addressOf(name), chain: 0, subaccount: 0n }),
) as [Hex, Hex]

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let world: FakeAuctions
let hub: FakeHub
let context: Context
let shares: number[]

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  const { database } = temporary
  await database.query('delete from transactions')
  await rewindAuctions(database, 0n)
  world = createFakeAuctions()
  // maintenance 4,000, initial 5,200
  world.accounts.set(alice, { cash: wad(3_500), size: wad(10), cost: wad(20_000) })
  world.auctions.set(alice, { openedAt: 9_990, discount: 50_000 })
  hub = { now: 10_000n, head: 1n, answers: answersOf(world) }
  context = fakeHubContext(deployment, database, hub)
  world.accounts.set(bidderOf(context), { cash: wad(100_000), size: 0n, cost: 0n })
  shares = []
  world.bid = ({ share }) => {
    shares.push(share)
    const discount = (wad(4_000) * BigInt(share) * 45n) / 1_000_000_000n
    const released = (wad(4_000) * BigInt(share)) / 1_000_000n
    return { cost: -discount, discount, fee: 0n, covered: 0n, released, closed: true }
  }
  await insertAuctionEvents(database, [{ block: 3n, logIndex: 0, account: alice, kind: 'opened' }])
})

async function step() {
  hub.head = (hub.head ?? 1n) + 1n
  await liquidateStep(context)
  return queuedBy(context)
}

test('default: bids for the share that restores initial margin, in the name of its own account', async () => {
  context.config.policy.liquidate.minProfitUsd = 25
  const [queued, ...more] = await step()
  expect(more).toEqual([])
  expect(queued).toMatchObject({ purpose: `bid/${alice}`, functionName: 'bid' })
  const bid = queued?.args?.[0]
  expect(bid).toMatchObject({ account: alice, bidder: bidderOf(context), share: 345_200 })
  expect(bid).toMatchObject({ collateral: [], positions: [], deadline: 10_120n })
  const bids = (await context.metrics.bids.get()).values
  expect(bids).toMatchObject([{ labels: { result: 'queued' }, value: 1 }])
})

test('behavior: waits until the discount pays', async () => {
  context.config.policy.liquidate.minProfitUsd = 100
  expect(await step()).toEqual([])
  expect(shares).toEqual([])
  world.auctions.set(alice, { openedAt: 9_700, discount: 162_500 })
  world.bid = () => ({
    ...{ cost: -wad(150), discount: wad(150), fee: 0n, covered: 0n },
    ...{ released: wad(1_400), closed: true },
  })
  expect(await step()).toHaveLength(1)
})

test('behavior: the hub’s own answer decides, not the plan', async () => {
  world.bid = () => ({
    ...{ cost: -wad(20), discount: wad(20), fee: 0n, covered: 0n },
    ...{ released: wad(1_400), closed: true },
  })
  expect(await step()).toEqual([])
})

test('behavior: one bid for each account is under way', async () => {
  await step()
  expect(await step()).toHaveLength(1)
})

test('behavior: no more than the inventory allows, counting what is held', async () => {
  context.config.policy.liquidate.maxInventoryUsd = 6_000
  context.config.policy.liquidate.minProfitUsd = 0
  world.accounts.set(bidderOf(context), { cash: wad(100_000), size: -wad(1), cost: -wad(2_000) })
  await step()
  // 4,000 of 20,000
  expect(shares.at(-1)).toBe(200_000)
  context.config.policy.liquidate.maxInventoryUsd = 2_000
  shares = []
  await step()
  expect(shares).toEqual([])
})

test('behavior: bids of one step, and those under way, share the inventory; what is not known of them counts as all', async () => {
  const { liquidate } = context.config.policy
  liquidate.maxInventoryUsd = 10_000
  liquidate.minProfitUsd = 0
  world.accounts.set(bob, { cash: wad(3_500), size: wad(10), cost: wad(20_000) })
  world.auctions.set(bob, { openedAt: 9_991, discount: 50_000 })
  await insertAuctionEvents(context.database, [
    { block: 3n, logIndex: 1, account: bob, kind: 'opened' },
  ])
  const bids = (queued: Awaited<ReturnType<typeof step>>) =>
    queued.map(({ args = [] }) => (args[0] as { share: number }).share)
  // 34.52 % of 20,000, which is all that restores it; then what is left of 10,000
  expect(bids(await step())).toEqual([345_200, 154_800])
  // the first is made and the bidder holds it; the second is under way, and the first account may be bid for anew
  const [first] = await queuedBy(context)
  await finishTransaction(context.database, first?.id as bigint, { state: 'mined', block: 1n })
  world.accounts.set(bidderOf(context), {
    ...{ cash: wad(100_000), size: wad(3.452), cost: wad(6_904) },
  })
  expect(bids(await step())).toEqual([154_800])
  liquidate.maxInventoryUsd = 11_000
  expect(bids(await step())).toEqual([154_800, 50_000])
  // a run that begins anew does not know what the two take
  await finishTransaction(context.database, (await queuedBy(context))[1]?.id as bigint, {
    ...{ state: 'failed', error: 'too late' },
  })
  context = fakeHubContext(deployment, temporary.database, hub)
  Object.assign(context.config.policy.liquidate, { maxInventoryUsd: 50_000, minProfitUsd: 0 })
  expect(bids(await step())).toEqual([154_800])
})

test('behavior: many auctions are considered some at a time, all of them within the block', async () => {
  const many = Array.from({ length: 9 }, (_, i) =>
    toAccountId({ owner: addressOf(`one of many ${i}`), chain: 0, subaccount: 0n }),
  )
  for (const [i, account] of many.entries()) {
    world.accounts.set(account, { cash: wad(3_500), size: wad(10), cost: wad(20_000) })
    world.auctions.set(account, { openedAt: 9_991, discount: 50_000 })
    await insertAuctionEvents(context.database, [
      { block: 4n, logIndex: i, account, kind: 'opened' },
    ])
  }
  hub.head = 2n
  expect(await liquidateStep(context)).toEqual({ more: true })
  expect(await queuedBy(context)).toHaveLength(8)
  expect(await liquidateStep(context)).toEqual({ more: false })
  expect(await queuedBy(context)).toHaveLength(10)
  expect(await liquidateStep(context)).toBeUndefined()
})

test('behavior: a node that stands by leaves others the time to bid', async () => {
  context.config.policy.standbySeconds = 60
  expect(await step()).toEqual([])
})

test('behavior: an auction that has ended is forgotten', async () => {
  world.auctions.clear()
  expect(await step()).toEqual([])
  expect((await context.metrics.auctionsOpen.get()).values[0]?.value).toBe(0)
})
