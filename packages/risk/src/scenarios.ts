import { ceilDiv, expWad, lnWad, WAD } from './fixedPoint.js'

const PPM = 1_000_000n
const DAY = 86_400n
const TAILS = [-660_000n, -500_000n, 1_000_000n, 3_000_000n] as const
const EXTREME_SHARE = 330_000n
const TAIL_SHARE = 990_000n

/** How many scenarios there are, and the first one at unchanged volatility. */
export const SCENARIO_COUNT = 20
export const AS_IS = 14

/** Price moves of the scenarios, ppm; `r` is the scan range, ppm, at most 330,000. */
export function scenarioMoves(r: bigint): bigint[] {
  const [one, two] = [r / 3n, (2n * r) / 3n]
  const grid = [0n, one, -one, two, -two, r, -r].flatMap((move) => [move, move])
  return [...grid, 3n * r, -3n * r, ...TAILS]
}

/** How much of a loss counts, ppm, rounded up. */
export function chargedShares(r: bigint): bigint[] {
  const tails = TAILS.map((move) => {
    const share = ceilDiv(TAIL_SHARE * r, move < 0n ? -move : move)
    return share < PPM ? share : PPM
  })
  return [...Array<bigint>(AS_IS).fill(PPM), EXTREME_SHARE, EXTREME_SHARE, ...tails]
}

/** Moves of a risk array's nodes, ppm: seven at raised and again at lowered volatility, then seven as is. */
export function nodeMoves(r: bigint): bigint[] {
  const [one, two] = [r / 3n, (2n * r) / 3n]
  return [-r, -two, -one, 0n, one, two, r, -3n * r, 0n, 3n * r, ...TAILS]
}

/** Factors on volatility, wad. `volShock` in ppm, `tau` in seconds. */
export function volatilityMultipliers(volShock: bigint, tau: bigint): { up: bigint; down: bigint } {
  const ratio = (30n * DAY * WAD) / (tau > DAY ? tau : DAY)
  const x = (volShock * expWad((lnWad(ratio) * 3n) / 10n)) / PPM
  const lowest = WAD / 4n
  return { up: WAD + x, down: x < WAD - lowest ? WAD - x : lowest }
}
