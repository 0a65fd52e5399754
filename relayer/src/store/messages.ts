import type { Hex } from 'viem'
import { big, type Queryable, type Row } from './database.js'

/** A message of a lane as it is kept: `acc` is the hash chain after it. */
export type StoredMessage = {
  source: number
  dest: number
  seq: bigint
  kind: number
  body: Hex
  acc: Hex
  block: bigint
  blockHash: Hex
  txHash: Hex
  logIndex: number
}

/** Keeps messages; those known already stay as they are. */
export async function insertMessages(
  db: Queryable,
  messages: readonly StoredMessage[],
): Promise<void> {
  const size = 200
  for (let start = 0; start < messages.length; start += size) {
    const part = messages.slice(start, start + size)
    const values = part.flatMap((m) => [
      ...[m.source, m.dest, m.seq, m.kind, m.body],
      ...[m.acc, m.block, m.blockHash, m.txHash, m.logIndex],
    ])
    const rows = part.map((_, i) => `(${range(i * 10 + 1, 10)})`).join(', ')
    await db.query(
      `insert into messages
         (source, dest, seq, kind, body, acc, block, block_hash, tx_hash, log_index)
       values ${rows} on conflict do nothing`,
      values,
    )
  }
}

/** Messages of a lane from `fromSeq` to `toSeq`, in order, at most `limit`. */
export async function readMessages(
  db: Queryable,
  lane: { from: number; to: number },
  fromSeq: bigint,
  toSeq: bigint,
  limit = 5_000,
): Promise<StoredMessage[]> {
  const rows = await db.query(
    `select * from messages where source = $1 and dest = $2 and seq between $3 and $4
     order by seq limit $5`,
    [lane.from, lane.to, fromSeq, toSeq, limit],
  )
  return rows.map(toMessage)
}

/** Messages of one kind in a lane, those after `after` and up to `upTo`, in order. */
export async function readMessagesOfKind(
  db: Queryable,
  lane: { from: number; to: number },
  kind: number,
  range: { after: bigint; upTo: bigint },
): Promise<StoredMessage[]> {
  const rows = await db.query(
    `select * from messages where source = $1 and dest = $2 and kind = $3 and seq > $4 and seq <= $5
     order by seq`,
    [lane.from, lane.to, kind, range.after, range.upTo],
  )
  return rows.map(toMessage)
}

/** The newest message of a lane that is known. */
export async function lastMessage(
  db: Queryable,
  lane: { from: number; to: number },
): Promise<StoredMessage | undefined> {
  const [row] = await db.query(
    'select * from messages where source = $1 and dest = $2 order by seq desc limit 1',
    [lane.from, lane.to],
  )
  return row && toMessage(row)
}

function toMessage(row: Row): StoredMessage {
  return {
    source: Number(row.source),
    dest: Number(row.dest),
    seq: big(row.seq),
    kind: Number(row.kind),
    body: row.body as Hex,
    acc: row.acc as Hex,
    block: big(row.block),
    blockHash: row.block_hash as Hex,
    txHash: row.tx_hash as Hex,
    logIndex: Number(row.log_index),
  }
}

function range(first: number, count: number): string {
  return Array.from({ length: count }, (_, i) => `$${first + i}`).join(', ')
}
