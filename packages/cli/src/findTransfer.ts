import {
  type CausewayClient,
  getTransfer,
  NetworkError,
  NotFoundError,
  type Transfer,
} from '@causeway/sdk'
import { isHash } from 'viem'
import { UsageError } from './exitCodes.js'

/** The transfer that a transaction began, on whichever chain knows it. */
export async function findTransfer(
  client: CausewayClient,
  hash: string,
  chain: string | undefined,
): Promise<Transfer> {
  if (!isHash(hash))
    throw new UsageError(`"${hash}" is not a transaction hash: 0x and 64 hex digits are expected.`)
  if (chain !== undefined) return getTransfer(client, { chain, hash })
  const { chains, name } = client.deployment
  const found = await Promise.allSettled(
    chains.map((entry) => getTransfer(client, { chain: entry.chain, hash })),
  )
  const errors: unknown[] = []
  for (const result of found) {
    if (result.status === 'fulfilled') return result.value
    errors.push(result.reason)
  }
  // a chain that knows the transaction but found no message in it says more than those that do not know it
  const telling = errors.find(
    (e) => e instanceof NotFoundError && /sent no message/.test(e.message),
  )
  const silent = errors.filter((error) => error instanceof NetworkError)
  if (telling) throw telling
  if (silent[0]) throw silent[0]
  const other = errors.find((error) => !(error instanceof NotFoundError))
  if (other) throw other
  throw new NotFoundError(
    `None of ${chains.map((entry) => entry.name).join(', ')} (deployment "${name}") knows the transaction ${hash}: it was never sent there, or its block was replaced.`,
  )
}
