import { hubAbi, liquidationAbi, parseAccountId } from '@causeway/sdk'
import { encodeEventTopics, type Hex, isAddressEqual, type Log, zeroAddress } from 'viem'
import type { AuctionEvent } from '../store/accounts.js'

type HubEvent = Parameters<typeof encodeEventTopics<typeof hubAbi>>[0]['eventName']

/** Events of the hub that change what the book says of an account, whose first topics name it. */
const changes = [
  'Credited',
  'Withdrawn',
  'EscapeDebited',
  'Posted',
  'CashCut',
  'Transferred',
  'ModeSet',
] as const satisfies readonly HubEvent[]

const transferred = encodeEventTopics({ abi: hubAbi, eventName: 'Transferred' })[0]
const opened = encodeEventTopics({ abi: liquidationAbi, eventName: 'AuctionOpened' })[0]
const closed = encodeEventTopics({ abi: liquidationAbi, eventName: 'AuctionClosed' })[0]
const onHub: (Hex | undefined)[] = changes.map(
  (eventName) => encodeEventTopics({ abi: hubAbi, eventName })[0],
)

/** The events of the hub and the liquidation that are read, by their first topic. */
export const bookTopics: Hex[] = [...onHub, opened, closed].filter((topic) => topic !== undefined)

/** What the logs of a range say about books: whose changed, and which auctions began and ended. */
export type BookRead = { touched: Hex[]; auctions: AuctionEvent[] }

/** What the logs of hub and liquidation say; others are passed over, and so are accounts of the book itself. */
export function readBookLogs(logs: readonly Log<bigint, number, false>[]): BookRead {
  const touched = new Set<Hex>()
  const auctions: AuctionEvent[] = []
  for (const { topics, blockNumber: block, logIndex } of logs) {
    const [event, account, other] = topics
    if (account === undefined) continue
    if (onHub.includes(event)) touched.add(account)
    if (event === transferred && other !== undefined) touched.add(other)
    if (event === opened) auctions.push({ block, logIndex, account, kind: 'opened' })
    if (event === closed) auctions.push({ block, logIndex, account, kind: 'closed' })
  }
  return { touched: [...touched].filter((account) => !isReserved(account)), auctions }
}

function isReserved(account: Hex): boolean {
  return isAddressEqual(parseAccountId(account).owner, zeroAddress)
}
