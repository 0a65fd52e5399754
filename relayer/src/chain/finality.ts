import type { Finality } from '@causeway/sdk'
import type { Hash, PublicClient } from 'viem'

/** A block as far as it matters here. `timestamp` in seconds. */
export type BlockRef = { number: bigint; hash: Hash; parentHash: Hash; timestamp: bigint }

/** The newest block that can be believed by the chain's rule, and the head. */
export async function readFinal(
  client: PublicClient,
  finality: Finality,
): Promise<{ head: BlockRef; final: bigint }> {
  if (typeof finality === 'string') {
    const [head, block] = await Promise.all([
      readBlock(client, 'latest'),
      readBlock(client, finality),
    ])
    return { head, final: block.number }
  }
  const head = await readBlock(client, 'latest')
  const depth = BigInt(finality.depth)
  return { head, final: head.number > depth ? head.number - depth : 0n }
}

/** Reads a block by number or tag. */
export async function readBlock(
  client: PublicClient,
  which: bigint | 'latest' | 'safe' | 'finalized',
): Promise<BlockRef> {
  const block = await client.getBlock(
    typeof which === 'bigint' ? { blockNumber: which } : { blockTag: which },
  )
  const { number, hash, parentHash, timestamp } = block
  if (number === null || hash === null) throw new Error('the RPC answered with a pending block')
  return { number, hash, parentHash, timestamp }
}
