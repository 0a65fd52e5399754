import { createDevnet, type Devnet, type Service } from '@causeway/devnet'
import {
  deposit,
  getBlockTime,
  getCrossings,
  getMargin,
  getOrder,
  getTransfer,
  placeOrder,
  previewOrder,
  signOrder,
} from '@causeway/sdk'
import { parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, type Dashboard, startDashboard } from './dashboard.js'

let devnet: Devnet
let dashboard: Dashboard
const patience = { timeout: 90_000 }
const pages = {
  ...{ overview: '/', collateral: '/collateral', trade: '/trade' },
  ...{ risk: '/risk', transfers: '/transfers' },
}
const looks = { light: {}, dark: { dark: true }, phone: { width: 390 } }
/** Where pictures of the pages are kept, e.g. docs/screens; without it none are taken. */
const screens = process.env.CAUSEWAY_SCREENS

/** A machine that is busy may need it twice: a relayer has 20 s to listen. */
async function restart(relayer: Service | undefined): Promise<void> {
  await relayer?.restart().catch(() => relayer.restart())
}

beforeAll(async () => {
  devnet = await createDevnet({ maker: true })
  dashboard = await startDashboard(devnet)
})

afterAll(async () => {
  await dashboard?.close()
  await devnet?.stop({ remove: true })
})

test('behavior: a deposit from the page is credited, in one signature, and shows what it was said to do', {
  timeout: 300_000,
}, async () => {
  const { page, faults } = await dashboard.open('/collateral')
  await page.getByRole('button', { name: 'Deposit WETH on ethereum' }).click(patience)
  await page.getByLabel('Amount of WETH').fill('10')
  await page.getByText('The hub accepts every deposit.').waitFor(patience)
  // ten ether of 3,000 dollars, less a haircut of 5 %
  await page.getByRole('dialog').getByText('$28,500.00').first().waitFor(patience)
  await page.getByRole('dialog').getByRole('button', { name: 'Deposit', exact: true }).click()
  await page.getByTestId('status').filter({ hasText: 'credited' }).waitFor(patience)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByText('$28,500.00').first().waitFor(patience)
  const { equity } = await getMargin(devnet.client('alice'))
  expect(equity).toBe(parseUnits('28500', 18))
  expect(faults).toEqual([])
})

test('behavior: a withdrawal leaves what its preview says, and is paid on its chain', {
  timeout: 300_000,
}, async () => {
  const { page, faults } = await dashboard.open('/collateral')
  await page.getByRole('button', { name: 'Withdraw WETH on ethereum' }).click(patience)
  const dialog = page.getByRole('dialog')
  await page.getByLabel('Amount of WETH').fill('1')
  await dialog.getByText('$25,650.00').first().waitFor(patience)
  await dialog.getByRole('button', { name: 'Withdraw', exact: true }).click()
  await page.getByTestId('status').filter({ hasText: 'released' }).waitFor(patience)
  expect((await getMargin(devnet.client('alice'))).equity).toBe(parseUnits('25650', 18))
  expect(faults).toEqual([])
})

test('behavior: an order does what its preview says, to the last unit, and the crash slider liquidates it', {
  timeout: 300_000,
}, async () => {
  const alice = devnet.client('alice')
  const { page, faults } = await dashboard.open('/trade')
  await page
    .getByLabel('Instrument')
    .locator('option', { hasText: 'ETH-PERP' })
    .waitFor({
      ...{ state: 'attached', ...patience },
    })
  await page.getByLabel('Instrument').selectOption('ETH-PERP')
  await page.getByLabel('Size').fill('5')
  await page.getByText('The hub accepts this.').waitFor(patience)
  await page.getByText('Liquidated if ETH falls to').waitFor()
  const order = { instrument: 'ETH-PERP', size: parseUnits('5', 18) }
  // what is needed does not depend on the price: it is known before the first trade of an account that has tokens alone
  const first = await previewOrder(alice, { ...order, price: parseUnits('3000', 18) })
  await page.getByRole('button', { name: 'Buy', exact: true }).click()
  await page.getByText(/^Filled 5 ETH-PERP at /).waitFor(patience)
  const margin = await getMargin(alice)
  expect(margin.maintenance).toBe(first.after.maintenance)
  expect(margin.initial).toBe(first.after.initial)
  const [position] = margin.positions
  expect(position).toMatchObject({ name: 'ETH-PERP', size: order.size })

  const price = ((position?.cost ?? 0n) * 10n ** 18n) / order.size
  const { after } = await previewOrder(alice, { ...order, price: price + 1n })
  await placeOrder(alice, { ...order, price: parseUnits('3100', 18) })
  const now = await getMargin(alice)
  expect(now.maintenance).toBe(after.maintenance)
  expect(now.initial).toBe(after.initial)

  await page.getByRole('link', { name: 'Risk lab' }).click()
  await page.getByText('It would live.').waitFor(patience)
  await page.getByLabel(/How much of it/).fill('100')
  await page.getByText('It would be liquidated.').waitFor()
  expect(faults).toEqual([])
})

