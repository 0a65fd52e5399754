#!/usr/bin/env node
// Runs the suites one after the other with a live line for each, and says at the end what it left out.
//   node tools/test.mjs          what `npm test` promises, on npm packages alone
//   node tools/test.mjs --full   the long suite: deep invariants, gas, seeded bugs, long ways end to end, chaos, several relayers on PostgreSQL, the SDK in Chromium
//   node tools/test.mjs --full --all   the same with every seeded bug, and a thousand previews of the page instead of two hundred
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildArguments } from './foundry.mjs'
import { testsIn, worthTelling } from './testReport.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const full = process.argv.includes('--full')
const everything = process.argv.includes('--all')
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const node = process.execPath
const bin = (name) => join(root, 'node_modules', '.bin', name)
const forge = (...args) => [node, 'tools/foundry.mjs', 'forge', ...args]
const turbo = (...args) => [
  bin('turbo'),
  'run',
  ...args,
  '--concurrency=2',
  '--output-logs=full',
  '--no-daemon',
]
const quickly = { FOUNDRY_PROFILE: 'quick' }
const deep = { FOUNDRY_PROFILE: 'deep' }

/** @typedef {{ name: string, command: string[], env?: Record<string, string> }} Suite */
/** First what all others need, then two rows side by side: one for each core. @type {{ first: Suite[], rows: Suite[][] }} */
const quick = {
  first: [
    {
      name: 'contracts compile',
      command: forge(...buildArguments, '--deny', 'warnings'),
    },
  ],
  rows: [
    [
      {
        name: 'contract tests and invariants',
        // by name each; all of them in the same runs: in the long suite
        command: forge('test', '--no-match-test', 'invariant_ALL'),
        env: quickly,
      },
      { name: 'Solidity format', command: forge('fmt', '--check', 'contracts', 'test') },
      { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
      { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
      { name: 'types of the page', command: [bin('tsc'), '--noEmit', '-p', 'packages/dashboard'] },
    ],
    [
      { name: 'generated ABIs are current', command: [node, 'tools/abis.mjs', '--check'] },
      { name: 'seeded bugs apply', command: [node, 'test/mutants/run.mjs', '--check'] },
      { name: 'packages and end to end', command: turbo('test') },
    ],
  ],
}
/** All of them take long: a third each day, unless --all; in each row a half of that. @returns {Suite} */
const seededBugs = (row) => {
  const third = (Math.floor(Date.now() / 86_400_000) % 3) * 2 + row
  const part = everything ? `${row}/2` : `${third}/6`
  const command = [node, 'test/mutants/run.mjs', '--part', part]
  return { name: `seeded bugs are caught, part ${part}`, command }
}
const long = {
  first: [
    {
      name: 'contracts compile',
      command: forge(...buildArguments, '--deny', 'warnings'),
    },
  ],
  rows: [
    [
      {
        name: 'deep invariants',
        command: forge('test', '--no-match-test', 'invariant_(1|2|3|4|6|11|12)_'),
        env: deep,
      },
      { name: 'gas and size snapshots', command: [node, 'tools/gas.mjs', '--check'] },
      seededBugs(1),
    ],
    [
      {
        name: 'end to end, long ways',
        command: [bin('vitest'), 'run', '--root', 'test', 'e2e/long'],
        env: { CAUSEWAY_FULL: '1', ...(everything && { CAUSEWAY_PREVIEWS: 'all' }) },
      },
      {
        name: 'chaos',
        command: [bin('vitest'), 'run', '--root', 'test', 'chaos'],
        env: { CAUSEWAY_FULL: '1' },
      },
      {
        name: 'browser',
        command: [bin('vitest'), 'run', '--root', 'test', 'browser'],
        env: { CAUSEWAY_FULL: '1' },
      },
      {
        name: 'margin twins, 100,000 portfolios',
        command: [bin('vitest'), 'run', '--root', 'packages/risk', 'twin', 'liquidationPrice'],
        env: { CAUSEWAY_FULL: '1' },
      },
      seededBugs(2),
    ],
  ],
}
const leftOut =
  'deep invariants (512 runs of depth 256), gas and size snapshots, seeded bugs, long ways end to end (bridges, attacks, insolvency, expiry, keeping, vaults), chaos (kill -9 at 20 moments, several relayers on PostgreSQL), browser, margin twins on 100,000 portfolios'

const logs = join(root, '.causeway', 'test-logs')
mkdirSync(logs, { recursive: true })
const live = process.stdout.isTTY
/** What runs now, by name. */
const running = new Map()
const draw = () => {
  const lines = [...running].map(([name, { started, last }]) => `${name} (${age(started)}) ${last}`)
  process.stdout.write(
    `\r\x1b[2K… ${lines.join(' | ').slice(0, (process.stdout.columns ?? 120) - 3)}`,
  )
}
const age = (started) => `${Math.round((Date.now() - started) / 1000)} s`

async function run({ name, command, env = {} }) {
  const state = { started: Date.now(), last: '' }
  running.set(name, state)
  const file = join(logs, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`)
  const log = await open(file, 'w')
  const [program, ...args] = command
  const code = await new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const take = (chunk) => {
      log.write(chunk)
      state.last = chunk.toString().trim().split('\n').at(-1)?.slice(0, 60) ?? state.last
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', () => resolve(1))
    child.on('close', (status) => resolve(status ?? 1))
  })
  await log.close()
  running.delete(name)
  if (live) process.stdout.write('\r\x1b[2K')
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${age(state.started)})`)
  const text = readFileSync(file, 'utf8')
  for (const line of worthTelling(text)) console.log(`    ${line}`)
  if (code !== 0) console.log(text.split('\n').slice(-150).join('\n'))
  return { name, ok: code === 0, ...testsIn(text) }
}

async function runRow(suites) {
  const results = []
  for (const suite of suites) if (wanted(suite)) results.push(await run(suite))
  return results
}

const wanted = ({ name }) => only.length === 0 || only.some((word) => name.includes(word))
const plan = full ? long : quick
const timer = live && setInterval(draw, 500)
const results = await runRow(plan.first)
if (results.every(({ ok }) => ok))
  results.push(...(await Promise.all(plan.rows.map(runRow))).flat())
if (timer) clearInterval(timer)
const red = results.filter(({ ok }) => !ok)
const sum = (key) => results.reduce((all, result) => all + result[key], 0)
if (!full) console.log(`\nLeft out here, run by "npm run test:full": ${leftOut}.`)
console.log(`\nsuites: ${results.length - red.length} passed, ${red.length} failed`)
// a suite that fails without a failing test (it does not compile, or times out) counts as one
const failed = sum('failed') + red.filter((result) => result.failed === 0).length
console.log(`${sum('passed')} passed, ${failed} failed, ${sum('skipped')} skipped`)
process.exit(red.length > 0 || sum('skipped') > 0 ? 1 : 0)
