import type { Hex } from 'viem'
import { exchangeAbi } from '../abis/index.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import type { CausewayError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { hashOrder, type Order } from '../wire/index.js'
import { readDeployed } from './read.js'
import { orderDomain } from './signOrder.js'

export type GetOrderParameters = { order: Order }
export type GetOrderReturnType = {
  hash: Hex
  /** `open` orders can still be filled, if their account's margin and position allow it. */
  status: 'open' | 'filled' | 'cancelled' | 'expired'
  /** 18 decimals, without sign. */
  filled: bigint
  /** What could still be filled, without sign; 0 unless open. */
  open: bigint
}
export type GetOrderErrorType = CausewayError

/**
 * What became of an order. The exchange knows orders by their hash alone: whoever asks must have the order itself.
 *
 * @example
 * const { status, filled } = await getOrder(client, { order })
 */
export async function getOrder(
  client: CausewayClientBase,
  { order }: GetOrderParameters,
): Promise<GetOrderReturnType> {
  const { hubChain } = client.deployment
  const exchange = { chain: hubChain, contract: 'exchange', abi: exchangeAbi } as const
  try {
    const hash = hashOrder(orderDomain(client), order)
    const [[filled, cancelled], epoch, { timestamp }] = await Promise.all([
      readDeployed(client, { ...exchange, functionName: 'orderState', args: [hash] }),
      readDeployed(client, { ...exchange, functionName: 'epochOf', args: [order.account] }),
      client.reader(hubChain).getBlock(),
    ])
    const size = order.size < 0n ? -order.size : order.size
    const status =
      filled >= size
        ? 'filled'
        : cancelled || order.epoch < epoch
          ? 'cancelled'
          : timestamp > order.expiry
            ? 'expired'
            : 'open'
    return { hash, status, filled, open: status === 'open' ? size - filled : 0n }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}
