import type { Hex } from 'viem'
import type { MatchOrdersParameters } from '../actions/matchOrders.js'
import type { SignedOrder } from '../actions/signOrder.js'
import { type Order, orderFlags } from '../wire/index.js'

/** A signed order that waits for a taker. */
export type RestingOrder = SignedOrder & {
  /** When it came to this book: the older goes first at the same price. Any clock that only rises. */
  time: number | bigint
  /** What is open of it, without sign, if less than its size (`getOrder` tells). */
  open?: bigint | undefined
}

export type CrossOrdersParameters = {
  taker: SignedOrder & { open?: bigint | undefined }
  orders: readonly RestingOrder[]
  /** Seconds by the hub's clock: orders that expired before are passed over. */
  now: bigint
  /** Makers beyond those needed: they take the place of those that fail. Default 2. */
  spare?: number | undefined
  /** Most makers of one call. Default 32. */
  most?: number | undefined
}
export type CrossOrdersReturnType = {
  /** What `matchOrders` takes. */
  call: MatchOrdersParameters
  /** What the taker would be filled if no maker failed, without sign. */
  filled: bigint
}

/**
 * Picks the makers for a taker from a list of signed orders: the best price first, then the oldest. Undefined when nothing
 * crosses, or too little for a fill-or-kill order. A pure function: margin, signatures and cancellations are the chain's to judge.
 *
 * @example
 * const crossed = crossOrders({ taker, orders, now })
 * if (crossed) await matchOrders(client, crossed.call)
 */
export function crossOrders(parameters: CrossOrdersParameters): CrossOrdersReturnType | undefined {
  const { taker, orders, now, spare = 2, most = 32 } = parameters
  const { order } = taker
  if (order.flags & orderFlags.postOnly || order.expiry < now) return undefined
  const wanted = taker.open ?? sizeOf(order)
  const candidates = orders
    .filter((maker) => crosses(order, maker.order) && maker.order.expiry >= now)
    .filter((maker) => openOf(maker) > 0n)
    .sort((a, b) => byPrice(order, a.order, b.order) || (a.time < b.time ? -1 : 1))
  const makers: SignedOrder[] = []
  const seen = new Set<string>()
  let filled = 0n
  let spares = 0
  for (const maker of candidates) {
    if (makers.length >= most || (filled >= wanted && spares >= spare)) break
    const key = keyOf(maker.order)
    if (seen.has(key)) continue
    seen.add(key)
    if (filled >= wanted) spares++
    filled += openOf(maker)
    makers.push({ order: maker.order, signature: maker.signature })
  }
  if (filled > wanted) filled = wanted
  if (makers.length === 0 || (order.flags & orderFlags.fillOrKill && filled < wanted))
    return undefined
  return { call: { taker: { order, signature: taker.signature }, makers }, filled }
}

/** Whether a resting order meets a taker's: what the exchange asks of every maker. */
function crosses(taker: Order, maker: Order): boolean {
  if (!isSame(taker.instrument, maker.instrument) || isSame(taker.account, maker.account))
    return false
  if (maker.flags & (orderFlags.immediate | orderFlags.fillOrKill)) return false
  return taker.size > 0n
    ? maker.size < 0n && maker.price <= taker.price
    : maker.size > 0n && maker.price >= taker.price
}

/** Below zero when `a` is the better one for the taker. */
function byPrice(taker: Order, a: Order, b: Order): number {
  if (a.price === b.price) return 0
  return a.price < b.price === taker.size > 0n ? -1 : 1
}

/** The exchange refuses a call that names an order twice. */
function keyOf(order: Order): string {
  return Object.values({ ...order, account: order.account.toLowerCase() }).join('|')
}

function openOf({ order, open }: RestingOrder): bigint {
  return open ?? sizeOf(order)
}

function sizeOf({ size }: Order): bigint {
  return size < 0n ? -size : size
}

function isSame(a: Hex, b: Hex): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
