import { fileURLToPath } from 'node:url'
import { createDevnet, type Devnet } from '@causeway/devnet'
import {
  deposit,
  fetchVaa,
  getAccount,
  getPublications,
  getTransfer,
  publish,
  type TransferRef,
  toAccountId,
} from '@causeway/sdk'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askPage } from './chromium.js'
import { type Question, write } from './page.js'

const arbitrum = 2
const amount = 12_345_678n
let devnet: Devnet
let script: string

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
    ...{ bundle: true, write: false, format: 'esm', platform: 'browser', target: 'es2022' },
    conditions: ['source'],
    logLevel: 'silent',
  })
  script = outputFiles[0]?.text ?? ''
  devnet = await createDevnet({ relayer: false })
})

afterAll(async () => {
  await devnet?.stop({ remove: true })
})

/** What the page reads, and what this process reads, as text. */
async function bothRead(ref: TransferRef): Promise<{ page: string; here: string }> {
  const client = devnet.client('alice')
  const owner = devnet.accounts.alice.address
  const account = toAccountId({ owner, chain: 0, subaccount: 0n })
  const question: Question = { deployment: devnet.deployment, account, ref }
  const page = await askPage(script, write(question))
  const here = write({
    account: await getAccount(client),
    transfer: await getTransfer(client, ref),
  })
  return { page, here }
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 90_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within 90 s`)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

test('behavior: a page reads a transfer under way and then an account, by the SDK alone', {
  timeout: 300_000,
}, async () => {
  const alice = devnet.client('alice')
  const lane = { deployment: devnet.deployment, from: arbitrum, to: 3 }
  const { hash } = await deposit(alice, { chain: arbitrum, token: 'USDC', amount })
  await publish(devnet.client('carol').wallet(arbitrum), lane)
  await until('the guardians’ signature', async () => {
    const [publication] = await getPublications(alice.reader(arbitrum), lane)
    const sequence = publication?.wormholeSequences[0]
    return sequence !== undefined && (await fetchVaa({ ...lane, sequence })) !== undefined
  })
  // both bridges are asked from the page
  const early = await bothRead({ chain: arbitrum, hash })
  expect(JSON.parse(early.page)).toMatchObject({
    account: { cash: '0n', inFlight: [{ type: 'deposit', amount: `${amount}n` }] },
    transfer: { done: false, fundsAt: { place: 'vault', chain: arbitrum } },
  })

  await devnet.startRelayer()
  await until('the credit', async () => {
    const { done } = await getTransfer(alice, { chain: arbitrum, hash })
    return done
  })
  const { page, here } = await bothRead({ chain: arbitrum, hash })
  expect(JSON.parse(page)).toMatchObject({
    account: { cash: `${amount}000000000000n`, inFlight: [] },
    transfer: { done: true, state: { status: 'credited', amount: `${amount}n` } },
  })
  expect(page).toBe(here)
})
