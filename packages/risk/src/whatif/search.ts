/** The largest whole number from `low`, where it holds, to below `high`, where it does not, by bisection. */
export function lastTrue(low: bigint, high: bigint, holds: (k: bigint) => boolean): bigint {
  let [yes, no] = [low, high]
  while (no - yes > 1n) {
    const middle = (yes + no) / 2n
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

type Point = { k: bigint; value: bigint }

/**
 * The nearest place at which a function is below 0 when, one step before, it is not. Looks at `places` (ascending,
 * above 0) and, between three of which the middle one is the lowest, for the lowest. `start`: its value at 0.
 */
export function nearestBelowZero(
  f: (k: bigint) => bigint,
  places: readonly bigint[],
  start: bigint,
): bigint | undefined {
  const value = memoise(f)
  const first = (from: bigint, to: bigint) => lastTrue(from, to, (k) => value(k) >= 0n) + 1n
  let [before, last]: [Point | undefined, Point] = [undefined, { k: 0n, value: start }]
  for (const k of places) {
    const here = { k, value: value(k) }
    if (before && isLowest(last, before, here)) {
      const dip = findDip(value, before.k, here.k)
      if (dip !== undefined) return first(before.k, dip)
    }
    if (here.value < 0n) return first(last.k, k)
    ;[before, last] = [last, here]
  }
  return undefined
}

/** Not above both, and not level with both. */
function isLowest({ value }: Point, before: Point, after: Point): boolean {
  const isLow = value <= before.value && value <= after.value
  return isLow && (value < before.value || value < after.value)
}

/** A place below 0 between two that are not, by thirds. */
function findDip(value: (k: bigint) => bigint, from: bigint, to: bigint): bigint | undefined {
  let [low, high] = [from, to]
  while (high - low > 2n) {
    const third = (high - low) / 3n || 1n
    const [left, right] = [low + third, high - third]
    const [atLeft, atRight] = [value(left), value(right)]
    if (atLeft < 0n) return left
    if (atRight < 0n) return right
    // a 256th of the width is as near as is looked: it costs fourteen more
    if (high - low < (to - from) / 256n) return undefined
    if (atLeft < atRight) high = right
    else low = left
  }
  return undefined
}

function memoise(f: (k: bigint) => bigint): (k: bigint) => bigint {
  const known = new Map<bigint, bigint>()
  return (k) => {
    const found = known.get(k) ?? f(k)
    known.set(k, found)
    return found
  }
}
