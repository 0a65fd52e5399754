import { ReplayInputError } from '../errors.js'
import type { Bar, Series } from './bar.js'
import { timeOf } from './readSeries.js'

/** Which part of a series is meant. */
export type Window = {
  /** Times as in the file; inclusive. */
  from?: string | undefined
  to?: string | undefined
  /** Instead: so many hours round the worst fall within 24 hours, a quarter of them before its beginning. */
  worst?: number | undefined
}

const day = 86_400

/** The part of a series that a window names. @throws ReplayInputError when nothing is left */
export function cut(series: Series, { from, to, worst }: Window): Series {
  const bars = worst === undefined ? between(series, from, to) : aroundWorst(series, worst)
  if (bars.length < 1 || (bars.length < 2 && bars[0]?.high === bars[0]?.low))
    throw new ReplayInputError(
      `${series.name} has nothing there: it goes from ${say(series.bars[0])} to ${say(series.bars.at(-1))}.`,
    )
  return { ...series, bars }
}

function between({ bars }: Series, from: string | undefined, to: string | undefined): Bar[] {
  const [first, last] = [from, to].map((text) => {
    if (text === undefined) return undefined
    const time = timeOf(text)
    if (time === undefined) throw new ReplayInputError(`"${text}" is no time: write 2020-03-11.`)
    return time
  })
  // a day as an end is meant with all its hours
  const end = to !== undefined && /^\d{4}-\d\d-\d\d$/.test(to) ? (last ?? 0) + day - 1 : last
  return bars.filter(
    ({ time }) => time >= (first ?? 0) && time <= (end ?? Number.POSITIVE_INFINITY),
  )
}

function aroundWorst({ bars }: Series, hours: number): Bar[] {
  let worst = { fall: 0, from: bars[0]?.time ?? 0 }
  let first = 0
  for (const [i, end] of bars.entries()) {
    while ((bars[first]?.time ?? 0) < end.time - day) first++
    for (let j = first; j <= i; j++) {
      const start = bars[j]
      if (!start) continue
      // within one bar nobody knows whether the high came before the low: it counts from its open
      const fall = end.low / (j === i ? start.open : start.high) - 1
      if (fall < worst.fall) worst = { fall, from: start.time }
    }
  }
  const from = worst.from - (hours * 3_600) / 4
  return bars.filter(({ time }) => time >= from && time < from + hours * 3_600)
}

const say = (bar: Bar | undefined) =>
  bar === undefined ? 'nowhere' : new Date(bar.time * 1_000).toISOString()
