import { type AccountRole, createDevnet, type Devnet } from '@causeway/devnet'
import { deposit, getAuctions, getMargin, previewBidder, resolveAccount } from '@causeway/sdk'
import type { Page } from 'playwright-core'
import { parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tradeIn } from '../e2e/support/trading.js'
import { arrive, balanceOf } from '../e2e/support/world.js'
import { axeFaults, type Dashboard, startDashboard, type Watched } from './dashboard.js'

let devnet: Devnet
let dashboard: Dashboard
const patience = { timeout: 90_000 }
const testTime = { timeout: 300_000 }
const wad = (text: string) => parseUnits(text, 18)
const looks = { light: {}, dark: { dark: true }, phone: { width: 390 } }
/** Where pictures of the pages are kept, e.g. docs/screens; without it none are taken. */
const screens = process.env.CAUSEWAY_SCREENS

beforeAll(async () => {
  // prices jump here: nobody observes, so that the oracle believes every move
  devnet = await createDevnet({ relayer: { policy: { observeSeconds: null } } })
  dashboard = await startDashboard(devnet, { roles: ['alice', 'carol'] })
  await Promise.all(
    [
      { role: 'alice', chain: 'ethereum', token: 'WETH', amount: wad('10') },
      { role: 'alice', chain: 'arbitrum', token: 'WBTC', amount: parseUnits('0.1', 8) },
      { role: 'alice', chain: 'optimism', token: 'USDC', amount: parseUnits('2000', 6) },
      { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: parseUnits('400000', 6) },
      { role: 'carol', chain: 'optimism', token: 'USDC', amount: parseUnits('100000', 6) },
    ].map(async ({ role, chain, token, amount }) => {
      const client = devnet.client(role as AccountRole)
      const { hash } = await deposit(client, { chain, token, amount })
      await arrive(devnet, { chain, hash }, 'credited')
    }),
  )
  await tradeIn(devnet, {
    ...{ instrument: 'ETH-PERP', size: wad('25'), price: wad('3000') },
    ...{ taker: 'alice', maker: 'bob' },
  })
})

afterAll(async () => {
  await dashboard?.close()
  await devnet?.stop({ remove: true })
})

async function openAs(name: 'Alice' | 'Carol', path: string, look = {}): Promise<Watched> {
  const opened = await dashboard.open(path, look)
  await opened.page.getByLabel('Account', { exact: true }).selectOption({
    label: `${name} (demo account)`,
  })
  return opened
}

/** What the page says of the tokens that leave on a chain, in its order, until they have arrived. */
async function statesOn(page: Page, chain: string): Promise<string[]> {
  const state = page
    .getByRole('region', { name: `Seized on ${chain}` })
    .getByRole('link')
    .first()
  await state.waitFor(patience)
  const seen: string[] = []
  const end = Date.now() + patience.timeout
  while (seen.at(-1) !== 'arrived' && Date.now() < end) {
    const now = (await state.textContent()) ?? ''
    if (now !== seen.at(-1)) seen.push(now)
    await page.waitForTimeout(100)
  }
  return seen
}

