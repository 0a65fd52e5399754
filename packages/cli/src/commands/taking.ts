import type { CausewayClient } from '@causeway/sdk'
import { type BidTaking, findChain, findToken, parseAmount } from '@causeway/sdk'
import type { Command } from 'commander'
import { UsageError } from '../exitCodes.js'

/** Options that say what a bid takes over. */
export type TakingOptions = { share?: string; leg?: string[]; maxCost?: string }

/** Adds the options that say what a bid takes over, and what for. */
export function withTakingOptions(command: Command): Command {
  return command
    .option('--share <percent>', 'this part of everything that the account has, e.g. 25%')
    .option(
      '--leg <leg>',
      'a token: "0.5 WETH ethereum", or a position: "2 ETH-PERP"; as often as needed',
      (value: string, list: string[] = []) => [...list, value],
    )
    .option(
      '--max-cost <cash>',
      'the most cash paid for collateral and options; below zero: the least that is got',
    )
}

/** What the command line takes over; undefined when it names nothing. */
export function takingOf(
  client: CausewayClient,
  { share, leg = [] }: TakingOptions,
): BidTaking | undefined {
  if (share === undefined && leg.length === 0) return undefined
  if (share !== undefined && leg.length > 0)
    throw new UsageError('Give --share or --leg, not both.')
  if (share !== undefined) return { share: shareOf(share) }
  const legs = leg.map((text) => legOf(client, text))
  return {
    collateral: legs.flatMap(({ token }) => (token ? [token] : [])),
    positions: legs.flatMap(({ position }) => (position ? [position] : [])),
  }
}

/** Cash with a sign, 18 decimals. */
export function cashOption(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined
  const digits = text.trim().replace(/^-/, '')
  const amount = /^0+(\.0*)?$/.test(digits) ? 0n : parseAmount(digits, 18)
  return text.trim().startsWith('-') ? -amount : amount
}

/** A percentage in millionths. */
function shareOf(text: string): number {
  const [, number] = /^(\d+(?:\.\d{1,4})?)\s*%?$/.exec(text.trim()) ?? []
  const share = Math.round(Number(number) * 10_000)
  if (share >= 1 && share <= 1_000_000) return share
  throw new UsageError(`--share "${text}" is no part: write a percentage above 0 up to 100%.`)
}

type Leg = {
  token?: { chain: number; token: string; amount: bigint }
  position?: { instrument: string; size: bigint }
}

function legOf(client: CausewayClient, text: string): Leg {
  const [amount, what, chain, ...rest] = text.trim().split(/\s+/)
  if (!amount || !what || rest.length > 0)
    throw new UsageError(
      `--leg "${text}" is not understood: write "0.5 WETH ethereum" or "2 ETH-PERP".`,
    )
  if (chain === undefined) return { position: { instrument: what, size: parseAmount(amount, 18) } }
  const entry = findChain(client.deployment, chain)
  const { address, decimals } = findToken(entry, what)
  const token = { chain: entry.chain, token: address, amount: parseAmount(amount, decimals) }
  return { token }
}
