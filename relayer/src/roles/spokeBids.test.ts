import { type Deployment, encodeMessage, liquidationAbi, toAccountId } from '@causeway/sdk'
import { encodeErrorResult, type Hex, zeroAddress, zeroHash } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Context } from '../context.js'
import { insertAuctionEvents, rewindAuctions } from '../store/accounts.js'
import { insertMessages } from '../store/messages.js'
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

const wad = (units: number) => BigInt(units) * 10n ** 18n
const usdc = addressOf('USDC')
const plain = fakeDeployment()
const token = { symbol: 'USDC', address: usdc, decimals: 6, isCash: true, underlying: 'USDC' }
const deployment: Deployment = {
  ...plain,
  chains: plain.chains.map((chain) => (chain.chain === 1 ? { ...chain, tokens: [token] } : chain)),
}
const bidder = addressOf('bidder')
const alice = toAccountId({ owner: addressOf('alice'), chain: 0, subaccount: 0n })

let temporary: Awaited<ReturnType<typeof temporaryDatabase>>
let world: FakeAuctions
let hub: FakeHub
let context: Context
/** What the hub says of each bid, how far it has ingested, what an append costs, and why a call reverts. */
let stages: Map<bigint, number>
let ingested: bigint
let appendFee: bigint
let refused: Hex | undefined

beforeAll(async () => {
  temporary = await temporaryDatabase()
})
afterAll(() => temporary.remove())
beforeEach(async () => {
  const { database } = temporary
  for (const table of ['transactions', 'accounts', 'messages'])
    await database.query(`delete from ${table}`)
  await rewindAuctions(database, 0n)
  world = createFakeAuctions()
  world.accounts.set(alice, { cash: wad(3_500), size: wad(10), cost: wad(20_000) })
  world.auctions.set(alice, { openedAt: 9_990, discount: 50_000 })
  await insertAuctionEvents(database, [{ block: 3n, logIndex: 0, account: alice, kind: 'opened' }])
  ;[stages, ingested, appendFee, refused] = [new Map([[1n, 1]]), 1n, 10n ** 15n, undefined]
  const outcome = { cost: 0n, discount: wad(60), fee: 0n, covered: 0n, released: wad(1_200) }
  const answer = () => {
    if (refused) throw revertWith(refused)
    return { ...outcome, closed: false }
  }
  hub = {
    ...{ now: 10_000n, head: 1n },
    answers: {
      ...answersOf(world),
      stageOf: (_, seq) => stages.get(seq as bigint) ?? 0,
      laneOf: () => ({
        ...{ remote: zeroAddress, outLane: zeroHash, inLane: zeroHash, frozen: false },
        ...{ outSeq: 0n, ackedSeq: 0n, publishedSeq: 0n, publishedAt: 0n, pool: 0n },
        ...{ inSeq: ingested, acceptedSeq: ingested, acceptedAt: 0n, heardBlock: 0n },
        ...{ heardTime: 0n, heardHash: zeroHash, echoBlock: 0n, echoTime: 0n },
      }),
      accumulator: () => zeroHash,
      acceptedAt: () => zeroHash,
      appendFee: () => appendFee,
      executeBid: answer,
      returnBid: answer,
    },
  }
  context = fakeHubContext(deployment, database, hub)
})

/** A bid for a tenth of alice, as the watch role has stored it. */
async function send(seq: bigint, own: { amount?: bigint; deadline?: bigint } = {}) {
  const { amount = 500_000_000n, deadline = 10_600n } = own
  const account = toAccountId({ owner: bidder, chain: 0, subaccount: seq })
  const message = encodeMessage({
    ...{ type: 'bid', account, token: usdc, amount, depositor: bidder, liquidated: alice },
    ...{ share: 100_000, maxCost: wad(500), deadline, receiver: zeroAddress },
    ...{ collateral: [], positions: [] },
  })
  const where = { block: seq, blockHash: zeroHash, txHash: zeroHash, logIndex: 0, acc: zeroHash }
  const stored = { source: 1, dest: 3, seq, ...message, ...where }
  await insertMessages(context.database, [stored])
}

