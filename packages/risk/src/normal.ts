import { WAD } from './fixedPoint.js'

/** 2 ln 2, 36 decimals: how much x² grows while exp(-x² / 2) halves. */
const HALVING = 1386294361119890618834464242916353136n

/** exp(-x² / 2), wad; x at least 0. Lambert's fraction, as `FixedPoint.bell`. */
export function bell(x: bigint): bigint {
  const square = x * x
  const u = (square % HALVING) / (2n * WAD)
  const uu = u * u
  let c = 18n * WAD + uu / (22n * WAD)
  c = 14n * WAD + uu / c
  c = 10n * WAD + uu / c
  c = 6n * WAD + uu / c
  c = 2n * WAD + uu / c
  const halvings = square / HALVING
  return halvings > 255n ? 0n : (((c - u) * WAD) / (c + u)) >> halvings
}

/** Numerators (36 decimals) and constants (wad) of the fraction in `FixedPoint.scaledTail`, innermost first. */
const TAIL = [
  [202998771406314826459943482750161846641n, -11641945771055831476n],
  [1792373271819971667671882645989185410n, 14959893160080529968n],
  [47724563294269131756855524219091899222n, 6545571893042101188n],
  [-38867982202043900942193036506895059552n, 2875559365615242344n],
  [5062246605941865827748255145708228924n, 6502995439095521045n],
  [1992560486221143930819713251436076489n, -101400564343838212n],
  [1000003047021056601548024725692504487n, 190241297185303n],
  [398942280370528669450178172589401675n, -25653117688n],
] as const

/** exp(x² / 2) N(-x), wad; x at least 0. */
export function scaledTail(x: bigint): bigint {
  let y = 0n
  TAIL.forEach(([numerator, constant], level) => {
    const denominator = x + constant + y
    y = numerator / (level === 0 ? denominator | 1n : denominator)
  })
  return y
}

/** The normal distribution N(x), wad. */
export function normalCdf(x: bigint): bigint {
  const size = x < 0n ? -x : x
  const tail = (bell(size) * scaledTail(size)) / WAD
  return x < 0n ? tail : WAD - tail
}
