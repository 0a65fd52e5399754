import { z } from 'zod'
import { ReplayInputError } from './errors.js'
import type { BridgeOutage } from './run/replay.js'
import type { Tick } from './series/bar.js'
import { generate, generators, refine } from './series/generators.js'
import { readSeries } from './series/readSeries.js'
import { walk } from './series/walk.js'
import { cut } from './series/window.js'

const number = (what: string, from: number, to: number) =>
  z.coerce
    .number(`${what} is a number`)
    .min(from, `${what}: ${from} at least`)
    .max(to, `${what}: ${to} at most`)
const whole = (what: string, from: number, to: number) =>
  number(what, from, to).refine(Number.isInteger, `${what} is a whole number`)

/** What a replay can be told; percentages as people write them. */
export const replayOptionsSchema = z.strictObject({
  /** A CSV file, or the name of a shipped series. */
  series: z.string().min(1),
  accounts: whole('accounts', 4, 20_000).default(1_000),
  seed: whole('seed', 0, 2 ** 32 - 1).default(1),
  /** Insurance fund, percent of open interest. */
  fund: number('fund', 0, 100).default(1),
  liquidators: whole('liquidators', 1, 32).default(4),
  /** Cash of all liquidators together, percent of open interest. */
  liquidatorCapital: number('liquidator capital', 0.1, 200).default(10),
  /** Minutes between checkpoints. */
  delay: number('delay', 1, 1_440).default(20),
  /** Minutes from an auction's opening to the first bid. */
  reaction: number('reaction', 0, 120).default(0),
  /** Percent that a price moves from one tick to the next, at most. */
  step: number('step', 0.1, 20).default(1),
  /** Percent an hour: how fast moves are within a bar. */
  pace: number('pace', 1, 99).default(25),
  /** Minutes between ticks while nothing moves. */
  idle: number('idle', 1, 240).default(30),
  underlying: z.enum(['BTC', 'ETH']).default('BTC'),
  /** How much of the series' logarithmic move the other underlying makes. */
  beta: number('beta', -3, 3).default(1),
  from: z.string().optional(),
  to: z.string().optional(),
  /** Hours round the worst fall, instead of from and to. */
  worst: number('worst', 1, 720).optional(),
  timeColumn: z.string().optional(),
  priceColumn: z.string().optional(),
  prefix: z.string().optional(),
  bridgeDown: z.enum(['layerzero', 'wormhole']).optional(),
})

export type ReplayOptions = z.infer<typeof replayOptionsSchema>
export type ReplayOptionsInput = z.input<typeof replayOptionsSchema>

/** The middle third of the replay. */
const outageOf = (bridge: BridgeOutage['bridge']): BridgeOutage => ({
  ...{ bridge, from: 1 / 3, to: 2 / 3 },
})

/** Checks options. @throws ReplayInputError that says which one makes no sense */
export function readOptions(input: ReplayOptionsInput): ReplayOptions {
  const parsed = replayOptionsSchema.safeParse(input)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ReplayInputError(`${issue?.path.join('.') || 'options'}: ${issue?.message}`)
}

/** The path that options name, and what it is in words. @throws ReplayInputError */
export function pathOf(options: ReplayOptions): { path: Tick[]; title: string; about: string[] } {
  const { series: name, step, pace, idle, underlying, beta } = options
  const made = generate(name, options.seed)
  if (made) {
    if (options.from ?? options.to ?? options.worst)
      throw new ReplayInputError(`${name} is made, not read: it has no --from, --to or --worst.`)
    const about = generators.find((generator) => generator.name === name)?.about ?? ''
    return { path: refine(made, step / 100, idle * 60), title: `Replay of ${name}`, about: [about] }
  }
  if (!/[./\\]/.test(name))
    throw new ReplayInputError(
      `There is no series "${name}": name a CSV file, or one of ${generators.map((g) => g.name).join(', ')}.`,
    )
  const { timeColumn: time, priceColumn: price, prefix } = options
  const series = cut(readSeries(name, { time, price, prefix }), options)
  const other = underlying === 'BTC' ? 'ETH' : 'BTC'
  const path = walk(series, {
    moves: { [underlying]: 1, [other]: beta },
    ...{ step: step / 100, pace: pace / 100, idle: idle * 60 },
  })
  if (path.length > mostTicks)
    throw new ReplayInputError(
      `That is ${path.length} ticks, ${mostTicks} at most: cut the series with --from and --to or --worst, or take a larger --step.`,
    )
  const day = (seconds: number | undefined) =>
    new Date((seconds ?? 0) * 1_000).toISOString().slice(0, 16).replace('T', ' ')
  return {
    path,
    title: `Replay of ${name.split(/[/\\]/).at(-1)}`,
    about: [
      `${underlying}, ${series.bars.length} bars (${series.source}) from ${day(series.bars[0]?.time)} to ${day(series.bars.at(-1)?.time)} UTC, in ${path.length} ticks; ${other} makes ${beta} of its moves`,
    ],
  }
}

const mostTicks = 5_000

/** What the options say beside the series. */
export function describeOptions(options: ReplayOptions): string[] {
  const { fund, liquidators, liquidatorCapital, delay, reaction, bridgeDown, seed } = options
  return [
    `seed ${seed}; fund ${fund} % and cash of ${liquidators} liquidators ${liquidatorCapital} % of open interest; checkpoints every ${delay} min; first bids after ${reaction} min${bridgeDown ? `; ${bridgeDown} down for the middle third` : ''}`,
  ]
}

/** What is driven: the options as the replay takes them. */
export function parametersOf(options: ReplayOptions, path: readonly Tick[]) {
  const { accounts, seed, fund, liquidators, liquidatorCapital, reaction, bridgeDown } = options
  return {
    path,
    opening: {
      ...{ accounts, seed, liquidators, fund: fund / 100 },
      liquidatorCapital: liquidatorCapital / 100,
    },
    terms: { costBps: 10, reaction: reaction * 60 },
    delay: options.delay * 60,
    outage: bridgeDown && outageOf(bridgeDown),
  }
}
