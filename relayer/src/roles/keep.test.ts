import {
  encodeInstrument,
  marketClocks,
  parseInstrument,
  toAccountId,
  toSymbol,
} from '@causeway/sdk'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertInstruments, insertPositionChanges, rewindPositions } from '../store/positions.js'
import { addressOf, fakeDeployment } from '../testing/fakeChain.js'
import { temporaryDatabase } from '../testing/fakeContext.js'
import { type FakeHub, fakeHubContext, mineQueued, queuedBy } from '../testing/fakeHub.js'
import { keepStep, partOf } from './keep.js'

const expiry = Date.UTC(2026, 11, 25, 8) / 1_000
const at = BigInt(expiry)
const window = BigInt(marketClocks.settlementWindow)
const one = 10n ** 18n
const idOf = (name: string) => encodeInstrument(parseInstrument(name))
const future = idOf('ETH-20261225')
const call = idOf('ETH-20261225-4000-C')
const [alice, bob] = ['alice', 'bob']
  .map((name) => toAccountId({ owner: addressOf(name), chain: 0, subaccount: 0n }))
  .sort() as [Hex, Hex]

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let hub: FakeHub
let context: Context
/** What each account holds by the hub itself. */
let book: Map<Hex, Hex[]>

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  const { database } = temporary
  await database.query('delete from transactions')
  await rewindPositions(database, 0n)
  const instruments = [future, call, idOf('ETH-PERP')]
  await insertInstruments(
    database,
    instruments.map((instrument) => ({ block: 1n, instrument })),
  )
  const change = (logIndex: number, instrument: Hex) =>
    ([alice, bob] as const).map((account, part) => ({
      ...{ block: 2n, logIndex, part: part as 0 | 1, account, instrument },
      size: part === 0 ? one : -one,
    }))
  await insertPositionChanges(
    database,
    instruments.flatMap((id, i) => change(i, id)),
  )
  book = new Map([alice, bob].map((account) => [account, [...instruments]]))
  hub = {
    now: at - window - 1n,
    answers: {
      settlementOf: () => [0n, one, false],
      positionsOf: (account) =>
        (book.get(account as Hex) ?? []).map((id) => ({
          ...{ instrument: BigInt(id), size: one, cost: 0n, fundingIndex: 0n },
        })),
    },
  }
  context = fakeHubContext(fakeDeployment(), database, hub)
})

const calls = async () =>
  (await queuedBy(context)).map(({ functionName, args }) => [functionName, ...(args ?? [])])

test('default: nothing to do until half an hour before', async () => {
  await keepStep(context)
  expect(await calls()).toEqual([])
  hub.now = at - window
  await keepStep(context)
  expect(await calls()).toEqual([['observeSettlement', toSymbol('ETH'), expiry]])
})

test('behavior: one observation in each part of the window, the more often the shorter they are', async () => {
  context.config.policy.settlementSeconds = 300
  let count = 0
  for (hub.now = at - window; hub.now < at; hub.now += 10n) {
    await keepStep(context)
    count += (await queuedBy(context)).length
    await mineQueued(context)
  }
  expect(count).toBe(6)
  expect(partOf({ expiry, now: at - 1n, seconds: 240 })).toBe(7)
})

test('behavior: a run that begins anew does not observe again what the last one has', async () => {
  hub.now = at - window
  await keepStep(context)
  await mineQueued(context)
  const again = fakeHubContext(fakeDeployment(), temporary.database, hub)
  await keepStep(again)
  expect(await queuedBy(again)).toEqual([])
})

test('behavior: an observation that failed is tried again in the same part', async () => {
  hub.now = at - window
  await keepStep(context)
  const { database } = context
  await database.query(
    `update transactions set state = 'failed', finished_at = now() - interval '1 minute'`,
  )
  hub.now += 5n
  await keepStep(context)
  expect(await calls()).toHaveLength(1)
})

test('behavior: after the expiry the price is fixed, and only then everybody is paid', async () => {
  hub.now = at
  await keepStep(context)
  expect(await calls()).toEqual([['fixSettlement', toSymbol('ETH'), expiry]])
  await mineQueued(context)
  hub.answers.settlementOf = () => [3_100n * one, 0n, true]
  expect(await keepStep(context)).toEqual({ more: true })
  expect(await calls()).toEqual([
    ['settleExpired', alice, [BigInt(future), BigInt(call)]],
    ['settleExpired', bob, [BigInt(future), BigInt(call)]],
  ])
  // the same again while they are under way
  expect(await keepStep(context)).toEqual({ more: false })
  expect(await calls()).toHaveLength(2)
})

test('behavior: what somebody else has settled, or in part, is not paid for again', async () => {
  hub.now = at + 1n
  hub.answers.settlementOf = () => [3_100n * one, 0n, true]
  book.set(alice, [])
  book.set(bob, [call])
  await keepStep(context)
  expect(await calls()).toEqual([['settleExpired', bob, [BigInt(call)]]])
})

test('behavior: a few accounts in each step, round and round', async () => {
  context.config.policy.settleBatch = 1
  hub.now = at + 1n
  hub.answers.settlementOf = () => [3_100n * one, 0n, true]
  const paid: unknown[] = []
  for (let step = 0; step < 4; step++) {
    await keepStep(context)
    paid.push(...(await calls()).map(([, account]) => account))
    await mineQueued(context)
  }
  expect(paid).toEqual([alice, bob, alice])
})

test('behavior: nobody more is paid while as many wait to be sent', async () => {
  context.config.policy.settleBatch = 1
  hub.now = at + 1n
  hub.answers.settlementOf = () => [3_100n * one, 0n, true]
  await keepStep(context)
  expect(await keepStep(context)).toEqual({ more: false })
  expect((await calls()).map(([, account]) => account)).toEqual([alice])
})

test('behavior: a node that stands by leaves others the time to do it', async () => {
  context.config.policy.standbySeconds = 60
  hub.now = at + 1n
  await keepStep(context)
  expect(await calls()).toEqual([])
})

test('behavior: figures say what waits', async () => {
  hub.now = at + 1n
  await keepStep(context)
  const { holders, expired, kept } = context.metrics
  expect((await holders.get()).values[0]?.value).toBe(2)
  expect((await expired.get()).values[0]?.value).toBe(1)
  expect((await kept.get()).values).toMatchObject([
    { labels: { what: 'settlement price' }, value: 1 },
  ])
})
