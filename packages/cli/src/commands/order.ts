import { parseAmount, placeOrder, signOrder } from '@causeway/sdk'
import type { Command } from 'commander'
import { confirm } from '../confirm.js'
import { loadClient } from '../context.js'
import { exitCodes, UsageError } from '../exitCodes.js'
import { toJson } from '../json.js'
import { short } from '../text.js'
import { type CommandContext, globals } from './command.js'
import { ownAccount } from './options.js'
import { markOf, type Side, sideOf } from './trading.js'

type Options = {
  price?: string
  slippage: string
  reduceOnly?: true
  fillOrKill?: true
  sign?: true
  maker?: string[]
  sub?: string
}

/** `causeway order buy 1 ETH-PERP --price 3010` */
export function orderCommand({ program, io, finish }: CommandContext): void {
  program
    .command('order')
    .summary('buy or sell a perpetual, a future or an option')
    .description(
      "Signs an order and fills it at once against the makers' best orders; what is not filled is cancelled.",
    )
    .argument('<side>', 'buy or sell')
    .argument('<size>', 'units of the underlying, e.g. 0.5')
    .argument('<instrument>', 'e.g. ETH-PERP, ETH-20261225, ETH-20261225-4000-C')
    .option('--price <usd>', 'the worst price; default: the mark and --slippage')
    .option('--slippage <percent>', 'without --price: how far from the mark', '1')
    .option('--reduce-only', 'only make the position smaller')
    .option('--fill-or-kill', 'all of it or nothing')
    .option('--sign', 'only sign it, and print it for a matcher')
    .option('--maker <url>', 'a maker to ask; as often as needed', collect)
    .option('--sub <number>', 'sub-account', '0')
    .action(
      async (sideText: string, sizeText: string, name: string, options: Options, self: Command) => {
        const side = sideOf(sideText)
        const global = globals(self)
        const client = loadClient(io, global, { needsKey: true })
        const units = parseAmount(sizeText, 18)
        const size = side === 'buy' ? units : -units
        const price =
          options.price === undefined
            ? await worst(client, name, side, options.slippage)
            : parseAmount(options.price, 18)
        const parameters = {
          ...{ instrument: name, size, price, account: ownAccount(options.sub) },
          reduceOnly: options.reduceOnly,
          ...(options.fillOrKill && { timeInForce: 'fillOrKill' as const }),
          makerApis: options.maker,
        }
        if (options.sign) {
          const signed = await signOrder(client, parameters)
          io.out(`${toJson(signed, 2)}\n`)
          return finish(exitCodes.ok)
        }
        const words = `${side === 'buy' ? 'Buy' : 'Sell'} ${short(units, 18, 18)} ${name}`
        await confirm(
          io,
          global,
          `${words} at ${short(price, 18, 8)} USD or ${side === 'buy' ? 'less' : 'more'}.`,
        )
        const { filled, hash, skipped } = await placeOrder(client, parameters)
        finish(exitCodes.ok)
        if (global.json) return io.out(`${toJson({ hash, filled, skipped }, 2)}\n`)
        io.out(`${hash}\n`)
        const got = filled?.size ?? 0n
        io.out(
          `filled ${short(got < 0n ? -got : got, 18, 18)} of ${short(units, 18, 18)} at ${short(filled?.price ?? 0n, 18, 8)} USD\n`,
        )
      },
    )
}

const collect = (value: string, list: string[] = []) => [...list, value]

async function worst(
  client: ReturnType<typeof loadClient>,
  name: string,
  side: Side,
  slippage: string,
): Promise<bigint> {
  const bps = Math.round(Number(slippage) * 100)
  if (!(bps >= 0 && bps < 10_000))
    throw new UsageError(`--slippage "${slippage}" is no percentage.`)
  const mark = await markOf(client, name)
  const factor = BigInt(side === 'buy' ? 10_000 + bps : 10_000 - bps)
  const price = (mark * factor) / 10_000n
  return price > 0n ? price : 1n
}
