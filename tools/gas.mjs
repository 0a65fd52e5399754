#!/usr/bin/env node
// Measures what everything costs, at this moment, and prints it beside its limits, its floors and what others pay.
//   npm run gas                 the table
//   npm run gas -- --json       one JSON object of whole numbers, nothing else
//   npm run gas -- --check      compares with the committed snapshots, and fails on any difference
//   npm run gas -- --update     compiles everything anew, and writes the snapshots
// Fails when the suite does, or when a number is above its limit.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildArguments, foundryBinary } from './foundry.mjs'
import { kinds, markets, takeApart } from './gas/breakdown.mjs'
import { apart as apartNames, chapters, limits, lines, peers, sized } from './gas/facts.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const snapshots = join(root, 'test/snapshots')
const traces = join(snapshots, '.traces')
const flags = new Set(process.argv.slice(2))
const unknown = [...flags].filter((flag) => !['--json', '--check', '--update'].includes(flag))
if (unknown.length > 0) fail(`unknown option ${unknown[0]}: there are --json, --check and --update`)

const json = flags.has('--json')
if (flags.has('--update')) compileAnew()
const gas = measure()
const sizes = measureSizes()
const failures = exceeded(gas)

if (flags.has('--update')) {
  write('Gas.json', gas)
  write('sizes.json', sizes)
}
if (flags.has('--check')) {
  const found = [...differences('Gas.json', gas), ...differences('sizes.json', sizes)]
  failures.push(...found)
  if (found.length > 0)
    failures.push('where contracts were compiled piece by piece: remove out and cache, try again')
}

if (json) {
  console.log(JSON.stringify(gas))
} else {
  printTable(gas)
  const apart = await takeAllApart(gas)
  printBreakdown(apart)
  printContracts(await takeMarketsApart(gas))
  printSizes(sizes)
}
rmSync(traces, { recursive: true, force: true })
if (failures.length > 0) fail(failures.join('\n'))

/** Compiles as the tests' first step does, from nothing: what was compiled piece by piece is not what others will have. */
function compileAnew() {
  const stdio = ['ignore', json ? 'ignore' : 'inherit', 'inherit']
  const args = [...buildArguments, '--force']
  const { status } = spawnSync(foundryBinary('forge'), args, { cwd: root, stdio })
  if (status !== 0) fail('the contracts do not compile')
}

/** Runs the suite isolated and returns its numbers by name. */
function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-gas-'))
  rmSync(traces, { recursive: true, force: true })
  mkdirSync(traces, { recursive: true })
  const args = ['test', '--match-path', 'test/gas/*', '--isolate']
  const result = spawnSync(foundryBinary('forge'), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: {
      ...process.env,
      CAUSEWAY_GAS: 'true',
      CAUSEWAY_GAS_TRACES: json ? '' : 'test/snapshots/.traces',
      FOUNDRY_SNAPSHOTS: folder,
    },
  })
  if (result.status !== 0) fail(`the gas suite failed\n${result.stdout}${result.stderr}`)
  const measured = JSON.parse(readFileSync(join(folder, 'Gas.json'), 'utf8'))
  rmSync(folder, { recursive: true })
  const numbers = Object.entries(measured).map(([name, value]) => [name, Number(value)])
  return withLines(Object.fromEntries(numbers))
}

/** Adds the slope and the start of each line, by least squares. */
function withLines(measured) {
  const added = Object.entries(lines).flatMap(([name, counts]) => {
    const values = counts.map((count) => measured[`${name}_${count}`])
    const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length
    const [x, y] = [mean(counts), mean(values)]
    const slope =
      mean(counts.map((count, i) => (count - x) * (values[i] - y))) /
      mean(counts.map((count) => (count - x) ** 2))
    return [
      [`${name}_each`, Math.round(slope)],
      [`${name}_base`, Math.round(y - slope * x)],
    ]
  })
  return { ...measured, ...Object.fromEntries(added) }
}

/** Bytes of runtime code of each of our contracts, as compiled just now. */
function measureSizes() {
  // biome-ignore lint/suspicious/noUndeclaredEnvVars: forge's own setting
  const out = process.env.FOUNDRY_OUT ?? join(root, 'out')
  const size = (name) => {
    const path = join(out, `${name}.sol`, `${name}.json`)
    if (!existsSync(path)) return undefined
    return (JSON.parse(readFileSync(path, 'utf8')).deployedBytecode.object.length - 2) / 2
  }
  const measured = sized.map((name) => [name, size(name)])
  return Object.fromEntries(measured.filter(([, bytes]) => bytes !== undefined))
}

function exceeded(measured) {
  return Object.entries(limits).flatMap(([name, limit]) => {
    const value = measured[name]
    if (value === undefined) return [`${name} was not measured`]
    return value > limit ? [`${name} uses ${grouped(value)} gas, more than ${grouped(limit)}`] : []
  })
}

