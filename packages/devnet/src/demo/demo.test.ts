import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { foundryBinary } from '../../../../tools/foundry.mjs'

const folder = mkdtempSync(join(tmpdir(), 'causeway-demo-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Tells the story, and calls `during` when its first chapter begins. */
function tellStory(during: () => void): Promise<{ code: number | null; err: string }> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=source', '--import', tsx, main, '--once'], {
    cwd: folder,
  })
  let out = ''
  let err = ''
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  child.stdout.on('data', (chunk) => {
    const before = out.includes('1. Alice')
    out += chunk
    if (!before && out.includes('1. Alice')) during()
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })))
}

test('error: a chain dies in the middle of the story: one line says so', async () => {
  mkdirSync(folder, { recursive: true })
  const { code, err } = await tellStory(() => {
    const [run = ''] = readdirSync(join(folder, '.causeway')).filter((name) => /devnet-/.test(name))
    const world = JSON.parse(readFileSync(join(folder, '.causeway', run, 'world.json'), 'utf8'))
    const chain = (world.chains as { name: string; pid: number }[]).find(
      ({ name }) => name === 'arbitrum',
    )
    process.kill(chain?.pid ?? -1, 'SIGKILL')
  })
  expect(code).toBe(1)
  const [what, where, ...rest] = err.trim().split('\n')
  expect(what).toMatch(
    /^Failed: The chain arbitrum has ended; its last words are in .*arbitrum\.log\.$/,
  )
  expect(where).toMatch(/^The logs of all processes are in /)
  expect(rest).toEqual([])
})

test('error: a program that is not installed: one line says what to do', () => {
  expect(() => foundryBinary('cast' as never)).toThrow(
    /^cast is not installed for \w+-\w+ \(package @foundry-rs\/cast-\w+-\w+\)\. Run "npm install" in the project folder\.$/,
  )
  // `npm start` where the packages are there but the binaries are not
  const tools = fileURLToPath(new URL('../../../../tools', import.meta.url))
  mkdirSync(join(folder, 'node_modules', 'viem'), { recursive: true })
  for (const file of ['start.mjs', 'foundry.mjs'])
    cpSync(join(tools, file), join(folder, 'tools', file))
  const { status, stderr, stdout } = spawnSync(process.execPath, ['tools/start.mjs', '--once'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(
    /^anvil is not installed for .* Run "npm install" in the project folder\.\n$/,
  )
})
