import { type GetMarginReturnType, getMargin, getRates } from '@causeway/sdk'
import type { Command } from 'commander'
import { type AccountOptions, accountRef, loadClient, readable } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { bar, short, table } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'

/** `causeway margin` */
export function marginCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('margin')
    .summary('positions, equity, maintenance and initial margin')
    .description(
      "Shows an account's positions, its equity, what it must hold, and what loses most in the worst scenario.",
    )
    .argument('[account]', "address or id; default: the key's own")
  withAccountOptions(command).action(
    async (who: string | undefined, options: AccountOptions, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const account = accountRef(client, who, readable(options))
      const [margin, rates] = await Promise.all([getMargin(client, { account }), getRates(client)])
      finish(exitCodes.ok)
      if (global.json) {
        const { input: _, stale, ...rest } = margin
        return io.out(`${toJson({ ...rest, stale: stale?.message, rates }, 2)}\n`)
      }
      io.out(`account  ${margin.account} (${margin.mode})\n`)
      io.out(`${summary(margin)}\n`)
      if (margin.positions.length > 0) {
        const head = ['instrument', 'size', 'mark', 'value USD', 'notional USD', 'in the worst USD']
        const rows = margin.positions.map(({ name, size, price, value, notional, profit }) => [
          name,
          short(size, 18, 6),
          short(price, 18, 4),
          short(value, 18, 2),
          short(notional, 18, 2),
          short(profit, 18, 2),
        ])
        io.out(`\n${table(head, rows, [1, 2, 3, 4, 5])}`)
      }
      const percent = (rate: bigint) => `${short(rate * 100n, 18, 2)} %`
      io.out(
        `\nborrowing cash costs ${percent(rates.borrowRate)} a year, lending it earns ${percent(rates.lendRate)}\n`,
      )
      if (margin.stale) io.out(`\nInitial margin is not to be had now: ${margin.stale.message}\n`)
    },
  )
}

const healths = {
  open: 'can open positions and withdraw',
  closing: 'below initial margin: only what reduces risk passes',
  liquidatable: 'BELOW MAINTENANCE: can be liquidated',
} as const

/** Equity against what is needed, with a bar. */
export function summary({
  equity,
  maintenance,
  initial,
  cash,
  health,
}: Pick<GetMarginReturnType, 'equity' | 'maintenance' | 'initial' | 'cash' | 'health'>): string {
  const usd = (amount: bigint) => short(amount, 18, 2).padStart(16)
  const share = equity <= 0n ? 100 : Number((maintenance * 100n) / equity)
  return [
    `cash         ${usd(cash)}`,
    `equity       ${usd(equity)}`,
    `initial      ${usd(initial)}   free ${short(equity - initial, 18, 2)}`,
    `maintenance  ${usd(maintenance)}   ${bar(share)} ${share} % of equity`,
    `health       ${healths[health]}`,
  ].join('\n')
}
