import { type Hash, isHash } from 'viem'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import {
  type CausewayError,
  InputError,
  NetworkError,
  NotFoundError,
} from '../errors/causewayError.js'
import { getTransfer } from './getTransfer.js'
import type { Transfer } from './types.js'

export type FindTransferParameters = { hash: Hash }
export type FindTransferReturnType = Transfer
export type FindTransferErrorType = CausewayError

/**
 * The transfer that a transaction began, on whichever chain knows it.
 *
 * @example
 * const { state, fundsAt } = await findTransfer(client, { hash })
 *
 * @throws NotFoundError when no chain knows it; NetworkError when one that might does not answer
 */
export async function findTransfer(
  client: CausewayClientBase,
  { hash }: FindTransferParameters,
): Promise<FindTransferReturnType> {
  if (!isHash(hash))
    throw new InputError(`"${hash}" is not a transaction hash: 0x and 64 hex digits are expected.`)
  const { chains, name } = client.deployment
  const found = await Promise.allSettled(
    chains.map(({ chain }) => getTransfer(client, { chain, hash })),
  )
  const errors: unknown[] = []
  for (const result of found) {
    if (result.status === 'fulfilled') return result.value
    errors.push(result.reason)
  }
  // a chain that knows the transaction but found no message in it says more than those that do not know it
  const telling = errors.find(
    (error) => error instanceof NotFoundError && /sent no message/.test(error.message),
  )
  const silent = errors.find((error) => error instanceof NetworkError)
  const other = errors.find((error) => !(error instanceof NotFoundError))
  throw (
    telling ??
    silent ??
    other ??
    new NotFoundError(
      `None of ${chains.map((entry) => entry.name).join(', ')} (deployment "${name}") knows the transaction ${hash}: it was never sent there, or its block was replaced.`,
    )
  )
}
