import type { AuctionMargin } from '@causeway/sdk'

/** What an account lacks at mark, every token counted whole, USD with 18 decimals; below zero: it has that much. */
export function lackingOf({
  equity,
  haircuts,
}: Pick<AuctionMargin, 'equity' | 'haircuts'>): bigint {
  return -(equity + haircuts)
}
