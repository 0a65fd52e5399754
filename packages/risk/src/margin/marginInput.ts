import type { Slice } from '../svi.js'

/** What may net within an account before the worst case is taken, as the hub counts it. */
export const MARGIN_MODES = ['cross', 'isolated', 'portfolio'] as const
export type MarginMode = (typeof MARGIN_MODES)[number]

/** Risk parameters of one underlying, ppm: see `IRiskEngine.RiskParams`. */
export type RiskParameters = {
  scanRange: bigint
  volShock: bigint
  basisRate: bigint
  floorRate: bigint
  shortRate: bigint
  tenorRate: bigint
  concentration: bigint
}

/** One underlying; prices in USD, 18 decimals. `mark` is the perpetual's. */
export type MarketInput = {
  index: bigint
  confidence: bigint
  mark: bigint
  params: RiskParameters
}

/** One expiry of the market of that number; `forward` is the settlement price once it is `settled`. Times in seconds. */
export type ExpiryInput = {
  market: number
  forward: bigint
  tau: bigint
  tauAtPublication: bigint
  settled: boolean
  slice: Slice
}

/** Risk arrays that were computed together: a row of 21 shares for each strike. */
export type BlobInput = {
  expiry: number
  anchor: bigint
  scanRange: bigint
  rows: readonly (readonly number[])[]
}

/** A position, and where what it depends on stands. `size` and `cost` 18 decimals, `strike` in 1e-8 USD. */
export type PositionInput = { size: bigint; market: number } & (
  | { kind: 'perpetual'; cost: bigint }
  | { kind: 'future'; cost: bigint; expiry: number }
  | { kind: 'call' | 'put'; strike: bigint; expiry: number; blob: number; row: number }
)

/** A collateral token. `market`: which of the markets moves it; none moves a stable token. */
export type LineInput = {
  market?: number
  amount: bigint
  price: bigint
  haircutBps: bigint
  basisRate: bigint
  late: boolean
}

/** Two markets that fall and rise together; `share` in ppm. */
export type PairInput = { first: number; second: number; share: bigint }

/** All that a margin is computed from: `MarginInput` of the contract, read. */
export type MarginInput = {
  cash: bigint
  mode: MarginMode
  /** With the charges that only initial margin knows. */
  initial: boolean
  initialFactor: bigint
  positions: readonly PositionInput[]
  markets: readonly MarketInput[]
  expiries: readonly ExpiryInput[]
  blobs: readonly BlobInput[]
  lines: readonly LineInput[]
  pairs: readonly PairInput[]
}
