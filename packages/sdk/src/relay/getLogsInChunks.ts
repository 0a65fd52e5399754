import type { Address, Hex, Log, LogTopic } from 'viem'
import { hexToBigInt, hexToNumber, numberToHex } from 'viem'
import type { ReadClient } from './client.js'

/** Raw topics, as `eth_getLogs` takes them. */
export type Topics = readonly LogTopic[]

type RpcLog = {
  address: Address
  topics: [Hex, ...Hex[]]
  data: Hex
  blockNumber: Hex
  blockHash: Hex
  transactionHash: Hex
  transactionIndex: Hex
  logIndex: Hex
  removed: boolean
}

/** `eth_getLogs` of one range of blocks. */
export async function getRawLogs(
  client: ReadClient,
  parameters: {
    address: Address | readonly Address[]
    topics: Topics
    fromBlock: bigint
    toBlock: bigint
  },
): Promise<Log<bigint, number, false>[]> {
  const { address, topics, fromBlock, toBlock } = parameters
  const logs = (await client.request({
    method: 'eth_getLogs',
    params: [
      {
        address: address as Address,
        topics: topics as LogTopic[],
        fromBlock: numberToHex(fromBlock),
        toBlock: numberToHex(toBlock),
      },
    ],
  } as never)) as RpcLog[]
  return logs.map((log) => ({
    ...log,
    blockNumber: hexToBigInt(log.blockNumber),
    logIndex: hexToNumber(log.logIndex),
    transactionIndex: hexToNumber(log.transactionIndex),
  })) as Log<bigint, number, false>[]
}

/**
 * Logs of a long range, in pieces of at most `chunk` blocks (default 2,000), oldest first. A piece that the RPC refuses is
 * halved, down to a single block.
 */
export async function* getLogsInChunks(
  client: ReadClient,
  parameters: {
    address: Address | readonly Address[]
    topics: Topics
    fromBlock: bigint
    toBlock: bigint
    chunk?: number | undefined
  },
): AsyncGenerator<Log<bigint, number, false>[]> {
  const { address, topics, toBlock } = parameters
  let width = BigInt(parameters.chunk ?? 2_000)
  let fromBlock = parameters.fromBlock
  while (fromBlock <= toBlock) {
    const end = fromBlock + width - 1n < toBlock ? fromBlock + width - 1n : toBlock
    try {
      yield await getRawLogs(client, { address, topics, fromBlock, toBlock: end })
      fromBlock = end + 1n
    } catch (error) {
      if (width <= 1n) throw error
      width /= 2n
    }
  }
}
