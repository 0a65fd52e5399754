#!/usr/bin/env node
// Starts the Foundry binary of this platform and passes its exit code on (the launchers on npm exit 0 on failure).
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)

/**
 * What forge is told to compile of what is shipped, with the harness that the margin twin is held against. Always these together: what
 * the compiler makes of a contract depends, by a few gas and sometimes by kilobytes, on the files that it is given with it. The script
 * `build:contracts` of package.json says the same once more.
 */
export const buildArguments = ['build', 'contracts', 'test/base/RiskHarness.sol']

/** Path of the native `forge` or `anvil` binary. Throws with the remedy when it is not installed. */
export function foundryBinary(tool) {
  const os =
    { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform] ?? process.platform
  const cpu = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch
  const name = `@foundry-rs/${tool}-${os}-${cpu}`
  const fail = () =>
    new Error(
      `${tool} is not installed for ${os}-${cpu} (package ${name}). Run "npm install" in the project folder.`,
    )
  let root
  try {
    root = dirname(require.resolve(`${name}/package.json`))
  } catch {
    throw fail()
  }
  const path = join(root, 'bin', process.platform === 'win32' ? `${tool}.exe` : tool)
  if (!existsSync(path)) throw fail()
  return path
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [tool, ...args] = process.argv.slice(2)
  if (tool !== 'forge' && tool !== 'anvil') {
    console.error('usage: node tools/foundry.mjs forge|anvil [arguments]')
    process.exit(2)
  }
  let binary
  try {
    binary = foundryBinary(tool)
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  const child = spawn(binary, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
