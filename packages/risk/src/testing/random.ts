/** Random inputs from a seed, so that a failure can be repeated. */
export type Random = {
  /** In [0, 1). */
  unit(): number
  /** Whole, from `min` to `max` inclusive. */
  between(min: bigint, max: bigint): bigint
  /** As often in each octave as in any other: whole, from `min` (above 0) to `max`. */
  scaled(min: bigint, max: bigint): bigint
  chance(probability: number): boolean
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export function random(seed: number): Random {
  let state = seed
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (min: bigint, max: bigint) => {
    const span = max - min + 1n
    let x = 0n
    for (let bits = span; bits > 0n; bits >>= 32n)
      x = (x << 32n) | BigInt(Math.floor(unit() * 2 ** 32))
    return min + (x % span)
  }
  const scaled = (min: bigint, max: bigint) => {
    const octaves = max.toString(2).length - min.toString(2).length
    const low = min << BigInt(Math.floor(unit() * (octaves + 1)))
    const x = between(low, 2n * low - 1n)
    return x > max ? max : x
  }
  return { unit, between, scaled, chance: (probability) => unit() < probability }
}
