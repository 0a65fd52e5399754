import { parseAmount } from '@causeway/sdk'

/** What is typed into the ticket. */
export type Ticket = { instrument: string; side: 'buy' | 'sell'; size: string; price: string }

export type ParsedTicket = { size: bigint; price: bigint } | { error?: unknown }

/** Exactly what was typed: a size with its sign and a price, both 18 decimals. Nothing typed yet is no error. */
export function parseTicket({ side, size, price }: Omit<Ticket, 'instrument'>): ParsedTicket {
  if (size.trim() === '' || price.trim() === '') return {}
  try {
    const units = parseAmount(size, 18)
    return { size: side === 'buy' ? units : -units, price: parseAmount(price, 18) }
  } catch (error) {
    return { error }
  }
}

/** A price half a percent worse than the market's, to a cent: what is filled is filled at the makers' prices. */
export function worsePrice(market: bigint, side: Ticket['side']): bigint {
  const cent = 10n ** 16n
  return side === 'buy'
    ? ((market * 1_005n) / 1_000n / cent + 1n) * cent
    : ((market * 995n) / 1_000n / cent) * cent
}
