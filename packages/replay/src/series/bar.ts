/** What a market did from `time` (seconds) on, for `seconds`: four prices, all the same in a series of single prices. */
export type Bar = {
  time: number
  seconds: number
  open: number
  high: number
  low: number
  close: number
}

/** A market's history, the oldest bar first. */
export type Series = {
  /** Where it is from. */
  name: string
  bars: readonly Bar[]
  /** The columns that it was read from, or what made it. */
  source: string
  /** Rows without a price, which were passed over. */
  skipped: number
}

/** A moment of a path: seconds from its beginning, and the price as a multiple of the first, by underlying. */
export type Tick = { at: number; prices: Readonly<Record<string, number>> }

/** The worst fall of a path within so many seconds, as a fraction below 0; 0 if it never falls. */
export function worstFall(
  path: readonly { at: number; price: number }[],
  seconds: number,
): { fall: number; from: number; to: number } {
  let worst = { fall: 0, from: 0, to: 0 }
  for (const [i, end] of path.entries()) {
    for (let j = i - 1; j >= 0; j--) {
      const start = path[j]
      if (start === undefined || end.at - start.at > seconds) break
      const fall = end.price / start.price - 1
      if (fall < worst.fall) worst = { fall, from: start.at, to: end.at }
    }
  }
  return worst
}
