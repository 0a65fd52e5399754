import type { Hex } from 'viem'
import { exchangeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { type Order, toContractOrder } from '../wire/index.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type CancelOrderParameters = {
  order: Order
  /** Of `signCancelOrder`, by somebody who may trade for the account. Without it the client itself must be allowed to. */
  signature?: Hex | undefined
}
export type CancelOrderReturnType = WriteResult
export type CancelOrderErrorType = CausewayError

/**
 * Makes what is left of an order worthless, wherever it was handed to. A fill that comes first stands.
 *
 * @example
 * await cancelOrder(client, { order })
 *
 * @throws RevertError when the order is filled or cancelled already, or is not the client's
 */
export async function cancelOrder(
  client: CausewayClientBase,
  parameters: CancelOrderParameters,
): Promise<CancelOrderReturnType> {
  return sendWrite(client, prepareCancelOrder(client, parameters))
}

/** Makes the request of {@link cancelOrder} without sending it. */
export function prepareCancelOrder(
  client: CausewayClientBase,
  { order, signature }: CancelOrderParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  try {
    const call = {
      chain: hubChain,
      to: contractOf(client.deployment, hubChain, 'exchange'),
      abi: exchangeAbi,
    }
    const args = toContractOrder(order)
    return signature
      ? writeRequest(client, { ...call, functionName: 'cancelFor', args: [args, signature] })
      : writeRequest(client, { ...call, functionName: 'cancel', args: [args] })
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}

/** Runs {@link cancelOrder} without sending it. */
export async function simulateCancelOrder(
  client: CausewayClientBase,
  parameters: CancelOrderParameters,
): Promise<void> {
  await simulateWrite(client, prepareCancelOrder(client, parameters))
}
