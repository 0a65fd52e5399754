import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  chainOf,
  createCausewayClient,
  type Deployment,
  deploymentSchema,
  deposit,
  doctor,
  getTransfer,
} from '@causeway/sdk'
import { type Address, parseAbi } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deployTokens } from '../devnetPlan.js'
import { startRelayerProcess } from '../relayerProcess.js'
import { startWorld } from '../world.js'
import type { World } from '../worldTypes.js'
import { deployNetworks, type Terminal } from './deployNetworks.js'

const program = fileURLToPath(new URL('../../bin/causeway-deploy.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'causeway-deploy-'))
const overlayFile = join(folder, 'overlay.json')
let world: World
let overlay: Record<string, unknown> & { chains: Record<string, unknown>[] }

beforeAll(async () => {
  world = await startWorld({ folder, mining: 'auto' })
  overlay = await worldOverlay(world)
  writeFileSync(overlayFile, JSON.stringify(overlay))
}, 120_000)
afterAll(async () => {
  await world?.stop({ remove: true })
  rmSync(folder, { recursive: true, force: true })
})

/** What an operator would write for this world, over the template of the real networks. */
async function worldOverlay({ chains, accounts, operatorDvn, guardians }: World) {
  const { oracle1, oracle2, oracle3 } = accounts
  const publishers = [oracle1, oracle2, oracle3].map(({ address }) => address)
  const signed = { kind: 'signed', publishers, threshold: 2 }
  const template = ['USDC', 'WETH', 'WBTC', 'wstETH']
  const entries = await Promise.all(
    chains.map(async (chain) => {
      const { layerZero: lz, wormhole } = chain
      const tokens = await deployTokens(world, chain, [accounts.alice.address])
      const absent = template.filter((symbol) => tokens.every((token) => token.symbol !== symbol))
      return {
        chain: chain.number,
        chainId: chain.chainId,
        rpcUrls: [chain.url],
        blockTime: 0.2,
        arbitrumBlocks: false,
        layerzero: {
          endpoint: lz.endpoint,
          sendLibrary: lz.sendUln,
          receiveLibrary: lz.receiveUln,
          receiveView: lz.receiveUlnView,
          executor: lz.executor,
          outsideDvns: lz.outsideDvns,
          operatorDvn: lz.operatorDvn,
          confirmations: 2,
        },
        wormhole: { core: wormhole.core },
        tokens: [...tokens, ...absent.map((symbol) => ({ symbol, omit: true }))],
      }
    }),
  )
  const feed = { sources: [signed], maxAge: 60, maxConfidenceBps: 100, maxDeviationBps: 100 }
  return {
    name: 'world',
    guardianApis: [guardians.url],
    committee: operatorDvn.signers.map(({ address }) => address),
    governance: { governor: accounts.carol.address, guardian: accounts.guardian.address },
    chains: entries,
    markets: { publishers },
    feeds: [
      { underlying: 'WSTETH', omit: true },
      ...prices.map((underlying) => ({ underlying, ...feed })),
    ],
  }
}

/** What the world's publishers sign. */
const prices = ['ETH', 'BTC', 'USDC', 'STETH', 'DAI', 'ETH-PERP', 'BTC-PERP']

type Ended = { code: number; output: string }

function run(args: readonly string[], key?: string): Promise<Ended> {
  const { CAUSEWAY_DEPLOYER_KEY: _, ...env } = process.env
  const options = { env: key ? { ...env, CAUSEWAY_DEPLOYER_KEY: key } : env }
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    )
  })
}

/** The program in this process, answering `answer` when it asks. */
async function runHere(args: readonly string[], key: string, answer?: string): Promise<Ended> {
  const lines: string[] = []
  const terminal: Terminal = {
    env: { CAUSEWAY_DEPLOYER_KEY: key },
    print: (line) => lines.push(line),
    complain: (line) => lines.push(line),
    ask: answer === undefined ? undefined : async () => answer,
  }
  const code = await deployNetworks(args, terminal)
  return { code, output: lines.join('\n') }
}

const common = ['--plan', 'mainnet', '--overlay', overlayFile]

