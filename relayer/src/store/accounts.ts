import type { Hex } from 'viem'
import { big, type Queryable } from './database.js'

/** An auction began or ended. */
export type AuctionEvent = {
  block: bigint
  logIndex: number
  account: Hex
  kind: 'opened' | 'closed'
}

/** Notes that the book of these accounts changed. */
export async function touchAccounts(db: Queryable, accounts: readonly Hex[]): Promise<void> {
  if (accounts.length === 0) return
  await db.query(
    `insert into accounts (account, touch)
     select value, nextval('account_touches') from json_array_elements_text($1::json)
     on conflict (account) do update set touch = excluded.touch`,
    [JSON.stringify([...new Set(accounts)])],
  )
}

/** Accounts that changed after the change numbered `after`, the earliest first, and which change was their last. */
export async function readTouched(
  db: Queryable,
  after: bigint,
  limit: number,
): Promise<{ account: Hex; touch: bigint }[]> {
  const rows = await db.query(
    'select account, touch from accounts where touch > $1 order by touch limit $2',
    [after, limit],
  )
  return rows.map((row) => ({ account: row.account as Hex, touch: big(row.touch) }))
}

export async function insertAuctionEvents(
  db: Queryable,
  events: readonly AuctionEvent[],
): Promise<void> {
  for (const { block, logIndex, account, kind } of events)
    await db.query(
      `insert into auction_events (block, log_index, account, kind) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [block, logIndex, account, kind],
    )
}

/** Accounts of which an auction began and did not end, by the blocks that were read. */
export async function openAuctions(db: Queryable): Promise<Hex[]> {
  const rows = await db.query(
    `select account from (
       select distinct on (account) account, kind from auction_events
       order by account, block desc, log_index desc) as last
     where kind = 'opened' order by account`,
  )
  return rows.map((row) => row.account as Hex)
}

/** Takes back what was read above `block`. Whose book changed there changes again. */
export async function rewindAuctions(db: Queryable, block: bigint): Promise<void> {
  await db.query('delete from auction_events where block > $1', [block])
}
