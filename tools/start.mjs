#!/usr/bin/env node
// `npm start`: checks what is needed, compiles the contracts if they are not, and starts the local world.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foundryBinary } from './foundry.mjs'

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
  if (fresh) console.log('Compiling the contracts (about half a minute, once) …')
  const build = spawnSync(process.execPath, ['tools/foundry.mjs', 'forge', 'build', 'contracts'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (build.status !== 0) fail(`The contracts do not compile:\n${build.stdout}${build.stderr}`)
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
