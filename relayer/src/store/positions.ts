import { decodeInstrument } from '@causeway/sdk'
import type { Hex } from 'viem'
import { big, type Queryable } from './database.js'

/** An instrument that was listed. */
export type ListedInstrument = { block: bigint; instrument: Hex }

/** By how much a log changed a position: 18 decimals. A trade has two parts, the taker's and the maker's. */
export type PositionChange = {
  block: bigint
  logIndex: number
  part: 0 | 1
  account: Hex
  instrument: Hex
  size: bigint
}

/** An account with what it holds, as of the newest block that was read. */
export type Holder = { account: Hex; positions: { instrument: Hex; size: bigint }[] }

/** Keeps instruments; those known already stay as they are. */
export async function insertInstruments(
  db: Queryable,
  listed: readonly ListedInstrument[],
): Promise<void> {
  for (const { block, instrument: id } of listed) {
    const instrument = decodeInstrument(id)
    await db.query(
      `insert into instruments (id, underlying, kind, expiry, block) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [
        ...[id, instrument.underlying, instrument.kind],
        ...[instrument.kind === 'perpetual' ? null : instrument.expiry, block],
      ],
    )
  }
}

/** Keeps changes, and adds those that are new to their positions. */
export async function insertPositionChanges(
  db: Queryable,
  changes: readonly PositionChange[],
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ block, logIndex, part, account, instrument, size }) => ({
    ...{ block: String(block), log_index: logIndex, part, account, instrument },
    size: String(size),
  }))
  await db.query(
    `with fresh as (
       insert into position_changes (block, log_index, part, account, instrument, size)
       select * from json_to_recordset($1::json) as x
         (block bigint, log_index int, part int, account text, instrument text, size numeric)
       on conflict do nothing returning account, instrument, size
     )
     insert into positions (account, instrument, size)
     select account, instrument, sum(size) from fresh group by account, instrument
     on conflict (account, instrument) do update set size = positions.size + excluded.size`,
    [JSON.stringify(rows)],
  )
  await deleteClosed(db, changes)
}

/** Takes back what was read above `block`. */
export async function rewindPositions(db: Queryable, block: bigint): Promise<void> {
  const touched = await db.query(
    `with gone as (
       delete from position_changes where block > $1 returning account, instrument, size
     )
     insert into positions (account, instrument, size)
     select account, instrument, -sum(size) from gone group by account, instrument
     on conflict (account, instrument) do update set size = positions.size + excluded.size
     returning account`,
    [block],
  )
  await deleteClosed(db, touched as { account: Hex }[])
  await db.query('delete from instruments where block > $1', [block])
}

async function deleteClosed(db: Queryable, touched: readonly { account: Hex }[]): Promise<void> {
  const accounts = [...new Set(touched.map(({ account }) => account))]
  await db.query(
    `delete from positions where size = 0
     and account in (select value from json_array_elements_text($1::json))`,
    [JSON.stringify(accounts)],
  )
}

/** Accounts that hold something, by id, from the one after `after` on. */
export async function readHolders(
  db: Queryable,
  { after = '0x', limit = 1_000 }: { after?: Hex; limit?: number } = {},
): Promise<Holder[]> {
  const rows = await db.query(
    `select account, instrument, size from positions where account in (
       select distinct account from positions where account > $1 order by account limit $2)
     order by account, instrument`,
    [after, limit],
  )
  return gather(rows)
}

/** The same of accounts with something that expired at one of these times, and of that alone. */
export async function readExpired(
  db: Queryable,
  expiries: readonly Expiry[],
  { after = '0x', limit = 100 }: { after?: Hex; limit?: number } = {},
): Promise<Holder[]> {
  const rows = await db.query(
    `with expired as (
       select account, instrument, size from positions join instruments on id = instrument
       join json_to_recordset($1::json) as x (underlying text, expiry bigint)
         using (underlying, expiry)
       where account > $2)
     select * from expired where account in (
       select distinct account from expired order by account limit $3)
     order by account, instrument`,
    [JSON.stringify(expiries), after, limit],
  )
  return gather(rows)
}

/** One expiry of an underlying, in seconds. */
export type Expiry = { underlying: string; expiry: number }

/** Expiries until `until` of what somebody holds, the earliest first. */
export async function openExpiries(db: Queryable, until: bigint): Promise<Expiry[]> {
  const rows = await db.query(
    `select distinct underlying, expiry from instruments join positions on id = instrument
     where expiry <= $1 order by expiry, underlying`,
    [until],
  )
  return rows.map((row) => ({ underlying: row.underlying as string, expiry: Number(row.expiry) }))
}

/** What is listed and has not expired at `now`, and whether somebody holds it. */
export async function readInstruments(
  db: Queryable,
  now: bigint,
): Promise<{ id: Hex; underlying: string; kind: string; isHeld: boolean }[]> {
  const rows = await db.query(
    `select id, underlying, kind,
       exists (select 1 from positions where instrument = id) as held
     from instruments where expiry is null or expiry > $1 order by id`,
    [now],
  )
  return rows.map((row) => ({
    id: row.id as Hex,
    underlying: row.underlying as string,
    kind: row.kind as string,
    isHeld: row.held as boolean,
  }))
}

/** How many accounts hold something, and how many positions there are. */
export async function countPositions(
  db: Queryable,
): Promise<{ accounts: number; positions: number }> {
  const [row] = await db.query(
    'select count(distinct account) as accounts, count(*) as positions from positions',
  )
  return { accounts: Number(row?.accounts ?? 0), positions: Number(row?.positions ?? 0) }
}

function gather(rows: readonly Record<string, unknown>[]): Holder[] {
  const holders: Holder[] = []
  for (const row of rows) {
    const account = row.account as Hex
    if (holders.at(-1)?.account !== account) holders.push({ account, positions: [] })
    holders.at(-1)?.positions.push({ instrument: row.instrument as Hex, size: big(row.size) })
  }
  return holders
}
