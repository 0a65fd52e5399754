import { type Deployment, encodeInstrument, parseInstrument, toAccountId } from '@causeway/sdk'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertAuctionEvents, rewindAuctions, touchAccounts } from '../store/accounts.js'
import { answersOf, createFakeAuctions, type FakeAuctions } from '../testing/fakeAuctions.js'
import { addressOf, fakeDeployment } from '../testing/fakeChain.js'
import { temporaryDatabase } from '../testing/fakeContext.js'
import { type FakeHub, fakeHubContext, mineQueued, queuedBy } from '../testing/fakeHub.js'
import { auctionStep, nextStep } from './auctions.js'

const wad = (units: number) => BigInt(units) * 10n ** 18n
const deployment: Deployment = fakeDeployment()
const [alice, bob] = ['alice', 'bob'].map((name) =>
  toAccountId({ owner: addressOf(name), chain: 0, subaccount: 0n }),
) as [Hex, Hex]

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let world: FakeAuctions
let hub: FakeHub
let context: Context

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  const { database } = temporary
  await database.query('delete from transactions')
  await database.query('delete from accounts')
  await rewindAuctions(database, 0n)
  world = createFakeAuctions()
  world.accounts.set(alice, { cash: wad(5_000), size: wad(10), cost: wad(20_000) })
  world.accounts.set(bob, { cash: wad(50_000), size: -wad(10), cost: -wad(20_000) })
  hub = { now: 10_000n, head: 1n, answers: answersOf(world) }
  context = fakeHubContext(deployment, database, hub)
  await touchAccounts(database, [alice, bob])
})

async function step(price?: number) {
  if (price !== undefined) world.price = wad(price)
  hub.head = (hub.head ?? 1n) + 1n
  await auctionStep(context)
  return (await queuedBy(context)).map(({ functionName, args }) => [functionName, args?.[0]])
}

test('default: an auction is opened once the exact margin is below maintenance, with the scenario that proves it', async () => {
  expect(await step()).toEqual([])
  // 5,000 − 10 · 50 against 3,900
  expect(await step(1_950)).toEqual([])
  expect(await step(1_850)).toEqual([['open', alice]])
  const [opening] = await queuedBy(context)
  // down a whole range, volatility up
  expect(opening?.args?.[1]).toBe('0x0c')
  const { scanned, kept } = context.metrics
  expect((await scanned.get()).values[0]?.value).toBe(2)
  expect((await kept.get()).values).toMatchObject([{ labels: { what: 'auction' }, value: 1 }])
})

test('behavior: once a block, and nothing more while the opening is under way or the auction open', async () => {
  await step(1_850)
  await auctionStep(context)
  expect(await step()).toEqual([['open', alice]])
  await mineQueued(context)
  world.auctions.set(alice, { openedAt: 9_990, discount: 50_000 })
  await insertAuctionEvents(context.database, [
    { block: 3n, logIndex: 0, account: alice, kind: 'opened' },
  ])
  expect(await step()).toEqual([])
  expect((await context.metrics.auctionsOpen.get()).values[0]?.value).toBe(1)
})

test('behavior: a book that changed is read again, and an account without positions is left', async () => {
  await step()
  world.accounts.set(alice, { cash: wad(3_000), size: wad(10), cost: wad(20_000) })
  // nobody said so
  expect(await step()).toEqual([])
  await touchAccounts(context.database, [alice])
  expect(await step()).toEqual([['open', alice]])
  await mineQueued(context)
  world.accounts.set(alice, { cash: wad(3_000), size: 0n, cost: 0n })
  await touchAccounts(context.database, [alice])
  expect(await step()).toEqual([])
  expect((await context.metrics.scanned.get()).values[0]?.value).toBe(1)
})

test('behavior: a run that begins anew finds all accounts and auctions by itself', async () => {
  await step()
  world.auctions.set(bob, { openedAt: 9_000, discount: 100_000 })
  await insertAuctionEvents(context.database, [
    { block: 3n, logIndex: 0, account: bob, kind: 'opened' },
  ])
  context = fakeHubContext(deployment, temporary.database, hub)
  expect(await step(1_850)).toEqual([
    ['open', alice],
    ['close', bob],
  ])
})

