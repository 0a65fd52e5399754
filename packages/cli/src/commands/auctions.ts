import { type Auction, getAuctions } from '@causeway/sdk'
import type { Command } from 'commander'
import { type GlobalOptions, loadClient } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { chainName, short, span } from '../text.js'
import { type CommandContext, globals } from './command.js'

/** `causeway auctions` */
export function auctionsCommand({ program, io, finish }: CommandContext): void {
  program
    .command('auctions')
    .summary('accounts that are liquidated now')
    .description(
      'Lists the open auctions: how long they have run, the discount now (a part of the maintenance that a bid releases), and what each account holds.',
    )
    .action(async (_: GlobalOptions, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const auctions = await getAuctions(client)
      finish(exitCodes.ok)
      if (global.json) return io.out(`${toJson(auctions, 2)}\n`)
      if (auctions.length === 0) return io.out('There is no auction.\n')
      const { timestamp } = await client.reader(client.deployment.hubChain).getBlock()
      const texts = auctions.map((auction) =>
        sayAuction(auction, Number(timestamp), (chain) => chainName(client.deployment, chain)),
      )
      io.out(texts.join('\n'))
    })
}

/** An auction in a few lines. */
function sayAuction(auction: Auction, now: number, nameOf: (chain: number) => string): string {
  const { account, openedAt, insolventAt, discount, margin, cash, collateral, positions } = auction
  const usd = (amount: bigint) => short(amount, 18, 2)
  const declared = insolventAt === undefined ? '' : ', insolvency declared'
  return [
    `account      ${account}`,
    `open for     ${span(now - openedAt)}, discount ${discount / 10_000} %${declared}`,
    margin
      ? `equity       ${usd(margin.equity)}   maintenance ${usd(margin.maintenance)}   initial ${usd(margin.initial)}`
      : 'equity       cannot be valued now',
    `cash         ${usd(cash)}`,
    ...collateral.map(
      ({ chain, symbol, token, amount }) =>
        `holds        ${short(amount, 18)} ${symbol ?? token} on ${nameOf(chain)}`,
    ),
    ...positions.map(({ name, size }) => `holds        ${short(size, 18)} ${name}`),
    '',
  ].join('\n')
}
