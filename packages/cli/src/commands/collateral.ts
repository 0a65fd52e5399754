import { type CollateralRow, getCollateralByChain, sayRefusal } from '@causeway/sdk'
import type { Command } from 'commander'
import { type AccountOptions, accountRef, loadClient, readable } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short, table } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'

/** `causeway collateral` */
export function collateralCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('collateral')
    .summary('where collateral lies, chain by chain')
    .description(
      'Shows for every chain and token what the wallet holds, what is credited, on its way and pending, and the limits.',
    )
    .argument('[account]', "address or id; default: the key's own")
  withAccountOptions(command).action(
    async (who: string | undefined, options: AccountOptions, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const account = accountRef(client, who, readable(options))
      const rows = await getCollateralByChain(client, { account })
      finish(exitCodes.ok)
      if (global.json) return io.out(`${toJson(rows, 2)}\n`)
      const head = [
        'chain',
        'token',
        'wallet',
        'credited',
        'on its way',
        'pending',
        'price',
        'haircut',
        'value USD',
        'room',
      ]
      io.out(table(head, rows.map(cells), [2, 3, 4, 5, 6, 7, 8, 9]))
      if (rows.some(({ token }) => token.isCash))
        io.out('Cash is pooled: each cash row shows the same balance.\n')
    },
  )
}

function cells(row: CollateralRow): string[] {
  const { token } = row
  const units = (amount: bigint) => short(amount, token.decimals, 4)
  return [
    row.chainName,
    token.symbol,
    units(row.wallet),
    short(row.credited, 18, 4),
    units(row.depositing + row.releasing),
    units(row.pending),
    row.price === undefined
      ? ''
      : row.refusal
        ? `refused: ${sayRefusal(row.refusal)}`
        : short(row.price, 18, 2),
    `${row.haircutBps / 100} %`,
    row.value === undefined ? '' : short(row.value, 18, 2),
    units(row.room),
  ]
}
