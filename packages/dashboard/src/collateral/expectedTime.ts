import { type Deployment, findChain } from '@causeway/sdk'
import { showSeconds } from '../format/time.js'

/** How old a block is when its chain calls it so, in seconds: two epochs and more of Ethereum, on which rollups wait. */
const ages = { finalized: 1_080, safe: 420, latest: 0 } as const

/**
 * About how long a message takes from chain to chain: its block becomes final, the DVNs wait for their confirmations,
 * both bridges bring it and it is handled, each in a block or two of the destination.
 */
export function expectedSeconds(deployment: Deployment, from: number, to: number): number {
  const { finality, blockTime, layerzero } = findChain(deployment, from)
  const final = typeof finality === 'string' ? ages[finality] : finality.depth * blockTime
  const confirmed = layerzero.confirmations * blockTime
  return Math.max(final, confirmed) + 2 * blockTime + 4 * findChain(deployment, to).blockTime
}

export function sayExpected(deployment: Deployment, from: number, to: number): string {
  return `about ${showSeconds(expectedSeconds(deployment, from, to))}`
}
