import {
  type AbiParameter,
  BaseError,
  BlockNotFoundError,
  encodeErrorResult,
  type Hex,
  HttpRequestError,
  RpcRequestError,
} from 'viem'
import { describe, expect, test } from 'vitest'
import * as abis from '../abis/index.js'
import { exampleDeployment } from '../testing/exampleDeployment.js'
import { toAssetId } from '../wire/index.js'
import { NetworkError, RevertError } from './causewayError.js'
import { knownErrors } from './knownErrors.js'
import { sentences } from './sentences.js'
import { decodeRevert, revertError, toCausewayError } from './toCausewayError.js'

const sample = ({ type }: AbiParameter): unknown =>
  type.startsWith('uint') || type.startsWith('int')
    ? Number(type.replace(/\D/g, '')) > 48
      ? 7n
      : 7
    : type === 'address'
      ? '0x00000000000000000000000000000000000000aa'
      : type === 'bool'
        ? true
        : type === 'string'
          ? 'text'
          : type.startsWith('bytes') && type !== 'bytes'
            ? `0x${'00'.repeat(Number(type.slice(5)))}`
            : '0x'

const all = Object.entries(abis).flatMap(([name, abi]) =>
  abi
    .filter((item) => item.type === 'error')
    .map((item) => [`${name}.${item.name}`, item] as const),
)

describe('sentences', () => {
  test.each(all)('behavior: %s decodes and says what to do', (_, item) => {
    const args = item.inputs.map(sample)
    const data = encodeErrorResult({ abi: [item], errorName: item.name, args } as never)
    const decoded = decodeRevert(data)
    expect(decoded?.errorName).toBe(item.name)
    expect(Object.keys(decoded?.args ?? {})).toEqual(item.inputs.map((input) => input.name))
    expect(sentences, `${item.name} has no sentence`).toHaveProperty(item.name)
    const error = revertError(data)
    expect(error.message.length).toBeGreaterThan(item.name.length + 15)
    expect(error.message).not.toMatch(/undefined|NaN|\[object/)
  })

  test('behavior: no sentence is for an error that nobody throws', () => {
    const names = new Set<string>([...knownErrors.map(({ name }) => name), 'Error', 'Panic'])
    expect(Object.keys(sentences).filter((name) => !names.has(name))).toEqual([])
  })
})

describe('revertError', () => {
  test('behavior: amounts and names come from the deployment', () => {
    const data = encodeErrorResult({
      abi: abis.spokeAbi,
      errorName: 'Spoke_OverCap',
      args: [usdc, 5_500_000n, 1_000_000n],
    })
    const error = revertError(data, { deployment: exampleDeployment, chain: 2 })
    expect(error.message).toMatchInlineSnapshot(
      `"The vault's cap leaves room for 1 USDC only, not 5.5 USDC: deposit less, or on another chain. (Spoke_OverCap)"`,
    )
    expect(error.action).toBe('fix')
    expect(error.revert.args.room).toBe(1_000_000n)
  })

  test('behavior: assets are named with their chain', () => {
    const asset = toAssetId({ chain: 2, token: usdc })
    const data = encodeErrorResult({
      abi: abis.hubAbi,
      errorName: 'Hub_NotCovered',
      args: [asset, 1_000_000n, 2_500_000n],
    })
    const error = revertError(data, { deployment: exampleDeployment })
    expect(error.message).toContain('USDC on arbitrum holds 1 USDC, 2.5 USDC are asked for')
  })

  test('behavior: a string and a panic', () => {
    const text = `0x08c379a0${'20'.padStart(64, '0')}${'2'.padStart(64, '0')}${'6f6b'.padEnd(64, '0')}`
    expect(revertError(text as Hex).message).toContain('"ok"')
    const panic = `0x4e487b71${'11'.padStart(64, '0')}` as const
    expect(revertError(panic).message).toContain('0x11')
  })

  test('error: unknown bytes stay readable', () => {
    expect(revertError('0xdeadbeef').message).toContain('0xdeadbeef')
    expect(revertError('0x').message).toContain('without a reason')
  })
})

describe('toCausewayError', () => {
  test('behavior: finds the revert wherever it stands', () => {
    const data = encodeErrorResult({ abi: abis.spokeAbi, errorName: 'Spoke_ZeroAmount' })
    const inner = Object.assign(new Error('execution reverted'), { code: 3, data })
    const error = toCausewayError(new BaseError('outer', { cause: inner }), {
      functionName: 'deposit',
    })
    expect(error).toBeInstanceOf(RevertError)
    expect(error.message).toContain('deposit: The amount is zero')
  })

  test('behavior: keeps what is one already', () => {
    const error = new NetworkError('gone')
    expect(toCausewayError(error)).toBe(error)
  })

  test('behavior: what a node may answer differently next time can be retried', () => {
    const url = 'http://x.test'
    const rpc = new RpcRequestError({ body: {}, url, error: { code: -32603, message: 'busy' } })
    for (const error of [
      new TypeError('fetch failed'),
      new HttpRequestError({ url }),
      new BaseError('outer', { cause: rpc }),
      new BlockNotFoundError({}),
    ])
      expect(toCausewayError(error, { deployment: exampleDeployment, chain: 2 })).toMatchObject({
        name: 'NetworkError',
        action: 'retry',
      })
    expect(toCausewayError(rpc, { deployment: exampleDeployment, chain: 2 }).message).toContain(
      'The RPC of arbitrum',
    )
  })

  test('error: a mistake of our own is not taken for a bad network', () => {
    const error = new TypeError("Cannot read properties of undefined (reading 'x')")
    expect(toCausewayError(error)).toMatchObject({ action: 'give up', cause: error })
  })
})

const usdc = '0x00000000000000000000000000000000000000b2'
