import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { exitCodes } from './exitCodes.js'
import { causeway } from './testing/program.js'

const folder = mkdtempSync(join(tmpdir(), 'causeway-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('error: a name that nothing has, a file without a header, an option that makes no sense', async () => {
  const file = join(folder, 'prices.csv')
  writeFileSync(file, 'a,b\n1,2\n')
  for (const [args, message] of [
    [['tulips'], /one of march-2020, may-2021/],
    [[file], /no header with a time and open/],
    [['calm', '--fund', '-1'], /fund: 0 at least/],
    [[join(folder, 'none.csv')], /There is no file/],
  ] as const) {
    const { code, err } = await causeway(['replay', ...args], {})
    expect(err).toMatch(message)
    expect(code).toBe(exitCodes.usage)
  }
})
