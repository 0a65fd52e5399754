import type { AbiEvent, Address, GetLogsReturnType } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { chainOf } from '../deployment.js'
import { toCausewayError } from '../errors/toCausewayError.js'

/** Nodes that refuse a range are asked again for its halves, down to this many blocks. */
const smallest = 16n

export type FindLogsParameters<event extends AbiEvent> = {
  chain: number
  address: Address
  event: event
  /** Values of indexed arguments. */
  args?: Record<string, unknown>
  /** Default: the block of the deployment. */
  fromBlock?: bigint | undefined
  /** Default: the newest block. */
  toBlock?: bigint | undefined
}

/**
 * Logs of one event in order. A range that a node finds too large is split until it answers.
 *
 * @throws NetworkError when even a short range is refused
 */
export async function findLogs<const event extends AbiEvent>(
  client: CausewayClientBase,
  parameters: FindLogsParameters<event>,
): Promise<GetLogsReturnType<event, [event], true>> {
  const { chain, address, event, args } = parameters
  const reader = client.reader(chain)
  const from = parameters.fromBlock ?? BigInt(chainOf(client.deployment, chain).deployBlock)
  const read = async (
    fromBlock: bigint,
    toBlock: bigint,
  ): Promise<GetLogsReturnType<event, [event], true>> => {
    if (fromBlock > toBlock) return []
    try {
      return (await reader.getLogs({
        address,
        event: event as AbiEvent,
        args: args as never,
        strict: true,
        fromBlock,
        toBlock,
      })) as unknown as GetLogsReturnType<event, [event], true>
    } catch (error) {
      if (toBlock - fromBlock < smallest) throw error
      const middle = (fromBlock + toBlock) / 2n
      return [...(await read(fromBlock, middle)), ...(await read(middle + 1n, toBlock))] as never
    }
  }
  try {
    return await read(from, parameters.toBlock ?? (await reader.getBlockNumber({ cacheTime: 0 })))
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain })
  }
}
