import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  deposit,
  getMargin,
  getMarkets,
  getOrder,
  getPositions,
  InputError,
  matchOrders,
  placeOrder,
  pokeFunding,
  previewOrder,
  RevertError,
  refreshStaleArrays,
  riskEngineAbi,
  setMode,
  setOperator,
  signOrder,
  simulateWithdraw,
  toAccountId,
  withdraw,
} from '@causeway/sdk'
import { type Address, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from './support/trading.js'
import {
  arrive,
  endDevnet,
  expectBooksEqual,
  patience,
  quick,
  startDevnet,
  testTime,
  until,
} from './support/world.js'

let devnet: Devnet

beforeAll(async () => {
  // prices jump here: nobody observes, so that the oracle believes every move
  devnet = await startDevnet({ relayer: { policy: { ...quick, observeSeconds: null } } })
  await Promise.all(
    [
      { role: 'alice', chain: 'ethereum', token: 'WETH', amount: parseUnits('10', 18) },
      { role: 'alice', chain: 'optimism', token: 'USDC', amount: parseUnits('5000', 6) },
      { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: parseUnits('400000', 6) },
    ].map(async ({ role, chain, token, amount }) => {
      const { hash } = await deposit(devnet.client(role as AccountRole), { chain, token, amount })
      await arrive(devnet, { chain, hash }, 'credited')
    }),
  )
}, patience)
afterAll(() => endDevnet(devnet))

const wad = (text: string) => parseUnits(text, 18)

const trade = (
  instrument: string,
  size: bigint,
  price: bigint,
  taker: AccountRole = 'alice',
  maker: AccountRole = 'bob',
) => tradeIn(devnet, { instrument, size, price, taker, maker })

/** What the hub's own engine answers: the twin must say the same. */
async function expectTwin(role: AccountRole): Promise<void> {
  const client = devnet.client(role)
  const { hubChain } = devnet.deployment
  const margin = await until('a margin between two prices', async () => {
    const [first, answer] = await Promise.all([
      getMargin(client),
      client.reader(hubChain).readContract({
        address: devnet.deployment.chains.find(({ chain }) => chain === hubChain)?.contracts
          .riskEngine as Address,
        abi: riskEngineAbi,
        functionName: 'maintenanceMargin',
        args: [toAccountId({ owner: devnet.accounts[role].address, chain: 0, subaccount: 0n })],
      }),
    ])
    // the two may have been asked in different blocks: options decay by the second
    return (first.equity === answer.equity || undefined) && { first, answer }
  })
  expect(margin.first.maintenance).toBe(margin.answer.maintenance)
  expect(margin.first.requirement).toBe(margin.answer.requirement)
}

test('default: perpetual, future and option against collateral of two chains, one margin', {
  timeout: testTime,
}, async () => {
  const alice = devnet.client('alice')
  await setMode(alice, { mode: 'portfolio' })
  await setMode(devnet.client('bob'), { mode: 'portfolio' })
  await pokeFunding(devnet.client('carol'), { underlying: 'ETH' })
  const markets = await getMarkets(alice, { underlying: 'ETH' })
  const future = markets.find(({ instrument }) => instrument.kind === 'future')?.name as string
  const put = markets.find(
    ({ instrument }) => instrument.kind === 'put' && instrument.strike === parseUnits('2800', 8),
  )?.name as string

  const { filled, makers } = await trade('ETH-PERP', wad('-4'), wad('3000'))
  expect(filled).toMatchObject({ size: wad('-4'), price: wad('3000') })
  expect(makers).toHaveLength(1)
  await trade(future, wad('1'), wad('3001'))
  await trade(put, wad('5'), wad('9'))

  const positions = await getPositions(alice)
  expect(positions.map(({ name, size, cost }) => [name, size, cost])).toEqual([
    ['ETH-PERP', wad('-4'), wad('-12000')],
    [future, wad('1'), wad('3001')],
    [put, wad('5'), 0n],
  ])
  const margin = await getMargin(alice)
  // premium 45 and taker's fees, 500 ppm of 12,000 + 3,001 + 45
  expect(margin.cash).toBe(wad('5000') - wad('45') - wad('7.523'))
  expect(margin.health).toBe('open')
  await expectTwin('alice')
  await expectTwin('bob')
  await expectBooksEqual(devnet)
})

test('behavior: a loss shows at once, liquidation prices are those of the preview, and closing realises it', {
  timeout: testTime,
}, async () => {
  const carol = devnet.client('carol')
  const { hash } = await deposit(carol, {
    ...{ chain: 'optimism', token: 'USDC', amount: parseUnits('2000', 6) },
  })
  await arrive(devnet, { chain: 'optimism', hash }, 'credited')
  const order = { instrument: 'ETH-PERP', size: wad('2'), price: wad('3000') }
  const preview = await previewOrder(carol, order)
  expect(preview.accepted).toBe(true)
  // 2 units, cross: the scan range is 20 %, initial margin 1.3 times that
  expect(preview.after.maintenance).toBeGreaterThan(wad('1188'))
  expect(preview.after.maintenance).toBeLessThan(wad('1210'))
  const below = preview.liquidation[0]?.after.below as bigint
  expect(below).toBeGreaterThan(wad('2400'))
  expect(below).toBeLessThan(wad('2700'))

  await trade('ETH-PERP', wad('2'), wad('3000'), 'carol')
  await devnet.prices.control({ prices: { ETH: 2_800 } })
  const margin = await until('the price to arrive', async () => {
    const found = await getMargin(carol)
    return found.input.markets[0]?.index === wad('2800') && found
  })
  expect(margin.equity).toBeLessThan(wad('1600'))
  expect(margin.health).not.toBe('liquidatable')
  await devnet.prices.control({ prices: { ETH: Number(below / 10n ** 12n) / 1e6 - 1 } })
  await until('the account to fall below maintenance', async () => {
    const found = await getMargin(carol)
    return found.health === 'liquidatable'
  })
  await expectTwin('carol')

  // what only reduces passes; what opens does not
  const { filled } = await trade('ETH-PERP', wad('-2'), wad('2500'), 'carol')
  expect(filled?.size).toBe(wad('-2'))
  expect(await getPositions(carol)).toEqual([])
  const closed = await getMargin(carol)
  // bought at 3,000 and sold at 2,500; fees of 500 ppm on 6,000 and 5,000; funding of some minutes
  expect(closed.cash).toBeLessThanOrEqual(wad('994.5'))
  expect(closed.cash).toBeGreaterThan(wad('994'))
  await devnet.prices.control({ prices: { ETH: 3_000 } })
  await until('the price to come back', async () => {
    const [perpetual] = await getMarkets(carol, { underlying: 'ETH' })
    return perpetual?.index === wad('3000')
  })
  await expectBooksEqual(devnet)
})

test('error: margin, signatures, prices and makers are refused by name', {
  timeout: testTime,
}, async () => {
  const alice = devnet.client('alice')
  const tooMuch = trade('ETH-PERP', wad('-200'), wad('3000'))
  await expect(tooMuch).rejects.toThrow(RevertError)
  await expect(tooMuch).rejects.toMatchObject({ revert: { errorName: 'Clearing_Unhealthy' } })

  // collateral that the margin needs stays
  await trade('ETH-PERP', wad('-30'), wad('3000'))
  const all = simulateWithdraw(alice, {
    ...{ chain: 'ethereum', token: 'WETH', amount: wad('10') },
  })
  await expect(all).rejects.toMatchObject({ revert: { errorName: 'Clearing_Unhealthy' } })
  const { hash, chain } = await withdraw(alice, {
    ...{ chain: 'ethereum', token: 'WETH', amount: wad('0.5') },
  })
  await arrive(devnet, { chain, hash }, 'released')

  const [one, other] = await Promise.all([
    signOrder(devnet.client('bob'), {
      instrument: 'ETH-PERP',
      size: wad('-1'),
      price: wad('3000'),
    }),
    signOrder(alice, { instrument: 'ETH-PERP', size: wad('1'), price: wad('2900') }),
  ])
  const call = matchOrders(devnet.client('carol'), { taker: other, makers: [one] })
  await expect(call).rejects.toMatchObject({ revert: { errorName: 'Exchange_NotCrossing' } })
  const forged = { ...other, order: { ...other.order, price: wad('3000') } }
  await expect(
    matchOrders(devnet.client('carol'), { taker: forged, makers: [one] }),
  ).rejects.toThrow(RevertError)
  await expect(placeOrder(alice, { ...other.order, makerApis: [] })).rejects.toThrow(/maker/)
  await expect(getMarkets(alice, { underlying: 'XYZ' })).rejects.toThrow(InputError)
  expect((await getOrder(alice, { order: other.order })).status).toBe('open')
  await expectBooksEqual(devnet)
})

test('behavior: a session key trades and does nothing else', { timeout: testTime }, async () => {
  const alice = devnet.client('alice')
  const session = devnet.client('spare')
  const { timestamp } = await alice.reader(devnet.deployment.hubChain).getBlock()
  const account = toAccountId({ owner: devnet.accounts.alice.address, chain: 0, subaccount: 0n })
  await setOperator(alice, {
    ...{ operator: devnet.accounts.spare.address, rights: ['trade'] },
    expiry: Number(timestamp) + 3_600,
  })
  const [signed, resting] = await Promise.all([
    signOrder(session, { account, instrument: 'ETH-PERP', size: wad('1'), price: wad('3000') }),
    signOrder(devnet.client('bob'), {
      instrument: 'ETH-PERP',
      size: wad('-1'),
      price: wad('3000'),
    }),
  ])
  await refreshStaleArrays(alice)
  const { filled } = await matchOrders(session, { taker: signed, makers: [resting] })
  expect(filled?.size).toBe(wad('1'))
  await expect(
    simulateWithdraw(session, {
      ...{ account, chain: 'ethereum', token: 'WETH', amount: wad('0.1') },
      receiver: devnet.accounts.alice.address,
    }),
  ).rejects.toMatchObject({ revert: { errorName: 'Hub_NotTheOwner' } })
  await expectBooksEqual(devnet)
})
