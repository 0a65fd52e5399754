import { type Hex, zeroHash } from 'viem'
import { hubAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { refreshStaleArrays } from './refreshStaleArrays.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type MoveBetweenParameters = {
  /** Two accounts of one owner. */
  from: AccountRef
  to: AccountRef
  /** 32-byte id of a collateral asset; without it cash is moved. */
  asset?: Hex | undefined
  /** 18 decimals. */
  amount: bigint
}
export type MoveBetweenReturnType = WriteResult
export type MoveBetweenErrorType = CausewayError

/**
 * Moves cash or collateral between two accounts of one owner, within the book: nothing crosses a chain. Refreshes the risk arrays
 * that this needs first.
 *
 * @example
 * await moveBetween(client, { from: { subaccount: 0n }, to: { subaccount: 1n }, amount: parseAmount('500', 18) })
 */
export async function moveBetween(
  client: CausewayClientBase,
  parameters: MoveBetweenParameters,
): Promise<MoveBetweenReturnType> {
  const request = prepareMoveBetween(client, parameters)
  await refreshStaleArrays(client, { account: parameters.from })
  return sendWrite(client, request)
}

/** Makes the request of {@link moveBetween} without sending it. */
export function prepareMoveBetween(
  client: CausewayClientBase,
  { from, to, asset = zeroHash, amount }: MoveBetweenParameters,
): WriteRequest {
  if (amount <= 0n) throw new InputError('The amount must be above zero.')
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'hub'),
    abi: hubAbi,
    functionName: 'transfer',
    args: [resolveAccount(client, from), resolveAccount(client, to), asset, amount],
  })
}

/** Runs {@link moveBetween} without sending it. */
export async function simulateMoveBetween(
  client: CausewayClientBase,
  parameters: MoveBetweenParameters,
): Promise<void> {
  await simulateWrite(client, prepareMoveBetween(client, parameters))
}
