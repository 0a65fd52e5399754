import { contractOf, getLogsInChunks, liquidationAbi } from '@causeway/sdk'
import { decodeEventLog, encodeEventTopics, type Hex, type PublicClient } from 'viem'
import { bookTopics, readBookLogs } from '../accounts/bookEvents.js'
import { greater } from '../bigints.js'
import { type Context, chainIn } from '../context.js'

/** Blocks that are read once more: what was reorganised stands in one of them. */
const overlap = 8n
/** Blocks at most: what lies further back comes from those that are final. */
const most = 2_000n

const bidMade = encodeEventTopics({ abi: liquidationAbi, eventName: 'BidMade' })[0]

/** How far a reader of the newest blocks is. */
export type RecentPlace = { head: bigint; seen: Set<string> }

/** A bid that was made, in USD with 18 decimals; told once. */
export type RecentBid = { account: Hex; bidder: Hex; discount: bigint; closed: boolean }

/** What the newest blocks say, which are not final yet: a hint at what to look at, and nothing that is kept. */
export async function readRecent(
  context: Context,
  client: PublicClient,
  place: RecentPlace,
  head: bigint,
) {
  const { deployment, config } = context
  const { hubChain } = deployment
  const { health } = chainIn(context, hubChain)
  const { logRange } = config.policy
  const none = { touched: [], auctions: [], bids: [] }
  // whoever is not done with what is final has no use for hints yet
  if (health.final - health.read > BigInt(logRange)) return none
  const from = greater(greater(health.read, place.head - overlap), head - most) + 1n
  if (from > head) return none
  const chunks = getLogsInChunks(client, {
    address: (['hub', 'liquidation'] as const).map((name) =>
      contractOf(deployment, hubChain, name),
    ),
    topics: [bidMade ? [...bookTopics, bidMade] : bookTopics],
    fromBlock: from,
    toBlock: head,
    chunk: logRange,
  })
  const logs = []
  for await (const chunk of chunks) logs.push(...chunk)
  place.head = head
  const bids = logs.flatMap((log): RecentBid[] => {
    const key = `${log.transactionHash}/${log.logIndex}`
    if (log.topics[0] !== bidMade || place.seen.has(key)) return []
    if (place.seen.size > 1_000) place.seen.clear()
    place.seen.add(key)
    const { data, topics } = log
    const { args } = decodeEventLog({ abi: liquidationAbi, eventName: 'BidMade', data, topics })
    const { account, bidder, outcome } = args
    return [{ account, bidder, discount: outcome.discount, closed: outcome.closed }]
  })
  return { ...readBookLogs(logs), bids }
}
