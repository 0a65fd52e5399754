import { ceilDiv, WAD } from '../fixedPoint.js'

/** What a trade does to a linear position: cash that it realises, and the entry cost afterwards. */
export type Realised = { cash: bigint; cost: bigint }

/** Size times price as the hub counts it for both sides of a trade, rounded toward zero. */
export function tradeValue(size: bigint, price: bigint): bigint {
  return (size * price) / WAD
}

/**
 * Adds `delta` to a linear position at a total price of `value` (negative when sold), to the unit as
 * `Positions.realise`: cash is rounded down, and what rounding took stays in the cost.
 */
export function realise(
  position: { size: bigint; cost: bigint },
  delta: bigint,
  value: bigint,
): Realised {
  const { size, cost } = position
  if (size === 0n || size > 0n === delta > 0n) return { cash: 0n, cost: cost + value }
  const left = size + delta
  if (left === 0n) return { cash: -cost - value, cost: 0n }
  if (left > 0n === size > 0n) {
    const released = mulDivUp(cost, -delta, size)
    return { cash: -released - value, cost: cost - released }
  }
  // beyond zero: the part of the price that closes, and the part that opens
  const closing = mulDivUp(value, -size, delta)
  return { cash: -cost - closing, cost: value - closing }
}

/** A fee at a rate in ppm, as the exchange takes it: rounded up when paid, down when earned. */
export function feeOf(size: bigint, price: bigint, rate: bigint): bigint {
  const worth = (size < 0n ? -size : size) * price
  const unit = WAD * 1_000_000n
  return rate < 0n ? -((worth * -rate) / unit) : ceilDiv(worth * rate, unit)
}

function mulDivUp(a: bigint, b: bigint, c: bigint): bigint {
  return c < 0n ? ceilDiv(-a * b, -c) : ceilDiv(a * b, c)
}
