import { bytesToHex, type Hex } from 'viem'
import { ceilDiv, lnRatio, lnWad, sqrtDown, WAD } from './fixedPoint.js'
import { requireSmall, shares } from './optionPricing.js'
import { nodeMoves, volatilityMultipliers } from './scenarios.js'

/** Bytes of one row: 21 nodes of three. */
export const ROW_SIZE = 63

/** What the rows of one expiry share: see `RiskArray.Grid`. */
export type Grid = { prices: bigint[]; logs: bigint[]; up: bigint; down: bigint }

export type GridParameters = { tau: bigint; scanRange: bigint; volShock: bigint }

const LN = { 10: -1078809661371929978n, 11: -693147180559945309n, 12: 693147180559945309n } as const
const LN_4 = 1386294361119890619n
const WHOLE = 1n << 24n

/** The grid of an expiry: `tau` in seconds, rates in ppm. */
export function riskGrid({ tau, scanRange, volShock }: GridParameters): Grid {
  const prices = nodeMoves(scanRange).map((move) => 1_000_000n + move)
  const logs = prices.map((node, i) => {
    if (node === 1_000_000n) return 0n
    if (i === 10 || i === 11 || i === 12) return LN[i]
    return i === 13 ? LN_4 : lnWad(node * 10n ** 12n)
  })
  return { prices, logs, ...volatilityMultipliers(volShock, tau) }
}

/** The call's value at the 21 nodes as a share of the node's price, 2^-24, rounded down; forward, strike and variance in wad. */
export function riskRow(grid: Grid, forward: bigint, strike: bigint, variance: bigint): number[] {
  requireSmall(forward, strike, variance)
  if (strike === 0n || forward === 0n)
    return Array<number>(21).fill(strike === 0n ? Number(WHOLE - 1n) : 0)
  const l = lnRatio(forward, strike)
  const s = sqrtDown(variance)
  const moneyness = ceilDiv(strike * WAD, forward)
  const group = (first: number, deviation: bigint) =>
    Array.from({ length: 7 }, (_, i) => {
      const [price, log] = [grid.prices[first + i] as bigint, grid.logs[first + i] as bigint]
      return nodeShare(l + log, deviation, ceilDiv(moneyness * 1_000_000n, price))
    })
  return [...group(0, (s * grid.up) / WAD), ...group(0, (s * grid.down) / WAD), ...group(7, s)]
}

function nodeShare(l: bigint, s: bigint, cost: bigint): number {
  const { share, straddling } = s === 0n ? { share: 0n, straddling: false } : shares(l, s)
  const payoff = cost < WAD && !straddling ? (WAD - cost) * WAD : 0n
  const units = ((share + payoff) * WHOLE) / (WAD * WAD)
  return Number(units < WHOLE ? units : WHOLE - 1n)
}

/** The bytes of a row. */
export function encodeRow(row: readonly number[]): Hex {
  return bytesToHex(Uint8Array.from(row.flatMap((n) => [n >> 16, (n >> 8) & 255, n & 255])))
}
