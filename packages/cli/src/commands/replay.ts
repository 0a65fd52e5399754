import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress, ReplayOptionsInput } from '@causeway/replay'
import { exitCodes, UsageError } from '../exitCodes.js'
import type { Io } from '../io.js'
import { toJson } from '../json.js'
import { bar } from '../text.js'
import { type CommandContext, globals } from './command.js'

type Options = Omit<ReplayOptionsInput, 'series'> & { html?: string; charts?: string }

/** `causeway replay march-2020 --html march-2020.html` */
export function replayCommand({ program, io, finish }: CommandContext): void {
  program
    .command('replay')
    .summary('drive a market history through real contracts on local chains')
    .description(
      'Starts local chains with the real contracts and both bridges, opens a population of accounts with collateral on three chains, and drives prices of a file or of a shipped series through them, with liquidators, message delays and an insurance fund. Shipped series: march-2020, may-2021, collapse, gap, calm.',
    )
    .argument('<series>', 'a CSV file with a header, or the name of a shipped series')
    .option('--accounts <n>', 'accounts, half of them within 5 % of initial margin', '1000')
    .option('--seed <n>', 'of the population and of shipped series', '1')
    .option('--fund <percent>', 'insurance fund, of open interest', '1')
    .option('--liquidators <n>', 'how many bid', '4')
    .option('--liquidator-capital <percent>', 'their cash together, of open interest', '10')
    .option('--delay <minutes>', 'between checkpoints of a lane: what a message waits for', '20')
    .option('--reaction <minutes>', "from an auction's opening to the first bid", '0')
    .option('--bridge-down <bridge>', 'layerzero or wormhole, for the middle third')
    .option('--from <time>', 'first bar (UTC), e.g. 2020-03-11')
    .option('--to <time>', 'last bar (UTC); a day is meant whole')
    .option('--worst <hours>', 'so many hours round the worst fall, instead of --from and --to')
    .option('--underlying <name>', 'BTC or ETH: whose series it is', 'BTC')
    .option('--beta <n>', "how much of the series' move the other underlying makes", '1')
    .option('--step <percent>', 'how far a price moves from one tick to the next', '1')
    .option('--pace <percent>', 'how far a price moves within an hour of a longer bar', '25')
    .option('--idle <minutes>', 'between ticks while nothing moves', '30')
    .option('--time-column <name>', 'column of the times')
    .option('--price-column <name>', 'column of single prices')
    .option('--prefix <text>', 'in front of open, high, low and close, e.g. ETH:')
    .option('--html <file>', 'write figures and charts as one page')
    .option('--charts <folder>', 'write each chart as an SVG file')
    .action(async (series: string, { html, charts, ...options }: Options, self) => {
      const made = await load()
      const read = made.readOptions({ ...options, series })
      const { path, title, about } = made.pathOf(read)
      const { json } = globals(self)
      const progress = progressOf(io, json === true)
      const result = await made.replay(made.parametersOf(read, path), progress, io.signal)
      if (io.isTerminal && !json) io.out('\r\x1b[K')
      const report = { title, about: [...about, ...made.describeOptions(read)], result }
      if (html) writeFileSync(html, made.toHtml(report))
      if (charts) {
        mkdirSync(charts, { recursive: true })
        for (const { name, svg } of made.toSvgs(report)) writeFileSync(join(charts, name), svg)
      }
      io.out(json ? `${toJson(report)}\n` : made.toText(report))
      if (result.faults.length > 0) return finish(exitCodes.failed)
      // what is less than a dollar is rounding
      finish(result.badDebt.after >= 1 ? exitCodes.badDebt : exitCodes.ok)
    })
}

/** Replays come with the repository, not with the client that traders install. */
async function load() {
  try {
    return await import('@causeway/replay')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new UsageError(
      'Replays need the local world: run this in a working copy of the repository, after npm install.',
    )
  }
}

/** A line that is rewritten in a terminal; elsewhere one for each stage, on the error stream. */
function progressOf(io: Io, isJson: boolean): Progress {
  let last = ''
  return ({ stage, done, of, sample }) => {
    if (io.isTerminal && !isJson) {
      const state =
        sample &&
        `${sample.liquidated} liquidated, ${sample.auctions} auctions open, bad debt $${Math.round(sample.badDebt + sample.lacking)}`
      const text = sample ? `${bar((100 * done) / of)} ${done}/${of}  ${state}` : `… ${stage}`
      io.out(`\r\x1b[K${text.slice(0, (process.stdout.columns || 80) - 1)}`)
    } else if (stage !== last) io.err(`${stage}\n`)
    last = stage
  }
}
