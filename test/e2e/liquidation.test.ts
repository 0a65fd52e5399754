import { type AccountRole, artifact, type Devnet } from '@causeway/devnet'
import {
  bidFromSpoke,
  bidOnAuction,
  bidSubaccount,
  closeAuction,
  deposit,
  executeBid,
  getAccount,
  getAuction,
  getAuctions,
  getInsurance,
  getMargin,
  getPositions,
  openAuction,
  parseAccountId,
  pokeFunding,
  previewBid,
  recoverTransfer,
  refreshStaleArrays,
  simulateOpenAuction,
  toAccountId,
} from '@causeway/sdk'
import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from './support/trading.js'
import {
  arrive,
  balanceOf,
  carrier,
  endDevnet,
  expectBooksEqual,
  follow,
  freshAddress,
  patience,
  quick,
  refusal,
  send,
  startDevnet,
  testTime,
  until,
} from './support/world.js'

let devnet: Devnet
/** Alice's account, which is liquidated. */
let account: Hex

const wad = (text: string) => parseUnits(text, 18)
const usd = 1_000_000n

beforeAll(async () => {
  devnet = await startDevnet({ relayer: { policy: quick, config: carrier } })
  account = toAccountId({ owner: devnet.accounts.alice.address, chain: 0, subaccount: 0n })
  await Promise.all(
    [
      { role: 'alice', chain: 'ethereum', token: 'WETH', amount: parseUnits('4', 18) },
      { role: 'alice', chain: 'arbitrum', token: 'WBTC', amount: parseUnits('0.1', 8) },
      { role: 'alice', chain: 'optimism', token: 'USDC', amount: 5_000n * usd },
      { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: 100_000n * usd },
      { role: 'carol', chain: 'optimism', token: 'USDC', amount: 50_000n * usd },
    ].map(async ({ role, chain, token, amount }) => {
      const { hash } = await deposit(devnet.client(role as AccountRole), { chain, token, amount })
      await arrive(devnet, { chain, hash }, 'credited')
    }),
  )
  await pokeFunding(devnet.client('carol'), { underlying: 'ETH' })
  await tradeIn(devnet, {
    ...{ instrument: 'ETH-PERP', size: wad('22'), price: wad('3000') },
    ...{ taker: 'alice', maker: 'bob' },
  })
}, patience)
afterAll(() => endDevnet(devnet))

async function moveEther(price: number): Promise<void> {
  await devnet.prices.control({ prices: { ETH: price } })
  await until('the price to arrive', async () => {
    const { input } = await getMargin(devnet.client('alice'))
    return input.markets.some(({ index }) => index === wad(String(price)))
  })
}

test('default: an account below maintenance is sold piece by piece, and its tokens arrive on their chains', {
  timeout: testTime,
}, async () => {
  const keeper = devnet.client('carol')
  expect(await refusal(simulateOpenAuction(keeper, { account }))).toBe('Liquidation_Healthy')
  await moveEther(2_720)
  expect((await getMargin(devnet.client('alice'))).health).toBe('liquidatable')
  const { scenarios } = await openAuction(keeper, { account })
  // cross margin: the perpetual, then the tokens, each in the scenario in which its price falls by the whole range
  expect(scenarios).toBe('0x0c0c0c')
  const [auction, ...others] = await getAuctions(keeper)
  expect(others).toEqual([])
  expect(auction).toMatchObject({ account, pace: 1_200, insolventAt: undefined })
  expect(auction?.positions.map(({ name, size }) => [name, size])).toEqual([
    ['ETH-PERP', wad('22')],
  ])
  expect(auction?.collateral.map(({ symbol, amount }) => [symbol, amount])).toEqual([
    ['WETH', wad('4')],
    ['WBTC', wad('0.1')],
  ])
  expect(auction?.discount).toBeGreaterThanOrEqual(50_000)

  // on the hub, with cash that is there: a tenth of everything, the tokens to an address on their chains
  const receiver = freshAddress('seized')
  const preview = await previewBid(keeper, { account, share: 100_000 })
  const before = await getAccount(keeper)
  const { outcome, releases } = await bidOnAuction(keeper, { account, share: 100_000, receiver })
  expect(outcome.closed).toBe(false)
  // the discount has grown since the preview
  expect(outcome.discount).toBeGreaterThanOrEqual(preview.discount)
  expect(outcome.cost).toBeLessThanOrEqual(preview.cost + preview.cost / 100n)
  // 0.4 WETH and 0.01 WBTC at mark, less the discount
  expect(outcome.cost).toBe(wad('1088') + wad('600') - outcome.discount)
  expect(releases.map(({ destination }) => devnet.chain(destination).name)).toEqual([
    'ethereum',
    'arbitrum',
  ])
  for (const { source, destination, seq } of releases)
    expect((await follow(devnet, { chain: source, seq, to: destination })).state.status).toBe(
      'released',
    )
  expect(await balanceOf(devnet, 'ethereum', 'WETH', receiver)).toBe(wad('0.4'))
  expect(await balanceOf(devnet, 'arbitrum', 'WBTC', receiver)).toBe(1_000_000n)
  expect((await getPositions(keeper)).map(({ size }) => size)).toEqual([wad('2.2')])
  expect((await getAccount(keeper)).cash).toBe(before.cash - outcome.cost)
  expect((await getInsurance(keeper)).fund).toBe(outcome.fee)
  await expectBooksEqual(devnet)
})

