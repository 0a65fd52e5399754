import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { formatAmount } from '../client/units.js'
import { type CausewayError, InputError, RevertError } from '../errors/causewayError.js'
import { type CrossOrdersReturnType, crossOrders } from '../market/crossOrders.js'
import { fetchOrders } from '../market/fetchOrders.js'
import { type MatchOrdersReturnType, matchOrders } from './matchOrders.js'
import { refreshStaleArrays } from './refreshStaleArrays.js'
import { type SignOrderParameters, type SignOrderReturnType, signOrder } from './signOrder.js'

export type PlaceOrderParameters = SignOrderParameters & {
  /** Base URLs of makers. Default: those of the deployment. */
  makerApis?: readonly string[] | undefined
}
export type PlaceOrderReturnType = MatchOrdersReturnType & { signed: SignOrderReturnType }
export type PlaceOrderErrorType = CausewayError

/**
 * Trades now: asks the makers for orders on the other side, signs one that takes the best of them, refreshes the risk arrays
 * that the account needs, and brings the match. What is not filled at once is cancelled (`immediate`) unless said otherwise.
 *
 * @example
 * const { filled } = await placeOrder(client, { instrument: 'ETH-PERP', size: parseAmount('1', 18), price: parseAmount('3010', 18) })
 *
 * @throws InputError when no maker's price is good enough; RevertError when the account's margin does not suffice
 */
export async function placeOrder(
  client: CausewayClientBase,
  parameters: PlaceOrderParameters,
): Promise<PlaceOrderReturnType> {
  const { instrument, account } = parameters
  const signed = await signOrder(client, { timeInForce: 'immediate', ...parameters })
  const { call } = await crossWithMakers(client, signed, parameters)
  for (let tries = 1; ; tries++) {
    await refreshStaleArrays(client, { account, instruments: [instrument] })
    try {
      return { ...(await matchOrders(client, call)), signed }
    } catch (error) {
      // a new slice or a move of the price may have come between the two
      const isStale = error instanceof RevertError && error.revert.errorName === 'Risk_StaleArray'
      if (!isStale || tries === 3) throw error
    }
  }
}

/** The makers that {@link placeOrder} would take. @throws InputError when none crosses */
async function crossWithMakers(
  client: CausewayClientBase,
  taker: SignOrderReturnType,
  { instrument, size, makerApis = client.deployment.makerApis ?? [] }: PlaceOrderParameters,
): Promise<CrossOrdersReturnType> {
  const [orders, { timestamp }] = await Promise.all([
    fetchOrders(makerApis, { instrument, side: size > 0n ? 'sell' : 'buy' }),
    client.reader(client.deployment.hubChain).getBlock(),
  ])
  const crossed = crossOrders({ taker, orders, now: timestamp })
  if (crossed) return crossed
  const prices = orders.map(({ order }) => order.price)
  const best = prices.reduce<bigint | undefined>(
    (found, price) => (found === undefined || price < found === size > 0n ? price : found),
    undefined,
  )
  throw new InputError(
    best === undefined
      ? `No maker quotes ${instrument} on that side.`
      : `The best maker's price of ${instrument} is ${formatAmount(best, 18)} USD, and yours is ${formatAmount(taker.order.price, 18)}.`,
  )
}
