import type { Slice } from './market.js'

const year = 365 * 86_400
const day = 86_400

/** Total variance of a strike until `expiry`, from the slice at its publication; docs/margin.md, section 2. */
export function totalVariance(
  slice: Slice,
  forward: number,
  strike: number,
  expiry: number,
  tau: number,
): number {
  const x = Math.log(strike / forward) - slice.m
  const published =
    slice.a + slice.b * (slice.rho * x + Math.sqrt(x * x + slice.sigma * slice.sigma))
  const years = tau / year
  const w = (published * tau) / Math.max(1, expiry - slice.time)
  return Math.min(25 * years + 1, Math.max(1e-4 * years, w))
}

/** Factors of variance for volatility down, as is and up; `volShock` in ppm at thirty days. */
export function varianceFactors(volShock: number, tau: number): readonly [number, number, number] {
  const x = (volShock / 1e6) * ((30 * day) / Math.max(tau, day)) ** 0.3
  return [Math.max(0.25, 1 - x) ** 2, 1, (1 + x) ** 2]
}
