import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  clearingAbi,
  contractOf,
  deposit,
  getAccount,
  getMarkets,
  getPositions,
  getPrice,
  getSettlement,
  marketClocks,
  setMode,
} from '@causeway/sdk'
import { parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from '../support/trading.js'
import {
  arrive,
  endDevnet,
  expectBooksEqual,
  patience,
  startDevnet,
  testTime,
  until,
} from '../support/world.js'

let devnet: Devnet
beforeAll(async () => {
  devnet = await startDevnet()
  await Promise.all(
    [
      { role: 'alice', chain: 'optimism', amount: parseUnits('50000', 6) },
      { role: 'bob', chain: 'arbitrum', amount: parseUnits('400000', 6) },
    ].map(async ({ role, chain, amount }) => {
      const client = devnet.client(role as AccountRole)
      const { hash } = await deposit(client, { chain, token: 'USDC', amount })
      await arrive(devnet, { chain, hash }, 'credited')
      await setMode(client, { mode: 'portfolio' })
    }),
  )
}, patience)
afterAll(() => endDevnet(devnet))

const wad = (text: string) => parseUnits(text, 18)
const cashOf = async (role: AccountRole) => (await getAccount(devnet.client(role))).cash

/** What the hub's clearing has said of an event. */
function said<const name extends 'SettlementObserved' | 'SettlementFixed' | 'PositionSettled'>(
  eventName: name,
) {
  const { hubChain } = devnet.deployment
  return devnet
    .client('carol')
    .reader(hubChain)
    .getContractEvents({
      address: contractOf(devnet.deployment, hubChain, 'clearing'),
      ...{ abi: clearingAbi, eventName, fromBlock: 0n, strict: true },
    })
}

/** The clock moves on, and the publishers report at once, so that no price is stale. */
async function pass(seconds: number, ETH: number): Promise<void> {
  await devnet.increaseTime(seconds)
  await devnet.prices.control({ prices: { ETH } })
}

test('default: an expiry passes, and the relayer observes, fixes and pays out both sides', {
  timeout: testTime,
}, async () => {
  const carol = devnet.client('carol')
  const markets = await getMarkets(carol, { underlying: 'ETH' })
  const dated = markets.flatMap(({ name, instrument }) =>
    instrument.kind === 'future' ? [{ name, expiry: instrument.expiry }] : [],
  )
  const [{ name: future, expiry }] = dated.sort((a, b) => a.expiry - b.expiry) as [
    (typeof dated)[0],
  ]
  const sides = { taker: 'alice', maker: 'bob' } as const
  await tradeIn(devnet, { ...sides, instrument: future, size: wad('2'), price: wad('3001') })
  await tradeIn(devnet, {
    ...{ ...sides, instrument: `${future}-2900-C` },
    ...{ size: wad('3'), price: wad('140') },
  })
  await tradeIn(devnet, {
    ...{ ...sides, instrument: `${future}-2400-P` },
    ...{ size: wad('-1'), price: wad('1') },
  })
  await until('the relayer to have observed the price', async () => {
    const { seen } = await getPrice(carol, { underlying: 'ETH' })
    return seen?.price === wad('3000')
  })
  const before = { alice: await cashOf('alice'), bob: await cashOf('bob') }

  await pass(expiry - marketClocks.settlementWindow - devnet.now() + 5, 3_000)
  let observed = 0
  for (const price of [3_000, 3_000, 3_000, 3_060, 3_060, 3_060, 3_060]) {
    await until('an observation', async () => (await said('SettlementObserved')).length > observed)
    observed++
    await pass(240, price)
  }
  await until('the last observation', async () => {
    return (await said('SettlementObserved')).length > observed
  })
  await pass(Math.max(0, expiry - devnet.now()) + 1, 3_060)

  const { fixedPart: price } = await until('the price to be fixed', async () => {
    const settlement = await getSettlement(carol, { underlying: 'ETH', expiry })
    return settlement.isFixed && settlement
  })
  expect(price).toBeGreaterThan(wad('3000'))
  expect(price).toBeLessThan(wad('3060'))
  const [fixed] = await said('SettlementFixed')
  expect(fixed?.args).toMatchObject({ expiry, price, fallen: false })

  await until('both sides to be settled', async () => (await said('PositionSettled')).length === 6)
  expect(await getPositions(devnet.client('alice'))).toEqual([])
  expect(await getPositions(devnet.client('bob'))).toEqual([])
  const gain = 2n * (price - wad('3001')) + 3n * (price - wad('2900'))
  expect((await cashOf('alice')) - before.alice).toBe(gain)
  expect((await cashOf('bob')) - before.bob).toBe(-gain)
  await expectBooksEqual(devnet)
})
