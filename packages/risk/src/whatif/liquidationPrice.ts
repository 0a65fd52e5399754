import { ceilDiv } from '../fixedPoint.js'
import { computeMargin } from '../margin/computeMargin.js'
import { at, isOption, isSettled, strikeOf } from '../margin/legs.js'
import type { BlobInput, MarginInput } from '../margin/marginInput.js'
import { refreshArrays } from './arrays.js'
import { type ArrayChoice, isFar, type KnownAverage, movePrices } from './atPrices.js'
import { nearestBelowZero } from './search.js'

const MOST = (1n << 96n) - 1n
const STEPS = 128

export type LiquidationOptions = {
  /** What prices are multiples of: 1e-8 USD by default. */
  tick?: bigint
  /** How far to look: from the index divided by it to the index times it; 20 by default. */
  range?: number
  /** Refreshed at each price by default, as anybody can before liquidating. */
  arrays?: ArrayChoice
  averages?: Readonly<Record<number, KnownAverage>>
}

/** The nearest index prices, USD with 18 decimals; absent where there is none. Both are the present one if `liquidatable`. */
export type LiquidationPrices = { liquidatable: boolean; below?: bigint; above?: bigint }

/**
 * The nearest prices of an underlying, below and above the present index, at which equity is below maintenance, all else
 * unchanged. At the price returned the account is liquidatable, and one tick nearer it is not: both are found on the
 * exact margin.
 *
 * 128 prices on each side, even in their logarithm, and every strike are looked at, and between three of which the
 * middle one is the lowest the lowest is searched for. Equity less maintenance is concave for linear positions, so that
 * nothing can be missed; with options a loss between two neighbours (2.4 % apart at a range of 20) is missed if it has
 * passed at both and neither dips toward it.
 */
export function liquidationPrice(
  input: MarginInput,
  market: number,
  options: LiquidationOptions = {},
): LiquidationPrices {
  const { tick = 10n ** 10n, range = 20, arrays = 'refreshed', averages = {} } = options
  if (tick <= 0n || !(range > 1)) throw new RangeError('a tick is above 0 and a range above 1')
  const { index } = at(input.markets, market, 'market')
  const account = { ...input, initial: false }
  // arrays of other underlyings are the same at every price
  const start = arrays === 'refreshed' ? refreshArrays(account) : account
  const surplus = (price: bigint) => {
    const moved = movePrices(start, { markets: { [market]: { index: price } }, averages })
    const isDue = (blob: BlobInput) =>
      arrays === 'refreshed'
        ? at(moved.expiries, blob.expiry, 'expiry').market === market
        : isFar(moved, blob)
    const { equity, maintenance } = computeMargin(refreshArrays(moved, isDue))
    return equity - maintenance
  }
  const present = surplus(index)
  if (present < 0n) return { liquidatable: true, below: index, above: index }
  const isHeld = ({ market: of }: { market?: number }) => of === market
  if (!input.positions.some(isHeld) && !input.lines.some(isHeld)) return { liquidatable: false }
  const prices = [...logPrices(index, range), ...strikePrices(input, market)]
  const side = (direction: 1n | -1n) => {
    const origin = direction > 0n ? index / tick : ceilDiv(index, tick)
    const most = direction > 0n ? MOST / tick - origin : origin - 1n
    const places = [...new Set(prices.map((price) => direction * (price / tick - origin)))]
      .filter((k) => k > 0n && k <= most)
      .sort((a, b) => (a < b ? -1 : 1))
    const price = (k: bigint) => (origin + direction * k) * tick
    const found = nearestBelowZero((k) => surplus(price(k)), places, present)
    return found === undefined ? undefined : price(found)
  }
  const [below, above] = [side(-1n), side(1n)]
  return {
    liquidatable: false,
    ...(below !== undefined && { below }),
    ...(above !== undefined && { above }),
  }
}

/** From the index divided by the range to the index times it. */
function logPrices(index: bigint, range: number): bigint[] {
  return Array.from({ length: 2 * STEPS + 1 }, (_, i) => {
    const factor = range ** ((i - STEPS) / STEPS)
    return (index * BigInt(Math.round(factor * 1e12))) / 10n ** 12n
  })
}

/** Index prices at which a forward stands at a strike. */
function strikePrices(input: MarginInput, market: number): bigint[] {
  const { index } = at(input.markets, market, 'market')
  return input.positions.flatMap((p) => {
    if (p.market !== market || !isOption(p) || isSettled(input, p)) return []
    const { forward } = at(input.expiries, p.expiry, 'expiry')
    return forward === 0n ? [] : [(strikeOf(p) * index) / forward]
  })
}
