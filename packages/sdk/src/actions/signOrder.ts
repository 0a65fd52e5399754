import { bytesToBigInt, type Hex } from 'viem'
import { exchangeAbi } from '../abis/index.js'
import { type AccountRef, resolveAccount } from '../client/accounts.js'
import { contractOf } from '../client/contracts.js'
import { type CausewayClientBase, findChain } from '../client/createCausewayClient.js'
import { type InstrumentRef, resolveInstrument } from '../client/instruments.js'
import { type CausewayError, InputError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import {
  hashOrder,
  type Order,
  type OrderDomain,
  orderFlags,
  orderTypedData,
} from '../wire/index.js'
import { readDeployed } from './read.js'

/** An order that its trader handed out. */
export type SignedOrder = { order: Order; signature: Hex }

export type SignOrderParameters = {
  instrument: InstrumentRef
  /** Units of the underlying, 18 decimals; positive buys, negative sells. */
  size: bigint
  /** Worst price, USD, 18 decimals. Whoever matches chooses the makers: this is all that is promised. */
  price: bigint
  account?: AccountRef | undefined
  /** Default `goodTillTime`: what is not filled at once rests until `seconds` have passed. */
  timeInForce?: 'goodTillTime' | 'immediate' | 'fillOrKill' | 'postOnly' | undefined
  /** Fill only what makes the position smaller. Default false. */
  reduceOnly?: boolean | undefined
  /** Seconds for which the order is good. Default 3,600. */
  seconds?: bigint | undefined
  /** The most that the fee may be, in millionths of the notional. Default: the higher of the exchange's rates now. */
  maxFeeRate?: bigint | undefined
  /** Default: a random one. */
  salt?: bigint | undefined
}
export type SignOrderReturnType = SignedOrder & { hash: Hex }
export type SignOrderErrorType = CausewayError

/**
 * Signs an order. Nothing is sent: hand it to a matcher, or bring it with `matchOrders`.
 *
 * @example
 * const signed = await signOrder(client, { instrument: 'ETH-PERP', size: parseAmount('2', 18), price: parseAmount('2000', 18) })
 *
 * @throws InputError when the order makes no sense; CausewayError when the wallet refuses to sign
 */
export async function signOrder(
  client: CausewayClientBase,
  parameters: SignOrderParameters,
): Promise<SignOrderReturnType> {
  const order = await prepareOrder(client, parameters)
  const { hubChain } = client.deployment
  const domain = orderDomain(client)
  try {
    const signature = await client.wallet(hubChain).signTypedData(orderTypedData(domain, order))
    return { order, signature, hash: hashOrder(domain, order) }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}

/** What {@link signOrder} would have signed, for wallets that sign it themselves: see `orderTypedData`. */
export async function prepareOrder(
  client: CausewayClientBase,
  parameters: SignOrderParameters,
): Promise<Order> {
  const { size, price } = parameters
  if (size === 0n) throw new InputError('The size is zero: positive buys, negative sells.')
  if (price <= 0n) throw new InputError('The price must be above zero: it is the worst you accept.')
  const instrument = resolveInstrument(parameters.instrument)
  const account = resolveAccount(client, parameters.account)
  const { hubChain } = client.deployment
  const exchange = { chain: hubChain, contract: 'exchange', abi: exchangeAbi } as const
  try {
    const [maxFeeRate, epoch, { timestamp }] = await Promise.all([
      parameters.maxFeeRate ??
        readDeployed(client, { ...exchange, functionName: 'fees' }).then(([taker, maker]) =>
          BigInt(Math.max(taker, maker)),
        ),
      readDeployed(client, { ...exchange, functionName: 'epochOf', args: [account] }),
      client.reader(hubChain).getBlock(),
    ])
    const expiry = timestamp + (parameters.seconds ?? 3_600n)
    const salt = parameters.salt ?? randomSalt()
    const flags = flagsOf(parameters)
    return { account, instrument, size, price, maxFeeRate, expiry, flags, salt, epoch }
  } catch (error) {
    throw toCausewayError(error, { deployment: client.deployment, chain: hubChain })
  }
}

/** The exchange that this deployment's orders are signed for. */
export function orderDomain(client: CausewayClientBase): OrderDomain {
  const { chain, chainId } = findChain(client.deployment, client.deployment.hubChain)
  return { chainId, exchange: contractOf(client.deployment, chain, 'exchange') }
}

function flagsOf({ timeInForce = 'goodTillTime', reduceOnly }: SignOrderParameters): number {
  const rests = timeInForce === 'goodTillTime' ? 0 : orderFlags[timeInForce]
  return rests | (reduceOnly ? orderFlags.reduceOnly : 0)
}

function randomSalt(): bigint {
  return bytesToBigInt(globalThis.crypto.getRandomValues(new Uint8Array(8)))
}
