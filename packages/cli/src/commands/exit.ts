import { findChain, findToken, parseAmount, prepareRequestExit, requestExit } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { follow } from '../follow.js'
import { toJson } from '../json.js'
import { coin, short } from '../text.js'
import { type CommandContext, globals } from './command.js'
import { addressOption, ownAccount } from './options.js'

type Options = { receiver?: string; sub?: string; wait: boolean }

/** `causeway exit all USDC arbitrum` */
export function exitCommand({ program, io, finish }: CommandContext): void {
  program
    .command('exit')
    .summary("ask for tokens from a vault's own chain")
    .description(
      "Asks the hub for tokens by a message from the vault's chain, which nobody on the hub's chain can censor. The hub books a ticket that anyone may execute; `causeway recover` does.",
    )
    .argument('<amount>', 'decimal, or "all"')
    .argument('<token>', 'symbol or address; "native" for the coin')
    .argument('<chain>', 'name or number')
    .option('--receiver <address>', "default: the key's own address")
    .option('--sub <number>', 'sub-account', '0')
    .option('--no-wait', 'do not follow the request')
    .action(
      async (
        amountText: string,
        tokenText: string,
        chain: string,
        options: Options,
        self: Command,
      ) => {
        const global = globals(self)
        const client = loadClient(io, global, { needsKey: true })
        const entry = findChain(client.deployment, chain)
        const token = findToken(entry, tokenText)
        const isAll = amountText.trim().toLowerCase() === 'all'
        const amount = isAll ? 'all' : parseAmount(amountText, token.decimals)
        const parameters = {
          ...({ chain: entry.chain, token: token.address, amount } as const),
          account: ownAccount(options.sub),
          receiver: addressOption('--receiver', options.receiver),
        }
        const { value: fee } = await prepareRequestExit(client, parameters)
        const what = amount === 'all' ? 'all' : short(amount, token.decimals, 18)
        await confirm(
          io,
          global,
          `Ask for ${what} ${token.symbol} on ${entry.name} to ${options.receiver ?? client.account?.address}; lane fee ${coin(fee)}.`,
        )
        const { hash, seq } = await requestExit(client, { ...parameters, fee })
        if (!options.wait) {
          const row = { chain: entry.chain, hash, seq, fee }
          io.out(global.json ? `${toJson(row)}\n` : `${hash} (message ${seq} from ${entry.name})\n`)
          return finish(exitCodes.ok)
        }
        if (!global.json) io.out(`${hash}\n`)
        finish(await follow(io, client, { chain: entry.chain, hash }, global))
      },
    )
}
