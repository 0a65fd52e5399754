import { type Auction, type CausewayClient, getAuction } from '@causeway/sdk'
import type { Hex } from 'viem'
import type { Context } from '../context.js'

/** Those of `chosen` that are open, the oldest first; whose are not is taken out of `open`. Default: all of these. */
export async function readAuctions(
  { metrics }: Pick<Context, 'metrics'>,
  client: CausewayClient,
  open: Set<Hex>,
  chosen: Iterable<Hex> = open,
): Promise<Auction[]> {
  const found = await Promise.all(
    [...chosen].map(async (account) => {
      const auction = await getAuction(client, { account })
      if (!auction) open.delete(account)
      return auction ?? []
    }),
  )
  const auctions = found.flat().sort((a, b) => a.openedAt - b.openedAt)
  metrics.auctionsOpen.set(open.size)
  return auctions
}
