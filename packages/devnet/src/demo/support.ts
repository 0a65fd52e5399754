import {
  getTransfer,
  NetworkError,
  type PlaceOrderParameters,
  placeOrder,
  type Transfer,
} from '@causeway/sdk'
import { formatUnits, type Hash } from 'viem'
import type { Devnet } from '../createDevnet.js'
import { DevnetError } from '../errors.js'
import type { AccountRole } from '../keys.js'

/** How long one crossing may take before the story gives up. */
export const patienceMs = 120_000

/** Asks the chains again and again how far a crossing is, from nothing but its transaction. */
export async function follow(
  devnet: Devnet,
  role: AccountRole,
  chain: string,
  hash: Hash,
  show: (transfer: Transfer) => void,
  /** Done once when it waits to be executed. */
  execute?: () => Promise<void>,
): Promise<Transfer> {
  const client = devnet.client(role)
  const deadline = Date.now() + patienceMs
  let pending = execute
  for (;;) {
    const ended = devnet.deceased()
    if (ended) throw new DevnetError(ended)
    const transfer = await getTransfer(client, { chain, hash })
    show(transfer)
    if (transfer.done) return transfer
    if (transfer.state.status === 'booked') {
      await pending?.()
      pending = undefined
    }
    if (Date.now() > deadline) {
      const next = transfer.next.map(({ who, action }) => `${who}: ${action}`).join('; ')
      throw new DevnetError(
        `The crossing ${hash} is still "${transfer.state.status}" after ${patienceMs / 1_000} s. ${transfer.fundsAt.words} Next: ${next || 'nothing'}.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** The maker's cash may still be on its way. */
export async function placeSoon(devnet: Devnet, parameters: PlaceOrderParameters) {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const ended = devnet.deceased()
    if (ended) throw new DevnetError(ended)
    try {
      return await placeOrder(devnet.client('alice'), parameters)
    } catch (error) {
      if (!(error instanceof NetworkError) || Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

/** The decimals of a token by chain and symbol. */
export function decimalsOf(devnet: Devnet, chain: string, symbol: string): number {
  const found = devnet.deployment.chains
    .find(({ name }) => name === chain)
    ?.tokens.find((token) => token.symbol === symbol)
  if (!found) throw new DevnetError(`There is no ${symbol} on ${chain}.`)
  return found.decimals
}

/** Rounded down to `digits` places: an amount is never shown as more than it is. */
export function round(amount: bigint, decimals: number, digits: number): string {
  const unit = 10n ** BigInt(decimals - digits)
  const [whole = '0', rest = ''] = formatUnits((amount / unit) * unit, decimals).split('.')
  return `${whole}.${rest.padEnd(digits, '0').slice(0, digits)}`
}

/** An 18-decimal amount in USD. */
export function usd(amount: bigint): string {
  return `$${round(amount, 18, 2)}`
}
