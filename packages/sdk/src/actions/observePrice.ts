import { stringToHex } from 'viem'
import { oracleAbi } from '../abis/index.js'
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

export type ObservePriceParameters = {
  /** The oracle's name of the price, e.g. `ETH` or `ETH-PERP`. */
  underlying: string
}
export type ObservePriceReturnType = WriteResult
export type ObservePriceErrorType = CausewayError

/**
 * Has the oracle remember the present price: later ones are judged against it, and maintenance margin falls back to it while
 * the price is refused. Within a minute of the last one it does nothing. Anyone may.
 *
 * @example
 * await observePrice(client, { underlying: 'ETH' })
 *
 * @throws RevertError while a source is unsound
 */
export async function observePrice(
  client: CausewayClientBase,
  parameters: ObservePriceParameters,
): Promise<ObservePriceReturnType> {
  return sendWrite(client, prepareObservePrice(client, parameters))
}

/** Makes the request of {@link observePrice} without sending it. */
export function prepareObservePrice(
  client: CausewayClientBase,
  { underlying }: ObservePriceParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  return writeRequest(client, {
    chain: hubChain,
    to: contractOf(client.deployment, hubChain, 'oracle'),
    abi: oracleAbi,
    functionName: 'observe',
    args: [toPriceName(underlying)],
  })
}

/** Runs {@link observePrice} without sending it. */
export async function simulateObservePrice(
  client: CausewayClientBase,
  parameters: ObservePriceParameters,
): Promise<void> {
  await simulateWrite(client, prepareObservePrice(client, parameters))
}

/** The oracle's 32 bytes of a price's name. @throws InputError when it is empty or too long */
export function toPriceName(underlying: string) {
  if (!/^[\x21-\x7e]{1,31}$/.test(underlying))
    throw new InputError(`"${underlying}" is no name of a price: up to 31 characters, e.g. ETH.`)
  return stringToHex(underlying, { size: 32 })
}
