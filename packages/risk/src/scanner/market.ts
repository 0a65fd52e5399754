/** Rates in ppm, as the contracts keep them. */
export type Underlying = {
  scanRange: number
  volShock: number
  basisRate: number
  floorRate: number
  shortRate: number
  tenorRate: number
  concentration: number
}

export type Expiry = { underlying: number; time: number }

/** Expiries and underlyings by their index in the market; a perpetual has no expiry, only options have a strike (USD). */
export type Instrument =
  | { kind: 'perpetual'; underlying: number }
  | { kind: 'future'; underlying: number; expiry: number }
  | { kind: 'call' | 'put'; underlying: number; expiry: number; strike: number }

/** A collateral asset; without an underlying no scenario moves it. Haircut and rate in ppm. */
export type Asset = { underlying?: number; haircut: number; basisRate: number }

export type Correlation = { first: number; second: number; share: number }

/** What is listed. Positions and prices name its members by index. */
export type Market = {
  underlyings: readonly Underlying[]
  expiries: readonly Expiry[]
  instruments: readonly Instrument[]
  assets: readonly Asset[]
  correlations: readonly Correlation[]
}

/** A slice of the volatility surface in the raw form of SVI, as plain numbers; `basis` is a fraction of the index. */
export type Slice = {
  a: number
  b: number
  rho: number
  m: number
  sigma: number
  basis: number
  time: number
}

/** The average that settles an expiry: what is fixed of it, and which share is still to come. */
export type Settlement = { fixedPart: number; remaining: number; isFixed: boolean }

/**
 * A risk array: the call's value at 21 nodes as shares of the node's own price, the seven of volatility up from −r to r,
 * the seven of volatility down, then −3r, 0, 3r, −66 %, −50 %, +100 %, +300 %. `scanRange` in ppm.
 */
export type RiskArray = { anchor: number; scanRange: number; nodes: ArrayLike<number> }

/** One view of prices, in USD; premium and basis are fractions. Lists follow the market's. */
export type Prices = {
  time: number
  index: ArrayLike<number>
  premium: ArrayLike<number>
  assets: ArrayLike<number>
  slices: readonly (Slice | undefined)[]
  settlements: readonly (Settlement | undefined)[]
  /** Risk arrays by instrument; an option without one is priced directly in every scenario. */
  arrays: readonly (RiskArray | undefined)[]
}

export type Mode = 'isolated' | 'cross' | 'portfolio'

/** What an account has: sizes by instrument, `cost` of linear positions, quantities by asset. */
export type Account = {
  mode: Mode
  cash: number
  positions: readonly { instrument: number; size: number; cost?: number }[]
  collateral: readonly { asset: number; amount: number }[]
}
