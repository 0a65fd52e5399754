import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { chainOf, type Deployment } from '../deployment.js'

/** Seconds by which clocks of two chains may differ. */
const skew = 900n

type Known = { times: Map<string, number>; starts: Map<string, bigint> }
const knownOf = new WeakMap<Deployment, Known>()

function remember(deployment: Deployment): Known {
  const known = knownOf.get(deployment) ?? { times: new Map(), starts: new Map() }
  knownOf.set(deployment, known)
  return known
}

/** Time of a block in seconds; each block is asked for once. */
export async function timeOf(
  client: CausewayClientBase,
  chain: number,
  block: { blockHash: `0x${string}`; blockNumber: bigint },
): Promise<number> {
  const { times } = remember(client.deployment)
  const key = `${chain}/${block.blockHash}`
  const known = times.get(key)
  if (known !== undefined) return known
  const { timestamp } = await client.reader(chain).getBlock({ blockNumber: block.blockNumber })
  times.set(key, Number(timestamp))
  return Number(timestamp)
}

/** The newest block that can be believed by the rule of the deployment's record. */
export async function finalBlock(client: CausewayClientBase, chain: number): Promise<bigint> {
  const { finality } = chainOf(client.deployment, chain)
  const reader = client.reader(chain)
  if (typeof finality === 'string')
    return (await reader.getBlock({ blockTag: finality })).number ?? 0n
  const depth = BigInt(finality.depth)
  const head = await reader.getBlockNumber({ cacheTime: 0 })
  return head > depth ? head - depth : 0n
}

/**
 * A block of `chain` that is not younger than `time` (seconds, by another chain's clock): where to begin to look for what
 * happened afterwards.
 */
export async function blockBefore(
  client: CausewayClientBase,
  chain: number,
  time: number,
): Promise<bigint> {
  const { starts } = remember(client.deployment)
  const key = `${chain}/${time}`
  const known = starts.get(key)
  if (known !== undefined) return known
  const reader = client.reader(chain)
  const wanted = BigInt(time) - skew
  let low = BigInt(chainOf(client.deployment, chain).deployBlock)
  let high = await reader.getBlockNumber({ cacheTime: 0 })
  // a range this short costs no more to read than to narrow down
  while (high - low > 1_000n) {
    const middle = (low + high) / 2n
    const { timestamp } = await reader.getBlock({ blockNumber: middle })
    if (timestamp < wanted) low = middle
    else high = middle
  }
  starts.set(key, low)
  return low
}
