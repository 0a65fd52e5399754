import { clearingAbi } from '@causeway/sdk'
import { type AbiEvent, encodeAbiParameters, encodeEventTopics, getAbiItem, type Hex } from 'viem'

/** An event of the clearing by name, with what of it matters here; the rest is zero. */
export type MarketEvent = {
  eventName: 'InstrumentListed' | 'Traded' | 'PositionSettled' | 'MakerSkipped'
  args: Record<string, Hex | bigint>
}

/** Topics and data of an event, as the contract logs it. */
export function encodeMarketEvent({ eventName, args }: MarketEvent): { topics: Hex[]; data: Hex } {
  const { inputs } = getAbiItem({ abi: clearingAbi, name: eventName }) as AbiEvent
  const unindexed = inputs.filter(({ indexed }) => !indexed)
  const values = unindexed.map(
    ({ name = '', type }) => args[name] ?? (type === 'bytes' ? '0x' : 0n),
  )
  return {
    topics: encodeEventTopics({ abi: clearingAbi, eventName, args } as never) as Hex[],
    data: encodeAbiParameters(unindexed, values),
  }
}
