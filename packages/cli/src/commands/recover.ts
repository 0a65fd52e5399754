import { type RecoveryAction, recoverTransfer, selfRelay, type Transfer } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { findTransfer } from '../findTransfer.js'
import { toJson } from '../json.js'
import { codeOf, progressPrinter } from '../progress.js'
import { chainName } from '../text.js'
import { type CommandContext, globals } from './command.js'
import { numberOption } from './options.js'

type Options = { chain?: string; selfRelay?: boolean; timeout: string }

/** `causeway recover 0x…` */
export function recoverCommand({ program, io, finish }: CommandContext): void {
  program
    .command('recover')
    .summary('move a crossing on yourself')
    .description(
      "Does all that anyone may do now for a crossing: publish, commit, deliver, bring the VAA, accept, ingest, execute, pay. With --self-relay it goes on until the crossing is done, without any relayer; outside DVNs, the operators' own DVN (run by relayers) and the guardians still attest by themselves.",
    )
    .argument('<hash>', 'transaction that began it')
    .option('--chain <chain>', 'chain of the transaction; default: all are asked')
    .option('--self-relay', 'go on until it is done')
    .option('--timeout <seconds>', 'with --self-relay: when to give up', '1800')
    .action(async (hash: string, options: Options, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const timeout = Number(numberOption('--timeout', options.timeout)) * 1_000
      const { source: chain, hash: found } = await findTransfer(client, hash, options.chain)
      const ref = { chain, hash: found }
      await confirm(
        io,
        global,
        'This sends transactions and pays their gas and fees on both chains.',
      )
      const printer = progressPrinter(io, client, global)
      const report = (transfer: Transfer, actions: RecoveryAction[]) => {
        printer.clear()
        if (!global.json)
          for (const { call, chain: at, hash: sent, error } of actions)
            io.out(
              `  → ${call} on ${chainName(client.deployment, at)}: ${sent ?? error?.message}\n`,
            )
        if (!global.json || actions.length > 0) printer.update(transfer)
      }
      if (options.selfRelay) {
        const transfer = await selfRelay(client, {
          ...{ ...ref, timeout, signal: io.signal },
          onProgress: report,
        })
        return finish(printer.end(transfer))
      }
      const { transfer, actions } = await recoverTransfer(client, ref)
      if (global.json) {
        io.out(`${toJson({ transfer, actions })}\n`)
        return finish(codeOf(transfer))
      }
      report(transfer, actions)
      if (actions.length === 0) io.out('Nothing can be done for it now.\n')
      finish(printer.end(transfer))
    })
}
