import { type AccountHolding, getAccount, sayRefusal } from '@causeway/sdk'
import type { Command } from 'commander'
import { maxUint128 } from 'viem'
import { type AccountOptions, accountRef, loadClient, readable } from '../context.js'
import { exitCodes } from '../exitCodes.js'
import { toJson } from '../json.js'
import { chainName, short, table } from '../text.js'
import { type CommandContext, globals, withAccountOptions } from './command.js'

/** `causeway account` */
export function accountCommand({ program, io, finish }: CommandContext): void {
  const command = program
    .command('account')
    .summary('cash, collateral, equity and what is on its way')
    .description(
      'Shows an account: its cash, its collateral and what it is worth after haircut, and what is on its way.',
    )
    .argument('[account]', "address or id; default: the key's own")
  withAccountOptions(command).action(
    async (who: string | undefined, options: AccountOptions, self: Command) => {
      const global = globals(self)
      const client = loadClient(io, global)
      const { deployment } = client
      const account = await getAccount(client, {
        account: accountRef(client, who, readable(options)),
      })
      finish(exitCodes.ok)
      if (global.json) return io.out(`${toJson(account, 2)}\n`)
      const home =
        account.ownerChain === 0
          ? 'plain'
          : `contract on ${chainName(deployment, account.ownerChain)}`
      io.out(
        `account  ${account.account}\nowner    ${account.owner} (${home}), sub-account ${account.subaccount}\n`,
      )
      io.out(`cash     ${short(account.cash, 18)}\n`)
      io.out(
        `equity   ${account.equity === undefined ? 'unknown' : `${short(account.equity, 18, 2)} USD after haircut`}\n`,
      )
      if (account.holdings.length > 0) {
        const rows = account.holdings.map((holding) => [
          chainName(deployment, holding.chain),
          holding.symbol ?? holding.token,
          short(holding.amount, 18),
          price(holding),
          holding.haircutBps === undefined ? '' : `${holding.haircutBps / 100} %`,
          holding.value === undefined ? '' : short(holding.value, 18, 2),
        ])
        io.out(
          `\n${table(['chain', 'token', 'amount', 'price', 'haircut', 'value USD'], rows, [2, 3, 4, 5])}`,
        )
      }
      const tokenOf = (chain: number, token: string) =>
        deployment.chains
          .find((entry) => entry.chain === chain)
          ?.tokens.find(({ address }) => address.toLowerCase() === token.toLowerCase())
      if (account.inFlight.length > 0) {
        const rows = account.inFlight.map((row) => {
          const spoke = row.source === deployment.hubChain ? row.destination : row.source
          const token = tokenOf(spoke, row.token)
          const amount =
            row.amount === maxUint128
              ? 'all'
              : token
                ? short(row.amount, token.decimals)
                : String(row.amount)
          return [
            row.type,
            `${chainName(deployment, row.source)} → ${chainName(deployment, row.destination)}`,
            String(row.seq),
            `${amount} ${token?.symbol ?? row.token}`,
            row.hash,
          ]
        })
        io.out(`\n${table(['on its way', 'lane', 'message', 'amount', 'transaction'], rows)}`)
      }
      for (const { chain, symbol, token, amount } of account.claimable)
        io.out(
          `\nclaimable: ${short(amount, tokenOf(chain, token)?.decimals ?? 0)} ${symbol} on ${chainName(deployment, chain)} (causeway claim ${symbol} ${chainName(deployment, chain)})\n`,
        )
    },
  )
}

function price({ price: value, refusal }: AccountHolding): string {
  if (value === undefined) return ''
  return refusal ? `refused: ${sayRefusal(refusal)}` : short(value, 18, 2)
}
