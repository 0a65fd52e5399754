import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  bidFromSpoke,
  contractOf,
  deposit,
  getAccount,
  getAuction,
  getInsurance,
  getPositions,
  liquidationAbi,
  pokeFunding,
  toAccountId,
} from '@causeway/sdk'
import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from '../support/trading.js'
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
} from '../support/world.js'

let devnet: Devnet
/** Alice's account, which is liquidated, and carol's, which has nothing but cash. */
let account: Hex
let poor: Hex

const wad = (text: string) => parseUnits(text, 18)
const usd = 1_000_000n

beforeAll(async () => {
  // prices jump here: nobody observes, so that the oracle believes every move
  const policy = { ...quick, observeSeconds: null, sweepFeesUsd: 0.1, undoHaircutUsd: 0.1 }
  devnet = await startDevnet({ relayer: { policy } })
  const idOf = (role: AccountRole) =>
    toAccountId({ owner: devnet.accounts[role].address, chain: 0, subaccount: 0n })
  account = idOf('alice')
  poor = idOf('carol')
  await Promise.all(
    [
      { role: 'alice', chain: 'ethereum', token: 'WETH', amount: wad('4') },
      { role: 'alice', chain: 'optimism', token: 'USDC', amount: 5_000n * usd },
      { role: 'carol', chain: 'optimism', token: 'USDC', amount: 5_000n * usd },
      { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: 100_000n * usd },
    ].map(async ({ role, chain, token, amount }) => {
      const { hash } = await deposit(devnet.client(role as AccountRole), { chain, token, amount })
      await arrive(devnet, { chain, hash }, 'credited')
    }),
  )
  await pokeFunding(devnet.client('carol'), { underlying: 'ETH' })
  const long = { instrument: 'ETH-PERP', price: wad('3000'), maker: 'bob' } as const
  await tradeIn(devnet, { ...long, size: wad('15'), taker: 'alice' })
  await tradeIn(devnet, { ...long, size: wad('6'), taker: 'carol' })
}, patience)
afterAll(() => endDevnet(devnet))

test('default: the relayer opens the auction and makes a bid that a spoke sent; nobody else does anything', {
  timeout: testTime,
}, async () => {
  const liquidator = devnet.client('liquidator')
  const { address } = devnet.accounts.liquidator
  const receiver = freshAddress('winner of the relayer')
  await devnet.prices.control({ prices: { ETH: 2_600 } })
  await until('an auction', () => getAuction(devnet.client('carol'), { account }))
  const cash = await balanceOf(devnet, 'optimism', 'USDC', address)
  const sent = await bidFromSpoke(liquidator, {
    ...{ chain: 'optimism', amount: 6_000n * usd, account, receiver },
    collateral: [{ chain: 'ethereum', token: 'WETH', amount: wad('1') }],
  })
  const state = await arrive(devnet, { chain: 'optimism', hash: sent.hash }, 'made')
  expect(state.cost).toBe(wad('2600') - state.discount)
  expect(state.releases.map(({ state: { status } }) => status)).toEqual(Array(2).fill('released'))
  expect(await balanceOf(devnet, 'ethereum', 'WETH', receiver)).toBe(wad('1'))
  const paid = (state.cost + 10n ** 12n - 1n) / 10n ** 12n
  expect(await balanceOf(devnet, 'optimism', 'USDC', address)).toBe(cash - paid)
  await expectBooksEqual(devnet)
})

test('behavior: one that crossed too late is sent back by the relayer', {
  timeout: testTime,
}, async () => {
  const liquidator = devnet.client('liquidator')
  const { address } = devnet.accounts.liquidator
  const cash = await balanceOf(devnet, 'arbitrum', 'USDC', address)
  const { timestamp } = await liquidator.reader('arbitrum').getBlock()
  const { hash } = await bidFromSpoke(liquidator, {
    ...{ chain: 'arbitrum', amount: 500n * usd, account, deadline: timestamp + 3n },
    collateral: [{ chain: 'ethereum', token: 'WETH', amount: wad('0.1') }],
  })
  const { releases } = await arrive(devnet, { chain: 'arbitrum', hash }, 'returned')
  expect(releases.map(({ state: { status } }) => status)).toEqual(['released'])
  expect(await balanceOf(devnet, 'arbitrum', 'USDC', address)).toBe(cash)
  await expectBooksEqual(devnet)
})

test('behavior: insolvent accounts are declared, deleveraged and covered by the relayer; a fund that recovers gives back', {
  timeout: 2 * testTime,
}, async () => {
  const reader = devnet.client('bob')
  await devnet.prices.control({ prices: { ETH: 2_000 } })
  for (const lacking of [account, poor])
    await until('a declaration', async () => {
      return (await getAuction(reader, { account: lacking }))?.insolventAt !== undefined
    })
  expect(await getPositions(devnet.client('carol'))).toHaveLength(1)
  // the only one on the other side has much equity: his turn comes last
  await devnet.increaseTime(600)
  await devnet.prices.control({ prices: { ETH: 1_990 } })
  for (const role of ['alice', 'carol'] as const)
    await until('deleveraging', async () => {
      return (await getPositions(devnet.client(role))).length === 0
    })
  expect(await getPositions(reader)).toEqual([])
  const deleveraged = await said('Deleveraged')
  expect(deleveraged.map(({ args }) => args.account).sort()).toEqual([account, poor].sort())
  // carol had nothing else, so that all cash bears her debt; alice has tokens, which are in auction still
  await until('the debt to be covered', async () => {
    return (await getAuction(reader, { account: poor })) === undefined
  })
  expect((await getAccount(devnet.client('carol'))).cash).toBe(0n)
  const { haircut } = await getInsurance(reader)
  // what the price fell by since the declaration, ten for each of six units, is borne by nobody in particular
  expect(haircut).toBeGreaterThan(wad('59'))
  expect(haircut).toBeLessThan(wad('70'))
  expect(await said('HaircutUndone')).toEqual([])
  await expectBooksEqual(devnet)

  const alice = devnet.client('alice')
  const help = { chain: 'optimism', token: 'USDC', amount: 20_000n * usd } as const
  const { hash } = await deposit(alice, help)
  await arrive(devnet, { chain: 'optimism', hash }, 'credited')
  await until('alice to be let go', async () => {
    return (await getAuction(reader, { account })) === undefined
  })
  const trade = { instrument: 'ETH-PERP', size: wad('1'), price: wad('1990') } as const
  await tradeIn(devnet, { ...trade, taker: 'alice', maker: 'bob' })
  // it looks at fees every ten minutes, and when it starts
  const [relayer] = devnet.relayers
  await relayer?.kill()
  await relayer?.restart()
  const [undone] = await until('cash to be given back', async () => {
    const events = await said('HaircutUndone')
    return events.length > 0 && events
  })
  expect(undone?.args.amount).toBeGreaterThan(0n)
  expect((await getInsurance(reader)).haircut).toBe(haircut - (undone?.args.amount ?? 0n))
  await expectBooksEqual(devnet)
})

/** What the liquidation has said of an event. */
function said<const name extends 'Deleveraged' | 'HaircutUndone'>(eventName: name) {
  const { hubChain } = devnet.deployment
  return devnet
    .client('bob')
    .reader(hubChain)
    .getContractEvents({
      address: contractOf(devnet.deployment, hubChain, 'liquidation'),
      ...{ abi: liquidationAbi, eventName, fromBlock: 0n, strict: true },
    })
}
