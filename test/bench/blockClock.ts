import type { Devnet } from '@causeway/devnet'
import { rpcBatch } from '../chaos/rpcBatch.js'

/** Tells when blocks appeared, by this machine's clock: their own timestamps have whole seconds only. */
export type BlockClock = {
  /** Milliseconds since 1970 at which the block was first seen; undefined for one that was not watched. */
  seenAt(chain: number, block: bigint): number | undefined
  stop(): void
}

const pollMs = 100

/** Watches the heads of all chains. */
export async function startBlockClock(devnet: Devnet): Promise<BlockClock> {
  const seen = new Map<string, number>()
  const heads = new Map<number, bigint>()
  let stopped = false
  const look = async (chain: number, url: string) => {
    const [head] = await rpcBatch(url, [{ method: 'eth_blockNumber', params: [] }])
    const now = Date.now()
    const newest = BigInt(head as string)
    const before = heads.get(chain) ?? newest - 1n
    for (let block = before + 1n; block <= newest; block++) seen.set(`${chain}/${block}`, now)
    heads.set(chain, newest)
  }
  for (const { number, url } of devnet.chains) {
    await look(number, url)
    const again = () =>
      look(number, url)
        .catch(() => {})
        .finally(() => {
          if (!stopped) setTimeout(again, pollMs)
        })
    void again()
  }
  return {
    seenAt: (chain, block) => seen.get(`${chain}/${block}`),
    stop() {
      stopped = true
    },
  }
}
