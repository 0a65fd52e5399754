import { deposit, findChain, findToken, parseAmount, prepareDeposit } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { type AccountOptions, accountRef, loadClient } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { follow } from '../follow.js'
import { toJson } from '../json.js'
import { coin, short } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'

type Options = AccountOptions & { to?: string; via: string; wait: boolean }

/** `causeway deposit 25 USDC arbitrum` */
export function depositCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('deposit')
    .summary('lock tokens in a vault for an account')
    .description(
      'Locks tokens in the vault of a chain for an account on the hub, and follows the crossing.',
    )
    .argument('<amount>', 'decimal, e.g. 12.5')
    .argument('<token>', 'symbol or address; "native" for the coin')
    .argument('<chain>', 'name or number')
    .option(
      '--to <account>',
      "whom to credit: an address (say what it is) or an id; default: the key's own account",
    )
    .option('--via <way>', 'approve, permit or permit2', 'approve')
    .option('--no-wait', 'do not follow the crossing')
  withAccountOptions(command).action(
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
      const amount = parseAmount(amountText, token.decimals)
      const { via } = options
      if (via !== 'approve' && via !== 'permit' && via !== 'permit2')
        throw new UsageError(`--via "${via}" is not known: approve, permit or permit2.`)
      const account = accountRef(client, options.to, options)
      const parameters = { chain: entry.chain, token: token.address, amount, account }
      // what goes by approval can be shown before anything is signed
      const { fee, account: id } = await prepareDeposit(client, parameters)
      await confirm(
        io,
        global,
        `Deposit ${short(amount, token.decimals, 18)} ${token.symbol} on ${entry.name} for account ${id}; lane fee ${coin(fee)}.`,
      )
      const sent = await deposit(client, { ...parameters, via })
      const { hash, seq } = sent
      if (!options.wait) {
        const row = { chain: entry.chain, hash, seq, account: sent.account, fee }
        io.out(global.json ? `${toJson(row)}\n` : `${hash} (message ${seq} from ${entry.name})\n`)
        return finish(exitCodes.ok)
      }
      if (!global.json) io.out(`${hash}\n`)
      finish(await follow(io, client, { chain: entry.chain, hash }, global))
    },
  )
}
