import type { Bar, Series, Tick } from './bar.js'

/** How bars become a path. */
export type Walk = {
  /** Underlyings and how much of the series' logarithmic move each makes. */
  moves: Readonly<Record<string, number>>
  /** The most that a price moves from one tick to the next, as a fraction. */
  step: number
  /** How fast a price moves within a bar: this fraction down in an hour. A bar that is too short for it is walked faster. */
  pace: number
  /** Seconds between ticks while nothing moves. */
  idle: number
}

/**
 * Walks bars from open to high, low and close. A daily bar says nothing of how fast its moves were: each is made at the pace that the
 * caller takes for the fastest, and what is left of the bar the price stands still.
 */
export function walk({ bars }: Series, { moves, step, pace, idle }: Walk): Tick[] {
  const start = bars[0]
  if (!start) return []
  const perSecond = -Math.log(1 - pace) / 3_600
  const most = Math.max(...Object.values(moves))
  const ticks: Tick[] = []
  const tick = (at: number, price: number) => {
    const log = Math.log(price / start.open)
    const prices = Object.entries(moves).map(([name, share]) => [name, Math.exp(log * share)])
    ticks.push({ at: Math.round(at), prices: Object.fromEntries(prices) })
  }
  tick(0, start.open)
  let last = start.open
  for (const [i, bar] of bars.entries()) {
    let at = bar.time - start.time
    const stops = stopsOf(bar, bars[i + 1])
    const logs = stops.map((price, n) => Math.abs(Math.log(price / (stops[n - 1] ?? last))))
    const needed = logs.reduce((sum, log) => sum + log, 0) / perSecond
    const squeeze = Math.min(1, bar.seconds / Math.max(needed, 1))
    for (const [n, price] of stops.entries()) {
      const log = logs[n] ?? 0
      const count = Math.ceil((log * most) / Math.log(1 + step) - 1e-9)
      const seconds = (log / perSecond) * squeeze
      for (let k = 1; k <= count; k++)
        tick(at + (seconds * k) / count, last * (price / last) ** (k / count))
      at += seconds
      last = price
    }
    const end = bar.time - start.time + bar.seconds
    for (at += idle; at <= end; at += idle) tick(at, last)
  }
  const end = bars.at(-1)
  if (end) tick(end.time - start.time + end.seconds, last)
  return apart(ticks)
}

/** A bar of one price is walked to the price of the next. */
function stopsOf({ open, high, low, close }: Bar, next: Bar | undefined): number[] {
  if (high === low) return [next && next.high === next.low ? next.open : close]
  return [open, high, low, close]
}

/** Of several ticks in one second the last counts. */
function apart(ticks: readonly Tick[]): Tick[] {
  return ticks.filter(({ at }, i) => ticks[i + 1]?.at !== at)
}
