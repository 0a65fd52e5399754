import { ceilDiv, WAD } from './fixedPoint.js'

/** A perpetual as the hub keeps it: what longs have paid since the start (USD per unit, 18 decimals), and the reading that holds. */
export type Perpetual = {
  fundingIndex: bigint
  /** When it was read, seconds. */
  time: bigint
  /** 1e-9 of the index. */
  premium: bigint
  /** The index, 1e-8 USD. */
  price: bigint
}

const NANO = 1_000_000_000n
const MAX_PREMIUM = 20_000_000n
const MAX_RATE = 7_500_000n
const INTEREST = 100_000n
const DAMPING = 500_000n
const INTERVAL = 28_800n
const READING_LIFE = 3_600n
const PRICE_UNIT = 10n ** 10n

const clamp = (x: bigint, most: bigint) => (x > most ? most : x < -most ? -most : x)

/** The premium of a perpetual over its index, 1e-9, toward zero, within ±2 %. Prices above 0, in one unit. */
export function premiumOf(perpetual: bigint, index: bigint): bigint {
  return clamp(((perpetual - index) * NANO) / index, MAX_PREMIUM)
}

/** Funding for eight hours at a premium, both 1e-9. docs/margin.md, section 8. */
export function fundingRate(premium: bigint): bigint {
  return clamp(premium + clamp(INTEREST - premium, DAMPING), MAX_RATE)
}

/** The premium that counts at `now` (seconds): 0 once the reading is older than an hour. */
export function premiumAt(perpetual: Perpetual, now: bigint): bigint {
  return now - perpetual.time <= READING_LIFE ? perpetual.premium : 0n
}

/** The funding index integrated up to `now`, seconds: a reading holds for an hour at most. Growth is rounded toward zero. */
export function fundingIndexAt(perpetual: Perpetual, now: bigint): bigint {
  const elapsed = now - perpetual.time
  const counted = elapsed > READING_LIFE ? READING_LIFE : elapsed
  const growth =
    (fundingRate(perpetual.premium) * perpetual.price * PRICE_UNIT * counted) / (NANO * INTERVAL)
  return perpetual.fundingIndex + growth
}

/** What a position owes for a growth of the index, rounded up; negative is earned. */
export function fundingOwed(size: bigint, growth: bigint): bigint {
  return ceilDiv(size * growth, WAD)
}
