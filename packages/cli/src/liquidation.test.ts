import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AccountRole, createDevnet, type Devnet, readBooks } from '@causeway/devnet'
import {
  deposit,
  getMargin,
  matchOrders,
  parseAmount,
  pokeFunding,
  signOrder,
  watchTransfer,
} from '@causeway/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exitCodes } from './exitCodes.js'
import { causeway as called } from './testing/program.js'

const folder = mkdtempSync(join(tmpdir(), 'causeway-cli-'))
const patience = 240_000
const wad = (text: string) => parseAmount(text, 18)
let devnet: Devnet
let alice: string

const causeway = (role: AccountRole, args: readonly string[]) =>
  called(args, {
    CAUSEWAY_DEPLOYMENT: devnet.deploymentFile,
    CAUSEWAY_PRIVATE_KEY: devnet.accounts[role].privateKey,
  })

beforeAll(async () => {
  const blockTimes = { 1: 1, 2: 1, 3: 1, 4: 1 }
  // auctions are left to the program
  const roles = ['watch', 'publish', 'attest', 'deliver', 'oracle']
  const relayer = { policy: { publishAfterSeconds: 0.2 }, config: { roles } }
  devnet = await createDevnet({ folder, blockTimes, relayer })
  alice = devnet.accounts.alice.address
  const money = [
    { role: 'alice', chain: 'ethereum', token: 'WETH', amount: wad('4') },
    { role: 'bob', chain: 'arbitrum', token: 'USDC', amount: parseAmount('50000', 6) },
  ] as const
  await Promise.all(
    money.map(async ({ role, ...what }) => {
      const client = devnet.client(role)
      const { hash } = await deposit(client, what)
      for await (const { done } of watchTransfer(client, { chain: what.chain, hash }))
        if (done) return
    }),
  )
  await pokeFunding(devnet.client('carol'), { underlying: 'ETH' })
  const order = { instrument: 'ETH-PERP', price: wad('3000') }
  const [taker, maker] = await Promise.all([
    signOrder(devnet.client('alice'), { ...order, size: wad('10') }),
    signOrder(devnet.client('bob'), { ...order, size: -wad('10') }),
  ])
  await matchOrders(devnet.client('carol'), { taker, makers: [maker] })
}, patience)
afterAll(async () => {
  await devnet?.stop({ remove: true })
  rmSync(folder, { recursive: true, force: true })
}, 120_000)

test('error: an account that is healthy', { timeout: patience }, async () => {
  const none = await causeway('carol', ['auctions'])
  expect(none).toEqual({ code: exitCodes.ok, out: 'There is no auction.\n', err: '' })
  const healthy = await causeway('carol', ['liquidate', alice, '--open', '--yes'])
  expect(healthy.code).toBe(exitCodes.refused)
  expect(healthy.err).toMatch(/is not below maintenance.*Liquidation_Healthy/)
})

test('default: an auction is opened, bid in from the hub and from a spoke', {
  timeout: patience,
}, async () => {
  await devnet.prices.control({ prices: { ETH: 2_710 } })
  while ((await getMargin(devnet.client('alice'))).health !== 'liquidatable')
    await new Promise((resolve) => setTimeout(resolve, 500))
  const nobody = await causeway('carol', ['liquidate', alice, '--open'])
  expect(nobody.code).toBe(exitCodes.usage)
  expect(nobody.err).toMatch(/add --yes/)
  const opened = await causeway('bob', ['liquidate', alice, '--open', '--share', '10%', '--yes'])
  expect(opened.err).toBe('')
  expect(opened.code).toBe(exitCodes.ok)
  expect(opened.out).toMatch(/^0x[0-9a-f]{64} \(auction opened\)\n0x[0-9a-f]{64}\npaid 1,0\d\d/)
  const shown = await causeway('bob', ['auctions'])
  expect(shown.out).toMatch(/^holds {8}3\.6 WETH on ethereum$/m)
  expect(shown.out).toMatch(/^holds {8}9 ETH-PERP$/m)
  expect(shown.out).toMatch(/discount 5(\.\d+)? %/)

  const leg = '0.5 WETH ethereum'
  const args = ['bid', '2000', 'optimism', alice, '--leg', leg, '--yes']
  const bid = await causeway('liquidator', args)
  expect(bid.err).toBe('')
  expect(bid.code).toBe(exitCodes.ok)
  expect(bid.out).toMatch(/bid from optimism to base/)
  expect(bid.out).toMatch(/made, its releases: released, released\. 0\.5 WETH paid to/)

  const insurance = await causeway('carol', ['insurance', '--json'])
  expect(JSON.parse(insurance.out)).toMatchObject({ haircut: '0', cashWaitsUntil: null })
  expect(BigInt(JSON.parse(insurance.out).fund)).toBeGreaterThan(0n)
  expect((await causeway('carol', ['insurance'])).out).toMatch(/^fund .*\nhaircut {2}0 USD/)
  expect((await readBooks(devnet.client('alice'))).faults).toEqual([])
})