test(
  'behavior: prices fall; the owner is told, another bids from the page, and the tokens leave chain by chain',
  testTime,
  async () => {
    const owner = await openAs('Alice', '/')
    await owner.page.getByTestId('health').filter({ hasText: '%' }).waitFor(patience)
    await devnet.prices.control({ prices: { ETH: 2_400 } })
    await owner.page.getByText('anyone can open an auction of it').waitFor(patience)
    await owner.page.getByText('An auction of this account is open').waitFor(patience)
    await owner.page.getByRole('link', { name: 'See the auction' }).click()
    await owner.page.getByText('(yours)').waitFor(patience)

    const { page, faults } = await openAs('Carol', '/transfers')
    const carol = devnet.client('carol')
    const account = resolveAccount(devnet.client('alice'))
    const bid = page.getByRole('form', { name: 'Bid' })
    await bid.getByLabel('Share of everything, %').fill('90')
    // more than restores its initial margin
    await bid.getByRole('alert').waitFor(patience)
    await bid.getByLabel('Share of everything, %').fill('20')
    await bid.getByText('The hub accepts this.').waitFor(patience)
    await bid.getByRole('cell', { name: '2', exact: true }).first().waitFor()
    await bid.getByLabel('Pay at most, USD').fill('10')
    await bid.getByText('more than you allow').waitFor()
    expect(await bid.getByRole('button', { name: 'Bid', exact: true }).isDisabled()).toBe(true)
    await bid.getByLabel('Pay at most, USD').fill('')

    const receiver = devnet.accounts.carol.address
    const had = {
      weth: await balanceOf(devnet, 'ethereum', 'WETH', receiver),
      wbtc: await balanceOf(devnet, 'arbitrum', 'WBTC', receiver),
    }
    const { after } = await previewBidder(carol, { account, share: 200_000, receiver })
    await bid.getByRole('button', { name: 'Bid', exact: true }).click()
    await page.getByText('Taken over.').waitFor(patience)
    // what it is judged by depends on prices and positions, not on the discount of the moment
    const margin = await getMargin(carol)
    expect(margin.positions.map(({ name, size }) => [name, size])).toEqual([['ETH-PERP', wad('5')]])
    expect(margin.maintenance).toBe(after.maintenance)

    const [ethereum, arbitrum] = await Promise.all([
      statesOn(page, 'ethereum'),
      statesOn(owner.page, 'arbitrum'),
    ])
    for (const states of [ethereum, arbitrum]) {
      expect(states.at(-1)).toBe('arrived')
      expect(states.length).toBeGreaterThan(1)
    }
    expect(await balanceOf(devnet, 'ethereum', 'WETH', receiver)).toBe(had.weth + wad('2'))
    expect(await balanceOf(devnet, 'arbitrum', 'WBTC', receiver)).toBe(had.wbtc + 2_000_000n)
    expect([...owner.faults, ...faults]).toEqual([])
    await Promise.all([owner.page.context().close(), page.context().close()])
  },
)

test(
  'behavior: single legs into the own account, and cash staked in the insurance fund',
  testTime,
  async () => {
    const { page, faults } = await openAs('Carol', '/transfers')
    const bid = page.getByRole('form', { name: 'Bid' })
    await bid.getByLabel('Single tokens and positions').click(patience)
    await bid.getByRole('textbox', { name: /^WETH on ethereum/ }).fill('1')
    await bid.getByLabel('Tokens go to').selectOption('account')
    await bid.getByText('The hub accepts this.').waitFor(patience)
    await bid.getByRole('button', { name: 'Bid', exact: true }).click()
    await page.getByText('Taken over.').waitFor(patience)
    await page.getByText("stays in the bidder's account").waitFor(patience)
    const { input } = await getMargin(devnet.client('carol'))
    expect(input.lines.map(({ amount }) => amount)).toEqual([wad('1')])

    const fund = page.getByRole('region', { name: 'Insurance fund' })
    await fund.getByLabel('Stake cash of this account, USD').fill('1000')
    await fund.getByRole('button', { name: 'Stake' }).click()
    await fund.getByRole('button', { name: 'Ask to leave' }).click(patience)
    await fund.getByText('You asked to leave with').waitFor(patience)
    expect(faults).toEqual([])
    await page.context().close()
  },
)

test(
  'behavior: axe finds nothing serious while an auction is open, in light and dark, wide and narrow',
  testTime,
  async () => {
    for (const [look, options] of Object.entries(looks)) {
      const { page, faults } = await openAs('Carol', '/transfers', options)
      await page.getByLabel('Share of everything, %').fill('10', patience)
      await page.getByText('The hub accepts this.').waitFor(patience)
      await expect.poll(() => page.getByText('not known yet').count(), patience).toBe(0)
      expect(await axeFaults(page)).toEqual([])
      if (screens) await page.screenshot({ path: `${screens}/auction-${look}.png`, fullPage: true })
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow, 'it scrolls sideways').toBe(0)
      expect(faults).toEqual([])
      await page.context().close()
    }
  },
)

test('behavior: the price comes back, and the auction ends', testTime, async () => {
  const { page, faults } = await openAs('Alice', '/transfers')
  await page.getByText('(yours)').waitFor(patience)
  await devnet.prices.control({ prices: { ETH: 3_000 } })
  // relayers close auctions too: whoever comes first
  const close = page.getByRole('button', { name: 'Close the auction' })
  const over = page.getByText('No account is being liquidated.')
  await close.or(over).first().waitFor(patience)
  if (await close.isVisible()) await close.click({ timeout: 5_000 }).catch(() => {})
  await over.waitFor(patience)
  expect(await getAuctions(devnet.client('carol'))).toEqual([])
  expect(faults).toEqual([])
})