function differences(file, measured) {
  const path = join(snapshots, file)
  if (!existsSync(path)) return [`test/snapshots/${file} is missing: npm run gas -- --update`]
  const committed = JSON.parse(readFileSync(path, 'utf8'))
  const names = new Set([...Object.keys(committed), ...Object.keys(measured)])
  return [...names]
    .filter((name) => committed[name] !== measured[name])
    .map((name) => `${file}: ${name} is ${measured[name]}, committed is ${committed[name]}`)
}

function write(file, values) {
  const sorted = Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(join(snapshots, file), `${JSON.stringify(sorted, null, 2)}\n`)
}

function printTable(measured) {
  console.log('Gas of whole transactions, each cold and by itself, in the steady state')
  for (const [title, rows] of chapters) {
    console.log(
      `\n${title.padEnd(76)}${'ours'.padStart(10)}${'limit'.padStart(11)} ${'peer'.padStart(11)}`,
    )
    for (const [name, what] of rows) {
      const value = measured[name]
      const peer = peers[name]
      const line = `  ${name.padEnd(36)}${what.padEnd(38)}${grouped(value).padStart(10)}`
      const limit = limits[name] === undefined ? '' : grouped(limits[name])
      const theirs = peer === undefined ? '' : `${grouped(peer.gas).padStart(11)}  ${peer.source}`
      console.log(`${line}${limit.padStart(11)} ${theirs}`.trimEnd())
    }
  }
}

/** The transactions to take apart; a credit is the tenth part of what nine more deposits add. */
async function takeAllApart(measured) {
  const rows = []
  const run = async (name) => (await apartOf(measured, name)).parts
  const each = async (title, name) => rows.push([title, await run(name)])
  await each('deposit', 'deposit')
  await each('deposit_native', 'deposit_native')
  for (const kind of ['existing', 'new']) {
    const one = await run(`credit_${kind}_alone`)
    const ten = await run(`credit_${kind}_ten`)
    rows.push([`credit_${kind}_alone`, one])
    const marginal = (part) => Math.trunc(((ten[part] ?? 0) - (one[part] ?? 0)) / 9)
    rows.push([`credit_${kind}`, Object.fromEntries(kinds.map((part) => [part, marginal(part)]))])
  }
  for (const name of ['withdraw_hub', 'withdraw_cash_hub', 'withdraw_spoke']) await each(name, name)
  for (const name of ['publish', 'dvn_verify', 'lz_commit', 'lz_receive', 'vaa_receive'])
    await each(name, name)
  return rows
}

/** The trades, checks and refreshes to take apart, by kind and by contract. */
async function takeMarketsApart(measured) {
  const rows = []
  for (const name of apartNames) rows.push([name, await apartOf(measured, name)])
  return rows
}

async function apartOf(measured, name) {
  const apart = await takeApart(traces, name)
  if (apart.gasUsed !== measured[name])
    failures.push(`${name}: a receipt says ${apart.gasUsed}, the suite ${measured[name]}`)
  return apart
}

function printContracts(rows) {
  printKinds(rows.map(([name, { parts }]) => [name, parts]))
  console.log('\nThe same by contract; a call counts where it is made')
  const short = (name) => name.replace('Parameters', 'Params').replace('Chainlink', '')
  console.log(''.padEnd(26) + markets.map((name) => short(name).padStart(11)).join(''))
  for (const [name, { contracts }] of rows) {
    const cells = markets.map((key) =>
      (contracts[key] ? grouped(contracts[key]) : '·').padStart(11),
    )
    console.log(`  ${name.padEnd(24)}${cells.join('')}`)
  }
}

function printBreakdown(rows) {
  console.log('\nWhere each unit goes (run again on an anvil; its receipts agree with the suite)')
  printKinds(rows)
  console.log(
    '  storage, events, calls, hashing and code are those of our own contracts; calls hold the precompiles; storage holds the\n' +
      '  code that risk arrays are kept as',
  )
  console.log('\nTrading and margin, likewise')
}

function printKinds(rows) {
  console.log(''.padEnd(26) + kinds.map((kind) => kind.padStart(10)).join(''))
  for (const [name, parts] of rows) {
    const cells = kinds.map((kind) => (parts[kind] ? grouped(parts[kind]) : '·').padStart(10))
    console.log(`  ${name.padEnd(24)}${cells.join('')}`)
  }
}

function printSizes(measured) {
  console.log('\nRuntime code, bytes (the most is 24,576)')
  for (const [name, bytes] of Object.entries(measured))
    console.log(`  ${name.padEnd(36)}${grouped(bytes).padStart(48)}`)
}

function grouped(number) {
  return number === undefined ? 'missing' : number.toLocaleString('en-US')
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
