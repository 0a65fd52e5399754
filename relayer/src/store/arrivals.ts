import type { Hex } from 'viem'
import { big, type Queryable } from './database.js'

/** Something that a destination did with a lane: accepted up to `seq`, or handled up to it. */
export type Arrival = {
  source: number
  dest: number
  kind: 'accepted' | 'ingested'
  seq: bigint
  block: bigint
  txHash: Hex
  logIndex: number
}

export async function insertArrival(db: Queryable, a: Arrival): Promise<void> {
  await db.query(
    `insert into arrivals (source, dest, kind, seq, block, tx_hash, log_index)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [a.source, a.dest, a.kind, a.seq, a.block, a.txHash, a.logIndex],
  )
}

/** The first arrival of a kind that covers message `seq`. */
export async function firstArrival(
  db: Queryable,
  lane: { from: number; to: number },
  kind: Arrival['kind'],
  seq: bigint,
): Promise<{ seq: bigint; block: bigint; txHash: Hex } | undefined> {
  const [row] = await db.query(
    `select * from arrivals where source = $1 and dest = $2 and kind = $3 and seq >= $4
     order by seq limit 1`,
    [lane.from, lane.to, kind, seq],
  )
  return row && { seq: big(row.seq), block: big(row.block), txHash: row.tx_hash as Hex }
}

/** Sequences of a lane that its destination is known to have accepted, between two. */
export async function acceptedSequences(
  db: Queryable,
  lane: { from: number; to: number },
  fromSeq: bigint,
  toSeq: bigint,
): Promise<bigint[]> {
  const rows = await db.query(
    `select seq from arrivals where source = $1 and dest = $2 and kind = 'accepted'
     and seq between $3 and $4 order by seq`,
    [lane.from, lane.to, fromSeq, toSeq],
  )
  return rows.map((row) => big(row.seq))
}
