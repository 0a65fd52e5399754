#!/usr/bin/env node
// `npm start`: checks what is needed, compiles the contracts if they are not, and starts the local world.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildArguments, foundryBinary } from './foundry.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const fail = (text) => {
  console.error(text)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Causeway needs Node 20 or newer; this is ${process.version}.`)
if (!existsSync(join(root, 'node_modules', 'viem')))
  fail('The packages are not installed: run "npm install" first.')
try {
  foundryBinary('anvil')
  foundryBinary('forge')
} catch (error) {
  fail(error.message)
}

const asksForHelp = process.argv.includes('--help')
if (!asksForHelp) {
  const fresh = !existsSync(join(root, 'out', 'Hub.sol'))
  const { code, output } = await compile(fresh)
  if (code !== 0) fail(`The contracts do not compile:\n${output}`)
}

/** Compiles with a ticking line, so that one sees that it goes on; where nobody watches, with a line now and then. */
function compile(fresh) {
  const build = spawn(foundryBinary('forge'), buildArguments, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const take = (chunk) => {
    output += chunk
  }
  build.stdout.on('data', take)
  build.stderr.on('data', take)
  const began = Date.now()
  const live = process.stdout.isTTY
  const what = fresh
    ? 'compiling the contracts (about two minutes, once)'
    : 'looking at the contracts'
  const seconds = () => `${Math.round((Date.now() - began) / 1_000)} s`
  const tick = () => {
    if (live) process.stdout.write(`\r\x1b[2K… ${what} ${seconds()}`)
    else console.log(`… ${what} ${seconds()}`)
  }
  if (live || fresh) tick()
  const timer = setInterval(tick, live ? 1_000 : 10_000)
  const interrupt = () => {
    build.kill()
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt)
  return new Promise((resolve) => {
    build.on('error', (error) => resolve({ code: 1, output: error.message }))
    build.on('close', (code) => {
      clearInterval(timer)
      for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt)
      if (live) process.stdout.write('\r\x1b[2K')
      if (fresh && code === 0) console.log(`✓ compiled the contracts (${seconds()})`)
      resolve({ code, output })
    })
  })
}

const child = spawn(
  process.execPath,
  [
    '--conditions=source',
    '--import',
    'tsx',
    'packages/devnet/src/demo/main.ts',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
// Ctrl-C reaches the child by itself; this process only waits for it to end what it started.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
