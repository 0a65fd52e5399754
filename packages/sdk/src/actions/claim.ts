import { type Address, isAddressEqual, parseEventLogs } from 'viem'
import { spokeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { findToken, type TokenRef } from '../client/tokens.js'
import type { CausewayError } from '../errors/causewayError.js'
import { requireReceiver } from './input.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type ClaimParameters = {
  chain: ChainRef
  token: TokenRef
  /** Where to send it. Default: the client's own address. */
  to?: Address | undefined
}
/** `amount` in token units. */
export type ClaimReturnType = WriteResult & { amount: bigint }
export type ClaimErrorType = CausewayError

/**
 * Takes what a refused payment left to the client at a vault, to any address.
 *
 * @example
 * const { amount } = await claim(client, { chain: 'arbitrum', token: 'USDC', to: '0x…' })
 *
 * @throws RevertError when there is nothing, or the token refuses again
 */
export async function claim(
  client: CausewayClientBase,
  parameters: ClaimParameters,
): Promise<ClaimReturnType> {
  const request = prepareClaim(client, parameters)
  const result = await sendWrite(client, request)
  const logs = result.receipt.logs.filter(({ address }) => isAddressEqual(address, request.to))
  const [claimed] = parseEventLogs({ abi: spokeAbi, eventName: 'Claimed', logs })
  return { ...result, amount: claimed?.args.amount ?? 0n }
}

/** Makes the request of {@link claim} without sending it. */
export function prepareClaim(
  client: CausewayClientBase,
  parameters: ClaimParameters,
): WriteRequest {
  const entry = findChain(client.deployment, parameters.chain)
  const { address } = findToken(entry, parameters.token)
  return writeRequest(client, {
    chain: entry.chain,
    to: contractOf(client.deployment, entry.chain, 'spoke'),
    abi: spokeAbi,
    functionName: 'claim',
    args: [address, requireReceiver(client, parameters.to)],
  })
}

/** Runs {@link claim} without sending it, and returns the amount in token units. */
export async function simulateClaim(
  client: CausewayClientBase,
  parameters: ClaimParameters,
): Promise<bigint> {
  const request = prepareClaim(client, parameters)
  return simulateWrite(client, request, { abi: spokeAbi, functionName: 'claim' })
}
