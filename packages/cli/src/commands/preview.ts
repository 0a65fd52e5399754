import { parseAmount, previewOrder } from '@causeway/sdk'
import type { Command } from 'commander'
import { loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short, table } from '../text.js'
import { type CommandContext, globals } from './command.js'
import { ownAccount } from './options.js'
import { markOf, sideOf } from './trading.js'

type Options = { price?: string; sub?: string }

const verdicts = {
  healthy: 'the hub would accept it',
  reducing: 'the hub would accept it: it only reduces risk',
  deposit: 'the hub would accept it',
  unhealthy: 'the hub would refuse it: equity below initial margin',
  uncovered: 'the hub would refuse it: cash borrowed without collateral',
  mixed: 'the hub would refuse it: an isolated account has one underlying',
  'off mark': 'the hub would refuse it: the price is outside the band round the mark',
} as const

/** `causeway preview buy 1 ETH-PERP` */
export function previewCommand({ program, io, finish }: CommandContext): void {
  program
    .command('preview')
    .summary('what a trade would do to the margin')
    .description(
      'Shows margin, free equity and liquidation prices before and after a trade. Sends nothing.',
    )
    .argument('<side>', 'buy or sell')
    .argument('<size>', 'units of the underlying, e.g. 0.5')
    .argument('<instrument>', 'e.g. ETH-PERP, ETH-20261225, ETH-20261225-4000-C')
    .option('--price <usd>', 'price of the trade; default: the mark')
    .option('--sub <number>', 'sub-account', '0')
    .action(
      async (sideText: string, sizeText: string, name: string, options: Options, self: Command) => {
        const side = sideOf(sideText)
        const global = globals(self)
        const client = loadClient(io, global, { needsKey: true })
        const units = parseAmount(sizeText, 18)
        const price =
          options.price === undefined ? await markOf(client, name) : parseAmount(options.price, 18)
        const size = side === 'buy' ? units : -units
        const parameters = { instrument: name, size, price, account: ownAccount(options.sub) }
        const result = await previewOrder(client, parameters)
        finish(result.accepted ? exitCodes.ok : exitCodes.refused)
        if (global.json) {
          const { account: _, ...rest } = result
          return io.out(`${toJson(rest, 2)}\n`)
        }
        const { before, after, liquidation, underlyings } = result
        const usd = (amount: bigint | undefined) =>
          amount === undefined ? 'none' : short(amount, 18, 2)
        const health = (value: bigint | undefined) =>
          value === undefined ? 'none' : short(value, 18, 2)
        const rows = [
          ['equity', usd(before.equity), usd(after.equity)],
          ['initial margin', usd(before.initial), usd(after.initial)],
          ['maintenance', usd(before.maintenance), usd(after.maintenance)],
          ['free', usd(before.free), usd(after.free)],
          ['equity / maintenance', health(before.health), health(after.health)],
          ...liquidation.flatMap(({ before: old, after: now }, i) => [
            [`liquidated if ${underlyings[i]} falls to`, usd(old?.below), usd(now.below)],
            [`liquidated if ${underlyings[i]} rises to`, usd(old?.above), usd(now.above)],
          ]),
        ]
        io.out(
          `${side} ${short(units, 18, 18)} ${name} at ${usd(price)}, fee ${usd(result.fee)}\n\n`,
        )
        io.out(table(['USD', 'before', 'after'], rows, [1, 2]))
        io.out(`\n${verdicts[result.verdict]}\n`)
        if (result.refusal) io.out(`${result.refusal.message}\n`)
      },
    )
}
