import type { Address } from 'viem'
import { spokeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import type { CausewayError } from '../errors/causewayError.js'
import { onlyAppended } from './appended.js'
import { ampleAppendFee } from './getAppendFee.js'
import { requireAmount, requireReceiver } from './input.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type RequestExitParameters = {
  chain: ChainRef
  token: TokenRef
  /** Token units, or all that the account will have. */
  amount: bigint | 'all'
  account?: AccountRef | undefined
  receiver?: Address | undefined
  /** Wei for the lane. Default: what it asks and a tenth. */
  fee?: bigint | undefined
}
export type RequestExitReturnType = WriteResult & { seq: bigint }
export type RequestExitErrorType = CausewayError

/** The amount that means everything. */
const all = (1n << 128n) - 1n

/**
 * Asks the hub from a vault's chain, in a way that nobody there can censor, to release tokens to `receiver` on this chain.
 * The hub books a ticket that anyone may execute.
 *
 * @example
 * const { hash } = await requestExit(client, { chain: 'arbitrum', token: 'USDC', amount: 'all' })
 *
 * @throws RevertError when the client does not own the account as seen from this chain
 */
export async function requestExit(
  client: CausewayClientBase,
  parameters: RequestExitParameters,
): Promise<RequestExitReturnType> {
  const request = await prepareRequestExit(client, parameters)
  const result = await sendWrite(client, request)
  return { ...result, seq: onlyAppended(client, request.chain, result.receipt).seq }
}

/** Makes the request of {@link requestExit} without sending it. */
export async function prepareRequestExit(
  client: CausewayClientBase,
  parameters: RequestExitParameters,
): Promise<WriteRequest> {
  const { deployment } = client
  const entry = findChain(deployment, parameters.chain)
  const token = findToken(entry, parameters.token)
  const amount = parameters.amount === 'all' ? all : requireAmount(parameters.amount)
  const account = resolveAccount(client, parameters.account)
  const receiver = requireReceiver(client, parameters.receiver)
  return writeRequest(client, {
    chain: entry.chain,
    to: contractOf(deployment, entry.chain, 'spoke'),
    abi: spokeAbi,
    functionName: 'requestExit',
    args: [account, token.address, amount, receiver],
    value:
      parameters.fee ??
      (await ampleAppendFee(client, { from: entry.chain, to: deployment.hubChain })),
  })
}

/** Runs {@link requestExit} without sending it, and returns the message's number. */
export async function simulateRequestExit(
  client: CausewayClientBase,
  parameters: RequestExitParameters,
): Promise<bigint> {
  const request = await prepareRequestExit(client, parameters)
  return simulateWrite(client, request, { abi: spokeAbi, functionName: 'requestExit' })
}