async function step() {
  hub.head = (hub.head ?? 1n) + 1n
  await auctionStep(context)
  return (await queuedBy(context)).map(({ functionName, args }) => [functionName, args?.[1]])
}

const revert = (errorName: 'Liquidation_TooDear' | 'Liquidation_NothingToReturn') =>
  encodeErrorResult(
    errorName === 'Liquidation_TooDear'
      ? { abi: liquidationAbi, errorName, args: [1n, 0n] }
      : { abi: liquidationAbi, errorName, args: [1, 1n] },
  )

test('default: a bid that the hub has booked is made, with ample append fees, once', async () => {
  await send(1n)
  stages.set(1n, 0)
  ingested = 0n
  // it has not arrived
  expect(await step()).toEqual([])
  stages.set(1n, 1)
  ingested = 1n
  expect(await step()).toEqual([['executeBid', 1n]])
  expect(await step()).toEqual([['executeBid', 1n]])
  const { rows } = { rows: await context.database.query('select value from transactions') }
  expect(rows).toEqual([{ value: String(2n * appendFee) }])
  await mineQueued(context)
  // what was left of its cash went back with it
  stages.set(1n, 3)
  expect(await step()).toEqual([])
})

test('behavior: one bid in each auction at a time, that with the earlier deadline first; none without an auction', async () => {
  await send(1n)
  await send(2n, { deadline: 10_500n })
  ;[ingested] = [2n]
  stages.set(2n, 1)
  expect(await step()).toEqual([['executeBid', 2n]])
  await mineQueued(context)
  stages.set(2n, 3)
  world.auctions.clear()
  expect(await step()).toEqual([])
})

test('behavior: what is too late, or left of what was made, goes back; what does not stand now is left alone for a while', async () => {
  await send(1n)
  refused = revert('Liquidation_TooDear')
  expect(await step()).toEqual([])
  refused = undefined
  expect(await step()).toEqual([])
  // a run that begins anew looks at once
  context = fakeHubContext(deployment, temporary.database, hub)
  hub.now = 10_601n
  expect(await step()).toEqual([['returnBid', 1n]])
  await mineQueued(context)
  context = fakeHubContext(deployment, temporary.database, hub)
  hub.now = 10_000n
  stages.set(1n, 2)
  refused = revert('Liquidation_NothingToReturn')
  expect(await step()).toEqual([])
  context = fakeHubContext(deployment, temporary.database, hub)
  refused = undefined
  expect(await step()).toEqual([['returnBid', 1n]])
})

test('behavior: the operator says how much append fees may be, how much cash a bid must bring, and whether at all', async () => {
  await send(1n)
  appendFee = 10n ** 16n
  expect(await step()).toEqual([])
  appendFee = 10n ** 15n
  const anew = () => {
    context = fakeHubContext(deployment, temporary.database, hub)
    return context.config.policy
  }
  const policy = anew()
  policy.spokeBids = null
  expect(await step()).toEqual([])
  anew().spokeBids = { maxFeeEth: 0.01, minCashUsd: 501 }
  expect(await step()).toEqual([])
  anew().spokeBids = { maxFeeEth: 0.01, minCashUsd: 500 }
  expect(await step()).toEqual([['executeBid', 1n]])
})

test('behavior: a body without meaning, a bid that the hub did not book, and one that is long over are forgotten', async () => {
  const body = `0x${'ff'.repeat(40)}` as const
  const where = { block: 1n, blockHash: zeroHash, txHash: zeroHash, logIndex: 0, acc: zeroHash }
  await insertMessages(context.database, [{ source: 1, dest: 3, seq: 1n, kind: 4, body, ...where }])
  await send(2n)
  await send(3n, { deadline: 1_000n })
  ingested = 3n
  stages.set(3n, 1)
  hub.now = 1_001n + 7n * 86_400n
  expect(await step()).toEqual([])
})
