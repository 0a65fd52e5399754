import type { Devnet, Service } from '@causeway/devnet'
import {
  type Auction,
  contractOf,
  getAuctions,
  getMargin,
  getPositions,
  liquidationAbi,
  parseAssetId,
  pokeFunding,
  type Token,
  toAccountId,
} from '@causeway/sdk'
import { type Hex, isAddressEqual, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  balanceOf,
  endDevnet,
  expectBooksEqual,
  freshAddress,
  quick,
  startDevnet,
  until,
} from '../e2e/support/world.js'
import { drained } from './credits.js'
import { createDepositor, type Deposit } from './deposits.js'
import { tradeAll } from './impersonate.js'

// CAUSEWAY_STORM: fewer, where the machine is slow
const accounts = Number(process.env.CAUSEWAY_STORM ?? 200)
/** Whose sub-accounts they are. */
const owners = ['alice', 'bob', 'carol'] as const
const wad = (text: string) => parseUnits(text, 18)
const receiver = freshAddress('storm')

let devnet: Devnet
let node: Service

beforeAll(async () => {
  // prices jump: nobody observes them, so that the oracle believes it
  devnet = await startDevnet({
    relayer: {
      config: { roles: ['watch', 'publish', 'attest', 'deliver', 'keep', 'liquidate'] },
      policy: {
        ...{ ...quick, observeSeconds: null, sweepFeesUsd: null },
        liquidate: { minProfitUsd: 1, hedgingCostBps: 0, maxInventoryUsd: 10_000_000, receiver },
      },
    },
  })
  node = devnet.relayers[0] as Service
}, 300_000)
afterAll(() => endDevnet(devnet))

/** The account with this number, of which the collateral lies on three chains. */
function victim(i: number): Hex {
  const owner = devnet.accounts[owners[i % owners.length] as (typeof owners)[0]].address
  return toAccountId({ owner, chain: 0, subaccount: BigInt(i + 1) })
}

function tokenOf(chain: number, symbol: string): Token {
  const entry = devnet.deployment.chains.find((own) => own.chain === chain)
  const token = entry?.tokens.find((own) => own.symbol === symbol)
  if (!token) throw new Error(`chain ${chain} has no ${symbol}`)
  return token
}

/** Ether on the first chain, bitcoin and cash on two others; what the dealer and the bidder need. */
function deposits(dealer: Hex, bidder: Hex): Deposit[] {
  const of = (
    account: Hex,
    [chain, symbol, amount]: readonly [number, string, string],
    owner: (typeof owners)[number],
  ): Deposit => {
    const token = tokenOf(chain, symbol)
    return { chain, token, amount: parseUnits(amount, token.decimals), owner, account }
  }
  const each = [
    [1, 'WETH', '0.2'],
    [2, 'WBTC', '0.005'],
    [4, 'USDC', '400'],
  ] as const
  return [
    of(dealer, [4, 'USDC', '400000'], 'bob'),
    of(bidder, [4, 'USDC', '600000'], 'carol'),
    ...Array.from({ length: accounts }, (_, i) =>
      each.map((what) => of(victim(i), what, owners[i % owners.length] as (typeof owners)[0])),
    ).flat(),
  ]
}

/** What the liquidation has said of an event. */
function said<const name extends 'AuctionOpened' | 'BidMade' | 'CollateralReleased'>(
  eventName: name,
) {
  const { hubChain } = devnet.deployment
  return devnet
    .client('carol')
    .reader(hubChain)
    .getContractEvents({
      address: contractOf(devnet.deployment, hubChain, 'liquidation'),
      ...{ abi: liquidationAbi, eventName, fromBlock: 0n, strict: true },
    })
}

test(`behavior: ${accounts} liquidations at once, the node killed in their middle: every token arrives and all books agree`, {
  timeout: 1_800_000,
}, async () => {
  const reader = devnet.client('carol')
  const idOf = (address: Hex) => toAccountId({ owner: address, chain: 0, subaccount: 0n })
  const dealer = idOf(devnet.accounts.maker.address)
  const bidder = idOf(devnet.accounts.relayer1.address)
  const depositor = await createDepositor(devnet)
  await depositor.send(deposits(dealer, bidder))
  await depositor.mined()
  await drained(devnet, { seconds: 300 })
  await pokeFunding(reader, { underlying: 'ETH' })
  await tradeAll(devnet, dealer, {
    ...{ instrument: 'ETH-PERP', price: wad('3000') },
    trades: Array.from({ length: accounts }, (_, i) => ({ account: victim(i), size: wad('1.2') })),
  })
  expect((await getMargin(reader, { account: victim(7) })).health).toBe('open')

  await devnet.prices.control({ prices: { ETH: 2_550 } })
  await until('a third of the bids', async () => (await said('BidMade')).length >= accounts / 3)
  await node.kill()
  const before = (await said('BidMade')).length
  expect(before).toBeLessThan(accounts)
  await node.restart()
  // a bid may leave a little less than initial margin: then its auction waits, above maintenance, to be closed
  await until(
    'all bids',
    async () => {
      const bidFor = new Set((await said('BidMade')).map(({ args }) => args.account))
      const isAbove = ({ margin }: Auction) => margin && margin.equity >= margin.maintenance
      return bidFor.size === accounts && (await getAuctions(reader)).every(isAbove)
    },
    900_000,
  )

  // each account was opened once, and has lost what its bids took
  const opened = (await said('AuctionOpened')).map(({ args }) => args.account)
  expect(new Set(opened).size).toBe(accounts)
  expect(opened).toHaveLength(accounts)
  const made = await said('BidMade')
  expect(new Set(made.map(({ args }) => args.account))).toEqual(new Set(opened))
  expect(made.every(({ args }) => args.bidder === bidder)).toBe(true)
  const [held] = await getPositions(reader, { account: bidder })
  const left = await Promise.all(
    opened.map(async (account) => (await getPositions(reader, { account }))[0]?.size ?? 0n),
  )
  expect(held?.size).toBe(BigInt(accounts) * wad('1.2') - left.reduce((a, b) => a + b))

  // what went out arrives, every unit of it, on the chain where it lay
  await expectBooksEqual(devnet)
  const released = await said('CollateralReleased')
  expect(released.length).toBeGreaterThanOrEqual(2 * accounts)
  expect(released.every(({ args }) => args.releaseSeq !== 0n)).toBe(true)
  for (const [chain, symbol] of [
    ['ethereum', 'WETH'],
    ['arbitrum', 'WBTC'],
  ] as const) {
    const token = tokenOf(devnet.chain(chain).number, symbol)
    const own = released.filter(({ args }) =>
      isAddressEqual(parseAssetId(args.asset).token, token.address as Hex),
    )
    const sum = own.reduce((total, { args }) => total + args.amount, 0n)
    expect(await balanceOf(devnet, chain, symbol, receiver), symbol).toBe(sum)
  }
})
