import { doctor } from '@causeway/sdk'
import type { Command } from 'commander'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { chainName } from '../text.js'
import { type CommandContext, globals } from './command.js'

/** `causeway doctor` */
export function doctorCommand({ program, io, finish }: CommandContext): void {
  program
    .command('doctor')
    .summary('check a deployment against its record')
    .description(
      "Checks contracts, lanes, both bridges' configuration, governance, limits and prices of a deployment against its record.",
    )
    .option('--all', 'show what is in order too')
    .action(async (options: { all?: boolean }, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const checks = await doctor(client)
      const bad = checks.filter(({ ok }) => !ok)
      finish(bad.length === 0 ? exitCodes.ok : exitCodes.failed)
      if (global.json) return io.out(`${toJson(checks, 2)}\n`)
      for (const { check, chain, ok, detail, fix } of checks) {
        if (ok && !options.all) continue
        const where = chain === undefined ? '' : ` (${chainName(client.deployment, chain)})`
        io.out(`${ok ? '✓' : '✗'} ${check}${where}: ${detail}\n`)
        if (!ok) io.out(`    fix: ${fix}\n`)
      }
      io.out(`${checks.length - bad.length} of ${checks.length} checks are in order.\n`)
    })
}
