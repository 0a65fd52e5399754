import type { AbiEvent, Address, GetLogsReturnType, Hash, PublicClient } from 'viem'

/** The three depths at which a chain can be believed. */
export type Level = 'latest' | 'safe' | 'finalized'

/** A log with the time of its block, in seconds. */
export type Followed<events extends readonly AbiEvent[]> = GetLogsReturnType<
  undefined,
  events,
  true,
  bigint,
  bigint
>[number] & { blockNumber: bigint; blockHash: Hash; blockTime: number }

/** What `createFollower` takes. */
export type FollowerParameters<events extends readonly AbiEvent[]> = {
  client: PublicClient
  addresses: Address[]
  events: events
  level: Level
  /** Logs of blocks up to `upTo`, in order. When it throws, the same range comes again. */
  onLogs(logs: Followed<events>[], upTo: bigint): void | Promise<void>
  /** The chain was reorganised: what was told of blocks after `to` no longer holds. */
  onRollback?(to: bigint): void
}

/** Reads a chain's logs by a pulled cursor. */
export type Follower = {
  /** Catches up with the chain. Rejects when the chain does not answer; call it again. */
  step(): Promise<void>
  /** The last block that was read; -1 before the first. */
  cursor(): bigint
  /** Whether it has caught up at least once. */
  caughtUp(): boolean
}

const span = 2_000n
const remembered = 512

/**
 * Follows the logs of some contracts from block 0 up to the block that the chain calls `level`. The blocks that carried
 * logs are read again and must be the ones of the logs; the hash at the cursor must still be canonical, else the cursor goes
 * back to the last block that is. So a log is told only while its block stands at that level.
 */
export function createFollower<const events extends readonly AbiEvent[]>(
  parameters: FollowerParameters<events>,
): Follower {
  const { client, level } = parameters
  let seen: { number: bigint; hash: Hash }[] = []
  let ready = false
  const last = () => seen.at(-1)

  async function rewind(): Promise<void> {
    const before = last()
    while (seen.length > 0) {
      const top = last()
      if (!top || (await hashAt(client, top.number)) === top.hash) break
      seen.pop()
    }
    const to = last()?.number ?? -1n
    if (before && to !== before.number) parameters.onRollback?.(to)
  }

  return {
    cursor: () => last()?.number ?? -1n,
    caughtUp: () => ready,
    async step() {
      const head = await client.getBlock({ blockTag: level })
      const top = last()
      const isNext = top && head.number === top.number + 1n && head.parentHash === top.hash
      if (!isNext && head.hash !== top?.hash) await rewind()
      while ((last()?.number ?? -1n) < head.number) {
        const fromBlock = (last()?.number ?? -1n) + 1n
        const toBlock = fromBlock + span - 1n < head.number ? fromBlock + span - 1n : head.number
        const isEmpty = fromBlock === head.number && BigInt(head.logsBloom ?? 1) === 0n
        const logs = isEmpty ? [] : await readLogs(parameters, fromBlock, toBlock)
        const hash = toBlock === head.number ? head.hash : await hashAt(client, toBlock)
        if (!logs || !hash) throw new Error('the chain was reorganised while it was read')
        await parameters.onLogs(logs, toBlock)
        seen.push({ number: toBlock, hash })
        seen = seen.slice(-remembered)
      }
      ready = true
    },
  }
}

async function hashAt(client: PublicClient, blockNumber: bigint): Promise<Hash | undefined> {
  try {
    return (await client.getBlock({ blockNumber })).hash ?? undefined
  } catch (error) {
    if ((error as Error).name === 'BlockNotFoundError') return undefined
    throw error
  }
}

/** The logs of a range with the times of their blocks, or nothing when a block was replaced between the two reads. */
async function readLogs<events extends readonly AbiEvent[]>(
  { client, addresses, events }: FollowerParameters<events>,
  fromBlock: bigint,
  toBlock: bigint,
): Promise<Followed<events>[] | undefined> {
  const logs = await client.getLogs({
    address: addresses,
    events,
    fromBlock,
    toBlock,
    strict: true,
  })
  const numbers = [...new Set(logs.map(({ blockNumber }) => blockNumber))]
  const blocks = await Promise.all(numbers.map((blockNumber) => client.getBlock({ blockNumber })))
  const byHash = new Map(blocks.map((block) => [block.hash, block]))
  const followed: Followed<events>[] = []
  for (const log of logs) {
    const block = byHash.get(log.blockHash)
    if (!block) return undefined
    followed.push({ ...log, blockTime: Number(block.timestamp) } as Followed<events>)
  }
  return followed
}
