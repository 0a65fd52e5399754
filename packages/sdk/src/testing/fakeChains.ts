import {
  type Abi,
  type AbiFunction,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  erc20Abi,
  type Hex,
  type LocalAccount,
  numberToHex,
  type Transport,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import * as abis from '../abis/index.js'
import { type CausewayClient, createCausewayClient } from '../client/createCausewayClient.js'
import { exampleDeployment } from './exampleDeployment.js'

/** What a fake contract function answers, given its arguments; throws `{ code: 3, data }` to revert. */
export type FakeAnswers = Record<string, (...args: readonly unknown[]) => unknown>

/** What a fake chain was asked to do beyond reading. */
export type FakeSent = { chain: number; transaction: Hex }

/** A revert as a node reports it. */
export class FakeRevert extends Error {
  readonly code = 3
  readonly data: Hex

  constructor(data: Hex) {
    super('execution reverted')
    this.data = data
  }
}

const known = [...Object.values(abis).flat(), ...erc20Abi] as Abi
const account: LocalAccount = privateKeyToAccount(`0x${'22'.repeat(32)}`)

/** A client of the example deployment whose chains answer by function name; other RPC methods by `rpc`. */
export function fakeClient(
  answers: FakeAnswers,
  rpc: Record<string, (params: never, chain: number) => unknown> = {},
): CausewayClient & { asked: string[] } {
  const asked: string[] = []
  const transports = Object.fromEntries(
    exampleDeployment.chains.map(({ chain, chainId }): [number, Transport] => [
      chain,
      custom(
        {
          async request({ method, params }: { method: string; params?: unknown }) {
            asked.push(method)
            const own = rpc[method]
            if (own) return own(params as never, chain)
            if (method === 'eth_chainId') return numberToHex(chainId)
            if (method === 'eth_getCode') return '0x'
            if (method === 'eth_call') return answer(answers, (params as [{ data: Hex }])[0].data)
            throw new Error(`the fake chain does not know ${method}`)
          },
        },
        { retryCount: 0 },
      ),
    ]),
  )
  const client = createCausewayClient({ deployment: exampleDeployment, account, transports })
  return Object.assign(client, { asked })
}

function answer(answers: FakeAnswers, data: Hex): Hex {
  const { functionName, args = [] } = decodeFunctionData({ abi: known, data })
  const found = answers[functionName]
  if (!found) throw new Error(`the fake contract does not know ${functionName}`)
  const outputs = (known as AbiFunction[]).filter(
    (item) => item.type === 'function' && item.name === functionName,
  )
  const result = found(...args)
  return encodeFunctionResult({ abi: outputs.slice(0, 1), functionName, result } as never)
}
