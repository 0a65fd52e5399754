import { big, type Queryable } from './database.js'

/** Up to which block a chain has been read. `hash` is null before the first block was. */
export type Cursor = { block: bigint; hash: string | null }

/** Reads a chain's cursor, which begins before `deployBlock`. */
export async function readCursor(
  db: Queryable,
  chain: number,
  deployBlock: bigint,
  options: { lock?: boolean } = {},
): Promise<Cursor> {
  const start = deployBlock > 0n ? deployBlock - 1n : 0n
  await db.query(
    'insert into cursors (chain, block, hash) values ($1, $2, null) on conflict do nothing',
    [chain, start],
  )
  const [row] = await db.query(
    `select block, hash from cursors where chain = $1${options.lock ? ' for update' : ''}`,
    [chain],
  )
  return { block: big(row?.block), hash: (row?.hash as string | null) ?? null }
}

/** Moves a chain's cursor forward and remembers the block's hash, of which the newest 1,000 are kept. */
export async function moveCursor(
  db: Queryable,
  chain: number,
  cursor: { block: bigint; hash: string },
): Promise<void> {
  const { block, hash } = cursor
  await db.query('update cursors set block = $2, hash = $3 where chain = $1', [chain, block, hash])
  await db.query(
    `insert into blocks (chain, number, hash) values ($1, $2, $3)
     on conflict (chain, number) do update set hash = excluded.hash`,
    [chain, block, hash],
  )
  await db.query(
    `delete from blocks where chain = $1 and number < (
       select number from blocks where chain = $1 order by number desc offset 1000 limit 1)`,
    [chain],
  )
}

/** Remembered blocks of a chain, newest first. */
export async function readBlocks(
  db: Queryable,
  chain: number,
): Promise<{ block: bigint; hash: string }[]> {
  const rows = await db.query(
    'select number, hash from blocks where chain = $1 order by number desc',
    [chain],
  )
  return rows.map((row) => ({ block: big(row.number), hash: row.hash as string }))
}

/** Forgets everything that was read of a chain's lanes above `block`, and sets the cursor there. */
export async function rewind(
  db: Queryable,
  chain: number,
  cursor: { block: bigint; hash: string | null },
): Promise<void> {
  const { block, hash } = cursor
  await db.query('delete from blocks where chain = $1 and number > $2', [chain, block])
  for (const table of ['messages', 'checkpoints', 'packets', 'vaas'])
    await db.query(`delete from ${table} where source = $1 and block > $2`, [chain, block])
  await db.query('delete from arrivals where dest = $1 and block > $2', [chain, block])
  await db.query('update cursors set block = $2, hash = $3 where chain = $1', [chain, block, hash])
}
