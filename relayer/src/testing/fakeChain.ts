import {
  type ChainDeployment,
  type Checkpoint,
  type Deployment,
  fold,
  gatewayAbi,
  leaf,
  type RawMessage,
} from '@causeway/sdk'
import {
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  type Hex,
  keccak256,
  numberToHex,
  type PublicClient,
  stringToHex,
  zeroHash,
} from 'viem'
import type { NodeChain } from '../context.js'
import { encodeMarketEvent, type MarketEvent } from './marketEvents.js'

/** An address that a name stands for. */
export const addressOf = (name: string) => keccak256(stringToHex(name)).slice(0, 42) as Hex

/** A deployment of a hub (3) and one spoke (1), with made-up addresses. */
export function fakeDeployment(): Deployment {
  const chain = (number: number, name: string): ChainDeployment => ({
    chain: number,
    name,
    chainId: 900_000 + number,
    rpcUrls: ['http://127.0.0.1:1'],
    blockTime: 1,
    finality: { depth: 2 },
    deployBlock: 1,
    layerzero: {
      eid: 30_000 + number,
      endpoint: addressOf(`endpoint ${name}`),
      sendLibrary: addressOf(`send ${name}`),
      receiveLibrary: addressOf(`receive ${name}`),
      executor: addressOf(`executor ${name}`),
      requiredDvns: [addressOf('dvn 1'), addressOf('dvn 2'), addressOf('dvn 3')],
      operatorDvn: addressOf('dvn 3'),
      confirmations: 2,
      options: '0x',
    },
    wormhole: { chainId: number, core: addressOf(`core ${name}`), consistency: 1 },
    contracts: {
      accessManager: addressOf(`manager ${name}`),
      quorum: addressOf(`quorum ${name}`),
      committee: addressOf(`committee ${name}`),
      layerZeroTransport: addressOf(`lz ${name}`),
      wormholeTransport: addressOf(`wh ${name}`),
      ...(number === 3
        ? {
            ...{ gateway: addressOf('gateway'), clearing: addressOf('clearing') },
            ...{ oracle: addressOf('oracle'), surfaces: addressOf('surfaces') },
            ...{ riskEngine: addressOf('engine'), riskArrays: addressOf('arrays') },
            ...{ riskReader: addressOf('reader'), riskParameters: addressOf('parameters') },
            ...{ hub: addressOf('hub'), liquidation: addressOf('liquidation') },
            ...{ pace: addressOf('pace'), insuranceVault: addressOf('insuranceVault') },
          }
        : { spoke: addressOf('spoke') }),
    },
    tokens: [],
  })
  const chains = [chain(1, 'ethereum'), chain(3, 'base')]
  return { name: 'fake', hubChain: 3, guardianApis: [], relayerApis: [], chains }
}

type Block = { hash: Hex; messages: RawMessage[]; events: MarketEvent[] }

/** A chain in memory with a messenger of one lane and, on the hub's, a clearing. Blocks can be replaced, logs left out. */
export type FakeChain = {
  /** Adds a block with these messages. */
  mine(...messages: RawMessage[]): void
  /** Adds a block in which the clearing says this. */
  mineMarket(...events: MarketEvent[]): void
  /** Replaces the last `depth` blocks by empty ones. */
  reorg(depth: number): void
  /** Sequences whose logs the RPC does not tell. */
  hidden: Set<bigint>
  /** What the chain itself would publish of block `number`. */
  checkpoint(number: bigint): Checkpoint
  node: NodeChain
}

