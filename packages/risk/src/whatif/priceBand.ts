import { at, isOption, pricePosition, strikeOf } from '../margin/legs.js'
import type { MarginInput, PositionInput } from '../margin/marginInput.js'
import { place, type TradedInstrument } from './withPosition.js'

const PPM = 1_000_000n
const PART = 4n

/** What an instrument is worth, and the least and highest price at which the hub lets it change hands: USD, 18 decimals. */
export type PriceBand = { mark: bigint; least: bigint; most: bigint }

/**
 * The band round the mark: a quarter of the underlying's scan range either way; for an option a quarter of that and of its own
 * mark, at most as much of its forward, and never what no option can cost (docs/margin.md, section 11).
 *
 * @throws RangeError for an expiry that is settled, or a market without mark
 */
export function priceBand(input: MarginInput, instrument: TradedInstrument): PriceBand {
  const { account, held } = place(input, instrument)
  return bandOf(account, held)
}

/** The band of a position, of whatever size. */
export function bandOf(input: MarginInput, position: PositionInput): PriceBand {
  const { scanRange } = at(input.markets, position.market, 'market').params
  const { price: mark } = pricePosition(input, position)
  if (!isOption(position)) return linearBand(mark, scanRange)
  const { forward } = at(input.expiries, position.expiry, 'expiry')
  const ceiling = position.kind === 'call' ? forward : strikeOf(position)
  return optionBand(mark, forward, ceiling, scanRange)
}

export function linearBand(mark: bigint, scanRange: bigint): PriceBand {
  const width = widthOf(mark, scanRange)
  return { mark, least: mark - width, most: mark + width }
}

/** `ceiling`: what the option can never be worth more than, its forward (call) or strike (put). */
export function optionBand(
  mark: bigint,
  forward: bigint,
  ceiling: bigint,
  scanRange: bigint,
): PriceBand {
  const widest = widthOf(forward, scanRange)
  const own = widest / PART + mark / PART
  const width = own < widest ? own : widest
  const most = mark + width
  return {
    mark,
    least: mark > width ? mark - width : 0n,
    most: most < ceiling ? most : ceiling,
  }
}

const widthOf = (price: bigint, scanRange: bigint) => (price * scanRange) / (PART * PPM)
