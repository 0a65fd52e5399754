import type { PublicClient } from 'viem'
import { greater, lesser } from '../bigints.js'

/** What is offered per gas, in wei. */
export type Fees = { maxFee: bigint; priorityFee: bigint }

/** What to offer now: twice the base fee and the usual tip, at most `cap`. */
export async function currentFees(client: PublicClient, cap: bigint): Promise<Fees> {
  const [block, tip] = await Promise.all([
    client.getBlock({ blockTag: 'latest' }),
    client.estimateMaxPriorityFeePerGas(),
  ])
  const base = block.baseFeePerGas ?? 0n
  return capped({ maxFee: base * 2n + tip, priorityFee: tip }, cap)
}

/** What to offer for replacing a transaction: an eighth more at least, as nodes ask. */
export function bumpedFees(before: Fees, now: Fees, cap: bigint): Fees | undefined {
  const bump = (old: bigint) => old + old / 8n + 1n
  const fees = {
    maxFee: greater(bump(before.maxFee), now.maxFee),
    priorityFee: greater(bump(before.priorityFee), now.priorityFee),
  }
  // at the cap a node would refuse the replacement
  return fees.maxFee > cap ? undefined : capped(fees, cap)
}

function capped(fees: Fees, cap: bigint): Fees {
  const maxFee = lesser(fees.maxFee, cap)
  return { maxFee, priorityFee: lesser(fees.priorityFee, maxFee) }
}
