import type { MarketsPlan, UnderlyingPlan } from './deploy/index.js'
import type { World } from './worldTypes.js'

const day = 86_400

/** At 08:00 UTC, as options on the large venues expire, `days` after the day of `now`. Seconds. */
function expiryAfter(now: number, days: number): number {
  return (Math.floor(now / day) + days) * day + 8 * 3_600
}

/** A slice of the volatility surface as the local publishers see it: raw SVI in floats. */
export type DevnetSlice = {
  underlying: string
  expiry: number
  /** Volatility at the money, a year. */
  volatility: number
  /** Of the forward over the index. */
  basis: number
}

const underlyings = [
  {
    symbol: 'ETH',
    scanRange: 200_000,
    volatility: 0.65,
    perpetualCap: '100000',
    strikes: [2_000, 2_400, 2_600, 2_800, 2_900, 3_000, 3_100, 3_200, 3_400, 3_800, 4_500],
  },
  {
    symbol: 'BTC',
    scanRange: 180_000,
    volatility: 0.5,
    perpetualCap: '5000',
    strikes: [40_000, 48_000, 54_000, 57_000, 60_000, 63_000, 66_000, 72_000, 90_000],
  },
] as const

/** Days from the first one to the local world's expiries. */
const expiryDays = [2, 9, 30] as const

/** What is traded in the local world: perpetuals, futures and options on ETH and BTC. `now` in seconds, the hub's clock. */
export function devnetMarkets(world: World, now: number): MarketsPlan {
  const { oracle1, oracle2, oracle3 } = world.accounts
  return {
    publishers: [oracle1.address, oracle2.address, oracle3.address],
    threshold: 2,
    takerFee: 500,
    makerFee: -100,
    underlyings: underlyings.map(
      ({ symbol, scanRange, perpetualCap, strikes }): UnderlyingPlan => ({
        symbol,
        scanRange,
        volShock: 450_000,
        basisRate: 10_000,
        floorRate: 5_000,
        shortRate: 30_000,
        tenorRate: 250_000,
        concentration: 20,
        perpetualCap,
        expiries: expiryDays.map((days) => ({
          time: expiryAfter(now, days),
          futureCap: perpetualCap,
          strikes: strikes.map(String),
          optionCap: perpetualCap,
        })),
      }),
    ),
    correlations: [{ first: 'BTC', second: 'ETH', share: 300_000 }],
  }
}

/** The slices that the local publishers sign: a smile whose far expiries stand a little above the index. */
export function devnetSlices(plan: MarketsPlan, now: number): DevnetSlice[] {
  return plan.underlyings.flatMap(({ symbol, expiries }) =>
    expiries.map(({ time }) => ({
      underlying: symbol,
      expiry: time,
      volatility: underlyings.find((entry) => entry.symbol === symbol)?.volatility ?? 0.6,
      basis: (0.05 * (time - now)) / (365 * day),
    })),
  )
}
