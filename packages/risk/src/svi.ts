import { floorDiv, lnRatio, sqrt, sqrtDown, WAD } from './fixedPoint.js'

/** A slice of the volatility surface, in the units of `ISurfaces.Slice`. */
export type Slice = {
  a: bigint
  b: bigint
  rho: bigint
  m: bigint
  sigma: bigint
  basis: bigint
  time: bigint
}

const YEAR = 365n * 86_400n
const FLOOR_RATE = 10n ** 14n
const CEILING_RATE = 25n * WAD
const MAX_SIGMA = 10n ** 10n
const MAX_M = 10n ** 9n
const MIN_VARIANCE = 10n ** 9n

/** Total variance of a strike until expiry, wad, to the unit as `Svi.variance`; times in seconds. */
export function variance(
  slice: Slice,
  strike: { forward: bigint; strike: bigint },
  time: { tau: bigint; tauAtPublication: bigint },
): bigint {
  const w = varianceAt(slice, -lnRatio(strike.forward, strike.strike))
  const lowest = (FLOOR_RATE * time.tau) / YEAR
  if (w <= 0n) return lowest
  const scaled = (w * time.tau) / (time.tauAtPublication === 0n ? 1n : time.tauAtPublication)
  if (scaled < lowest) return lowest
  const highest = (CEILING_RATE * time.tau) / YEAR + WAD
  return scaled < highest ? scaled : highest
}

/** w(k) at publication, wad, rounded down. */
export function varianceAt(slice: Slice, k: bigint): bigint {
  const { y, root } = distance(slice, k)
  const lift = slice.b * (slice.rho * y + root * 1_000_000n)
  return slice.a * 10n ** 9n + floorDiv(lift, 10n ** 15n)
}

/** Whether a slice allows no arbitrage within itself: see `Svi.isSound`. */
export function isSound(slice: Slice): boolean {
  const { a, b, rho, m, sigma } = slice
  const slope = rho < 0n ? -rho : rho
  if (slope >= 1_000_000n || sigma === 0n || sigma > MAX_SIGMA || m > MAX_M || m < -MAX_M)
    return false
  if (b * (1_000_000n + slope) > 2n * 10n ** 15n) return false
  if (a < 0n) {
    const below = -a * 10n ** 9n
    const lift = b * sigma
    if (below ** 2n * 10n ** 12n > lift ** 2n * (10n ** 12n - slope ** 2n)) return false
  }
  const atTheMoney = varianceAt(slice, 0n)
  if (atTheMoney < MIN_VARIANCE) return false
  const half = sqrtDown(atTheMoney) / 2n
  const center = m * 10n ** 10n
  const around = [0n, 1n, 2n, 4n, 8n, 16n, 32n].map((step) => (step * sigma * 10n ** 9n) / 4n)
  const grid = Array.from({ length: 21 }, (_, i) => BigInt(i - 10) * half)
  return [...grid, ...around.flatMap((d) => [center - d, center + d])].every((k) =>
    isDense(slice, k),
  )
}

/** Durrleman's g(k) >= 0. */
function isDense(slice: Slice, k: bigint): boolean {
  const w = varianceAt(slice, k)
  if (w < MIN_VARIANCE) return false
  const { y, sigma, root } = distance(slice, k)
  const b = slice.b * 10n ** 9n
  const first = (b * (slice.rho * 10n ** 12n + (y * WAD) / root)) / WAD
  const share = (sigma * WAD) / root
  const second = (((b * share) / WAD) * share) / root
  const skew = WAD - (k * first) / (2n * w)
  const slopes = (((first * first) / WAD) * ((WAD * WAD) / w + WAD / 4n)) / (4n * WAD)
  return (skew * skew) / WAD - slopes + second / 2n >= 0n
}

function distance(slice: Slice, k: bigint) {
  const y = k - slice.m * 10n ** 10n
  const sigma = slice.sigma * 10n ** 9n
  return { y, sigma, root: sqrt(y * y + sigma * sigma) }
}
