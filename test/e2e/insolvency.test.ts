import type { AccountRole, Devnet } from '@causeway/devnet'
import {
  coverDebt,
  declareInsolvency,
  deleverage,
  deposit,
  getAccount,
  getAuction,
  getInsurance,
  getMarkets,
  getPositions,
  openAuction,
  pokeFunding,
  previewBid,
  simulateCoverDebt,
  simulateDeclareInsolvency,
  simulateDeleverage,
  simulateUndoHaircut,
  simulateWithdraw,
  sweepFees,
  toAccountId,
  undoHaircut,
} from '@causeway/sdk'
import { type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from './support/trading.js'
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
} from './support/world.js'

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
