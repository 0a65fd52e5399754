import { createDevnet, type Devnet } from '@causeway/devnet'
import { deposit, getAccount } from '@causeway/sdk'
import { parseUnits } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { arrive } from '../e2e/support/world.js'
import { type Dashboard, startDashboard } from './dashboard.js'
import { type InjectedWallet, injectWallet } from './injectedWallet.js'
import { requestsAtStart } from './startOfPage.js'

let devnet: Devnet
let dashboard: Dashboard
const patience = { timeout: 90_000 }
const testTime = { timeout: 300_000 }

beforeAll(async () => {
  devnet = await createDevnet()
  dashboard = await startDashboard(devnet)
  const alice = devnet.client('alice')
  const of = { chain: 'ethereum', token: 'WETH', amount: parseUnits('2', 18) }
  const { hash } = await deposit(alice, of)
  await arrive(devnet, { chain: 'ethereum', hash }, 'credited')
})

afterAll(async () => {
  await dashboard?.close()
  await devnet?.stop({ remove: true })
})

test(
  'behavior: the first account is on the screen after one batch of calls to each chain',
  testTime,
  async () => {
    const { page, faults } = await dashboard.open('/')
    const counts = await requestsAtStart(page, devnet)
    expect(counts).toEqual(Object.fromEntries(devnet.chains.map(({ name }) => [name, 1])))
    expect(faults).toEqual([])
  },
)

test(
  'behavior: a wallet of the browser deposits, on the deployment of a record that was loaded',
  testTime,
  async () => {
    let wallet = {} as InjectedWallet
    const { page, faults } = await dashboard.open('/collateral', {
      prepare: async (context) => {
        wallet = await injectWallet(context, devnet, 'bob')
      },
    })
    await page.getByText('Another deployment', { exact: true }).click()
    await page
      .getByLabel('Record of another deployment (JSON)')
      .setInputFiles(devnet.deploymentFile)
    // demo accounts belong to the deployment of the page
    const account = page.getByLabel('Account', { exact: true })
    await account.locator('option', { hasText: 'demo account' }).waitFor({ state: 'detached' })
    await account.selectOption({ label: 'Test Wallet' })

    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Deposit USDC on arbitrum' }).click(patience)
    await page.getByLabel('Amount of USDC').fill('321.5')
    await page.getByText('The hub accepts every deposit.').waitFor(patience)
    wallet.isRefusing = true
    const send = dialog.getByRole('button', { name: 'Deposit', exact: true })
    await send.click()
    await dialog.getByText(/refused|rejected|declined/).waitFor(patience)
    wallet.isRefusing = false
    wallet.asked.length = 0
    await send.click()
    await page.getByTestId('status').filter({ hasText: 'credited' }).waitFor(patience)
    expect((await getAccount(devnet.client('bob'))).cash).toBe(parseUnits('321.5', 18))
    const sent = wallet.asked.filter(({ method }) => /sign|send/.test(method))
    const arbitrum = devnet.chain('arbitrum').chainId
    // one signature and one transaction, on the chain of the vault
    expect(sent).toEqual([
      { method: 'eth_signTypedData_v4', chainId: arbitrum },
      { method: 'eth_sendTransaction', chainId: arbitrum },
    ])
    expect(faults).toEqual([])
  },
)

test('error: a record that is none is said so, and the page stays', testTime, async () => {
  const { page, faults } = await dashboard.open('/')
  await page.getByText('Another deployment', { exact: true }).click()
  await page.getByLabel('Record of another deployment (JSON)').setInputFiles({
    ...{ name: 'record.json', mimeType: 'application/json' },
    buffer: Buffer.from('{"name":"none"}'),
  })
  await page.getByText('The deployment record is not valid').waitFor()
  await page.getByTestId('health').waitFor()
  expect(faults).toEqual([])
})
