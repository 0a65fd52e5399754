import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  bidOnAuction,
  coverDebt,
  declareInsolvency,
  deleverage,
  deposit,
  getAccount,
  getAuction,
  getInsurance,
  getMarkets,
  getPositions,
  holdExits,
  openAuction,
  pokeFunding,
  previewBid,
  requestUnstake,
  simulateCoverDebt,
  simulateDeclareInsolvency,
  simulateDeleverage,
  simulateUndoHaircut,
  simulateWithdraw,
  stakeInsurance,
  sweepFees,
  toAccountId,
  undoHaircut,
  unstake,
} from '@causeway/sdk'
import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from '../support/trading.js'
import {
  arrive,
  carrier,
  endDevnet,
  expectBooksEqual,
  patience,
  quick,
  refusal,
  startDevnet,
  testTime,
  until,
} from '../support/world.js'

let devnet: Devnet
/** Alice's account, which lacks more than the fund has. */
let account: Hex
let counterparty: Hex

const wad = (text: string) => parseUnits(text, 18)
const size = wad('6')
const instrument = 'ETH-PERP'

beforeAll(async () => {
  // nobody observes prices, so that one jump is believed
  const policy = { ...quick, observeSeconds: null }
  devnet = await startDevnet({ relayer: { policy, config: carrier } })
  const idOf = (role: AccountRole) =>
    toAccountId({ owner: devnet.accounts[role].address, chain: 0, subaccount: 0n })
  account = idOf('alice')
  counterparty = idOf('bob')
  await Promise.all(
    [
      { role: 'alice', chain: 'optimism', amount: parseUnits('5000', 6) },
      { role: 'bob', chain: 'arbitrum', amount: parseUnits('50000', 6) },
    ].map(async ({ role, chain, amount }) => {
      const client = devnet.client(role as AccountRole)
      const { hash } = await deposit(client, { chain, token: 'USDC', amount })
      await arrive(devnet, { chain, hash }, 'credited')
    }),
  )
  await pokeFunding(devnet.client('carol'), { underlying: 'ETH' })
  const sides = { taker: 'alice', maker: 'bob' } as const
  await tradeIn(devnet, { ...sides, instrument, size, price: wad('3000') })
}, patience)
afterAll(() => endDevnet(devnet))

async function moveEther(price: number): Promise<void> {
  await devnet.prices.control({ prices: { ETH: price } })
  await until('the price to arrive', async () => {
    const [perpetual] = await getMarkets(devnet.client('bob'), { underlying: 'ETH' })
    return perpetual?.index === wad(String(price))
  })
}

