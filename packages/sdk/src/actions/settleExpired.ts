import { clearingAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { getExpired } from './getExpired.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type SettleExpiredParameters = {
  account?: AccountRef | undefined
  /** Default: all of the account that have expired and whose settlement price is fixed. */
  instruments?: readonly InstrumentRef[] | undefined
}
export type SettleExpiredReturnType = WriteResult
export type SettleExpiredErrorType = CausewayError

/**
 * Pays out an account's positions that have expired, at their settlement prices, and takes them from the book. Anyone may, for
 * any account; what is not there is passed over.
 *
 * @example
 * await settleExpired(client)
 *
 * @throws InputError when nothing is named and nothing waits to be settled
 * @throws RevertError when one has not expired, or its settlement price is not fixed
 */
export async function settleExpired(
  client: CausewayClientBase,
  parameters: SettleExpiredParameters = {},
): Promise<SettleExpiredReturnType> {
  return sendWrite(client, await prepareSettleExpired(client, parameters))
}

/** Makes the request of {@link settleExpired} without sending it. */
export async function prepareSettleExpired(
  client: CausewayClientBase,
  { account: ref, instruments }: SettleExpiredParameters = {},
): Promise<WriteRequest> {
  const account = resolveAccount(client, ref)
  const ids = instruments?.map(resolveInstrument) ?? (await fixedOf(client, account))
  if (ids.length === 0)
    throw new InputError(
      'Nothing waits to be settled: no position has expired with its settlement price fixed.',
    )
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'clearing'),
    abi: clearingAbi,
    functionName: 'settleExpired',
    args: [account, ids.map(BigInt)],
  })
}

/** Runs {@link settleExpired} without sending it. */
export async function simulateSettleExpired(
  client: CausewayClientBase,
  parameters: SettleExpiredParameters = {},
): Promise<void> {
  await simulateWrite(client, await prepareSettleExpired(client, parameters))
}

async function fixedOf(client: CausewayClientBase, account: AccountRef) {
  const expired = await getExpired(client, { account })
  return expired.filter(({ settlement }) => settlement.isFixed).map(({ id }) => id)
}
