import { MARGIN_MODES, type MarginMode, setMode } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { toJson } from '../json.js'
import { type CommandContext, globals } from './command.js'
import { ownAccount } from './options.js'

/** `causeway mode portfolio` */
export function modeCommand({ program, io, finish }: CommandContext): void {
  program
    .command('mode')
    .summary('switch what may net in the margin')
    .description(
      'Switches the margin mode: cross (nothing nets), isolated (one underlying against cash), portfolio (all of an underlying nets).',
    )
    .argument('<mode>', MARGIN_MODES.join(', '))
    .option('--sub <number>', 'sub-account', '0')
    .action(async (mode: string, options: { sub?: string }, self: Command) => {
      if (!MARGIN_MODES.includes(mode as MarginMode))
        throw new UsageError(`"${mode}" is no mode: one of ${MARGIN_MODES.join(', ')}.`)
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      await confirm(io, global, `Switch the account's margin to ${mode}.`)
      const { hash } = await setMode(client, {
        account: ownAccount(options.sub),
        mode: mode as MarginMode,
      })
      finish(exitCodes.ok)
      io.out(global.json ? `${toJson({ hash, mode })}\n` : `${hash}\n`)
    })
}
