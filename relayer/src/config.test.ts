import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readConfig } from './config.js'
import { readKeys } from './keys.js'
import { startRelayer } from './start.js'
import { fakeDeployment } from './testing/fakeChain.js'

const folder = mkdtempSync(join(tmpdir(), 'causeway-config-'))
afterAll(() => rmSync(folder, { recursive: true }))
const file = (content: unknown) => {
  const path = join(folder, 'config.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}
const base = { deployment: 'deployment.json', database: { kind: 'pglite', folder: 'db' } }
const key = `0x${'11'.repeat(32)}` as const

test('default: paths are relative to the file, all else has defaults', () => {
  const config = readConfig(file(base))
  expect(config).toMatchObject({
    deployment: join(folder, 'deployment.json'),
    database: { kind: 'pglite', folder: join(folder, 'db') },
    roles: ['watch', 'publish', 'attest', 'deliver'],
    port: 8787,
    policy: { heartbeatSeconds: 1_800 },
  })
})

test('behavior: keys from the environment, a file, or several at once', () => {
  process.env.CAUSEWAY_TEST_KEYS = `${key}, ${key}`
  writeFileSync(join(folder, 'key'), `${key}\n`)
  const keys = { sender: { file: 'key' }, dvn: { envs: 'CAUSEWAY_TEST_KEYS' } }
  const read = readKeys(readConfig(file({ ...base, keys })))
  expect(read.sender?.address).toBe(read.dvn[0]?.address)
  expect(read.dvn).toHaveLength(2)
  expect(read.committee).toHaveLength(2)
})

test('behavior: who only watches needs no key', () => {
  expect(readKeys(readConfig(file({ ...base, roles: ['watch'] }))).sender).toBeUndefined()
})

test('error: no key, or one that is none, without saying it', () => {
  const keys = (sender: unknown) => () => readKeys(readConfig(file({ ...base, keys: { sender } })))
  expect(keys({ env: 'CAUSEWAY_NO_SUCH_KEY' })).toThrow(
    'no private key in the environment variable',
  )
  process.env.CAUSEWAY_BAD_KEY = 'hunter2'
  expect(keys({ env: 'CAUSEWAY_BAD_KEY' })).toThrow(/^((?!hunter2).)*$/)
})

test('error: one line that names the file and the field', () => {
  expect(() => readConfig(file({ ...base, pollMs: 'often', colour: 1 }))).toThrow(
    /config\.json: pollMs: .*; .*colour/,
  )
  expect(() => readConfig(file('{'))).toThrow('config.json: ')
})

test('error: a policy that the contracts would not follow, with the reason', () => {
  const policy = (own: object) => () => readConfig(file({ ...base, policy: own }))
  expect(policy({ settlementSeconds: 301 })).toThrow(
    'policy.settlementSeconds: at most 300: an observation counts no longer',
  )
  expect(policy({ fundingSeconds: 3_601 })).toThrow(
    'policy.fundingSeconds: at most 3600: a premium counts no longer',
  )
  expect(policy({ observeSeconds: 30 })).toThrow(
    'policy.observeSeconds: at least 60: the oracle takes one a minute',
  )
})

test('error: who keeps markets must read the chains, or share a database with one who does', () => {
  expect(() => readConfig(file({ ...base, roles: ['keep'] }))).toThrow(
    'roles: "keep" needs "watch" beside it',
  )
  expect(readConfig(file({ ...base, roles: ['watch', 'oracle', 'keep'] })).roles).toHaveLength(3)
  const database = { kind: 'postgres', url: 'postgres://causeway@localhost/causeway' }
  expect(readConfig(file({ ...base, database, roles: ['oracle'] })).roles).toEqual(['oracle'])
})

test('error: bids that can never be made, with the reason', async () => {
  const bids = (own: object) => () => readConfig(file({ ...base, policy: { liquidate: own } }))
  expect(bids({ maxShare: 0 })).toThrow('policy.liquidate.maxShare: more than 0')
  expect(bids({ maxShare: 1.5 })).toThrow('policy.liquidate.maxShare: at most 1')
  expect(bids({ receiver: '0x12' })).toThrow('policy.liquidate.receiver')
  expect(bids({ minProfit: 3 })).toThrow('minProfit')
  const { liquidate } = readConfig(file(base)).policy
  expect(liquidate).toMatchObject({ minProfitUsd: 25, tokens: null, receiver: null, maxShare: 1 })
  const start = (own: object, deployment = fakeDeployment()) => {
    const database = { kind: 'pglite', folder } as const
    const roles: ('watch' | 'liquidate')[] = ['watch', 'liquidate']
    return startRelayer(
      { deployment: '', roles, database, policy: { liquidate: own } },
      { deployment },
    )
  }
  await expect(start({ tokens: ['XYZ'] })).rejects.toThrow(
    'policy.liquidate.tokens: deployment "fake" has no XYZ',
  )
  await expect(start({ chains: [9] })).rejects.toThrow(
    'policy.liquidate.chains: deployment "fake" has no chain 9',
  )
  const without = fakeDeployment()
  for (const { contracts } of without.chains) delete contracts.liquidation
  await expect(start({}, without)).rejects.toThrow('roles: "liquidate" needs auctions')
})

test('error: markets cannot be kept where there are none', async () => {
  const deployment = fakeDeployment()
  for (const { contracts } of deployment.chains) delete contracts.clearing
  await expect(
    startRelayer(
      { deployment: '', roles: ['watch', 'keep'], database: { kind: 'pglite', folder } },
      { deployment },
    ),
  ).rejects.toThrow('roles: "keep" needs markets, and deployment "fake" has none')
})