test('behavior: orders that rest are signed here and known by their state; all of them are void once the page says so', {
  timeout: 300_000,
}, async () => {
  const alice = devnet.client('alice')
  const of = { instrument: 'ETH-PERP', price: parseUnits('3000', 18) }
  const elsewhere = await signOrder(alice, { ...of, size: parseUnits('-1', 18) })
  const { page, faults } = await dashboard.open('/trade')
  await page
    .getByLabel('Instrument')
    .locator('option', { hasText: 'ETH-PERP' })
    .waitFor({
      ...{ state: 'attached', ...patience },
    })
  await page.getByLabel('Instrument').selectOption('ETH-PERP')
  await page.getByLabel('Size').fill('0.5')
  await page.getByLabel('Worst price').fill('2900')
  await page.getByLabel(/^Sign it to rest/).check()
  await page.getByRole('button', { name: 'Sign', exact: true }).click(patience)
  const list = page.getByRole('region', { name: 'Orders signed here' })
  await list.getByText('open', { exact: true }).waitFor(patience)
  expect((await getOrder(alice, elsewhere)).status).toBe('open')
  await page.getByRole('button', { name: 'Void all orders' }).click()
  await page.getByText('Every order signed until now is void.').waitFor(patience)
  await list.getByText('cancelled', { exact: true }).waitFor(patience)
  expect((await getOrder(alice, elsewhere)).status).toBe('cancelled')
  await list.getByRole('button', { name: 'Forget' }).click()
  await page.getByText('None was signed here.').waitFor(patience)
  expect(faults).toEqual([])
})

test('behavior: the list of crossings says when each was at the hub, and what began it', {
  timeout: 300_000,
}, async () => {
  const alice = devnet.client('alice')
  const { page, faults } = await dashboard.open('/transfers')
  const list = page.getByRole('region', { name: 'Crossings of this account' }).first()
  await list.getByText('withdrawal').waitFor(patience)
  const [newest] = await getCrossings(alice)
  const block = newest?.block as bigint
  const at = await getBlockTime(alice, { chain: devnet.hub.number, block })
  const time = list.locator(`time[datetime="${new Date(at * 1_000).toISOString()}"]`)
  await time.first().waitFor(patience)
  await list
    .getByTitle(newest?.hash ?? '')
    .first()
    .waitFor()
  expect(faults).toEqual([])
})

test('behavior: without a relayer and without memory, a crossing is found and moved on by its hash alone', {
  timeout: 300_000,
}, async () => {
  const [relayer] = devnet.relayers
  await relayer?.kill()
  const alice = devnet.client('alice')
  const amount = parseUnits('250', 6)
  const { hash } = await deposit(alice, { chain: 'arbitrum', token: 'USDC', amount })
  const { page } = await dashboard.open(`/transfers/${hash}`)
  await page.getByText('No relayer answers.').waitFor(patience)
  await page.evaluate('localStorage.clear(); sessionStorage.clear()')
  await page.reload()
  await page.getByRole('button', { name: 'Recover' }).click(patience)
  await page.getByText('publish done').waitFor(patience)
  expect((await getTransfer(alice, { chain: 'arbitrum', hash })).done).toBe(false)
  // the operators' own DVN, which the relayer runs, must attest it
  await restart(relayer)
  await page.getByTestId('status').filter({ hasText: 'credited' }).waitFor(patience)
})

test('behavior: axe finds nothing serious on any page, in light and dark, wide and narrow', {
  timeout: 300_000,
}, async () => {
  for (const [name, path] of Object.entries(pages))
    for (const [look, options] of Object.entries(looks)) {
      const { page, faults } = await dashboard.open(path, options)
      await expect.poll(() => page.getByText('not known yet').count(), patience).toBe(0)
      await page.waitForTimeout(1_500)
      expect(await axeFaults(page), path).toEqual([])
      if (screens) await page.screenshot({ path: `${screens}/${name}-${look}.png`, fullPage: true })
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect(overflow, `${path} scrolls sideways`).toBe(0)
      expect(faults).toEqual([])
      await page.context().close()
    }
})

test('behavior: a chain that does not answer is said so, and nothing turns to zero', {
  timeout: 300_000,
}, async () => {
  const { page } = await dashboard.open('/')
  const health = page.getByTestId('health')
  await health.filter({ hasText: '%' }).waitFor(patience)
  const before = await health.textContent()
  await page.context().route(`${devnet.hub.url}/**`, (route) => route.abort())
  await page.getByText(/The margin cannot be read now\..* old\./).waitFor(patience)
  expect(await health.textContent()).toBe(before)
})
