import { clearingAbi, decodeInstrument, InstrumentError } from '@causeway/sdk'
import { decodeEventLog, encodeEventTopics, type Hex, type Log, numberToHex } from 'viem'
import type { ListedInstrument, PositionChange } from '../store/positions.js'

/** The events of the clearing that say who holds what, by their first topic. */
export const marketTopics = {
  listed: encodeEventTopics({ abi: clearingAbi, eventName: 'InstrumentListed' })[0],
  traded: encodeEventTopics({ abi: clearingAbi, eventName: 'Traded' })[0],
  settled: encodeEventTopics({ abi: clearingAbi, eventName: 'PositionSettled' })[0],
}

/** What the logs of a range say about positions. */
export type MarketRead = { listed: ListedInstrument[]; changes: PositionChange[] }

/**
 * What the clearing's logs say: which instruments there are, and by how much each position changed. Added up from the
 * clearing's first block on, the changes are the positions; logs of other events are passed over.
 */
export function readMarketLogs(logs: readonly Log<bigint, number, false>[]): MarketRead {
  const read: MarketRead = { listed: [], changes: [] }
  const topics: (Hex | undefined)[] = Object.values(marketTopics)
  for (const log of logs) {
    if (!topics.includes(log.topics[0])) continue
    const { blockNumber: block, logIndex } = log
    const event = decodeEventLog({ abi: clearingAbi, data: log.data, topics: log.topics })
    const change = (part: 0 | 1, account: Hex, instrument: bigint, size: bigint) =>
      read.changes.push({ block, logIndex, part, account, instrument: idOf(instrument), size })
    if (event.eventName === 'InstrumentListed')
      read.listed.push(...listedAs(idOf(event.args.instrument), block))
    if (event.eventName === 'Traded') {
      const { taker, maker, instrument, size } = event.args
      change(0, taker, instrument, size)
      change(1, maker, instrument, -size)
    }
    if (event.eventName === 'PositionSettled') {
      const { account, instrument, size } = event.args
      change(0, account, instrument, -size)
    }
  }
  return read
}

/** Nothing of an instrument whose underlying no client can name: nobody could ask for its price either. */
function listedAs(instrument: Hex, block: bigint): ListedInstrument[] {
  try {
    decodeInstrument(instrument)
    return [{ instrument, block }]
  } catch (error) {
    if (error instanceof InstrumentError) return []
    throw error
  }
}

function idOf(instrument: bigint): Hex {
  return numberToHex(instrument, { size: 20 })
}
