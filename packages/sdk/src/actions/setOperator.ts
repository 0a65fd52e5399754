import { type Address, isAddress } from 'viem'
import { keyringAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

/** What an operator may do for an account, as bits. */
export const operatorRights = { trade: 1, withdrawToOwner: 2 } as const

export type SetOperatorParameters = {
  account?: AccountRef | undefined
  /** A key that signs for an application, or a venue's contract. */
  operator: Address
  /** None take its rights away. */
  rights: readonly (keyof typeof operatorRights)[]
  /** Seconds, inclusive. */
  expiry: number
}
export type SetOperatorReturnType = WriteResult
export type SetOperatorErrorType = CausewayError

/**
 * Lets a session key or a venue act for an account until `expiry`.
 *
 * @example
 * await setOperator(client, { operator: session.address, rights: ['trade'], expiry: now + 86_400 })
 */
export async function setOperator(
  client: CausewayClientBase,
  parameters: SetOperatorParameters,
): Promise<SetOperatorReturnType> {
  return sendWrite(client, prepareSetOperator(client, parameters))
}

/** Makes the request of {@link setOperator} without sending it. */
export function prepareSetOperator(
  client: CausewayClientBase,
  { account, operator, rights, expiry }: SetOperatorParameters,
): WriteRequest {
  if (!isAddress(operator))
    throw new InputError(`"${operator}" is no address, or its checksum is wrong: copy it again.`)
  const bits = rights.reduce((sum, right) => sum | (operatorRights[right] ?? 0), 0)
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'keyring'),
    abi: keyringAbi,
    functionName: 'setOperator',
    args: [resolveAccount(client, account), operator, bits, expiry],
  })
}

/** Runs {@link setOperator} without sending it. */
export async function simulateSetOperator(
  client: CausewayClientBase,
  parameters: SetOperatorParameters,
): Promise<void> {
  await simulateWrite(client, prepareSetOperator(client, parameters))
}
