import type { Devnet } from '@causeway/devnet'
import { hubAbi, parseAssetId, spokeAbi } from '@causeway/sdk'
import type { Address } from 'viem'
import { spokesOf } from '../chaos/deposits.js'
import type { BlockClock } from './blockClock.js'

/** One transfer: when its deposit's block appeared and when the block of its credit did, in milliseconds since 1970. */
export type Crossing = { chain: number; seq: bigint; sentAt: number; creditedAt: number }

/** Newest block of each chain, to read from later. */
export type Marks = ReadonlyMap<number, bigint>

export async function markBlocks(devnet: Devnet): Promise<Marks> {
  const client = devnet.client('carol')
  const entries = devnet.chains.map(
    async ({ number }) => [number, await client.reader(number).getBlockNumber()] as const,
  )
  return new Map(await Promise.all(entries))
}

/** The transfers whose deposits came after `marks` and that are credited. */
export async function readCrossings(
  devnet: Devnet,
  clock: BlockClock,
  marks: Marks,
): Promise<Crossing[]> {
  const client = devnet.client('carol')
  const { deployment } = devnet
  const { hubChain } = deployment
  const hub = deployment.chains.find(({ chain }) => chain === hubChain)
  const credits = await client.reader(hubChain).getContractEvents({
    address: hub?.contracts.hub as Address,
    abi: hubAbi,
    eventName: 'Credited',
    fromBlock: (marks.get(hubChain) ?? 0n) + 1n,
    strict: true,
  })
  const credited = new Map(
    credits.map(({ args, blockNumber }) => {
      const { chain } = parseAssetId(args.asset)
      return [`${chain}/${args.seq}`, clock.seenAt(hubChain, blockNumber)]
    }),
  )
  const found = spokesOf(devnet).map(async ({ chain, contracts }) => {
    const sent = await client.reader(chain).getContractEvents({
      address: contracts.spoke as Address,
      abi: spokeAbi,
      eventName: 'Appended',
      fromBlock: (marks.get(chain) ?? 0n) + 1n,
      strict: true,
    })
    return sent.flatMap(({ args, blockNumber }) => {
      const sentAt = clock.seenAt(chain, blockNumber)
      const creditedAt = credited.get(`${chain}/${args.seq}`)
      if (sentAt === undefined || creditedAt === undefined) return []
      return [{ chain, seq: args.seq, sentAt, creditedAt }]
    })
  })
  return (await Promise.all(found)).flat()
}

/**
 * Seconds that no relayer can save, with blocks of one second: the checkpoint is in the block after the deposit's (1) and
 * final two blocks later (2); at the hub verification, delivery and ingest follow from one another, a block each (3).
 */
export const floorSeconds = 6

/** Seconds of each crossing beyond the floor, ascending. */
export function addedSeconds(crossings: readonly Crossing[]): number[] {
  return crossings
    .map(({ sentAt, creditedAt }) => (creditedAt - sentAt) / 1_000 - floorSeconds)
    .sort((a, b) => a - b)
}

/** The value below which a share of the sorted values lies. */
export function percentile(sorted: readonly number[], share: number): number {
  const index = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  return sorted[Math.max(0, index)] ?? Number.NaN
}
