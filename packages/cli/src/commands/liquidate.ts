import {
  bidOnAuction,
  type CausewayClient,
  getAuction,
  openAuction,
  previewBid,
  simulateOpenAuction,
} from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import {
  type AccountOptions,
  accountRef,
  type GlobalOptions,
  loadClient,
  readable,
} from '../context.js'
import { type ExitCode, exitCodes, UsageError } from '../exitCodes.js'
import { follow } from '../follow.js'
import { toJson } from '../json.js'
import { short } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'
import { addressOption } from './options.js'
import { cashOption, type TakingOptions, takingOf, withTakingOptions } from './taking.js'

type Options = AccountOptions & TakingOptions & { open?: true; receiver?: string; wait: boolean }

/** `causeway liquidate 0x… --open --share 25%` */
export function liquidateCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('liquidate')
    .summary('open an auction against an account, or bid in it')
    .description(
      "Opens an auction against an account below maintenance (--open), and takes a part of it over into the key's own account on the hub, at mark less the discount of now.",
    )
    .argument('<account>', 'who is liquidated: an address or an id')
    .option('--open', 'open the auction, if it is not open yet')
    .option(
      '--receiver <address>',
      "who gets the tokens, on their chains; default: they stay in the key's account",
    )
    .option('--no-wait', 'do not follow what goes out to the receiver')
  withTakingOptions(withAccountOptions(command)).action(
    async (who: string, options: Options, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global, { needsKey: true })
      const account = accountRef(client, who, readable(options))
      const taking = takingOf(client, options)
      if (!taking && !options.open)
        throw new UsageError('Say what to do: --open, --share or --leg.')
      const opened = options.open ? await open(client, { io, global, account }) : undefined
      if (!taking) {
        if (global.json) io.out(`${toJson({ opened })}\n`)
        return finish(exitCodes.ok)
      }
      const receiver = addressOption('--receiver', options.receiver)
      const maxCost = cashOption(options.maxCost)
      const { cost, discount } = await previewBid(client, { ...taking, account })
      await confirm(
        io,
        global,
        `${cost < 0n ? 'Get' : 'Pay'} ${short(cost < 0n ? -cost : cost, 18, 6)} in cash now, a discount of ${short(discount, 18, 6)} deducted; what is taken ${receiver ? `goes to ${receiver}` : 'stays in your account'}.`,
      )
      const made = await bidOnAuction(client, { ...taking, account, maxCost, receiver })
      const { hash, chain, outcome, releases } = made
      if (global.json) io.out(`${toJson({ opened, hash, outcome, releases })}\n`)
      else {
        const { cost: paid, discount: got, released, closed } = outcome
        io.out(
          `${hash}\npaid ${short(paid, 18, 6)} in cash, discount ${short(got, 18, 6)}, maintenance released ${short(released, 18, 2)}${closed ? '; the auction is over' : ''}\n`,
        )
      }
      if (!options.wait) return finish(exitCodes.ok)
      const codes: ExitCode[] = []
      for (const index of releases.keys())
        codes.push(await follow(io, client, { chain, hash, index }, global))
      finish(codes.find((code) => code !== exitCodes.ok) ?? exitCodes.ok)
    },
  )
}

/** Opens the auction unless there is one. Returns the transaction. */
async function open(
  client: CausewayClient,
  parameters: {
    io: CommandContext['io']
    global: GlobalOptions
    account: ReturnType<typeof accountRef>
  },
) {
  const { io, global, account } = parameters
  if (await getAuction(client, { account })) {
    if (!global.json) io.out('The auction is open already.\n')
    return undefined
  }
  await simulateOpenAuction(client, { account })
  await confirm(io, global, 'Open an auction against the account: it is below maintenance.')
  const { hash } = await openAuction(client, { account })
  if (!global.json) io.out(`${hash} (auction opened)\n`)
  return hash
}
