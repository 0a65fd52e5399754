import { decodePacket, type Packet } from '@causeway/sdk'
import type { Hex } from 'viem'
import { big, type Queryable, type Row } from './database.js'

type Lane = { from: number; to: number }

/** A published checkpoint as it is kept. Times in seconds of the source's clock, `age` by our own. */
export type StoredCheckpoint = {
  content: Hex
  bytes: Hex
  outSeq: bigint
  inSeq: bigint
  /** The block that it describes. */
  sourceBlock: bigint
  time: bigint
  /** The block in which it was published. */
  block: bigint
  txHash: Hex
  logIndex: number
  /** Seconds since we first saw it. */
  age: number
}

/** A LayerZero packet of a lane as it is kept. */
export type StoredPacket = Packet & { encoded: Hex; content: Hex; block: bigint; txHash: Hex }

/** A Wormhole message of a lane as it is kept; `bytes` is its VAA once the guardians gave it. */
export type StoredVaa = {
  sequence: bigint
  content: Hex
  bytes: Hex | undefined
  block: bigint
  txHash: Hex
}

export async function insertCheckpoint(
  db: Queryable,
  { from, to }: Lane,
  c: Omit<StoredCheckpoint, 'age'>,
): Promise<void> {
  await db.query(
    `insert into checkpoints (source, dest, content, bytes, out_seq, in_seq, source_block, time,
       block, tx_hash, log_index)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[from, to, c.content, c.bytes, c.outSeq, c.inSeq, c.sourceBlock, c.time],
      ...[c.block, c.txHash, c.logIndex],
    ],
  )
}

export async function insertPacket(
  db: Queryable,
  { from, to }: Lane,
  p: Pick<StoredPacket, 'nonce' | 'guid' | 'encoded' | 'content' | 'block' | 'txHash'>,
): Promise<void> {
  await db.query(
    `insert into packets (source, dest, nonce, guid, encoded, content, block, tx_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [from, to, p.nonce, p.guid, p.encoded, p.content, p.block, p.txHash],
  )
}

export async function insertVaa(
  db: Queryable,
  { from, to }: Lane,
  v: Omit<StoredVaa, 'bytes'>,
): Promise<void> {
  await db.query(
    `insert into vaas (source, dest, sequence, content, block, tx_hash)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [from, to, v.sequence, v.content, v.block, v.txHash],
  )
}

/** Keeps the guardians' signed form of a message. */
export async function storeVaaBytes(
  db: Queryable,
  source: number,
  sequence: bigint,
  bytes: Hex,
): Promise<void> {
  await db.query('update vaas set bytes = $3 where source = $1 and sequence = $2', [
    source,
    sequence,
    bytes,
  ])
}

/** Checkpoints that are news to a destination that has accepted this much, newest first. */
export async function openCheckpoints(
  db: Queryable,
  { from, to }: Lane,
  accepted: { heardBlock: bigint; acceptedSeq: bigint },
  limit = 300,
): Promise<StoredCheckpoint[]> {
  const rows = await db.query(
    `select *, extract(epoch from now() - seen_at)::float8 as age from checkpoints
     where source = $1 and dest = $2 and (source_block > $3 or out_seq > $4)
     order by source_block desc, time desc limit $5`,
    [from, to, accepted.heardBlock, accepted.acceptedSeq, limit],
  )
  return rows.map(toCheckpoint)
}

/** A checkpoint by its content. */
export async function readCheckpoint(
  db: Queryable,
  { from, to }: Lane,
  content: Hex,
): Promise<StoredCheckpoint | undefined> {
  const [row] = await db.query(
    `select *, extract(epoch from now() - seen_at)::float8 as age from checkpoints
     where source = $1 and dest = $2 and content = $3`,
    [from, to, content],
  )
  return row && toCheckpoint(row)
}

/** The newest checkpoint of a lane that is known. */
export async function lastCheckpoint(
  db: Queryable,
  { from, to }: Lane,
): Promise<StoredCheckpoint | undefined> {
  const [row] = await db.query(
    `select *, extract(epoch from now() - seen_at)::float8 as age from checkpoints
     where source = $1 and dest = $2 order by source_block desc, time desc limit 1`,
    [from, to],
  )
  return row && toCheckpoint(row)
}

/** The first checkpoint that covers message `seq`, if it was published. */
export async function firstCovering(
  db: Queryable,
  { from, to }: Lane,
  seq: bigint,
): Promise<StoredCheckpoint | undefined> {
  const [row] = await db.query(
    `select *, extract(epoch from now() - seen_at)::float8 as age from checkpoints
     where source = $1 and dest = $2 and out_seq >= $3 order by source_block, block limit 1`,
    [from, to, seq],
  )
  return row && toCheckpoint(row)
}

/** Packets of a lane after nonce `delivered`, in order. */
export async function packetsAfter(
  db: Queryable,
  { from, to }: Lane,
  delivered: bigint,
  limit = 50,
): Promise<StoredPacket[]> {
  const rows = await db.query(
    `select * from packets where source = $1 and dest = $2 and nonce > $3 order by nonce limit $4`,
    [from, to, delivered, limit],
  )
  return rows.map(toPacket)
}

/** The highest nonce of a lane that is known, 0 if none. */
export async function lastNonce(db: Queryable, { from, to }: Lane): Promise<bigint> {
  const [row] = await db.query(
    'select max(nonce) as nonce from packets where source = $1 and dest = $2',
    [from, to],
  )
  return big(row?.nonce ?? 0)
}

/** Wormhole messages that carry one of these contents. */
export async function vaasOf(
  db: Queryable,
  { from, to }: Lane,
  contents: readonly Hex[],
): Promise<StoredVaa[]> {
  if (contents.length === 0) return []
  const list = contents.map((_, i) => `$${i + 3}`).join(', ')
  const rows = await db.query(
    `select * from vaas where source = $1 and dest = $2 and content in (${list})
     order by sequence desc`,
    [from, to, ...contents],
  )
  return rows.map((row) => ({
    sequence: big(row.sequence),
    content: row.content as Hex,
    bytes: (row.bytes as Hex | null) ?? undefined,
    block: big(row.block),
    txHash: row.tx_hash as Hex,
  }))
}

/** Packets that carry this content. */
export async function packetsOf(
  db: Queryable,
  { from, to }: Lane,
  content: Hex,
): Promise<StoredPacket[]> {
  const rows = await db.query(
    'select * from packets where source = $1 and dest = $2 and content = $3 order by nonce',
    [from, to, content],
  )
  return rows.map(toPacket)
}

function toPacket(row: Row): StoredPacket {
  return {
    ...decodePacket(row.encoded as Hex),
    encoded: row.encoded as Hex,
    content: row.content as Hex,
    block: big(row.block),
    txHash: row.tx_hash as Hex,
  }
}

function toCheckpoint(row: Row): StoredCheckpoint {
  return {
    content: row.content as Hex,
    bytes: row.bytes as Hex,
    outSeq: big(row.out_seq),
    inSeq: big(row.in_seq),
    sourceBlock: big(row.source_block),
    time: big(row.time),
    block: big(row.block),
    txHash: row.tx_hash as Hex,
    logIndex: Number(row.log_index),
    age: Number(row.age),
  }
}
