import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clearingAbi, encodeInstrument, parseInstrument } from '@causeway/sdk'
import { decodeFunctionData, encodeFunctionResult, type Hex, numberToHex } from 'viem'
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
    [['settle', 'bob'], /is not an account/],
    [['expiry', 'ETH-PERP'], /is no expiry: write it like ETH-20261225/],
    [['expiry', 'ETH-20261332'], /is no expiry/],
    [['expiry', 'ETH-20261225', 'guess'], /observe or fix/],
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

type Asked = { method: string; params: [{ data: Hex }] }

/** A hub's chain that answers: an account with two positions, of which one has expired. */
async function serveHub({ isFixed }: { isFixed: boolean }) {
  const held = (name: string, size: bigint) => {
    const instrument = BigInt(encodeInstrument(parseInstrument(name)))
    return { instrument, size, cost: 0n, fundingIndex: 0n }
  }
  const answers: Record<string, unknown> = {
    positionsOf: [held('ETH-20261225', -2n * 10n ** 18n), held('ETH-20270625', 10n ** 18n)],
    settlementOf: isFixed ? [3_100n * 10n ** 18n, 0n, true] : [0n, 10n ** 18n, false],
  }
  const answer = ({ method, params }: Asked) => {
    if (method === 'eth_chainId') return numberToHex(900_003)
    if (method === 'eth_getBlockByNumber')
      return { number: '0x1', timestamp: numberToHex(expiry + 60), transactions: [] }
    const { functionName } = decodeFunctionData({ abi: clearingAbi, data: params[0].data })
    const result = answers[functionName]
    return encodeFunctionResult({ abi: clearingAbi, functionName, result } as never)
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const calls = JSON.parse(body) as (Asked & { id: number })[]
      const replies = calls.map((call) => ({ jsonrpc: '2.0', id: call.id, result: answer(call) }))
      response.end(JSON.stringify(replies))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { rpc: `base=http://127.0.0.1:${port}`, close: () => server.close() }
}
const expiry = Date.UTC(2026, 11, 25, 8) / 1_000

describe('settling', () => {
  test('behavior: what has expired is listed, and settled only when somebody says yes', async () => {
    const { rpc, close } = await serveHub({ isFixed: true })
    const env = { CAUSEWAY_PRIVATE_KEY: key }
    const listed = await cli(['settle', '--list', '--rpc', rpc], env)
    expect(listed.code).toBe(exitCodes.ok)
    expect(listed.out).toBe(
      'instrument    size  expired               settlement USD\n' +
        'ETH-20261225    -2  2026-12-25 08:00 UTC           3,100\n',
    )
    const asked = await cli(['settle', '--rpc', rpc], env)
    expect(asked.err).toContain('--yes')
    expect((await cli(['settle', '--rpc', rpc])).code).toBe(exitCodes.usage)
    close()
  })

  test('behavior: --json has everything in the smallest unit', async () => {
    const { rpc, close } = await serveHub({ isFixed: false })
    const env = { CAUSEWAY_PRIVATE_KEY: key }
    const { out } = await cli(['settle', '--list', '--json', '--rpc', rpc], env)
    const { expired, fixed, hash } = JSON.parse(out)
    expect(expired).toMatchObject([
      { name: 'ETH-20261225', size: '-2000000000000000000', settlement: { isFixed: false } },
    ])
    expect([fixed, hash]).toEqual([[], null])
    const shown = await cli(['expiry', 'ETH-20261225', '--json', '--rpc', rpc])
    expect(JSON.parse(shown.out)).toMatchObject({
      ...{ name: 'ETH-20261225', expiry, phase: 'expired, not fixed' },
      ...{ fixedPart: '0', remaining: '1000000000000000000', isFixed: false },
    })
    close()
  })

  test('behavior: an expiry says how far its price is known', async () => {
    const { rpc, close } = await serveHub({ isFixed: true })
    const { code, out } = await cli(['expiry', 'ETH-20261225', '--rpc', rpc])
    expect(code).toBe(exitCodes.ok)
    expect(out).toMatch(/ETH-20261225 +2026-12-25 08:00 UTC +fixed +3,100 +0 %/)
    const fix = await cli(['expiry', 'ETH-20261225', 'fix', '--rpc', rpc])
    expect(fix.code).toBe(exitCodes.usage)
    close()
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
