import type { Call } from '@causeway/sdk'
import type { Context, Lane } from '../context.js'
import { SetupError } from '../errors.js'
import { enqueue } from '../store/transactions.js'

/** Queues a call of the node's key on a chain and wakes its sender. Returns false when it is under way or must wait. */
export async function submit(
  context: Context,
  chain: number,
  call: Call,
  options: { purpose: string; gas?: bigint; chained?: boolean },
): Promise<boolean> {
  const { sender } = context.keys
  if (!sender) throw new SetupError('keys.sender is missing')
  const queued = await enqueue(context.database, {
    ...call,
    ...options,
    chain,
    sender: sender.address,
  })
  if (queued) {
    context.log.debug({ chain, purpose: options.purpose }, 'queued')
    context.wake(`send/${chain}`)
  }
  return queued
}

/** A lane in names of loops, leases and purposes. */
export function nameOf({ from, to }: Lane): string {
  return `${from}-${to}`
}
