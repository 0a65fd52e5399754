import { type Auction, type CausewayClient, getAuction } from '@causeway/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.js'

/** The auctions of these accounts that are open, the oldest first; whose are not is taken out of the set. */
export async function readAuctions(
  { metrics }: Pick<Context, 'metrics'>,
  client: CausewayClient,
  open: Set<Hex>,
): Promise<Auction[]> {
  const found = await Promise.all(
    [...open].map(async (account) => {
      const auction = await getAuction(client, { account })
      if (!auction) open.delete(account)
      return auction ?? []
    }),
  )
  const auctions = found.flat().sort((a, b) => a.openedAt - b.openedAt)
  metrics.auctionsOpen.set(auctions.length)
  return auctions
}
