import {
  clearingAbi,
  type Deployment,
  gatewayAbi,
  hubAbi,
  insuranceVaultAbi,
  liquidationAbi,
  oracleAbi,
  paceAbi,
  riskArraysAbi,
  riskEngineAbi,
  riskParametersAbi,
  riskReaderAbi,
  surfacesAbi,
} from '@causeway/sdk'
import {
  type Abi,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  numberToHex,
  type PublicClient,
  zeroHash,
} from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type Context, chainIn, type NodeChain } from '../context.js'
import type { Database } from '../store/database.js'
import { finishTransaction, readTransactions } from '../store/transactions.js'
import { createFakeChain } from './fakeChain.js'
import { fakeContext } from './fakeContext.js'

const abi: Abi = [
  ...[...clearingAbi, ...oracleAbi, ...surfacesAbi, ...riskEngineAbi, ...riskArraysAbi],
  ...[
    ...hubAbi,
    ...insuranceVaultAbi,
    ...liquidationAbi,
    ...paceAbi,
    ...riskReaderAbi,
    ...riskParametersAbi,
    ...gatewayAbi,
  ],
]

/** A vault in which nothing is staked. */
const vault: FakeHub['answers'] = {
  ...{ totalAssets: () => 0n, convertToAssets: () => 0n },
  ...{ COOLDOWN: () => 604_800n, exitsHeld: () => [false, 0n] },
}

/** What the contracts of a hub answer, by function, and the chain's clock in seconds. */
export type FakeHub = {
  now: bigint
  /** Number of its newest block. Default 1. */
  head?: bigint
  answers: Record<string, (...args: readonly unknown[]) => unknown>
}

/** The error of a call that reverts with this data, to be thrown by an answer. */
export function revertWith(data: Hex): Error {
  return Object.assign(new Error('execution reverted'), { code: 3, data })
}

/** The context of a node with a key and one chain, a hub that answers as `hub` says at that moment. */
export function fakeHubContext(deployment: Deployment, database: Database, hub: FakeHub): Context {
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === 'eth_getBlockByNumber')
      return {
        ...{
          number: numberToHex(hub.head ?? 1n),
          hash: zeroHash,
          parentHash: zeroHash,
          transactions: [],
        },
        timestamp: numberToHex(hub.now),
      }
    if (method === 'eth_getLogs') return []
    if (method === 'eth_gasPrice') return numberToHex(10n ** 9n)
    if (method === 'eth_estimateGas') return numberToHex(1_000_000)
    if (method !== 'eth_call') throw new Error(`the fake hub does not know ${method}`)
    const [{ data }] = params as [{ data: Hex }]
    const { functionName, args = [] } = decodeFunctionData({ abi, data })
    const answer = hub.answers[functionName] ?? vault[functionName]
    if (!answer) throw new Error(`the fake hub does not know ${functionName}`)
    return encodeFunctionResult({ abi, functionName, result: answer(...args) } as never)
  }
  const client = createPublicClient({
    transport: custom({ request } as never, { retryCount: 0 }),
    cacheTime: 0,
  }) as PublicClient
  const { node } = createFakeChain(deployment, deployment.hubChain)
  const chain: NodeChain = { ...node, rpc: { ...node.rpc, use: (work) => work(client) } }
  const context = fakeContext(deployment, database, [chain])
  context.keys.sender = privateKeyToAccount(`0x${'11'.repeat(32)}`)
  return context
}

/** What the node has queued and nobody has sent, by purpose. */
export async function queuedBy(context: Context) {
  const { number } = chainIn(context, context.deployment.hubChain)
  const sender = context.keys.sender?.address as Hex
  const rows = await readTransactions(context.database, number, sender, 'queued')
  return rows.map(({ id, purpose, data }) => {
    const { functionName, args } = decodeFunctionData({ abi, data })
    return { id, purpose, functionName, args }
  })
}

/** Ends what the node has queued as if it had been sent. */
export async function mineQueued(context: Context): Promise<void> {
  for (const { id } of await queuedBy(context))
    await finishTransaction(context.database, id, { state: 'mined', block: 1n })
}
