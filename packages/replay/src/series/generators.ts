import { createRandom, type Random } from '../random.js'
import { type Tick, worstFall } from './bar.js'

/** What a shipped series is anchored in: published moves of real markets, as fractions. */
export type Anchor = { hour: number; day: number }

/** A shipped series. */
export type Generator = {
  name: string
  /** What it is made of, in a sentence. */
  about: string
  anchors?: Readonly<Record<string, Anchor>>
  /** Prices at whole hours (a last tick may stand between them), as multiples of the first. */
  make(random: Random): Tick[]
}

/** The worst hour and 24 hours of 12 March 2020. */
const march2020 = { BTC: { hour: -0.245, day: -0.506 }, ETH: { hour: -0.25, day: -0.529 } }
/** The worst hour of 19 May 2021; for the day, from its open to its low in the hourly series kept on chain. */
const may2021 = { ETH: { hour: -0.28, day: -0.394 } }
/** The worst hour of FTT in November 2022: what a listed asset can do. The day is an assumption. */
const november2022 = { ETH: { hour: -0.64, day: -0.75 } }

const hours = 24
const recovery = 12
const hour = 3_600

/** Series that are made, not read: the same for the same seed. */
export const generators: readonly Generator[] = [
  {
    name: 'march-2020',
    about:
      'BTC −24.5 % and ETH −25.0 % in the worst hour, −50.6 % and −52.9 % in 24 h, as on 12 March 2020',
    anchors: march2020,
    make: (random) => crash(random, march2020, {}),
  },
  {
    name: 'may-2021',
    about:
      'ETH −28 % in the worst hour and −39.4 % in 24 h, as on 19 May 2021; BTC makes 0.8 of its moves',
    anchors: may2021,
    make: (random) => crash(random, may2021, { BTC: ['ETH', 0.8] }),
  },
  {
    name: 'collapse',
    about:
      'ETH −64 % in an hour, as FTT in November 2022, and BTC half of its moves: beyond what scan ranges are made for',
    anchors: november2022,
    make: (random) => crash(random, november2022, { BTC: ['ETH', 0.5] }),
  },
  {
    name: 'gap',
    about: 'the worst hour of 12 March 2020 in one minute, after a quiet day',
    anchors: { BTC: { hour: -0.245, day: -0.245 }, ETH: { hour: -0.25, day: -0.25 } },
    make: gap,
  },
  {
    name: 'calm',
    about: 'two days of GARCH(1,1) at 45 % (BTC) and 60 % (ETH) a year',
    make: calm,
  },
]

/**
 * A day of hours whose worst is the anchor's and that make up the anchor's day, then a recovery. Within an hour prices move
 * evenly, so that no other sixty minutes are worse; a draw of which another 24 hours are is thrown away.
 */
function crash(
  random: Random,
  anchors: Readonly<Record<string, Anchor>>,
  followers: Readonly<Record<string, readonly [leader: string, share: number]>>,
): Tick[] {
  for (let tries = 0; tries < 10_000; tries++) {
    const worst = 6 + Math.floor(random.next() * 12)
    const noise = Array.from({ length: hours }, () => 0.02 * random.normal())
    const rebound = Array.from({ length: recovery }, () => Math.abs(0.012 * random.normal()))
    const returns = Object.fromEntries(
      Object.entries(anchors).map(([name, anchor]) => [
        name,
        [...dayOf(anchor, worst, noise), ...rebound],
      ]),
    )
    for (const [name, [leader, share]] of Object.entries(followers))
      returns[name] = (returns[leader] ?? []).map((log) => log * share)
    const ticks = pathOf(returns)
    const isAnchored = Object.entries(anchors).every(([name, anchor]) => {
      const path = ticks.map(({ at, prices }) => ({ at, price: prices[name] ?? 1 }))
      return (
        Math.abs(worstFall(path, hour).fall - anchor.hour) < 1e-9 &&
        Math.abs(worstFall(path, hours * hour).fall - anchor.day) < 1e-9
      )
    })
    if (isAnchored) return ticks
  }
  throw new RangeError('no path with these anchors was found')
}

