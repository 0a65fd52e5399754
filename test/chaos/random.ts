/** A source of chance that gives the same for the same seed. */
export type Random = {
  seed: number
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** A new array in another order. */
  shuffle<value>(values: readonly value[]): value[]
}

/** Takes the seed of `CAUSEWAY_SEED`, or a new one, and prints it so that a run can be repeated. */
export function seededRandom(name: string): Random {
  const given = process.env.CAUSEWAY_SEED
  const seed = given ? Number(given) : Math.floor(Math.random() * 2 ** 31)
  console.log(`${name}: CAUSEWAY_SEED=${seed} repeats this run`)
  return createRandom(seed)
}

/** The generator mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    seed,
    next,
    between,
    shuffle(values) {
      const result = [...values]
      for (let i = result.length - 1; i > 0; i--) {
        const j = between(0, i)
        ;[result[i], result[j]] = [result[j] as never, result[i] as never]
      }
      return result
    },
  }
}
