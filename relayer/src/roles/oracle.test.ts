import { encodeInstrument, parseInstrument, toAccountId, toSymbol } from '@causeway/sdk'
import { type Hex, hexToString, parseUnits, zeroAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertInstruments, insertPositionChanges, rewindPositions } from '../store/positions.js'
import { params } from '../testing/fakeAuctions.js'
import { addressOf, fakeDeployment } from '../testing/fakeChain.js'
import { temporaryDatabase } from '../testing/fakeContext.js'
import { type FakeHub, fakeHubContext, mineQueued, queuedBy } from '../testing/fakeHub.js'
import { oracleStep } from './oracle.js'

const expiry = Date.UTC(2026, 11, 25, 8) / 1_000
const start = BigInt(expiry - 30 * 86_400)
const idOf = (name: string) => encodeInstrument(parseInstrument(name))
const account = (name: string) => toAccountId({ owner: addressOf(name), chain: 0, subaccount: 0n })
const refusal = { none: 0, stale: 3, jumping: 8 } as const

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let hub: FakeHub
let context: Context
let refusals: Record<string, number>
let seenAt: bigint
let readAt: bigint
let movedAt: bigint
/** What a scan range would become; it is 200,000. */
let nextRange: number

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  const { database } = temporary
  await database.query('delete from transactions')
  await rewindPositions(database, 0n)
  const names = ['ETH-PERP', 'ETH-20261225-4000-C', 'ETH-20261225-4000-P', 'ETH-20261225-5000-C']
  await insertInstruments(
    database,
    names.map((name) => ({ block: 1n, instrument: idOf(name) })),
  )
  refusals = {}
  seenAt = start
  readAt = start
  movedAt = start
  nextRange = 200_000
  hub = {
    now: start + 1n,
    answers: {
      priceOf: (name) => ({
        ...{ price: parseUnits('3000', 18), confidence: 0n, time: hub.now, source: zeroAddress },
        refusal: refusals[hexToString(name as Hex, { size: 32 })] ?? refusal.none,
      }),
      seenOf: () => [parseUnits('3000', 18), seenAt],
      premiumOf: () => 0n,
      marketOf: () => ({ price: 0n, variance: 0n, ratio: 0, time: Number(movedAt) }),
      forecastOf: () => 250_000n,
      riskOf: () => [{ ...params, listed: true }, 1_300_000n],
      rangeOf: () => ({ least: 200_000, changedAt: 0, followedAt: 0 }),
      rangeAfter: () => nextRange,
      perpetualOf: () => ({ fundingIndex: 0n, time: Number(readAt), premium: 0, price: 0n }),
      placesOf: () => [0n],
      sliceOf: () => ({
        ...{ a: 0n, b: 0n, rho: 0, m: 0, sigma: 0n, basis: 0, time: Number(start) },
      }),
    },
  }
  context = fakeHubContext(fakeDeployment(), database, hub)
})

const purposes = async () => {
  await oracleStep(context)
  return (await queuedBy(context)).map(({ purpose }) => purpose)
}

test('default: nothing while everything is fresh', async () => {
  expect(await purposes()).toEqual([])
})

test('behavior: prices are observed when it is time again, those of perpetuals too', async () => {
  hub.now = start + 60n
  expect(await purposes()).toEqual(['price/ETH', 'price/ETH-PERP'])
  const age = await context.metrics.priceAge.get()
  expect(age.values).toMatchObject([{ value: 60 }, { value: 60 }])
})

test('behavior: a price that nobody ever observed is due at once', async () => {
  seenAt = 0n
  expect(await purposes()).toEqual(['price/ETH', 'price/ETH-PERP'])
})

test('behavior: what the oracle would refuse is not asked of it; a jump it takes in steps', async () => {
  hub.now = start + 60n
  refusals = { ETH: refusal.stale, 'ETH-PERP': refusal.jumping }
  expect(await purposes()).toEqual(['price/ETH-PERP'])
  const refused = await context.metrics.priceRefused.get()
  expect(refused.values.map(({ value }) => value)).toEqual([1, 1])
})

test('behavior: with null nobody observes', async () => {
  context.config.policy.observeSeconds = null
  hub.now = start + 3_000n
  expect(await purposes()).toEqual(['funding/ETH'])
})

test('behavior: the premium is read again in time, if both prices are there', async () => {
  context.config.policy.observeSeconds = null
  hub.now = start + 599n
  expect(await purposes()).toEqual([])
  hub.now = start + 600n
  refusals = { 'ETH-PERP': refusal.stale }
  expect(await purposes()).toEqual([])
  refusals = {}
  expect(await purposes()).toEqual(['funding/ETH'])
  const [poke] = await queuedBy(context)
  expect(poke).toMatchObject({ functionName: 'pokeFunding', args: [toSymbol('ETH')] })
})

test('behavior: how far a price has moved is counted in once an hour, while it is believed', async () => {
  ;[hub.now, seenAt, readAt] = [start + 3_600n, start + 3_600n, start + 3_600n]
  refusals = { ETH: refusal.stale }
  expect(await purposes()).toEqual([])
  refusals = {}
  expect(await purposes()).toEqual(['volatility/ETH'])
  const [observation] = await queuedBy(context)
  expect(observation).toMatchObject({ functionName: 'observe', args: [toSymbol('ETH')] })
})

test('behavior: a scan range follows the forecast when it may, after what moved was counted in', async () => {
  nextRange = 202_000
  expect(await purposes()).toEqual(['scan range/ETH'])
  const [step] = await queuedBy(context)
  expect(step).toMatchObject({ functionName: 'adapt', args: [toSymbol('ETH')] })
  ;[hub.now, seenAt, readAt] = [start + 3_600n, start + 3_600n, start + 3_600n]
  await mineQueued(context)
  expect(await purposes()).toEqual(['volatility/ETH'])
})

test('behavior: arrays of options that somebody holds, a call and a put of one strike in one', async () => {
  const held = ['ETH-20261225-4000-C', 'ETH-20261225-4000-P', 'ETH-PERP']
  await insertPositionChanges(
    context.database,
    held.flatMap((name, logIndex) =>
      (['alice', 'bob'] as const).map((who, part) => ({
        ...{ block: 2n, logIndex, part: part as 0 | 1, account: account(who) },
        ...{ instrument: idOf(name), size: part === 0 ? 1n : -1n },
      })),
    ),
  )
  await oracleStep(context)
  const [refresh, ...rest] = await queuedBy(context)
  expect(rest).toEqual([])
  expect(refresh).toMatchObject({
    functionName: 'refresh',
    args: [toSymbol('ETH'), expiry, [parseUnits('4000', 8)]],
  })
})

test('behavior: what has expired is left alone', async () => {
  hub.now = BigInt(expiry) + 1n
  seenAt = hub.now
  readAt = hub.now
  movedAt = hub.now
  expect(await purposes()).toEqual([])
})
