/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** In [0, 1). */
  next(): number
  /** In [from, to). */
  between(from: number, to: number): number
  /** Normal, mean 0 and deviation 1. */
  normal(): number
  /** One of them, each as likely as its weight. */
  pick<value>(choices: readonly (readonly [value: value, weight: number])[]): value
}

/** A generator for a seed (SplitMix32): for populations and paths, not for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    let z = state
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number) => from + (to - from) * next()
  return {
    next,
    between,
    // Box and Muller; 1 − u is never 0
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    pick(choices) {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of choices) {
        left -= weight
        if (left < 0) return value
      }
      const last = choices.at(-1)
      if (last === undefined) throw new RangeError('there is nothing to choose from')
      return last[0]
    },
  }
}