test('behavior: options that the price has left behind are refreshed at once, before the opening and in an open auction', async () => {
  const option = encodeInstrument(parseInstrument('ETH-20261225-4000-C'))
  world.accounts.set(alice, { cash: wad(5_000), size: wad(10), cost: wad(20_000), option })
  world.accounts.set(bob, { cash: wad(50_000), size: -wad(10), cost: -wad(20_000), option })
  expect(await step()).toEqual([])
  world.isFarOff = true
  expect((await step(1_850)).map(([name]) => name)).toEqual(['refresh'])
  // once, however many hold it and however many blocks it takes
  expect((await step()).map(([name]) => name)).toEqual(['refresh'])
  const [refresh] = await queuedBy(context)
  expect(refresh?.args?.[2]).toEqual([4_000n * 10n ** 8n])
  await mineQueued(context)
  world.isFarOff = false
  expect(await step()).toEqual([['open', alice]])
  await mineQueued(context)
  world.auctions.set(alice, { openedAt: 9_990, discount: 50_000 })
  await insertAuctionEvents(context.database, [
    { block: 3n, logIndex: 0, account: alice, kind: 'opened' },
  ])
  expect(await step()).toEqual([])
  world.isFarOff = true
  expect((await step()).map(([name]) => name)).toEqual(['refresh'])
})

test('behavior: a node that stands by leaves others the time to do it', async () => {
  context.config.policy.standbySeconds = 60
  expect(await step(1_850)).toEqual([])
})

test('behavior: fees are swept when they are worth it', async () => {
  world.fees = wad(99)
  expect(await step()).toEqual([])
  context = fakeHubContext(deployment, temporary.database, hub)
  world.fees = wad(100)
  expect(await step()).toEqual([['sweepFees', undefined]])
})

test('behavior: what an open auction needs: closed when recovered, declared when the fund has too little, covered when empty', () => {
  const at = (equity: number, own: object = {}) => ({
    margin: { equity: wad(equity), maintenance: wad(400), initial: wad(520), haircuts: 0n },
    ...{ positions: [{}] as never, cash: wad(equity), insolventAt: undefined },
    ...{ openedAt: 900, pace: 1_200, ...own },
  })
  expect(nextStep(at(520), 0n, 1_000)).toBe('recovery')
  expect(nextStep(at(519), 0n, 1_000)).toBeUndefined()
  // the discount has long been at its greatest, and the account is above maintenance
  expect(nextStep(at(400), 0n, 2_099)).toBeUndefined()
  expect(nextStep(at(400), 0n, 2_100)).toBe('recovery')
  expect(nextStep(at(399), 0n, 2_100)).toBeUndefined()
  expect(nextStep(at(-50), wad(50), 1_000)).toBeUndefined()
  expect(nextStep(at(-51), wad(50), 1_000)).toBe('insolvency')
  // what haircuts take off the tokens is not lacking
  const lacking = at(-51)
  expect(
    nextStep({ ...lacking, margin: { ...lacking.margin, haircuts: wad(1) } }, wad(50), 1_000),
  ).toBeUndefined()
  expect(nextStep(at(-51, { insolventAt: 900 }), 0n, 4_499)).toBeUndefined()
  expect(nextStep(at(-51, { insolventAt: 900 }), 0n, 4_500)).toBe('insolvency')
  const empty = { positions: [] as never }
  expect(nextStep(at(-51, empty), wad(51), 1_000)).toBe('debt')
  expect(nextStep(at(-51, empty), wad(50), 1_000)).toBe('insolvency')
  expect(nextStep(at(-51, { ...empty, insolventAt: 400 }), wad(50), 999)).toBeUndefined()
  expect(nextStep(at(-51, { ...empty, insolventAt: 400 }), wad(50), 1_000)).toBe('debt')
  // tokens of more than a dollar are bid for first
  expect(nextStep(at(-51, { ...empty, cash: wad(-52) }), wad(52), 1_000)).toBe('debt')
  expect(nextStep(at(-51, { ...empty, cash: wad(-53) }), wad(53), 1_000)).toBeUndefined()
})