test('default: what nobody takes over is deleveraged, and what is left then is borne by all cash', {
  timeout: testTime,
}, async () => {
  const carol = devnet.client('carol')
  const step = { account, counterparty, instrument, size }
  await moveEther(2_000)
  await openAuction(carol, { account })
  // the fund is empty: no bidder can be paid what the account lacks
  expect(await refusal(previewBid(devnet.client('bob'), { account, share: 500_000 }))).toBe(
    'Liquidation_FundExhausted',
  )
  expect(await refusal(simulateDeleverage(carol, step))).toBe('Liquidation_NotYet')
  await declareInsolvency(carol, { account })
  expect((await getAuction(carol, { account }))?.insolventAt).toBeGreaterThan(0)
  expect(await refusal(simulateDeclareInsolvency(carol, { account }))).toBe('Liquidation_NotYet')

  // cash waits, for everybody
  const { cashWaitsUntil, fund, haircut } = await getInsurance(carol)
  expect(cashWaitsUntil).toBeGreaterThan(devnet.now())
  expect([fund, haircut]).toEqual([0n, 0n])
  const cash = { chain: 'arbitrum', token: 'USDC', amount: parseUnits('1', 6) } as const
  expect(await refusal(simulateWithdraw(devnet.client('bob'), cash))).toBe('Hub_CashWaits')

  // the riskiest come first; after ten minutes everybody on the other side is eligible
  expect(await refusal(simulateDeleverage(carol, step))).toBe('Liquidation_NotEligible')
  await devnet.increaseTime(600)
  await moveEther(1_950)
  await deleverage(carol, step)
  expect(await getPositions(devnet.client('alice'))).toEqual([])
  expect(await getPositions(devnet.client('bob'))).toEqual([])
  // 6 units from 3,000 to 1,950 less 5,000 and the fee of 9, of which bob bore what it lacked when it was declared
  const { cash: debt } = await getAccount(devnet.client('alice'))
  expect(debt).toBeLessThan(wad('-320'))
  expect(debt).toBeGreaterThan(wad('-330'))

  expect(await refusal(simulateUndoHaircut(carol))).toBe('Liquidation_NoHaircut')
  await coverDebt(carol, { account })
  const covered = await getInsurance(carol)
  expect(covered.haircut).toBeGreaterThan(wad('320'))
  expect(await getAuction(carol, { account })).toBeUndefined()
  const { cash: rest } = await getAccount(devnet.client('alice'))
  expect(rest).toBe(0n)
  expect(await refusal(simulateCoverDebt(carol, { account }))).toBe('Liquidation_NotOpen')
  await expectBooksEqual(devnet)

  // what comes in afterwards is given back: half of the fees, 500 ppm of 18,000 less the maker's 100 ppm
  await sweepFees(carol)
  expect((await getInsurance(carol)).fund).toBe(wad('3.6'))
  await undoHaircut(carol)
  expect(await getInsurance(carol)).toMatchObject({
    ...{ fund: 0n, haircut: covered.haircut - wad('3.6') },
  })
  await expectBooksEqual(devnet)
})

test('behavior: who stakes in the fund bears the loss exactly, cannot leave ahead of it, and leaves after the cooldown', {
  timeout: testTime,
}, async () => {
  const [alice, carol] = [devnet.client('alice'), devnet.client('carol')]
  const { hash } = await deposit(carol, {
    ...{ chain: 'arbitrum', token: 'USDC', amount: parseUnits('20000', 6) },
  })
  await arrive(devnet, { chain: 'arbitrum', hash }, 'credited')
  const money = await deposit(alice, {
    ...{ chain: 'optimism', token: 'USDC', amount: parseUnits('3000', 6) },
  })
  await arrive(devnet, { chain: 'optimism', hash: money.hash }, 'credited')
  await tradeIn(devnet, {
    ...{ taker: 'alice', maker: 'bob', instrument, size: wad('4'), price: wad('1950') },
  })
  await stakeInsurance(carol, { amount: wad('10000') })
  await requestUnstake(carol)
  const before = await getInsurance(carol)
  expect([before.staked, before.fund]).toEqual([wad('10000'), wad('9999')])
  expect(before.sharePrice).toBe(wad('1'))
  expect(before.stake?.request?.shares).toBe(before.stake?.shares)

  // 4 units from 1,950 to 1,100 are 400 more than alice has; carol sees it, and is held
  await moveEther(1_100)
  await openAuction(carol, { account })
  await holdExits(carol, { account })
  expect((await getInsurance(carol)).exitsHeldUntil).toBeGreaterThan(devnet.now())
  const { outcome } = await bidOnAuction(carol, { account, share: 1_000_000 })
  const loss = outcome.covered + outcome.discount
  expect(outcome.covered).toBeGreaterThan(wad('400'))
  const after = await getInsurance(carol)
  expect(before.staked - after.staked).toBe(loss)
  // a share is worth what is left of the stake, to the last unit but the rounding against it
  const exact = after.staked / 10_000n
  expect(exact - after.sharePrice).toBeLessThanOrEqual(1n)
  expect(exact).toBeGreaterThanOrEqual(after.sharePrice)
  await expectBooksEqual(devnet)

  await expect(unstake(carol)).rejects.toThrow(/may leave now/)
  await devnet.increaseTime(before.cooldown)
  const { cash: held } = await getAccount(carol)
  await unstake(carol)
  const { cash } = await getAccount(carol)
  expect(after.staked - (cash - held)).toBeLessThanOrEqual(2n)
  expect((await getInsurance(carol)).stake?.shares).toBe(0n)
  await expectBooksEqual(devnet)
})
