import {
  type CausewayClient,
  type ExpiryRef,
  fixSettlement,
  formatInstrument,
  type GetSettlementReturnType,
  getMarkets,
  getSettlement,
  InstrumentError,
  marketClocks,
  observeSettlement,
  parseInstrument,
} from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { toJson } from '../json.js'
import { moment, short, span, table } from '../text.js'
import { type CommandContext, globals } from './command.js'

const steps = { observe: observeSettlement, fix: fixSettlement } as const
type Step = keyof typeof steps

type Row = ExpiryRef & GetSettlementReturnType & { name: string; phase: string }

/** `causeway expiry ETH-20261225 fix` */
export function expiryCommand({ program, io, finish }: CommandContext): void {
  program
    .command('expiry')
    .summary('how far a settlement price is known; observe or fix it')
    .description(
      'Shows the settlement price of an expiry: what of it is known, what is still to come. Observing adds the present price in the half hour before it, fixing ends it. Anyone may do either.',
    )
    .argument('[expiry]', 'e.g. ETH-20261225; default: all that are traded')
    .argument('[step]', 'observe or fix: does it first')
    .action(
      async (
        name: string | undefined,
        step: string | undefined,
        _options: object,
        self: Command,
      ) => {
        const wanted = name === undefined ? undefined : expiryOf(name)
        const doing = step === undefined ? undefined : stepOf(step)
        const global = globals(self)
        const client = loadClient(io, global, { needsKey: doing !== undefined })
        let hash: string | undefined
        if (wanted && doing) {
          await confirm(io, global, sentences[doing](wanted))
          hash = (await steps[doing](client, wanted)).hash
        }
        const rows = await Promise.all(
          (wanted ? [wanted] : await traded(client)).map((ref) => describe(client, ref)),
        )
        finish(exitCodes.ok)
        if (global.json) return io.out(`${toJson(wanted ? { ...rows[0], hash } : rows, 2)}\n`)
        if (hash) io.out(`${hash}\n\n`)
        io.out(show(rows))
      },
    )
}

const sentences: Record<Step, (expiry: ExpiryRef) => string> = {
  observe: ({ underlying, expiry }) =>
    `Add the present price of ${underlying} to the average of ${moment(expiry)}.`,
  fix: ({ underlying, expiry }) =>
    `Fix the settlement price of ${underlying} at ${moment(expiry)}.`,
}

/** The expiry that a future's name says. @throws UsageError when it is none */
function expiryOf(name: string): ExpiryRef {
  try {
    const instrument = parseInstrument(name)
    if (instrument.kind === 'future') return instrument
  } catch (error) {
    if (!(error instanceof InstrumentError)) throw error
  }
  throw new UsageError(`"${name}" is no expiry: write it like ETH-20261225.`)
}

function stepOf(text: string): Step {
  if (text === 'observe' || text === 'fix') return text
  throw new UsageError(`"${text}" is no step: observe or fix.`)
}

/** The expiries of everything that is traded, the nearest first. */
async function traded(client: CausewayClient): Promise<ExpiryRef[]> {
  const found = new Map<string, ExpiryRef>()
  for (const { instrument } of await getMarkets(client)) {
    if (instrument.kind === 'perpetual') continue
    const { underlying, expiry } = instrument
    found.set(`${underlying} ${expiry}`, { underlying, expiry })
  }
  return [...found.values()].sort((a, b) => a.expiry - b.expiry)
}

async function describe(client: CausewayClient, { underlying, expiry }: ExpiryRef): Promise<Row> {
  const [settlement, { timestamp }] = await Promise.all([
    getSettlement(client, { underlying, expiry }),
    client.reader(client.deployment.hubChain).getBlock(),
  ])
  const left = expiry - Number(timestamp)
  const name = formatInstrument({ underlying, kind: 'future', expiry })
  return { name, underlying, expiry, ...settlement, phase: phaseOf(settlement, left) }
}

function phaseOf({ isFixed }: GetSettlementReturnType, left: number): string {
  if (isFixed) return 'fixed'
  if (left <= 0) return 'expired, not fixed'
  return left <= marketClocks.settlementWindow
    ? `averaging, ${span(left)} left`
    : `in ${span(left)}`
}

function show(rows: readonly Row[]): string {
  return table(
    ['expiry', 'at', 'state', 'known USD', 'to come'],
    rows.map(({ name, expiry, phase, fixedPart, remaining }) => [
      name,
      moment(expiry),
      phase,
      short(fixedPart, 18, 4),
      `${short(remaining * 100n, 18, 1)} %`,
    ]),
    [3, 4],
  )
}
