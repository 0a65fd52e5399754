import { getInsurance } from '@causeway/sdk'
import type { Command } from 'commander'
import { type GlobalOptions, loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short } from '../text.js'
import { type CommandContext, globals } from './command.js'

/** `causeway insurance` */
export function insuranceCommand({ program, io, finish }: CommandContext): void {
  program
    .command('insurance')
    .summary('the insurance fund, and whether cash bears a loss')
    .description(
      'Shows what the insurance fund has, what haircuts have taken from cash and not given back, and whether cash waits to leave because an insolvency is being settled.',
    )
    .action(async (_: GlobalOptions, self: Command) => {
      const global = globals(self)
      const insurance = await getInsurance(loadClient(io, global))
      finish(exitCodes.ok)
      if (global.json) return io.out(`${toJson(insurance, 2)}\n`)
      const { fund, haircut, cashWaitsUntil } = insurance
      const waits =
        cashWaitsUntil === undefined
          ? 'leaves as ever'
          : `waits until ${new Date(cashWaitsUntil * 1_000).toISOString()}: an insolvency is being settled`
      io.out(`fund     ${short(fund, 18, 2)} USD\n`)
      io.out(`haircut  ${short(haircut, 18, 2)} USD of everybody's cash, not given back yet\n`)
      io.out(`cash     ${waits}\n`)
    })
}
