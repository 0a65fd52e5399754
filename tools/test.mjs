#!/usr/bin/env node
// Runs the suites one after the other with a live line for each, and says at the end what it left out.
//   node tools/test.mjs          what `npm test` promises, on npm packages alone
//   node tools/test.mjs --full   the long suite: deep invariants, seeded bugs, chaos, several relayers on PostgreSQL
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const full = process.argv.includes('--full')
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const node = process.execPath
const bin = (name) => join(root, 'node_modules', '.bin', name)
const forge = (...args) => [node, 'tools/foundry.mjs', 'forge', ...args]
const turbo = (...args) => [bin('turbo'), 'run', ...args, '--concurrency=1', '--output-logs=full', '--no-daemon']
const deep = { FOUNDRY_PROFILE: 'deep' }

/** @type {{ name: string, command: string[], env?: Record<string, string> }[]} */
const quick = [
  { name: 'contracts compile', command: forge('build', 'contracts', '--deny', 'warnings') },
  { name: 'generated ABIs are current', command: [node, 'tools/abis.mjs', '--check'] },
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'Solidity format', command: forge('fmt', '--check', 'contracts', 'test') },
  { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'contract tests and invariants', command: forge('test', '--no-match-path', 'test/gas/**') },
  { name: 'gas and size snapshots', command: [node, 'tools/gas.mjs', '--check'] },
  { name: 'packages and end to end', command: turbo('test') },
]
const long = [
  { name: 'deep invariants', command: forge('test', '--match-path', 'test/invariant/**'), env: deep },
  { name: 'seeded bugs are caught', command: [node, 'test/mutants/run.mjs'] },
  { name: 'chaos', command: [bin('vitest'), 'run', '--root', 'test', 'chaos'], env: { CAUSEWAY_FULL: '1' } },
]
const leftOut = 'deep invariants (256 runs of depth 256), seeded bugs, chaos (kill -9 at 20 moments, several relayers on PostgreSQL)'

const logs = join(root, '.causeway', 'test-logs')
mkdirSync(logs, { recursive: true })
const live = process.stdout.isTTY

async function run({ name, command, env = {} }) {
  const started = Date.now()
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`
  const file = join(logs, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.log`)
  const log = await open(file, 'w')
  const [program, ...args] = command
  let last = ''
  const code = await new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const take = (chunk) => {
      log.write(chunk)
      last = chunk.toString().trim().split('\n').at(-1)?.slice(0, 70) ?? last
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    const timer = live && setInterval(() => process.stdout.write(`\r\x1b[2K… ${name} (${seconds()}) ${last}`), 500)
    child.on('error', () => resolve(1))
    child.on('close', (status) => {
      if (timer) clearInterval(timer)
      resolve(status ?? 1)
    })
  })
  await log.close()
  if (live) process.stdout.write('\r\x1b[2K')
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds()})`)
  const text = readFileSync(file, 'utf8')
  if (code !== 0) console.log(text.split('\n').slice(-120).join('\n'))
  return { name, ok: code === 0, skipped: skippedIn(text) }
}

/** Tests that a runner reports as skipped: a suite that skips is not green. */
function skippedIn(text) {
  let count = 0
  for (const [, n] of text.matchAll(/(\d+) skipped/g)) count += Number(n)
  return count
}

const suites = (full ? long : quick).filter(({ name }) => only.length === 0 || only.some((word) => name.includes(word)))
const results = []
for (const suite of suites) results.push(await run(suite))
const failed = results.filter(({ ok }) => !ok)
const skipped = results.reduce((sum, result) => sum + result.skipped, 0)
if (!full) console.log(`\nLeft out here, run by "npm run test:full": ${leftOut}.`)
console.log(`\nsuites: ${results.length - failed.length} passed, ${failed.length} failed, ${skipped} skipped`)
process.exit(failed.length > 0 || skipped > 0 ? 1 : 0)
