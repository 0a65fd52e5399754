import { join } from 'node:path'
import { createDevnet, type Devnet, type RpcProxy, readBooks, type Service } from '@causeway/devnet'
import { getLane } from '@causeway/sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { creditFaults, drained, readProgress } from './credits.js'
import { createDepositor, type Deposit, type Depositor, planDeposits } from './deposits.js'
import { dieAt } from './dieAt.js'

/** Chains whose RPC fails here; what happens to them must not touch the others. */
const arbitrum = 2
const optimism = 4

let devnet: Devnet
let depositor: Depositor
let proxy: RpcProxy
let relayer: Service
let plan: Deposit[]
const made: Deposit[] = []

beforeAll(async () => {
  devnet = await createDevnet({ relayer: false, blockTimes: { 1: 1, 4: 1 } })
  proxy = await devnet.proxy(arbitrum)
  relayer = await devnet.startRelayer({ config: { rpcUrls: { [arbitrum]: [proxy.url] } } })
  depositor = await createDepositor(devnet)
  plan = planDeposits(devnet, 300)
})

afterAll(async () => {
  await devnet?.stop({ remove: true })
})

// what one test leaves broken must not fail the next
beforeEach(() => proxy.heal())

/** Makes so many of the planned deposits on each of the chains. */
async function depositOn(chains: readonly number[], each: number): Promise<void> {
  const next = chains.flatMap((chain) => plan.filter((d) => d.chain === chain).slice(0, each))
  plan = plan.filter((deposit) => !next.includes(deposit))
  made.push(...next)
  await depositor.send(next)
  await depositor.mined()
}

async function expectAllCredited(): Promise<void> {
  await drained(devnet, { seconds: 240 })
  expect(await creditFaults(devnet, made)).toEqual([])
  expect((await readBooks(devnet.client('carol'))).faults).toEqual([])
}

async function lag(chain: number): Promise<bigint> {
  const [lane] = await readProgress(devnet, [chain])
  return lane ? lane.sent - lane.handled : 0n
}

test('behavior: a chain whose RPC is down waits, the others go on, and it catches up', async () => {
  proxy.set({ down: true })
  await depositOn([1, arbitrum, optimism], 5)
  await drained(devnet, { seconds: 120, chains: [1, optimism] })
  expect(await lag(arbitrum)).toBe(5n)
  const health = await fetch(`${relayer.url}/healthz`)
  expect(health.status).toBe(503)
  const { chains } = (await health.json()) as { chains: { chain: number; ok: boolean }[] }
  expect(chains.filter(({ ok }) => !ok).map(({ chain }) => chain)).toEqual([arbitrum])
  proxy.heal()
  await expectAllCredited()
})

test('behavior: with every fifth request failing and slow answers it is late, and nothing is lost', async () => {
  proxy.set({ errorRate: 0.2, delayMs: 200 })
  await depositOn([1, arbitrum, optimism], 5)
  await expectAllCredited()
  proxy.heal()
})

test('behavior: an RPC that takes no transactions delays what must be sent there, nothing else', async () => {
  proxy.set({ dropMethods: ['eth_sendRawTransaction'] })
  await depositOn([1, arbitrum, optimism], 5)
  await drained(devnet, { seconds: 120, chains: [1, optimism] })
  expect(await lag(arbitrum)).toBe(5n)
  proxy.heal()
  await expectAllCredited()
})

test('behavior: a chain that stands still waits, the others go on, and it catches up', async () => {
  await depositOn([optimism], 5)
  devnet.stopChain(optimism)
  try {
    await depositOn([1, arbitrum], 5)
    await drained(devnet, { seconds: 120, chains: [1, arbitrum] })
  } finally {
    await devnet.resumeChain(optimism)
  }
  await expectAllCredited()
})

test('behavior: deposits that are reorganised away before they are final are never credited', async () => {
  const before = await credits()
  await hold(arbitrum, async () => {
    const lost = plan.filter(({ chain }) => chain === arbitrum).slice(0, 3)
    await depositor.send(lost)
    await devnet.mine(arbitrum)
    await devnet.reorg(arbitrum, 1)
  })
  const lane = await outSeq(arbitrum)
  expect(await lag(arbitrum)).toBe(0n)
  depositor = await createDepositor(devnet)
  await depositOn([arbitrum], 3)
  expect(await outSeq(arbitrum)).toBe(lane + 3n)
  await expectAllCredited()
  expect(await credits()).toBe(before + 3n)
})

test('behavior: a reorganisation deeper than finality is noticed, and what replaces it is credited once', async () => {
  // nothing is published: the watcher alone believes the blocks that go away
  await relayer.stop()
  relayer = await devnet.startRelayer({
    policy: { publishAfterSeconds: 20 },
    config: { rpcUrls: { [arbitrum]: [proxy.url] } },
  })
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  const first = await outSeq(arbitrum)
  const lost = plan.filter(({ chain }) => chain === arbitrum).slice(0, 3)
  await depositor.send(lost)
  await depositor.mined()
  await until(async () => (await transferStatus(arbitrum, first + 1n)) === 200)
  const head = await devnet.wallet(arbitrum, 'spare').getBlockNumber()
  const { block } = await transferOf(arbitrum, first + 1n)
  await relayer.kill()
  await devnet.reorg(arbitrum, Number(head - block) + 2)
  expect(await outSeq(arbitrum)).toBe(first)
  // killed while it goes back, it goes back again
  const log = join(devnet.runFolder, 'crashes.log')
  expect(await dieAt(relayer, 'watch.rewinding', log)).toBe(true)
  await relayer.restart()

  depositor = await createDepositor(devnet)
  await depositOn([arbitrum], 2)
  await expectAllCredited()
  const metrics = await (await fetch(`${relayer.url}/metrics`)).text()
  expect(metrics).toMatch(/causeway_reorgs_total\{chain="arbitrum"\} [1-9]/)
})

/** Runs `work` while a chain makes no blocks by the clock, so that nothing in it becomes final. */
async function hold(chain: number, work: () => Promise<void>): Promise<void> {
  const wallet = devnet.wallet(chain as 1, 'spare')
  const set = (seconds: number) =>
    wallet.request({ method: 'evm_setIntervalMining', params: [seconds] } as never)
  await set(0)
  try {
    await work()
  } finally {
    await set(1)
  }
}

async function outSeq(chain: number): Promise<bigint> {
  const { deployment } = devnet
  const reader = devnet.client('carol').reader(chain)
  return (await getLane(reader, { deployment, chain, remote: deployment.hubChain })).outSeq
}

async function credits(): Promise<bigint> {
  return (await readProgress(devnet)).reduce((sum, { handled }) => sum + handled, 0n)
}

async function transferStatus(chain: number, seq: bigint): Promise<number> {
  return (await fetch(`${relayer.url}/v1/transfers/${chain}/${seq}`)).status
}

async function transferOf(chain: number, seq: bigint): Promise<{ block: bigint }> {
  const answer = await fetch(`${relayer.url}/v1/transfers/${chain}/${seq}`)
  const { sentIn } = (await answer.json()) as { sentIn: { block: string } }
  return { block: BigInt(sentIn.block) }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 30_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('the relayer did not see the deposits within 30 s')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
