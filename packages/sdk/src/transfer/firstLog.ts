import {
  type AbiEvent,
  type Address,
  encodeEventTopics,
  type Log,
  type ParseEventLogsReturnType,
  parseEventLogs,
} from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { getLogsInChunks } from '../relay/index.js'

type Parsed<event extends AbiEvent> = ParseEventLogsReturnType<[event], undefined, true>[number]

/** The first log of an event from a block on for which `accept` is true; undefined when there is none yet. */
export async function firstLog<const event extends AbiEvent>(
  client: CausewayClientBase,
  parameters: {
    chain: number
    address: Address
    event: event
    args?: Record<string, unknown>
    fromBlock: bigint
    accept?: (log: Parsed<event>) => boolean
  },
): Promise<Parsed<event> | undefined> {
  for await (const log of eachLog(client, parameters))
    if (parameters.accept?.(log) ?? true) return log
  return undefined
}

/** The logs of an event from a block on, oldest first, read in pieces as they are needed. */
export async function* eachLog<const event extends AbiEvent>(
  client: CausewayClientBase,
  parameters: {
    chain: number
    address: Address
    event: event
    args?: Record<string, unknown>
    fromBlock: bigint
  },
): AsyncGenerator<Parsed<event>> {
  const { chain, address, event, args, fromBlock } = parameters
  const reader = client.reader(chain)
  const abi = [event] as AbiEvent[]
  const topics = encodeEventTopics({ abi, eventName: event.name, args } as never)
  try {
    const toBlock = await reader.getBlockNumber({ cacheTime: 0 })
    for await (const logs of getLogsInChunks(reader, { address, topics, fromBlock, toBlock }))
      for (const log of parseEventLogs({ abi, logs: logs as Log[] }))
        yield log as unknown as Parsed<event>
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain })
  }
}
