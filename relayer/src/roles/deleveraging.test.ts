import { type Deployment, insuranceVaultAbi, toAccountId } from '@causeway/sdk'
import { encodeErrorResult, type Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertAuctionEvents, rewindAuctions, touchAccounts } from '../store/accounts.js'
import { answersOf, createFakeAuctions, type FakeAuctions } from '../testing/fakeAuctions.js'
import { addressOf, fakeDeployment } from '../testing/fakeChain.js'
import { temporaryDatabase } from '../testing/fakeContext.js'
import {
  type FakeHub,
  fakeHubContext,
  mineQueued,
  queuedBy,
  revertWith,
} from '../testing/fakeHub.js'
import { auctionStep } from './auctions.js'
import { thresholdOf } from './deleveraging.js'

const wad = (units: number) => BigInt(units) * 10n ** 18n
const deployment: Deployment = fakeDeployment()
const idOf = (name: string, subaccount = 0n) =>
  toAccountId({ owner: addressOf(name), chain: 0, subaccount })
const [alice, bob, carol, dave] = ['alice', 'bob', 'carol', 'dave'].map((name) => idOf(name)) as [
  ...[Hex, Hex, Hex, Hex],
]

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
  // bought at 2,300: it lacks 1,000 at 2,000
  world.accounts.set(alice, { cash: wad(2_000), size: wad(10), cost: wad(23_000) })
  // scores: 400 per unit over equity: 2,400 / 4,800, 800 / 1,000, 400 / 40,000
  world.accounts.set(bob, { cash: wad(4_800), size: -wad(6), cost: -wad(12_000) })
  world.accounts.set(carol, { cash: wad(1_000), size: -wad(2), cost: -wad(4_000) })
  world.accounts.set(dave, { cash: wad(40_000), size: -wad(1), cost: -wad(2_000) })
  // alice's own other account is not called upon
  world.accounts.set(idOf('alice', 1n), { cash: wad(500), size: -wad(1), cost: -wad(2_000) })
  world.auctions.set(alice, { openedAt: 9_000, discount: 50_000, insolventAt: 9_900 })
  hub = { now: 10_000n, head: 1n, answers: answersOf(world) }
  context = fakeHubContext(deployment, database, hub)
  await touchAccounts(database, [...world.accounts.keys()])
  await insertAuctionEvents(database, [{ block: 3n, logIndex: 0, account: alice, kind: 'opened' }])
})

async function step() {
  hub.head = (hub.head ?? 1n) + 1n
  await auctionStep(context)
  const queued = await queuedBy(context)
  return queued.flatMap(({ functionName, args = [] }) =>
    functionName === 'deleverage' ? [[args[1], args[3]]] : [],
  )
}

test('default: the most exposed are called upon first, as the threshold falls', async () => {
  // 83 % after 100 seconds
  expect(await step()).toEqual([])
  hub.now = 10_020n
  expect(await step()).toEqual([[carol, wad(2)]])
  hub.now = 10_200n
  expect(await step()).toEqual([
    [carol, wad(2)],
    [bob, wad(6)],
  ])
})

test('behavior: no more than the account has, and nothing of who would be worse off', async () => {
  hub.now = 10_500n
  world.accounts.set(alice, { cash: wad(1_000), size: wad(5), cost: wad(12_000) })
  expect(await step()).toEqual([
    [carol, wad(2)],
    [bob, wad(3)],
  ])
  await mineQueued(context)
  context = fakeHubContext(deployment, temporary.database, hub)
  world.refuses = new Set([carol])
  expect(await step()).toEqual([[bob, wad(5)]])
})

test('behavior: nothing while the fund suffices, without a declaration, or once it has run out', () => {
  const margin = { equity: -wad(100), maintenance: 0n, initial: 0n, haircuts: wad(10) }
  const at = (now: number, fund = 89) => thresholdOf({ margin, insolventAt: 1_000 }, wad(fund), now)
  expect(at(1_000)).toBe(1_000_000n)
  expect(at(1_150)).toBe(750_000n)
  expect(at(1_600)).toBe(0n)
  expect(at(87_400)).toBe(0n)
  expect(at(87_401)).toBeUndefined()
  expect(at(1_600, 90)).toBeUndefined()
  expect(thresholdOf({ margin, insolventAt: undefined }, 0n, 1_600)).toBeUndefined()
})

test('behavior: what haircuts took is given back once the fund has enough of it and nobody else needs it', async () => {
  const undone = async () => {
    await step()
    return (await queuedBy(context)).some(({ functionName }) => functionName === 'undoHaircut')
  }
  const anew = () => {
    context = fakeHubContext(deployment, temporary.database, hub)
  }
  world.haircut = wad(5_000)
  world.fund = wad(500)
  // alice may need it
  expect(await undone()).toBe(false)
  world.auctions.clear()
  world.fund = wad(99)
  anew()
  expect(await undone()).toBe(false)
  anew()
  world.fund = wad(100)
  expect(await undone()).toBe(true)
  await mineQueued(context)
  // all of it is worth it, however little
  anew()
  world.haircut = wad(3)
  expect(await undone()).toBe(true)
  await mineQueued(context)
  anew()
  context.config.policy.undoHaircutUsd = null
  expect(await undone()).toBe(false)
})

test('behavior: exits from the stake are held while an account lacks what it is about to pay', async () => {
  const held = async () => {
    context = fakeHubContext(deployment, temporary.database, hub)
    await step()
    const queued = await queuedBy(context)
    await mineQueued(context)
    return queued.flatMap(({ functionName, args }) =>
      functionName === 'holdExits' ? args?.[0] : [],
    )
  }
  // nobody has staked
  expect(await held()).toEqual([])
  let [staked, until] = [wad(1_000_000), 0n]
  let refused: Hex | undefined
  Object.assign(hub.answers, {
    totalAssets: () => staked,
    exitsHeld: () => [until > 0n, until],
    holdExits: () => {
      if (refused) throw revertWith(refused)
    },
  })
  expect(await held()).toEqual([alice])
  until = 20_000n
  expect(await held()).toEqual([])
  until = 0n
  // a thousandth of it is worth nobody's while
  staked = wad(100_000_000)
  expect(await held()).toEqual([])
  staked = wad(1_000_000)
  const [errorName, args] = ['InsuranceVault_HeldLongEnough', [30_000n]] as const
  refused = encodeErrorResult({ abi: insuranceVaultAbi, errorName, args })
  expect(await held()).toEqual([])
  refused = undefined
  world.auctions.clear()
  expect(await held()).toEqual([])
})
