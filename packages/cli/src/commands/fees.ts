import { getFees } from '@causeway/sdk'
import type { Command } from 'commander'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { coin, table } from '../text.js'
import { type CommandContext, globals } from './command.js'

/** `causeway fees` */
export function feesCommand({ program, io, finish }: CommandContext): void {
  program
    .command('fees')
    .summary('what the lanes ask for a message')
    .description(
      "Shows what a message costs now on each lane. Deposits and exits pay on their chain, withdrawals on the hub's.",
    )
    .action(async (_: unknown, self: Command) => {
      const global = globals(self)
      const fees = await getFees(loadClient(io, global))
      const rows = fees.map(({ name, toHub, fromHub }) => [name, coin(toHub), coin(fromHub)])
      io.out(
        global.json ? `${toJson(fees, 2)}\n` : table(['chain', 'to the hub', 'from the hub'], rows),
      )
      finish(exitCodes.ok)
    })
}
