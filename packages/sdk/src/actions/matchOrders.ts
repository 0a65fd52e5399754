import { type Hex, isAddressEqual, parseEventLogs } from 'viem'
import { exchangeAbi } from '../abis/index.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { toContractOrder } from '../wire/index.js'
import type { SignedOrder } from './signOrder.js'
import {
  sendWrite,
  simulateWrite,
  type WriteRequest,
  type WriteResult,
  writeRequest,
} from './write.js'

export type MatchOrdersParameters = {
  /** The order that is filled; an empty signature (`0x`) if the client itself may trade for its account. */
  taker: SignedOrder
  /** Orders that cross it, in the order in which they are taken; at most 256. */
  makers: readonly SignedOrder[]
}

/** What a call filled of one order: at the average price, for the taker. */
export type OrderFill = {
  hash: Hex
  account: Hex
  /** 18 decimals, positive: bought. */
  size: bigint
  price: bigint
  /** Of the whole order so far. */
  total: bigint
}
/** A maker's order that took no part; see `sayOrderRefusal`. */
export type SkippedOrder = { hash: Hex; account: Hex; refusal: number }

export type MatchOrdersReturnType = WriteResult & {
  /** The taker's. */
  filled: OrderFill | undefined
  makers: OrderFill[]
  skipped: SkippedOrder[]
}
export type MatchOrdersErrorType = CausewayError

/**
 * Fills one taker's order against makers' orders. Anyone may, and pays the gas.
 *
 * @example
 * const { filled } = await matchOrders(client, { taker, makers: [first, second] })
 *
 * @throws RevertError when the taker's order cannot be filled, or orders do not cross
 */
export async function matchOrders(
  client: CausewayClientBase,
  parameters: MatchOrdersParameters,
): Promise<MatchOrdersReturnType> {
  const request = prepareMatchOrders(client, parameters)
  const result = await sendWrite(client, request)
  const logs = result.receipt.logs.filter(({ address }) => isAddressEqual(address, request.to))
  const fills = parseEventLogs({ abi: exchangeAbi, eventName: 'OrderFilled', logs }).map(
    ({ args: { hash, account, size, price, filled } }): OrderFill => ({
      ...{ hash, account, size, price, total: filled },
    }),
  )
  const skipped = parseEventLogs({ abi: exchangeAbi, eventName: 'OrderSkipped', logs }).map(
    ({ args: { hash, account, refusal } }) => ({ hash, account, refusal }),
  )
  // the taker's own comes last
  return { ...result, makers: fills.slice(0, -1), filled: fills.at(-1), skipped }
}

/** Makes the request of {@link matchOrders} without sending it. */
export function prepareMatchOrders(
  client: CausewayClientBase,
  { taker, makers }: MatchOrdersParameters,
): WriteRequest {
  const { hubChain } = client.deployment
  try {
    return writeRequest(client, {
      chain: hubChain,
      to: contractOf(client.deployment, hubChain, 'exchange'),
      abi: exchangeAbi,
      functionName: 'matchOrders',
      args: [
        toContractOrder(taker.order),
        taker.signature,
        makers.map(({ order }) => toContractOrder(order)),
        makers.map(({ signature }) => signature),
      ],
    })
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}

/** Runs {@link matchOrders} without sending it, and returns what the taker would be filled. */
export function simulateMatchOrders(
  client: CausewayClientBase,
  parameters: MatchOrdersParameters,
): Promise<bigint> {
  const request = prepareMatchOrders(client, parameters)
  return simulateWrite(client, request, { abi: exchangeAbi, functionName: 'matchOrders' })
}