function dayOf(anchor: Anchor, worst: number, noise: readonly number[]): number[] {
  const inHour = Math.log(1 + anchor.hour)
  const others = noise.reduce((sum, log, i) => (i === worst ? sum : sum + log), 0)
  const drift = (Math.log(1 + anchor.day) - inHour - others) / (hours - 1)
  return noise.map((log, i) => (i === worst ? inHour : log + drift))
}

function pathOf(returns: Readonly<Record<string, readonly number[]>>): Tick[] {
  const [first = []] = Object.values(returns)
  const logs = Object.fromEntries(Object.keys(returns).map((name) => [name, 0]))
  const ticks: Tick[] = [{ at: 0, prices: exp(logs) }]
  for (const i of first.keys()) {
    for (const [name, values] of Object.entries(returns))
      logs[name] = (logs[name] ?? 0) + (values[i] ?? 0)
    ticks.push({ at: (i + 1) * hour, prices: exp(logs) })
  }
  return ticks
}

function gap(random: Random): Tick[] {
  const quiet = Array.from({ length: hours }, () => 0.0005 * Math.abs(random.normal()))
  const before = pathOf({ BTC: quiet, ETH: quiet })
  const top = before.at(-1) as Tick
  const fall = (share: number) =>
    Object.fromEntries(
      Object.entries({ BTC: -0.245, ETH: -0.25 }).map(([name, move]) => [
        name,
        (top.prices[name] ?? 1) * (1 + move * share),
      ]),
    )
  return [
    ...before,
    { at: top.at + 60, prices: fall(1) },
    { at: top.at + 6 * hour, prices: fall(1) },
  ]
}

/** GARCH(1,1) of hourly returns, alpha 0.08 and beta 0.9, as is usual for them. */
function calm(random: Random): Tick[] {
  const yearly = { BTC: 0.45, ETH: 0.6 }
  const long = 1 / (365 * 24)
  const [alpha, beta] = [0.08, 0.9]
  let variance = long
  const shocks = Array.from({ length: 48 }, () => {
    const shock = Math.sqrt(variance) * random.normal()
    variance = long * (1 - alpha - beta) + alpha * shock ** 2 + beta * variance
    return shock
  })
  return pathOf(
    Object.fromEntries(
      Object.entries(yearly).map(([name, sigma]) => [name, shocks.map((z) => z * sigma)]),
    ),
  )
}

function exp(logs: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(logs).map(([name, log]) => [name, Math.exp(log)]))
}

/** The shipped series of a name, for a seed; undefined if there is none. */
export function generate(name: string, seed: number): Tick[] | undefined {
  return generators.find((generator) => generator.name === name)?.make(createRandom(seed))
}

/** Puts ticks between those of a path, so that no price moves by more than `step` at once; what falls within a minute stays one fall. */
export function refine(path: readonly Tick[], step: number, idle: number): Tick[] {
  const [start] = path
  if (!start) return []
  const ticks = [start]
  for (const [i, end] of path.entries()) {
    const begin = path[i - 1]
    if (!begin) continue
    const names = Object.keys(end.prices)
    const log = (name: string) => Math.log((end.prices[name] ?? 1) / (begin.prices[name] ?? 1))
    const most = Math.max(...names.map((name) => Math.abs(log(name))))
    const seconds = end.at - begin.at
    const wanted = Math.max(Math.ceil(most / Math.log(1 + step) - 1e-9), Math.ceil(seconds / idle))
    const count = Math.max(1, Math.min(wanted, Math.floor(seconds / 60)))
    for (let k = 1; k <= count; k++)
      ticks.push({
        at: Math.round(begin.at + (seconds * k) / count),
        prices: Object.fromEntries(
          names.map((name) => [
            name,
            (begin.prices[name] ?? 1) * Math.exp((log(name) * k) / count),
          ]),
        ),
      })
  }
  return ticks
}
