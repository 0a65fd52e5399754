import {
  bidFromSpoke,
  cashTokenOf,
  findChain,
  parseAmount,
  prepareBidFromSpoke,
  recoverTransfer,
  type Transfer,
} from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { type AccountOptions, accountRef, loadClient, readable } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { follow } from '../follow.js'
import { toJson } from '../json.js'
import { coin, short } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'
import { addressOption, numberOption } from './options.js'
import { cashOption, type TakingOptions, takingOf, withTakingOptions } from './taking.js'

type Options = AccountOptions &
  TakingOptions & { receiver?: string; within: string; wait: boolean; execute: boolean }

/** `causeway bid 3000 arbitrum 0x… --share 25%` */
export function bidCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('bid')
    .summary('bid for an account in auction with cash on a spoke')
    .description(
      'Sends a bid with cash that lies on a spoke, follows it to the hub, and makes it there. The tokens it buys go to the receiver on their own chains; what is left of the cash comes back.',
    )
    .argument('<cash>', 'how much goes with the bid, e.g. 3000')
    .argument('<chain>', 'where the cash lies: name or number')
    .argument('<account>', 'who is liquidated: an address or an id')
    .option('--receiver <address>', "who gets the tokens; default: the key's own address")
    .option('--within <seconds>', 'how long it can be made from now on', '3600')
    .option('--no-execute', 'leave it to others to make it once it has crossed')
    .option('--no-wait', 'do not follow it')
  withTakingOptions(withAccountOptions(command)).action(
    async (cash: string, chain: string, who: string, options: Options, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const entry = findChain(client.deployment, chain)
      const token = cashTokenOf(entry)
      const taking = takingOf(client, options)
      if (!taking) throw new UsageError('Say what the bid takes: --share or --leg.')
      const { timestamp } = await client.reader(entry.chain).getBlock()
      const parameters = {
        ...{ ...taking, chain: entry.chain, amount: parseAmount(cash, token.decimals) },
        account: accountRef(client, who, readable(options)),
        receiver: addressOption('--receiver', options.receiver),
        maxCost: cashOption(options.maxCost),
        deadline: timestamp + numberOption('--within', options.within),
      }
      const { fee, receiver, maxCost } = await prepareBidFromSpoke(client, parameters)
      await confirm(
        io,
        global,
        `Bid with ${short(parameters.amount, token.decimals, 18)} ${token.symbol} on ${entry.name}, paying at most ${short(maxCost, 18, 6)}; tokens go to ${receiver}; lane fee ${coin(fee)}.`,
      )
      const sent = await bidFromSpoke(client, parameters)
      const { hash, seq, bidder } = sent
      if (!options.wait) {
        const row = { chain: entry.chain, hash, seq, bidder, fee }
        io.out(global.json ? `${toJson(row)}\n` : `${hash} (message ${seq} from ${entry.name})\n`)
        return finish(exitCodes.ok)
      }
      if (!global.json) io.out(`${hash}\n`)
      const ref = { chain: entry.chain, hash }
      const move = async ({ state }: Transfer) => {
        if (state.status !== 'booked') return false
        const { actions } = await recoverTransfer(client, ref)
        return actions.some((action) => action.hash !== undefined)
      }
      finish(await follow(io, client, ref, { ...global, ...(options.execute && { move }) }))
    },
  )
}
