/** Reproducible random numbers (mulberry32): a failure names its seed. */
export type Random = {
  /** From 0 to below 1. */
  unit(): number
  integer(from: number, to: number): number
  /** Whether, with probability `p`. */
  chance(p: number): boolean
  pick<T>(list: readonly T[]): T
  /** An amount between 10^from and 10^to units, even in magnitude. */
  magnitude(from: number, to: number): bigint
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const unit = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const integer = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1))
  return {
    unit,
    integer,
    chance: (p) => unit() < p,
    pick: (list) => list[integer(0, list.length - 1)] as (typeof list)[number],
    magnitude(from, to) {
      const exponent = from + unit() * (to - from)
      const digits = BigInt(Math.floor(10 ** (exponent % 1) * 2 ** 40))
      const value = (digits * 10n ** BigInt(Math.floor(exponent))) >> 40n
      return value + BigInt(integer(0, 9))
    },
  }
}
