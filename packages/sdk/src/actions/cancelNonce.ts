import { keyringAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type CancelNonceParameters = { account?: AccountRef | undefined; nonce: bigint }
export type CancelNonceReturnType = WriteResult

/**
 * Makes a signed withdrawal worthless that was not brought yet.
 *
 * @example
 * await cancelNonce(client, { nonce: withdrawal.nonce })
 */
export async function cancelNonce(
  client: CausewayClientBase,
  parameters: CancelNonceParameters,
): Promise<CancelNonceReturnType> {
  return sendWrite(client, prepareCancelNonce(client, parameters))
}

/** Makes the request of {@link cancelNonce} without sending it. */
export function prepareCancelNonce(
  client: CausewayClientBase,
  { account, nonce }: CancelNonceParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'keyring'),
    abi: keyringAbi,
    functionName: 'cancelNonce',
    args: [resolveAccount(client, account), nonce],
  })
}

/** Runs {@link cancelNonce} without sending it. */
export async function simulateCancelNonce(
  client: CausewayClientBase,
  parameters: CancelNonceParameters,
): Promise<void> {
  await simulateWrite(client, prepareCancelNonce(client, parameters), {
    abi: keyringAbi,
    functionName: 'cancelNonce',
  })
}
