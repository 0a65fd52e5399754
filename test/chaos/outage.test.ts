import { join } from 'node:path'
import { createDevnet, type Devnet, readBooks, type Service } from '@causeway/devnet'
import type { rareCrashPoints } from '@causeway/relayer'
import { getStuck, getTransfer } from '@causeway/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditFaults, drained } from './credits.js'
import { createDepositor, type Deposit, type Depositor, planDeposits } from './deposits.js'
import { dieAt } from './dieAt.js'

const arbitrum = 2
const hub = 3
let devnet: Devnet
let relayer: Service
let depositor: Depositor
let plan: Deposit[]
const made: Deposit[] = []

beforeAll(async () => {
  const policy = { singleAfterSeconds: 6, stuckAfterSeconds: 5 }
  devnet = await createDevnet({ blockTimes: { 1: 1, 4: 1 }, relayer: { policy } })
  relayer = devnet.relayers[0] as Service
  depositor = await createDepositor(devnet)
  plan = planDeposits(devnet, 60)
})

afterAll(async () => {
  await devnet?.stop({ remove: true })
})

async function depositOn(chains: readonly number[], each: number): Promise<void> {
  const next = chains.flatMap((chain) => plan.filter((d) => d.chain === chain).slice(0, each))
  plan = plan.filter((deposit) => !next.includes(deposit))
  made.push(...next)
  await depositor.send(next)
  await depositor.mined()
}

/** Kills the relayer, and lets it run until it dies at a point of its work. */
async function killedAt(point: (typeof rareCrashPoints)[number]): Promise<void> {
  await relayer.kill()
  const log = join(devnet.runFolder, 'crashes.log')
  expect(await dieAt(relayer, point, log, 90_000), point).toBe(true)
}

async function expectAllCredited(): Promise<void> {
  await drained(devnet, { seconds: 240 })
  expect(await creditFaults(devnet, made)).toEqual([])
  expect((await readBooks(devnet.client('carol'))).faults).toEqual([])
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen within 60 s`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

test('behavior: killed while it speaks for a dead bridge, fails over, reports and skips a lost nonce, it brings all, once', {
  timeout: 600_000,
}, async () => {
  await devnet.silence('layerzero', true)
  await depositOn([arbitrum], 3)
  await killedAt('failOver.speaking')
  await relayer.restart()
  await until('the committee’s word', async () => {
    const { state } = await getTransfer(devnet.client('carol'), { chain: arbitrum, seq: 1n })
    return state.status === 'attested' && state.eligibleAt > 0
  })
  await relayer.kill()
  // after the day one operator loses what comes next, a heartbeat. What came before it is brought by the committee, so that
  // nobody needs its packet: that one must not hide which nonce is missing
  await devnet.drop('layerzero', true, { dvns: [0], chains: [arbitrum] })
  await devnet.increaseTime(24 * 3_600)
  await killedAt('failOver.accepting')
  await relayer.restart()
  await drained(devnet, { seconds: 120, chains: [arbitrum] })
  await devnet.silence('layerzero', false)
  await until('the loss', async () => {
    const response = await fetch(`${devnet.outsideDvns[0].service.url}/jobs`)
    const { lost } = (await response.json()) as { lost: Record<number, number> }
    return (lost[arbitrum] ?? 0) > 0
  })
  await devnet.drop('layerzero', false)
  await expectAllCredited()

  await relayer.kill()
  await depositOn([arbitrum], 1)
  await killedAt('stuck.reporting')
  await relayer.restart()
  await until('the report', async () => {
    const reader = devnet.client('carol').reader(hub)
    const lane = { deployment: devnet.deployment, from: arbitrum, to: hub }
    return (await getStuck(reader, lane)).nonce > 0n
  })
  await relayer.kill()
  await devnet.increaseTime(3_601)
  await killedAt('stuck.skipping')
  await relayer.restart()
  await expectAllCredited()
})
