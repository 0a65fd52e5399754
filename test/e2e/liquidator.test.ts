import { join } from 'node:path'
import type { AccountRole, Devnet, Service } from '@causeway/devnet'
import { computeMargin, shareOf, takeOver } from '@causeway/risk'
import {
  type Auction,
  type BidOutcome,
  contractOf,
  deposit,
  getAccount,
  getAuction,
  getMargin,
  getPositions,
  liquidationAbi,
  setMode,
  withdraw,
} from '@causeway/sdk'
import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from './support/trading.js'
import {
  arrive,
  balanceOf,
  endDevnet,
  expectBooksEqual,
  freshAddress,
  patience,
  quick,
  startDevnet,
  testTime,
  until,
} from './support/world.js'

let devnet: Devnet
let liquidator: Service
const receiver = freshAddress('liquidator receiver')
const wad = (text: string) => parseUnits(text, 18)

beforeAll(async () => {
  // prices jump here: nobody observes, so that the oracle believes every move
  devnet = await startDevnet({ relayer: { policy: { ...quick, observeSeconds: null } } })
  await Promise.all(
    [
      { role: 'alice', chain: 'ethereum', token: 'WETH', amount: parseUnits('10', 18) },
      { role: 'alice', chain: 'optimism', token: 'USDC', amount: parseUnits('2000', 6) },
      { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: parseUnits('400000', 6) },
      { role: 'liquidator', chain: 'optimism', token: 'USDC', amount: parseUnits('200000', 6) },
    ].map(async ({ role, chain, token, amount }) => {
      const client = devnet.client(role as AccountRole)
      const { hash } = await deposit(client, { chain, token, amount })
      await arrive(devnet, { chain, hash }, 'credited')
      if (role !== 'alice') await setMode(client, { mode: 'portfolio' })
    }),
  )
}, patience)
afterAll(() => endDevnet(devnet))

/** What the liquidation has said of an event. */
function said<
  const name extends 'AuctionOpened' | 'AuctionClosed' | 'BidMade' | 'CollateralReleased',
>(eventName: name) {
  const { hubChain } = devnet.deployment
  return devnet
    .client('carol')
    .reader(hubChain)
    .getContractEvents({
      address: contractOf(devnet.deployment, hubChain, 'liquidation'),
      ...{ abi: liquidationAbi, eventName, fromBlock: 0n, strict: true },
    })
}

const accountOf = async (role: AccountRole): Promise<Hex> =>
  (await getAccount(devnet.client(role))).account

/** The figure of a node's metric; its labels may be left out. */
async function metric(service: Service, name: string): Promise<number> {
  // one that was killed leaves a connection that is none
  const answer = await fetch(`${service.url}/metrics`).catch(() => undefined)
  const text = (await answer?.text()) ?? ''
  const line = text.split('\n').find((entry) => entry.startsWith(name))
  return Number(line?.split(' ').at(-1) ?? Number.NaN)
}

test('default: prices fall; the relayer opens, waits for its profit, bids through being killed, and tokens leave on their chain', {
  timeout: testTime,
}, async () => {
  const alice = await accountOf('alice')
  const short = { instrument: 'ETH-PERP', taker: 'alice', maker: 'bob' } as const
  await tradeIn(devnet, { ...short, size: wad('25'), price: wad('3000') })
  const [relayer] = devnet.relayers as [Service]
  await until('the relayer to watch both accounts', async () => {
    return (await metric(relayer, 'causeway_accounts_scanned')) === 2
  })
  // a bid is worth it from a discount of somewhat more than the least on
  liquidator = await devnet.startLiquidator({
    policy: {
      liquidate: { minProfitUsd: 700, maxInventoryUsd: 400_000, receiver, hedgingCostBps: 5 },
    },
  })
  await devnet.prices.control({ prices: { ETH: 2_550 } })
  const auction = await until('an auction', () =>
    getAuction(devnet.client('carol'), { account: alice }),
  )
  expect(auction.margin?.equity).toBeLessThan(auction.margin?.maintenance ?? 0n)
  await until('the figure of it', async () => {
    return (await metric(relayer, 'causeway_auctions_open')) === 1
  })

  // killed once a bid is worth it and stored, but not sent
  const log = join(devnet.runFolder, 'crashes.log')
  await liquidator.kill()
  await liquidator.restart({ CAUSEWAY_CRASH_AT: 'liquidate.enqueued', CAUSEWAY_CRASH_LOG: log })
  await until('a first look at the auction', async () => {
    return (await metric(liquidator, 'causeway_auctions_open')) === 1
  })
  expect(liquidator.alive()).toBe(true)
  expect(await said('BidMade')).toEqual([])
  await devnet.increaseTime(240)
  await devnet.prices.control({ prices: { ETH: 2_550 } })
  await liquidator.exited()
  await liquidator.kill()
  expect(await said('BidMade')).toEqual([])
  const before = await standing(alice)
  await liquidator.restart()

  const [bid] = await until('a bid', async () => {
    const made = await said('BidMade')
    return made.length > 0 && made
  })
  const outcome = bid?.args.outcome as BidOutcome
  expect(bid?.args).toMatchObject({ account: alice, bidder: await accountOf('liquidator') })
  expect(outcome.discount).toBeGreaterThan(wad('700'))
  expect(outcome.closed).toBe(true)
  expect(await getAuction(devnet.client('carol'), { account: alice })).toBeUndefined()
  const after = await getMargin(devnet.client('alice'))
  expect(after.equity).toBeGreaterThanOrEqual(after.maintenance)
  expectAsComputed(before, outcome, after)

  // positions are his, and the tokens arrive where they lie
  const [taken] = await getPositions(devnet.client('liquidator'))
  expect(taken?.size).toBe(wad('25') - (after.positions[0]?.size ?? 0n))
  const [released] = await said('CollateralReleased')
  expect(released?.args).toMatchObject({
    receiver,
    amount: wad('10') - (after.input.lines[0]?.amount ?? 0n),
  })
  await until('the tokens to arrive on ethereum', async () => {
    return (await balanceOf(devnet, 'ethereum', 'WETH', receiver)) === released?.args.amount
  })
  await until('the figures', async () => {
    return (await metric(liquidator, 'causeway_bids_total{result="made"}')) === 1
  })
  expect(await metric(liquidator, 'causeway_bid_profit_usd')).toBeCloseTo(
    Number(outcome.discount) / 1e18,
    6,
  )
  // killed with a bid stored, it made that one and no second
  expect(await said('BidMade')).toHaveLength(1)
  expect(await said('AuctionOpened')).toHaveLength(1)
  await expectBooksEqual(devnet)
})

