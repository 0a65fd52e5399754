import { type CausewayClient, findChain, getFinality } from '@causeway/sdk'

/**
 * About how many seconds a message takes from chain to chain: its block becomes final, as fast as the chain is just now, or
 * the DVNs wait for their confirmations; then both bridges bring it and it is handled, each in a block or two of the destination.
 */
export async function expectedSeconds(
  client: CausewayClient,
  from: number,
  to: number,
): Promise<number> {
  const { lag } = await getFinality(client, { chain: from })
  const { blockTime, layerzero } = findChain(client.deployment, from)
  const confirmed = layerzero.confirmations * blockTime
  return Math.max(lag, confirmed) + 2 * blockTime + 4 * findChain(client.deployment, to).blockTime
}
