import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createDevnet, type Devnet, freePort, readBooks, type Service } from '@causeway/devnet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creditFaults, drained, readProgress } from './credits.js'
import { createDepositor, planDeposits } from './deposits.js'
import { type PostgresServer, startPostgres } from './postgres.js'

let devnet: Devnet
let postgres: PostgresServer

beforeAll(async () => {
  postgres = await startPostgres()
  devnet = await createDevnet({ blockTimes: { 1: 1, 4: 1 } })
})

afterAll(async () => {
  await devnet?.stop({ remove: true })
  await postgres?.stop()
})

test('error: the embedded database is refused to a second process', async () => {
  const { code, stderr } = await runRelayer(await configLike('relayer1'))
  expect(code).toBe(1)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).toMatch(/another process \(pid \d+ on .+\) uses the database in .+; stop it first/)
  expect(devnet.relayers[0]?.alive()).toBe(true)
})

test('behavior: two processes on one server; the one that is left brings everything, once', {
  timeout: 400_000,
}, async () => {
  await devnet.relayers[0]?.stop()
  const deposits = planDeposits(devnet, 100)
  const depositor = await createDepositor(devnet)
  const start = () => devnet.startRelayer({ postgresUrl: postgres.url })
  // both at once, on an empty database
  const [first, second] = (await Promise.all([start(), start()])) as [Service, Service]
  await depositor.send(deposits.slice(0, 60))
  await until(async () => (await handled()) > 0n)
  await depositor.send(deposits.slice(60))
  await first.kill()
  await depositor.mined()
  await drained(devnet, { seconds: 180 })
  expect(second.alive()).toBe(true)
  expect(await creditFaults(devnet, deposits)).toEqual([])
  expect((await readBooks(devnet.client('carol'))).faults).toEqual([])
})

async function handled(): Promise<bigint> {
  return (await readProgress(devnet)).reduce((sum, lane) => sum + lane.handled, 0n)
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 120_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('nothing arrived within 120 s')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** A configuration like that of a running relayer, on another port. */
async function configLike(name: string): Promise<string> {
  const config = JSON.parse(readFileSync(join(devnet.runFolder, `${name}.json`), 'utf8'))
  const file = join(devnet.runFolder, `${name}-again.json`)
  writeFileSync(file, JSON.stringify({ ...config, port: await freePort() }))
  return file
}

function runRelayer(config: string): Promise<{ code: number; stderr: string }> {
  const main = fileURLToPath(new URL('../../relayer/src/main.ts', import.meta.url))
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const args = ['--conditions=source', '--import', tsx, main, '--config', config]
  const { relayer1, operator1 } = devnet.accounts
  const env = {
    ...process.env,
    CAUSEWAY_RELAYER_KEY: relayer1.privateKey,
    CAUSEWAY_DVN_KEYS: operator1.privateKey,
  }
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: 60_000 }, (error, _, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stderr })
    })
  })
}