test('default: a bid from a spoke by somebody who has nothing on the hub', {
  timeout: testTime,
}, async () => {
  const liquidator = devnet.client('liquidator')
  const { address } = devnet.accounts.liquidator
  const receiver = freshAddress('winner')
  const cash = await balanceOf(devnet, 'optimism', 'USDC', address)
  const sent = await bidFromSpoke(liquidator, {
    ...{ chain: 'optimism', amount: 12_000n * usd, account, receiver },
    collateral: [
      { chain: 'ethereum', token: 'WETH', amount: wad('1') },
      { chain: 'arbitrum', token: 'WBTC', amount: 5_000_000n },
    ],
  })
  const ref = { chain: 'optimism', hash: sent.hash }
  const { number } = devnet.chain('optimism')
  expect(parseAccountId(sent.bidder)).toEqual({
    ...{ owner: address, chain: 0, subaccount: bidSubaccount(number, sent.seq) },
  })
  const booked = await follow(devnet, ref, ['booked', 'made'])
  expect(booked).toMatchObject({ type: 'bid', state: { status: 'booked', blocker: undefined } })
  expect(booked.next[0]).toMatchObject({ who: 'anyone', call: 'executeBid' })
  // anybody makes it
  const { actions } = await recoverTransfer(devnet.client('carol'), ref)
  expect(actions.map(({ call, error }) => [call, error])).toEqual([['executeBid', undefined]])
  const state = await arrive(devnet, ref, 'made')
  expect(state.cost).toBe(wad('2720') + wad('3000') - state.discount)
  expect(state.releases.map(({ state: { status } }) => status)).toEqual(Array(3).fill('released'))
  expect(await balanceOf(devnet, 'ethereum', 'WETH', receiver)).toBe(wad('1'))
  expect(await balanceOf(devnet, 'arbitrum', 'WBTC', receiver)).toBe(5_000_000n)
  // what was left came back where it came from, but for what is less than the token's unit
  const paid = (state.cost + 10n ** 12n - 1n) / 10n ** 12n
  expect(await balanceOf(devnet, 'optimism', 'USDC', address)).toBe(cash - paid)
  await expectBooksEqual(devnet)
})

test('behavior: a bid that crossed too late goes back', { timeout: testTime }, async () => {
  const liquidator = devnet.client('liquidator')
  const { address } = devnet.accounts.liquidator
  const cash = await balanceOf(devnet, 'arbitrum', 'USDC', address)
  const { timestamp } = await liquidator.reader('arbitrum').getBlock()
  // time to be locked on a machine that has much else to do
  const deadline = timestamp + 20n
  const { hash, seq } = await bidFromSpoke(liquidator, {
    ...{ chain: 'arbitrum', amount: 500n * usd, account, deadline },
    collateral: [{ chain: 'ethereum', token: 'WETH', amount: wad('0.1') }],
  })
  const ref = { chain: 'arbitrum', hash }
  await follow(devnet, ref, ['booked'])
  const hub = liquidator.reader(devnet.deployment.hubChain)
  await until('the deadline has passed', async () => (await hub.getBlock()).timestamp > deadline)
  const late = executeBid(liquidator, { chain: 'arbitrum', seq })
  expect(await refusal(late)).toBe('Liquidation_Late')
  const { actions } = await recoverTransfer(devnet.client('carol'), ref)
  expect(actions.map(({ call, error }) => [call, error])).toEqual([['returnBid', undefined]])
  const { releases } = await arrive(devnet, ref, 'returned')
  expect(releases.map(({ state: { status } }) => status)).toEqual(['released'])
  expect(await balanceOf(devnet, 'arbitrum', 'USDC', address)).toBe(cash)
  await expectBooksEqual(devnet)
})

test('behavior: a token that refuses makes no bid fail: it is claimable where it lies', {
  timeout: testTime,
}, async () => {
  const keeper = devnet.client('carol')
  const receiver = freshAddress('refused')
  await send(devnet, 'ethereum', 'faucet', {
    ...{ address: devnet.token(devnet.chain('ethereum').number, 'WETH') },
    ...{ abi: artifact('DevToken').abi, functionName: 'refuse', args: [receiver, true] },
  })
  const { hash, chain } = await bidOnAuction(keeper, {
    ...{ account, receiver },
    collateral: [{ chain: 'ethereum', token: 'WETH', amount: wad('0.2') }],
  })
  const { state } = await follow(devnet, { chain, hash }, ['claimable', 'released'])
  expect(state).toEqual({ status: 'claimable', amount: wad('0.2'), receiver })
  await expectBooksEqual(devnet)
})

test('behavior: the price comes back and anybody closes the auction', {
  timeout: testTime,
}, async () => {
  const keeper = devnet.client('carol')
  expect(await refusal(closeAuction(keeper, { account }))).toBe('Liquidation_BelowInitial')
  await moveEther(2_990)
  await refreshStaleArrays(keeper, { account })
  await closeAuction(keeper, { account })
  expect(await getAuction(keeper, { account })).toBeUndefined()
  expect(await getAuctions(keeper)).toEqual([])
  await expectBooksEqual(devnet)
})
