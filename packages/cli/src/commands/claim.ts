import { claim, findChain, findToken, simulateClaim } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short } from '../text.js'
import { type CommandContext, globals } from './command.js'
import { addressOption } from './options.js'

/** `causeway claim USDC arbitrum` */
export function claimCommand({ program, io, finish }: CommandContext): void {
  program
    .command('claim')
    .summary('take what a refused payment left at a vault')
    .description('Takes what a refused payment left to the key at a vault, to any address.')
    .argument('<token>', 'symbol or address; "native" for the coin')
    .argument('<chain>', 'name or number')
    .option('--to <address>', "default: the key's own address")
    .action(async (tokenText: string, chain: string, options: { to?: string }, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const entry = findChain(client.deployment, chain)
      const token = findToken(entry, tokenText)
      const to = addressOption('--to', options.to)
      const parameters = { chain: entry.chain, token: token.address, to }
      const amount = await simulateClaim(client, parameters)
      const what = `${short(amount, token.decimals, 18)} ${token.symbol}`
      await confirm(
        io,
        global,
        `Claim ${what} on ${entry.name} to ${to ?? client.account?.address}.`,
      )
      const result = await claim(client, parameters)
      const { hash } = result
      const row = { chain: entry.chain, hash, amount: result.amount }
      io.out(global.json ? `${toJson(row)}\n` : `${what} claimed: ${hash}\n`)
      finish(exitCodes.ok)
    })
}
