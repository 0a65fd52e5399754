#!/usr/bin/env node
// Applies each mutant of mutants.json, a one-line bug, to a copy of the contracts and runs the tests that must turn red.
// Exits 1 if one survives. Usage: node test/mutants/run.mjs [part of a name] [--part 1/3] [--check]
// With --check nothing runs: each mutant must stand where it says, once.
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: '1/1' }, check: { type: 'boolean', default: false } },
})
const wanted = positionals[0] ?? ''
// neighbours share their tests, so that each part compiles few of them
const all = JSON.parse(readFileSync(join(root, 'test/mutants/mutants.json'), 'utf8'))
const [, part = 0, parts = 0] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(values.part) ?? []).map(Number)
if (part < 1 || part > parts) {
  console.error(`--part ${values.part} is none: say for instance --part 1/3`)
  process.exit(2)
}
const from = (n) => Math.ceil((all.length * n) / parts)
const mutants = all.slice(from(part - 1), from(part)).filter((m) => m.name.includes(wanted))
if (mutants.length === 0) {
  console.error(`no mutant's name contains "${wanted}"`)
  process.exit(2)
}

for (const { name, file, find } of mutants) {
  const path = join(root, file)
  const times = existsSync(path) ? readFileSync(path, 'utf8').split(find).length - 1 : 0
  if (times === 1) continue
  console.error(`mutant "${name}": what it changes stands ${times} times in ${file}, not once`)
  process.exit(2)
}

if (values.check) {
  console.log(`${mutants.length} mutants stand where they say`)
  process.exit(0)
}

/** The file and everything of ours that it imports, relative to the root. */
function closure(file, seen = new Set()) {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(join(root, file), 'utf8')
  for (const [, path] of text.matchAll(/from "([^"]+)"/g)) {
    if (path.startsWith('.')) closure(relative(root, resolve(root, dirname(file), path)), seen)
    else if (path.startsWith('causeway/')) closure(path.replace('causeway/', 'contracts/'), seen)
  }
  return seen
}

const copy = mkdtempSync(join(tmpdir(), 'causeway-mutants-'))
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))

const suites = [...new Set(mutants.map((m) => m.tests))]
const files = new Set(suites.flatMap((suite) => [...closure(suite)]))
for (const file of files) {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  cpSync(join(root, file), join(copy, file))
}
cpSync(join(root, 'tools'), join(copy, 'tools'), { recursive: true })
cpSync(join(root, 'foundry.toml'), join(copy, 'foundry.toml'))
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))

// without the optimizer compiling is faster; but the search for risk arrays then finds no room on the stack
const optimizer = files.has('contracts/margin/RiskBlob.sol')

/** Runs test suites in the copy: 'green', 'red', or what hindered them. */
function test(pattern) {
  // what an earlier mutant failed on would be replayed
  rmSync(join(copy, 'cache/invariant'), { recursive: true, force: true })
  rmSync(join(copy, 'cache/fuzz'), { recursive: true, force: true })
  const run = spawnSync(
    process.execPath,
    ['tools/foundry.mjs', 'forge', 'test', '--fail-fast', '--match-path', pattern],
    {
      cwd: copy,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      // the same code without the intermediate representation compiles several times faster
      env: {
        ...process.env,
        FOUNDRY_VIA_IR: 'false',
        FOUNDRY_OPTIMIZER: String(optimizer),
        // whether a bug is caught must not be a matter of luck
        FOUNDRY_FUZZ_SEED: '0xca05e3a7',
        FOUNDRY_FUZZ_RUNS: '64',
        FOUNDRY_INVARIANT_RUNS: '12',
        FOUNDRY_INVARIANT_DEPTH: '128',
        FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT: '0',
        FOUNDRY_INVARIANT_CHECK_INTERVAL: '4',
      },
    },
  )
  if (run.status === 0) return { state: 'green', output: run.stdout }
  const failed =
    /\[FAIL[^\n]*\] (\w+)/.exec(run.stdout) ?? /\[FAIL[\s\S]*? (invariant_\w+)\(\)/.exec(run.stdout)
  if (failed) return { state: 'red', by: failed[1] }
  return { state: 'broken', output: `${run.stdout}\n${run.stderr}`.slice(-3000) }
}

const live = (text) => process.stdout.isTTY && process.stdout.write(`\r\x1b[2K${text}`)
const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`

live('the tests without a mutant …')
const started = Date.now()
const clean = test(suites.length === 1 ? suites[0] : `{${suites.join(',')}}`)
if (clean.state !== 'green') {
  console.error(
    `\nthe tests are not green without a mutant (${clean.by ?? ''})\n${clean.output ?? ''}`,
  )
  process.exit(1)
}

const rows = []
for (const [index, mutant] of mutants.entries()) {
  live(`${index + 1}/${mutants.length} ${mutant.name} …`)
  const since = Date.now()
  const path = join(copy, mutant.file)
  const original = readFileSync(path, 'utf8')
  writeFileSync(
    path,
    original.replace(mutant.find, () => mutant.replace),
  )
  const result = test(mutant.tests)
  writeFileSync(path, original)
  const verdict = { red: 'killed', green: 'SURVIVED', broken: 'BROKEN' }[result.state]
  rows.push({ ...mutant, verdict, by: result.by ?? '' })
  live('')
  console.log(
    `${verdict.padEnd(9)} ${mutant.name.padEnd(46)} ${(result.by ?? '').padEnd(58)} ${seconds(since)}`,
  )
  if (result.state === 'broken') console.error(result.output)
}

const killed = rows.filter((row) => row.verdict === 'killed').length
console.log(`${killed} of ${rows.length} mutants killed, ${seconds(started)}`)
process.exit(killed === rows.length ? 0 : 1)
