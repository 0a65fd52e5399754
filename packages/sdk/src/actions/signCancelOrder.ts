import type { Hex } from 'viem'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { cancelAllTypedData, cancelTypedData, hashOrder, type Order } from '../wire/index.js'
import { nextEpoch } from './cancelAllOrders.js'
import { orderDomain } from './signOrder.js'

export type SignCancelOrderParameters = { order: Order }
export type SignCancelOrderReturnType = { order: Order; signature: Hex }
export type SignCancelOrderErrorType = CausewayError

/**
 * Signs the cancellation of an order, so that its owner needs no gas: anyone can bring it with `cancelOrder`.
 *
 * @example
 * await cancelOrder(anyone, await signCancelOrder(owner, { order }))
 */
export async function signCancelOrder(
  client: CausewayClientBase,
  { order }: SignCancelOrderParameters,
): Promise<SignCancelOrderReturnType> {
  const { hubChain } = client.deployment
  const domain = orderDomain(client)
  try {
    const data = cancelTypedData(domain, hashOrder(domain, order))
    return { order, signature: await client.wallet(hubChain).signTypedData(data) }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}

export type SignCancelAllOrdersParameters = {
  account?: AccountRef | undefined
  /** Default: one above the account's. */
  epoch?: bigint | undefined
}
export type SignCancelAllOrdersReturnType = { account: Hex; epoch: bigint; signature: Hex }

/** Signs the cancellation of all orders of an account so far, for `cancelAllOrders`. */
export async function signCancelAllOrders(
  client: CausewayClientBase,
  parameters: SignCancelAllOrdersParameters = {},
): Promise<SignCancelAllOrdersReturnType> {
  const { hubChain } = client.deployment
  const account = resolveAccount(client, parameters.account)
  const epoch = parameters.epoch ?? (await nextEpoch(client, account))
  try {
    const data = cancelAllTypedData(orderDomain(client), account, epoch)
    return { account, epoch, signature: await client.wallet(hubChain).signTypedData(data) }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}
