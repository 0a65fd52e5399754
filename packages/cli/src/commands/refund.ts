import { findChain, getTransfer, refundDeposit } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { findTransfer } from '../findTransfer.js'
import { follow } from '../follow.js'
import { toJson } from '../json.js'
import { type CommandContext, globals } from './command.js'

/** `causeway refund 0x…` */
export function refundCommand({ program, io, finish }: CommandContext): void {
  program
    .command('refund')
    .summary('send a pending deposit back')
    .description(
      'Sends a deposit that waits on the hub back to its depositor, and follows the release.',
    )
    .argument('<hash>', 'transaction of the deposit')
    .option('--chain <chain>', 'chain of the transaction; default: all are asked')
    .option('--no-wait', 'do not follow the release')
    .action(async (hash: string, options: { chain?: string; wait: boolean }, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const { source, seq, type, state } = await findTransfer(client, hash, options.chain)
      if (type !== 'deposit' || seq === undefined)
        throw new UsageError(`The transaction ${hash} is no deposit.`)
      if (state.status !== 'pending')
        throw new UsageError(`The deposit is ${state.status}: only a pending one can be sent back.`)
      const { name } = findChain(client.deployment, source)
      await confirm(io, global, `Send deposit ${seq} back to its depositor on ${name}.`)
      const result = await refundDeposit(client, { chain: source, seq })
      if (!options.wait) {
        const row = { chain: result.chain, hash: result.hash, releaseSeq: result.releaseSeq }
        io.out(global.json ? `${toJson(row)}\n` : `${result.hash}\n`)
        return finish(exitCodes.ok)
      }
      const { hash: deposit } = await getTransfer(client, { chain: source, seq })
      finish(await follow(io, client, { chain: source, hash: deposit }, global))
    })
}