/** Starts with block 0. */
export function createFakeChain(deployment: Deployment, number: number): FakeChain {
  const own = deployment.chains.find(({ chain }) => chain === number) as ChainDeployment
  const seed = keccak256(stringToHex('lane'))
  const hidden = new Set<bigint>()
  let salt = 0
  const blocks: Block[] = []
  const add = (messages: RawMessage[], events: MarketEvent[] = []) =>
    blocks.push({ hash: keccak256(stringToHex(`${blocks.length}/${salt}`)), messages, events })
  add([])

  const sentBy = (block: number) => blocks.slice(0, block + 1).flatMap(({ messages }) => messages)
  const accAt = (seq: bigint) =>
    blocks
      .flatMap(({ messages }) => messages)
      .slice(0, Number(seq))
      .reduce<Hex>((acc, message, i) => fold(acc, leaf(BigInt(i + 1), message)), seed)
  const blockOf = (tag: string) => (tag === 'latest' ? blocks.length - 1 : Number(tag))

  const call = (data: Hex, tag: string): Hex => {
    const { functionName, args } = decodeFunctionData({ abi: gatewayAbi, data })
    if (functionName === 'accumulator')
      return encodeFunctionResult({ abi: gatewayAbi, functionName, result: accAt(args[1]) })
    if (functionName === 'acceptedAt')
      return encodeFunctionResult({ abi: gatewayAbi, functionName, result: zeroHash })
    if (functionName !== 'laneOf') throw new Error(`the fake chain has no ${functionName}`)
    const numbers = {
      ...{ outSeq: BigInt(sentBy(blockOf(tag)).length), ackedSeq: 0n, publishedSeq: 0n },
      ...{ publishedAt: 0n, pool: 0n, inSeq: 0n, acceptedSeq: 0n, acceptedAt: 0n, frozen: false },
      ...{ heardBlock: 0n, heardTime: 0n, heardHash: zeroHash, echoBlock: 0n, echoTime: 0n },
    }
    const remote = addressOf('remote')
    const result = { remote, outLane: seed, inLane: zeroHash, ...numbers }
    return encodeFunctionResult({ abi: gatewayAbi, functionName, result })
  }

  const logs = (from: number, to: number) => {
    let seq = BigInt(sentBy(from - 1).length)
    return blocks.slice(from, to + 1).flatMap(({ messages, hash }, i) =>
      messages.flatMap((message, logIndex) => {
        seq++
        if (hidden.has(seq)) return []
        return {
          address: own.contracts.spoke ?? own.contracts.gateway,
          topics: encodeEventTopics({
            abi: gatewayAbi,
            eventName: 'Appended',
            args: { chain: number === 3 ? 1 : 3, seq },
          }),
          data: encodeAbiParameters(
            [{ type: 'uint8' }, { type: 'bytes' }],
            [message.kind, message.body],
          ),
          blockNumber: numberToHex(from + i),
          blockHash: hash,
          transactionHash: keccak256(stringToHex(`tx ${seq}`)),
          transactionIndex: '0x0',
          logIndex: numberToHex(logIndex),
          removed: false,
        }
      }),
    )
  }

  const marketLogs = (from: number, to: number) =>
    blocks.slice(from, to + 1).flatMap(({ events, hash }, i) =>
      events.map((event, logIndex) => ({
        ...{ address: own.contracts.clearing, ...encodeMarketEvent(event) },
        ...{ blockNumber: numberToHex(from + i), blockHash: hash, logIndex: numberToHex(logIndex) },
        transactionHash: keccak256(stringToHex(`market ${from + i}`)),
        ...{ transactionIndex: '0x0', removed: false },
      })),
    )

  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    const [first, second] = (params ?? []) as [never, string]
    if (method === 'eth_getBlockByNumber') {
      const block = blocks[blockOf(first)]
      if (!block) return null
      const place = numberToHex(blockOf(first))
      return { number: place, hash: block.hash, parentHash: zeroHash, timestamp: place }
    }
    if (method === 'eth_getLogs') {
      const { fromBlock, toBlock } = first as { fromBlock: string; toBlock: string }
      const range = [Number(fromBlock), Number(toBlock)] as const
      return [...logs(...range), ...marketLogs(...range)]
    }
    if (method === 'eth_call') return call((first as { data: Hex }).data, second)
    throw new Error(`the fake chain does not know ${method}`)
  }
  const client = createPublicClient({
    transport: custom({ request } as never, { retryCount: 0 }),
    cacheTime: 0,
  }) as PublicClient

  const rpc = {
    urls: ['fake'],
    use: <result>(work: (client: PublicClient) => Promise<result>) => work(client),
    agree: <result>(_: number, work: (client: PublicClient) => Promise<result>) => work(client),
  }
  const health = { head: 0n, headTime: 0n, final: 0n, read: 0n, okAt: 0, errorAt: 0 }
  return {
    mine: (...messages) => add(messages),
    mineMarket: (...events) => add([], events),
    reorg(depth) {
      salt++
      const length = blocks.length
      blocks.splice(length - depth)
      while (blocks.length < length) add([])
    },
    hidden,
    checkpoint(at) {
      const outSeq = BigInt(sentBy(Number(at)).length)
      const { hash } = blocks[Number(at)] as Block
      return {
        ...{ lane: seed, outSeq, outAcc: accAt(outSeq), inSeq: 0n, inAcc: zeroHash },
        ...{ blockNumber: at, blockHash: hash, heardBlock: 0n, heardTime: 0n, time: at + 1n },
      }
    },
    node: { number, deployment: own, rpc, health: { ...health, error: undefined } },
  }
}
