import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockFolder } from './lock.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('default', async () => {
  const lock = await lockFolder(folder)
  await expect(lockFolder(folder)).rejects.toThrow(`another process (pid ${process.pid}`)
  await lock.release()
  await (await lockFolder(folder)).release()
})

test('behavior: two folders do not know of each other', async () => {
  const other = mkdtempSync(join(tmpdir(), 'causeway-lock-'))
  const locks = await Promise.all([lockFolder(folder), lockFolder(other)])
  await Promise.all(locks.map((lock) => lock.release()))
  rmSync(other, { recursive: true })
})

test('behavior: a killed process leaves no lock', async () => {
  const module = new URL('./lock.ts', import.meta.url).href
  const program = `import(${JSON.stringify(module)}).then(({ lockFolder }) =>
    lockFolder(${JSON.stringify(folder)}).then(() => { console.log('locked'); setInterval(() => {}, 1000) }))`
  const child = spawn(process.execPath, [
    ...['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', program],
  ])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  await expect(lockFolder(folder)).rejects.toThrow(`(pid ${child.pid}`)
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
  await (await lockFolder(folder)).release()
})
