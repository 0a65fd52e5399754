import { getMarkets } from '@causeway/sdk'
import type { Command } from 'commander'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short, table } from '../text.js'
import { type CommandContext, globals } from './command.js'

/** `causeway markets` */
export function marketsCommand({ program, io, finish }: CommandContext): void {
  program
    .command('markets')
    .summary('what is traded, with marks and open interest')
    .description('Lists every instrument that is traded: its mark, open interest, and cap.')
    .argument('[underlying]', 'e.g. ETH; default: all')
    .action(async (underlying: string | undefined, _options: object, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const markets = await getMarkets(client, { underlying })
      finish(exitCodes.ok)
      if (global.json) return io.out(`${toJson(markets, 2)}\n`)
      const rows = markets.map(({ name, index, price, openInterest, cap }) => [
        name,
        index === undefined ? 'no price' : short(index, 18, 2),
        price === undefined ? 'no price' : short(price, 18, 4),
        short(openInterest, 18, 4),
        short(cap, 18, 4),
      ])
      io.out(table(['instrument', 'index', 'mark', 'open interest', 'cap'], rows, [1, 2, 3, 4]))
    })
}
