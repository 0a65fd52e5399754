import { getTransfer } from '@causeway/sdk'
import type { Command } from 'commander'
import { loadClient } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { findTransfer } from '../findTransfer.js'
import { follow } from '../follow.js'
import { progressPrinter } from '../progress.js'
import { type CommandContext, globals } from './command.js'
import { numberOption } from './options.js'

type Options = { chain?: string; seq?: string; to?: string; watch?: boolean }

/** `causeway transfer 0x… --watch` */
export function transferCommand({ program, io, finish }: CommandContext): void {
  program
    .command('transfer')
    .summary('where a crossing stands')
    .description(
      'Shows where a deposit, exit or withdrawal stands, where its money is and who can do what next, from its transaction hash alone.',
    )
    .argument('[hash]', 'transaction that began it; or --chain with --seq')
    .option('--chain <chain>', 'chain of the transaction; default: all are asked')
    .option('--seq <number>', 'message number instead of a hash')
    .option('--to <chain>', 'with --seq: the chain that a message of the hub goes to')
    .option('--watch', 'follow it until it is done')
    .action(async (hash: string | undefined, options: Options, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const { chain, seq, to } = options
      if ((hash === undefined) === (seq === undefined))
        throw new UsageError('Give a transaction hash, or --chain with --seq.')
      if (seq !== undefined && chain === undefined) throw new UsageError('--seq needs --chain.')
      const transfer =
        hash !== undefined
          ? await findTransfer(client, hash, chain)
          : await getTransfer(client, {
              ...{ chain: chain ?? '', seq: numberOption('--seq', seq ?? '') },
              ...(to !== undefined && { to }),
            })
      if (options.watch) {
        const ref = { chain: transfer.source, hash: transfer.hash }
        return finish(await follow(io, client, ref, { ...global, patient: true }))
      }
      const printer = progressPrinter({ ...io, isTerminal: false }, client, global)
      printer.update(transfer)
      const code = printer.end(transfer)
      finish(code === exitCodes.ok ? exitCodes.ok : exitCodes.refused)
    })
}
