import { findChain, findToken, parseAmount, prepareWithdraw, withdraw } from '@causeway/sdk'
import type { Command } from 'commander'
import type { Address } from 'viem'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { follow } from '../follow.js'
import { toJson } from '../json.js'
import { coin, short } from '../text.js'
import { type CommandContext, globals } from './command.js'
import { addressOption, ownAccount } from './options.js'

type Options = { receiver?: string; maxFee?: string; sub?: string; wait: boolean }

/** `causeway withdraw 10 USDC optimism` */
export function withdrawCommand({ program, io, finish }: CommandContext): void {
  program
    .command('withdraw')
    .summary('withdraw to any chain whose vault has it')
    .description(
      "Withdraws from the key's own account by a transaction on the hub's chain, and follows the release.",
    )
    .argument('<amount>', 'decimal, e.g. 12.5')
    .argument('<token>', 'symbol or address; "native" for the coin')
    .argument('<chain>', 'where it is paid: name or number')
    .option('--receiver <address>', "default: the key's own address")
    .option(
      '--max-fee <cash>',
      'the most exit fee in cash; default: the fee quoted now and 1 % of it',
    )
    .option('--sub <number>', 'sub-account', '0')
    .option('--no-wait', 'do not follow the release')
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
        const amount = parseAmount(amountText, token.decimals)
        const parameters = {
          ...{ chain: entry.chain, token: token.address, amount },
          account: ownAccount(options.sub),
          receiver: addressOption('--receiver', options.receiver) as Address | undefined,
          maxFee: options.maxFee === undefined ? undefined : feeOf(options.maxFee),
        }
        const { receiver, maxFee, fee } = await prepareWithdraw(client, parameters)
        await confirm(
          io,
          global,
          `Withdraw ${short(amount, token.decimals, 18)} ${token.symbol} to ${receiver} on ${entry.name}; exit fee at most ${short(maxFee, 18)} in cash, lane fee ${coin(fee)}.`,
        )
        const sent = await withdraw(client, { ...parameters, maxFee, fee })
        const { hash, chain: hub, releaseSeq } = sent
        if (!options.wait) {
          const row = { chain: hub, hash, releaseSeq, destination: sent.destination }
          io.out(
            global.json ? `${toJson(row)}\n` : `${hash} (release ${releaseSeq} to ${entry.name})\n`,
          )
          return finish(exitCodes.ok)
        }
        if (!global.json) io.out(`${hash}\n`)
        finish(await follow(io, client, { chain: hub, hash }, global))
      },
    )
}

function feeOf(text: string): bigint {
  return /^0+(\.0*)?$/.test(text.trim()) ? 0n : parseAmount(text, 18)
}
