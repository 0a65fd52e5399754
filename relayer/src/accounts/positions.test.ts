import { encodeInstrument, parseInstrument, toAccountId } from '@causeway/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { rewind } from '../store/cursors.js'
import {
  countPositions,
  openExpiries,
  readExpired,
  readHolders,
  readInstruments,
  rewindPositions,
} from '../store/positions.js'
import { addressOf, createFakeChain, type FakeChain, fakeDeployment } from '../testing/fakeChain.js'
import { fakeContext, temporaryDatabase } from '../testing/fakeContext.js'
import type { MarketEvent } from '../testing/marketEvents.js'
import { readHead, watchStep } from '../watch/watchChain.js'

const idOf = (name: string) => encodeInstrument(parseInstrument(name))
const account = (name: string) => toAccountId({ owner: addressOf(name), chain: 0, subaccount: 0n })
const [alice, bob, carol] = ['alice', 'bob', 'carol'].map(account).sort() as [
  `0x${string}`,
  `0x${string}`,
  `0x${string}`,
]
const perpetual = 'ETH-PERP'
const option = 'ETH-20261225-4000-C'
const expiry = Date.UTC(2026, 11, 25, 8) / 1_000
const at = BigInt(expiry)

const listed = (name: string): MarketEvent => ({
  eventName: 'InstrumentListed',
  args: { instrument: BigInt(idOf(name)), cap: 1n },
})
const traded = (taker: `0x${string}`, maker: `0x${string}`, name: string, size: bigint) => ({
  eventName: 'Traded' as const,
  args: { instrument: BigInt(idOf(name)), taker, maker, size },
})
const settled = (who: `0x${string}`, name: string, size: bigint) => ({
  eventName: 'PositionSettled' as const,
  args: { account: who, instrument: BigInt(idOf(name)), size },
})

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let hub: FakeChain
let context: Context

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  await rewind(temporary.database, 3, { block: 0n, hash: null })
  await rewindPositions(temporary.database, 0n)
  const deployment = fakeDeployment()
  hub = createFakeChain(deployment, 3)
  context = fakeContext(deployment, temporary.database, [hub.node])
  hub.mineMarket(listed(perpetual), listed(option))
})

/** Reads everything, with enough empty blocks on top that it is final. */
const readAll = async () => {
  hub.mine()
  hub.mine()
  await readHead(context, hub.node)
  while ((await watchStep(context, hub.node))?.more);
}
const held = async () =>
  (await readHolders(context.database)).map(({ account: who, positions }) => [
    who,
    ...positions.map(({ instrument, size }) => [instrument, size]),
  ])

test('default: positions are what trades add up to', async () => {
  hub.mineMarket(traded(alice, bob, perpetual, 5n), traded(carol, alice, option, -3n))
  hub.mineMarket(traded(bob, alice, perpetual, 2n))
  await readAll()
  expect(await held()).toEqual([
    [alice, [idOf(perpetual), 3n], [idOf(option), 3n]],
    [bob, [idOf(perpetual), -3n]],
    [carol, [idOf(option), -3n]],
  ])
  expect(await countPositions(context.database)).toEqual({ accounts: 3, positions: 4 })
})

test('behavior: what is closed or settled is held no more, whatever its size', async () => {
  const huge = 2n ** 95n - 1n
  hub.mineMarket(traded(alice, bob, option, huge))
  hub.mineMarket(traded(alice, bob, perpetual, 1n), traded(bob, alice, perpetual, 1n))
  await readAll()
  expect(await held()).toEqual([
    [alice, [idOf(option), huge]],
    [bob, [idOf(option), -huge]],
  ])
  hub.mineMarket(settled(alice, option, huge))
  await readAll()
  expect(await held()).toEqual([[bob, [idOf(option), -huge]]])
})

test('behavior: events of the clearing that are of no account are passed over', async () => {
  hub.mineMarket({
    eventName: 'MakerSkipped',
    args: { instrument: BigInt(idOf(perpetual)), maker: bob },
  })
  await readAll()
  expect(await held()).toEqual([])
})

test('behavior: a reorganisation takes back what it dropped, and no more', async () => {
  hub.mineMarket(traded(alice, bob, perpetual, 5n))
  await readAll()
  hub.mineMarket(traded(alice, bob, perpetual, -5n), listed('BTC-PERP'))
  await readAll()
  expect(await held()).toEqual([])
  hub.reorg(3)
  hub.mine()
  await readHead(context, hub.node)
  while ((await watchStep(context, hub.node))?.more);
  expect(await held()).toEqual([
    [alice, [idOf(perpetual), 5n]],
    [bob, [idOf(perpetual), -5n]],
  ])
  const names = (await readInstruments(context.database, 0n)).map(({ id }) => id)
  expect(names).toEqual([idOf(perpetual), idOf(option)])
})

test('behavior: reading a block twice counts it once', async () => {
  hub.mineMarket(traded(alice, bob, perpetual, 5n))
  await readAll()
  await context.database.query('update cursors set block = 0, hash = null where chain = 3')
  await readAll()
  expect(await held()).toEqual([
    [alice, [idOf(perpetual), 5n]],
    [bob, [idOf(perpetual), -5n]],
  ])
})

test('behavior: expiries, and who waits for them, a few at a time', async () => {
  hub.mineMarket(traded(alice, bob, option, 1n), traded(carol, bob, option, 1n))
  hub.mineMarket(traded(carol, bob, perpetual, 1n))
  await readAll()
  const { database } = context
  expect(await openExpiries(database, at - 1n)).toEqual([])
  expect(await openExpiries(database, at)).toEqual([{ underlying: 'ETH', expiry }])
  const page = async (after: `0x${string}`) =>
    (await readExpired(database, [{ underlying: 'ETH', expiry }], { after, limit: 2 })).map(
      ({ account: who, positions }) => [who, positions.map(({ instrument }) => instrument)],
    )
  expect(await page('0x')).toEqual([
    [alice, [idOf(option)]],
    [bob, [idOf(option)]],
  ])
  expect(await page(bob)).toEqual([[carol, [idOf(option)]]])
  expect(await readExpired(database, [{ underlying: 'BTC', expiry }])).toEqual([])
  expect((await readInstruments(database, at)).map(({ id }) => id)).toEqual([idOf(perpetual)])
})
