import { parseUnits } from 'viem'

/** The smaller of two. */
export function lesser(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}

/** USD of 18 decimals as a number of dollars and cents, for logs. */
export function dollars(value: bigint): number {
  return Number(value / 10n ** 16n) / 100
}

/** The larger of two. */
export function greater(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}

/** A number of dollars as USD of 18 decimals, to the sixth decimal. */
export function toWad(usd: number): bigint {
  return parseUnits(usd.toFixed(6), 18)
}