describe('causeway-deploy', () => {
  test('behavior: help and wrong arguments', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0 })
    expect(await run([])).toEqual({ code: 2, output: '--plan is missing.\n' })
    expect((await run(['--plan', 'mainnet', '--fast'])).code).toBe(2)
    expect(await run(common)).toEqual({ code: 2, output: 'CAUSEWAY_DEPLOYER_KEY is not set.\n' })
  })

  test('behavior: a dry run sends nothing', async () => {
    const { code, output } = await run([...common, '--dry-run'])
    expect(output).toContain('Everything is as the plan says. Nothing was sent.')
    expect(output).toContain('Warning: ethereum: there is no contract at')
    expect(code).toBe(0)
  })

  test('behavior: asks, and takes no for an answer', async () => {
    const { privateKey } = world.accounts.spare
    expect(await runHere(common, privateKey, 'yes')).toMatchObject({ code: 4 })
    expect(await runHere(common, privateKey)).toMatchObject({ code: 4 })
  })

  test('error: the chains contradict the plan', async () => {
    const file = join(folder, 'wrong.json')
    const [ethereum, arbitrum, base, optimism] = overlay.chains as [never, never, never, never]
    const chain = (entry: object, change: object) => ({ ...entry, ...change })
    const lz = (entry: { layerzero: object }, change: object) =>
      chain(entry, { layerzero: { ...entry.layerzero, ...change } })
    const nobody = world.accounts.alice.address
    const wrong = {
      ...overlay,
      chains: [
        chain(ethereum, { chainId: 1 }),
        lz(arbitrum, { operatorDvn: nobody, eid: 30109 }),
        base,
        chain(optimism, { rpcUrls: ['http://127.0.0.1:1/secret'] }),
      ],
      markets: {
        ...(overlay.markets as object),
        underlyings: [
          { symbol: 'ETH', expiries: [{ time: 1_700_000_000, strikes: ['1'], optionCap: '1' }] },
        ],
      },
    }
    writeFileSync(file, JSON.stringify(wrong))
    const { code, output } = await runHere(
      ['--plan', 'mainnet', '--overlay', file, '--yes'],
      `0x${'ab'.repeat(32)}`,
    )
    expect(code).toBe(3)
    expect(output).toContain('is chain 900001, the plan says 1.')
    expect(output).toContain(
      `there is no contract at ${nobody}, which should be the operators' DVN`,
    )
    expect(output).toContain("arbitrum: LayerZero's endpoint does not have the id 30109.")
    expect(output).toContain('does not serve arbitrum')
    expect(output).toMatch(/optimism: 127.0.0.1:1 does not answer: /)
    expect(output).toMatch(/base: the deployer 0x\w+ has 0.00 ETH; about [\d.e-]+ ETH are needed/)
    expect(output).toContain('markets.underlyings.ETH.expiries: 1700000000 has passed.')
    expect(output).not.toContain('secret')
  })

  test('error: the deployer governs', async () => {
    const { code, output } = await runHere(common, world.accounts.carol.privateKey)
    expect(code).toBe(2)
    expect(output).toContain('must be neither governor nor guardian')
  })

  test('default', { timeout: 240_000 }, async () => {
    const out = join(folder, 'deployment.json')
    const { deployer, carol, guardian } = world.accounts
    const { code, output } = await run([...common, '--yes', '--out', out], deployer.privateKey)
    expect(output).toContain(`Wrote ${out}.`)
    expect(code).toBe(0)

    const deployment: Deployment = deploymentSchema.parse(JSON.parse(readFileSync(out, 'utf8')))
    expect(deployment.chains.map(({ name }) => name)).toEqual(world.chains.map(({ name }) => name))
    for (const chain of world.chains) {
      const { contracts, layerzero } = chainOf(deployment, chain.number)
      const wallet = world.wallet(chain.name, 'alice')
      const managerAbi = parseAbi([
        'function hasRole(uint64 role, address account) view returns (bool isMember, uint32 delay)',
      ])
      const roleOf = (role: bigint, account: Address) =>
        wallet.readContract({
          address: contracts.accessManager,
          abi: managerAbi,
          functionName: 'hasRole',
          args: [role, account],
        })
      expect(await roleOf(0n, deployer.address)).toEqual([false, 0])
      expect(await roleOf(0n, carol.address)).toEqual([true, 604_800])
      expect(await roleOf(1n, carol.address)).toEqual([true, 604_800])
      expect(await roleOf(2n, guardian.address)).toEqual([true, 0])
      expect(layerzero.requiredDvns).toHaveLength(3)
      if (!contracts.spoke) continue
      const payer = await wallet.readContract({
        address: contracts.spoke,
        abi: parseAbi(['function ESCAPE() view returns (address)']),
        functionName: 'ESCAPE',
      })
      expect(payer).toBe('0x000000000000000000000000000000000000dEaD')
    }
    const { account } = world.accounts.alice
    const checks = await doctor(createCausewayClient({ deployment, account }))
    // before publishers and relayers run, only what they bring is missing
    const missing = checks.filter(({ ok }) => !ok).map(({ check }) => check.split(' ').at(-1))
    expect(new Set(missing)).toEqual(new Set(['hub', 'price']))
    const feeds = JSON.parse(readFileSync(join(folder, 'deployment.feeds.json'), 'utf8'))
    expect(Object.keys(feeds).sort()).toEqual([...prices].sort())

    const again = await run([...common, '--yes', '--out', out], deployer.privateKey)
    expect(again).toEqual({
      code: 2,
      output: `${out} is there already; say --out to write elsewhere.\n`,
    })
  })

  test('behavior: what it deployed carries a deposit over both bridges', {
    timeout: 150_000,
  }, async () => {
    const file = join(folder, 'deployment.json')
    const deployment = deploymentSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    await world.setMining('interval')
    const relayer = await startRelayerProcess(world, file, 0, {})
    try {
      const { account } = world.accounts.alice
      const client = createCausewayClient({ deployment, account, pollingInterval: 200 })
      const { hash } = await deposit(client, {
        chain: 'arbitrum',
        token: 'USDC',
        amount: 5_000_000n,
      })
      const credited = async () => {
        const transfer = await getTransfer(client, { chain: 'arbitrum', hash })
        return transfer.state.status
      }
      await expect.poll(credited, { timeout: 120_000, interval: 1_000 }).toBe('credited')
    } finally {
      await relayer.stop()
    }
  })
})
