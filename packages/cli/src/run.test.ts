import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exampleDeployment } from '../../sdk/src/testing/exampleDeployment.js'
import { exitCodes } from './exitCodes.js'
import { toJson } from './json.js'
import { causeway } from './testing/program.js'
import { short, span, table } from './text.js'

const folder = mkdtempSync(join(tmpdir(), 'causeway-cli-'))
const file = join(folder, 'deployment.json')
writeFileSync(file, JSON.stringify(exampleDeployment))
const key = '11'.repeat(32)

const cli = (args: string[], env: Record<string, string> = {}) =>
  causeway(args, { CAUSEWAY_DEPLOYMENT: file, ...env })

describe('run', () => {
  test('behavior: --help documents keys and exit codes', async () => {
    const { code, out } = await cli(['--help'])
    expect(code).toBe(exitCodes.ok)
    for (const word of ['deposit', 'recover', 'CAUSEWAY_PRIVATE_KEY', 'Exit codes', '3  refused'])
      expect(out).toContain(word)
  })

  test.each([
    [['frobnicate'], /unknown command/],
    [['deposit'], /missing required argument/],
    [['deposit', '1,5', 'USDC', 'arbitrum'], /is not an amount/],
    [['deposit', '1.23456789', 'USDC', 'arbitrum'], /cannot be expressed exactly/],
    [['deposit', '0', 'USDC', 'arbitrum'], /above zero/],
    [['deposit', '1', 'DOGE', 'arbitrum'], /it takes USDC, ETH/],
    [['deposit', '1', 'USDC', 'mars'], /There is no chain "mars"/],
    [['deposit', '1', 'USDC', 'base'], /no vault/],
    [['deposit', '1', 'USDC', 'arbitrum', '--via', 'pigeon'], /approve, permit or permit2/],
    [['deposit', '1', 'USDC', 'arbitrum', '--to', 'bob'], /is not an account/],
    [['withdraw', '1', 'USDC', 'arbitrum', '--receiver', 'bob'], /is not an address/],
    [['account', '0x1234'], /is not an account/],
    [['transfer', '0x1234'], /is not a transaction hash/],
    [['transfer'], /Give a transaction hash/],
    [['transfer', '--seq', '1'], /--seq needs --chain/],
    [['liquidate', `0x${'aa'.repeat(32)}`], /--open, --share or --leg/],
    [['liquidate', 'bob', '--open'], /is not an account/],
    [['liquidate', `0x${'aa'.repeat(32)}`, '--share', '101%'], /up to 100%/],
    [['liquidate', `0x${'aa'.repeat(32)}`, '--share', '5', '--leg', '1 ETH-PERP'], /not both/],
    [['liquidate', `0x${'aa'.repeat(32)}`, '--leg', '1'], /is not understood/],
    [['bid', '10', 'arbitrum', `0x${'aa'.repeat(32)}`], /Say what the bid takes/],
    [['bid', '10', 'base', `0x${'aa'.repeat(32)}`, '--share', '5'], /no cash token|no vault/],
    [['fees', '--rpc', 'arbitrum'], /write chain=url/],
  ])('error: %j is a usage error that says what is wrong', async (args, message) => {
    const { code, err } = await cli(args, { CAUSEWAY_PRIVATE_KEY: key })
    expect(err).toMatch(message)
    expect(code).toBe(exitCodes.usage)
  })

  test('error: sending needs a key, which must be one, and is never shown', async () => {
    const args = ['deposit', '1', 'USDC', 'arbitrum']
    expect((await cli(args)).err).toContain('CAUSEWAY_PRIVATE_KEY')
    const wrong = await cli(args, { CAUSEWAY_PRIVATE_KEY: 'secret-but-wrong' })
    expect(wrong.code).toBe(exitCodes.usage)
    expect(wrong.err).not.toContain('secret-but-wrong')
    const zero = await cli(args, { CAUSEWAY_PRIVATE_KEY: '00'.repeat(32) })
    expect(zero.err).toContain('not a valid key')
  })

  test('error: a missing or broken deployment record', async () => {
    expect((await cli(['fees', '--deployment', join(folder, 'none')])).err).toMatch(
      /no deployment record/,
    )
    const broken = join(folder, 'broken.json')
    writeFileSync(broken, '{')
    expect((await cli(['fees', '--deployment', broken])).err).toMatch(/is not JSON/)
    writeFileSync(broken, '{"name":"x"}')
    const { code, err } = await cli(['fees', '--deployment', broken])
    expect(err).toMatch(/hubChain/)
    expect(code).toBe(exitCodes.usage)
  })

  test('error: chains that do not answer are a failure, in JSON too', async () => {
    const { code, out } = await cli(['fees', '--json', '--rpc', 'arbitrum=http://127.0.0.1:9'])
    expect(code).toBe(exitCodes.failed)
    expect(JSON.parse(out).error).toMatchObject({ name: 'NetworkError', action: 'retry' })
  })
})

describe('text', () => {
  test('behavior: amounts are exact, cut and grouped', () => {
    expect(short(1_234_567_890_123n, 6)).toBe('1,234,567.890123')
    expect(short(1n, 18)).toBe('0')
    expect(short(-1_500_000n, 6)).toBe('-1.5')
    expect(span(90)).toBe('90 s')
    expect(span(7_199)).toBe('120 min')
    expect(table(['a', 'b'], [['1', '22']], [1])).toBe('a   b\n1  22\n')
  })

  test('behavior: JSON keeps bigints as strings', () => {
    expect(toJson({ a: 2n ** 100n, b: undefined })).toBe(
      '{"a":"1267650600228229401496703205376","b":null}',
    )
  })
})
