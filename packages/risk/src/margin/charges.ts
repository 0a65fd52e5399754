import { ceilDiv, WAD } from '../fixedPoint.js'
import type { MarketInput } from './marginInput.js'

const PPM = 1_000_000n
const DAY = 86_400n

export const abs = (x: bigint): bigint => (x < 0n ? -x : x)
export const min = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const max = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** One thing of an underlying that may offset others. */
export type Product = { notional: bigint; rate: bigint }

/** For what products offset, at the dearer side's mean rate: `Charges.basisUp`. */
export function basisCharge(products: readonly Product[]): bigint {
  const side = (sign: bigint) => {
    const of = products.filter(({ notional }) => sign * notional > 0n)
    const sum = of.reduce((total, { notional }) => total + abs(notional), 0n)
    return { sum, weighted: of.reduce((total, p) => total + abs(p.notional) * p.rate, 0n) }
  }
  const [long, short] = [side(1n), side(-1n)]
  if (long.sum === 0n || short.sum === 0n) return 0n
  const offset = min(long.sum, short.sum)
  const [ofLong, ofShort] = [long, short].map((s) => ceilDiv(s.weighted * offset, s.sum * PPM))
  return max(ofLong as bigint, ofShort as bigint)
}

/** For volatility that one expiry offsets against another. `profits`: of each expiry in scenario 0. */
export function tenorCharge(profits: readonly bigint[], tenorRate: bigint): bigint {
  const gain = profits.reduce((sum, x) => (x > 0n ? sum + x : sum), 0n)
  const loss = profits.reduce((sum, x) => (x < 0n ? sum - x : sum), 0n)
  return ceilDiv(min(gain, loss) * tenorRate, PPM)
}

/** For a payoff between two scenarios, whole within a day of the expiry, none from seven days on. */
export function pinCharge(
  sizes: { long: bigint },
  expiry: { forward: bigint; tau: bigint },
  scanRange: bigint,
): bigint {
  if (expiry.tau >= 7n * DAY) return 0n
  const weight = expiry.tau <= DAY ? PPM : ((7n * DAY - expiry.tau) * PPM) / (6n * DAY)
  // only longs bend a payoff below its chord: by a quarter of the gap at most
  return ceilDiv(sizes.long * expiry.forward * scanRange * weight, 12n * PPM * PPM * WAD)
}

/** For positions too large to close at once. `net`: their notional. */
export function concentrationCharge(net: bigint, market: MarketInput): bigint {
  const squared = ceilDiv(net * net, market.index)
  return ceilDiv(squared * market.params.concentration, 1000n * PPM)
}

/** For an index that is only known within its confidence. */
export function uncertaintyCharge(net: bigint, market: MarketInput): bigint {
  return ceilDiv(abs(net) * market.confidence, market.index)
}

/** For chords whose nodes stand off the present forward. `gross`: size without sign. */
export function arrayErrorCharge(gross: bigint, distance: bigint, scanRange: bigint): bigint {
  return ceilDiv(gross * distance * (PPM + scanRange), WAD * PPM)
}