type Standing = { auction: Auction; input: Awaited<ReturnType<typeof getMargin>>['input'] }

async function standing(account: Hex): Promise<Standing> {
  const carol = devnet.client('carol')
  const auction = (await getAuction(carol, { account })) as Auction
  return { auction, input: (await getMargin(carol, { account })).input }
}

/** The twin of the bid says to the unit what the chain said, at the discount of its moment. */
function expectAsComputed(
  { input }: Standing,
  outcome: BidOutcome,
  after: Awaited<ReturnType<typeof getMargin>>,
): void {
  const { maintenance } = computeMargin({ ...input, initial: false })
  expect(outcome.released).toBe(
    maintenance - computeMargin({ ...after.input, initial: false }).maintenance,
  )
  const whole = outcome.discount + outcome.fee
  const discount = (whole * 1_000_000n) / outcome.released + 1n
  const size = input.positions[0]?.size ?? 0n
  const share = ((size - (after.positions[0]?.size ?? 0n)) * 1_000_000n) / size
  const terms = { discount, grown: 0n, fund: 0n }
  const twin = takeOver(input, shareOf(input, share), terms)
  expect(twin.refusal).toBeUndefined()
  expect(twin.released).toBe(outcome.released)
  expect(twin.closes).toBe(true)
}

test('behavior: cash that was borrowed against tokens, without any position, is found and bid for', {
  timeout: testTime,
}, async () => {
  await devnet.prices.control({ prices: { ETH: 3_000 } })
  const carol = devnet.client('carol')
  const account = await accountOf('carol')
  const weth = await deposit(carol, {
    ...{ chain: 'ethereum', token: 'WETH', amount: parseUnits('40', 18) },
  })
  await arrive(devnet, { chain: 'ethereum', hash: weth.hash }, 'credited')
  const loan = await withdraw(carol, {
    ...{ chain: 'arbitrum', token: 'USDC', amount: parseUnits('80000', 6) },
  })
  await arrive(devnet, { chain: 'base', hash: loan.hash }, 'released')
  const [relayer] = devnet.relayers as [Service]
  // alice, bob, the liquidator and the borrower
  await until('the relayer to watch the borrower', async () => {
    return (await metric(relayer, 'causeway_accounts_scanned')) === 4
  })
  const had = await balanceOf(devnet, 'ethereum', 'WETH', receiver)

  await devnet.prices.control({ prices: { ETH: 2_600 } })
  await until('an auction', () => getAuction(carol, { account }))
  await devnet.increaseTime(480)
  await devnet.prices.control({ prices: { ETH: 2_600 } })
  const bid = await until('a bid', async () => {
    return (await said('BidMade')).find(({ args }) => args.account === account)
  })
  expect(bid.args.outcome.closed).toBe(true)
  expect(await getAuction(carol, { account })).toBeUndefined()
  const { cash, equity, maintenance, input } = await getMargin(carol)
  expect(equity).toBeGreaterThanOrEqual(maintenance)
  const taken = wad('40') - (input.lines[0]?.amount ?? 0n)
  // the debt is less by what the tokens were worth, but for discount, fee and a few minutes' interest
  const repaid = taken * 2_600n - bid.args.outcome.discount - bid.args.outcome.fee
  expect(Number(cash) / 1e18).toBeCloseTo(-80_000 + Number(repaid) / 1e18, -1)
  await until('the tokens to arrive on ethereum', async () => {
    return (await balanceOf(devnet, 'ethereum', 'WETH', receiver)) === had + taken
  })
  await expectBooksEqual(devnet)
})
