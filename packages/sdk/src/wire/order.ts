import { type Address, type Hex, hashTypedData } from 'viem'
import { fixed } from './bytes.js'
import { WireError } from './errors.js'

/** An order as its trader signs it (EIP-712 type `Order`). */
export type Order = {
  /** 32-byte account id. */
  account: Hex
  /** 20-byte instrument id. */
  instrument: Hex
  /** Units of the underlying, 18 decimals; positive buys, negative sells. */
  size: bigint
  /** Worst price, USD, 18 decimals. */
  price: bigint
  /** The most that the fee may be, in millionths of the notional. */
  maxFeeRate: bigint
  /** Seconds: good until, inclusive. */
  expiry: bigint
  /** A sum of {@link orderFlags}. */
  flags: number
  /** Makes two equal orders two. */
  salt: bigint
  /** Orders of an epoch below the account's are cancelled. */
  epoch: bigint
}

/** What an order may ask beyond price and size. */
export const orderFlags = { reduceOnly: 1, immediate: 2, fillOrKill: 4, postOnly: 8 } as const

/** The exchange that orders are signed for: its address and the EIP-155 id of its chain. */
export type OrderDomain = { chainId: number; exchange: Address }

/** EIP-712 types of what the exchange takes signed. */
export const orderTypes = {
  Order: [
    { name: 'account', type: 'bytes32' },
    { name: 'instrument', type: 'uint160' },
    { name: 'size', type: 'int96' },
    { name: 'price', type: 'uint128' },
    { name: 'maxFeeRate', type: 'uint64' },
    { name: 'expiry', type: 'uint40' },
    { name: 'flags', type: 'uint8' },
    { name: 'salt', type: 'uint64' },
    { name: 'epoch', type: 'uint64' },
  ],
  Cancel: [{ name: 'order', type: 'bytes32' }],
  CancelAll: [
    { name: 'account', type: 'bytes32' },
    { name: 'epoch', type: 'uint64' },
  ],
} as const

/** The order as the contract takes it. @throws WireError when a field does not fit */
export function toContractOrder(order: Order) {
  const field = (name: 'price' | 'maxFeeRate' | 'expiry' | 'salt' | 'epoch', bits: number) => {
    const value = order[name]
    if (value < 0n || value >= 1n << BigInt(bits))
      throw new WireError(`${name} is ${value}, which does not fit into ${bits} bits`)
    return value
  }
  const most = (1n << 95n) - 1n
  if (order.size > most || order.size < -most)
    throw new WireError(`size is ${order.size}, at most ${most} either way`)
  if (!Number.isInteger(order.flags) || order.flags < 0 || order.flags > 15)
    throw new WireError(`flags are ${order.flags}, which is no sum of order flags`)
  return {
    account: fixed(order.account, 32, 'account'),
    instrument: BigInt(fixed(order.instrument, 20, 'instrument')),
    size: order.size,
    price: field('price', 128),
    maxFeeRate: field('maxFeeRate', 64),
    expiry: Number(field('expiry', 40)),
    flags: order.flags,
    salt: field('salt', 64),
    epoch: field('epoch', 64),
  }
}

/** The EIP-712 data of an order, for `signTypedData`. */
export function orderTypedData(domain: OrderDomain, order: Order) {
  const { Order } = orderTypes
  return {
    domain: domainOf(domain),
    types: { Order },
    primaryType: 'Order',
    message: toContractOrder(order),
  } as const
}

/** What is signed to cancel the order with this hash. */
export function cancelTypedData(domain: OrderDomain, order: Hex) {
  const { Cancel } = orderTypes
  return {
    domain: domainOf(domain),
    types: { Cancel },
    primaryType: 'Cancel',
    message: { order: fixed(order, 32, 'order hash') },
  } as const
}

/** What is signed to cancel all orders of the account below `epoch`. */
export function cancelAllTypedData(domain: OrderDomain, account: Hex, epoch: bigint) {
  const { CancelAll } = orderTypes
  return {
    domain: domainOf(domain),
    types: { CancelAll },
    primaryType: 'CancelAll',
    message: { account: fixed(account, 32, 'account'), epoch },
  } as const
}

/** The hash that names an order at its exchange: what its trader signs. */
export function hashOrder(domain: OrderDomain, order: Order): Hex {
  return hashTypedData(orderTypedData(domain, order))
}

function domainOf({ chainId, exchange }: OrderDomain) {
  return {
    name: 'Causeway Exchange',
    version: '1',
    chainId,
    verifyingContract: exchange,
  } as const
}
