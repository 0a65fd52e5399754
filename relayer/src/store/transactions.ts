import type { Address, Hex } from 'viem'
import { big, type Queryable, type Row } from './database.js'

/** A transaction's life: `queued` → `sent` → `mined` or `reverted`; or `failed` before it was sent. */
export type TransactionState = 'queued' | 'sent' | 'mined' | 'reverted' | 'failed'

/** A transaction as it is kept. Fees in wei per gas. */
export type StoredTransaction = {
  id: bigint
  chain: number
  sender: Address
  /** What it is for: at most one with the same purpose is under way. */
  purpose: string
  to: Address
  data: Hex
  value: bigint
  /** Gas limit, where it must not be estimated. */
  gas: bigint | undefined
  /** It builds on one before it in the queue, so it cannot be simulated yet. */
  chained: boolean
  state: TransactionState
  nonce: bigint | undefined
  /** Gas limit of the signed version. */
  signedGas: bigint | undefined
  raw: Hex | undefined
  /** Hashes of all versions that were signed. */
  hashes: Hex[]
  maxFee: bigint
  priorityFee: bigint
  attempts: number
  error: string | undefined
  /** Seconds since it was last signed. */
  sentAge: number
}

/** What is asked to be sent. */
export type NewTransaction = Pick<
  StoredTransaction,
  'chain' | 'sender' | 'purpose' | 'to' | 'data' | 'value'
> & {
  gas?: bigint | undefined
  chained?: boolean
}

const columns = `*, coalesce(extract(epoch from now() - sent_at), 0)::float8 as sent_age`

/**
 * Queues a transaction. Returns false when one with its purpose is under way, or failed so recently that it should not
 * be tried again yet: after 1, 2, 4 … 60 seconds.
 */
export async function enqueue(db: Queryable, t: NewTransaction): Promise<boolean> {
  const [last] = await db.query(
    `select state, attempts,
       coalesce(extract(epoch from now() - finished_at), 0)::float8 as finished_age
     from transactions where chain = $1 and sender = $2 and purpose = $3
     order by id desc limit 1`,
    [t.chain, t.sender.toLowerCase(), t.purpose],
  )
  const failed = last?.state === 'failed' || last?.state === 'reverted'
  const attempts = failed ? Number(last.attempts) + 1 : 0
  if (last?.state === 'queued' || last?.state === 'sent') return false
  if (failed && Number(last.finished_age) < Math.min(60, 2 ** (attempts - 1))) return false
  const rows = await db.query(
    `insert into transactions
       (chain, sender, purpose, recipient, data, value, gas, chained, state, attempts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9)
     on conflict do nothing returning id`,
    [
      ...[t.chain, t.sender.toLowerCase(), t.purpose, t.to, t.data, t.value.toString()],
      ...[t.gas ?? null, t.chained ?? false, attempts],
    ],
  )
  return rows.length === 1
}

/** How often in a row a purpose has failed by now. */
export async function failuresOf(
  db: Queryable,
  chain: number,
  sender: Address,
  purpose: string,
): Promise<number> {
  const [last] = await db.query(
    `select state, attempts from transactions
     where chain = $1 and sender = $2 and purpose = $3 order by id desc limit 1`,
    [chain, sender.toLowerCase(), purpose],
  )
  if (last?.state !== 'failed' && last?.state !== 'reverted') return 0
  return Number(last.attempts) + 1
}

/** Whether a purpose was fulfilled: its last transaction was mined and did not revert. */
export async function isMined(
  db: Queryable,
  chain: number,
  sender: Address,
  purpose: string,
): Promise<boolean> {
  const [last] = await db.query(
    `select state from transactions where chain = $1 and sender = $2 and purpose = $3
     order by id desc limit 1`,
    [chain, sender.toLowerCase(), purpose],
  )
  return last?.state === 'mined'
}

/** Transactions of a sender on a chain in one state: sent ones by nonce, queued ones by age. */
export async function readTransactions(
  db: Queryable,
  chain: number,
  sender: Address,
  state: 'queued' | 'sent',
  limit = 100,
): Promise<StoredTransaction[]> {
  const rows = await db.query(
    `select ${columns} from transactions where chain = $1 and sender = $2 and state = $3
     order by nonce, id limit $4`,
    [chain, sender.toLowerCase(), state, limit],
  )
  return rows.map(toTransaction)
}

/** Stores a signed version, before it is broadcast. */
export async function storeSigned(
  db: Queryable,
  id: bigint,
  signed: {
    nonce: bigint
    gas: bigint
    raw: Hex
    hashes: Hex[]
    maxFee: bigint
    priorityFee: bigint
  },
): Promise<void> {
  await db.query(
    `update transactions set state = 'sent', nonce = $2, raw = $3, hashes = $4, max_fee = $5,
       priority_fee = $6, signed_gas = $7, sent_at = now() where id = $1`,
    [
      ...[id, signed.nonce, signed.raw, JSON.stringify(signed.hashes)],
      ...[signed.maxFee.toString(), signed.priorityFee.toString(), signed.gas],
    ],
  )
}

/** Ends a transaction's life. */
export async function finishTransaction(
  db: Queryable,
  id: bigint,
  outcome: { state: 'mined' | 'reverted' | 'failed'; block?: bigint; error?: string },
): Promise<void> {
  await db.query(
    `update transactions set state = $2, block = $3, error = $4, raw = null, finished_at = now()
     where id = $1`,
    [id, outcome.state, outcome.block ?? null, outcome.error ?? null],
  )
}

/** Puts a sent transaction back into the queue: the chain gave its nonce to another, or forgot those before it. */
export async function requeue(db: Queryable, id: bigint): Promise<void> {
  await db.query(
    `update transactions set state = 'queued', nonce = null, raw = null, hashes = '[]'
     where id = $1`,
    [id],
  )
}

/** How many transactions are in each state, per chain. */
export async function countTransactions(
  db: Queryable,
): Promise<{ chain: number; state: string; count: number }[]> {
  const rows = await db.query(
    'select chain, state, count(*) as count from transactions group by chain, state',
  )
  return rows.map((row) => ({
    chain: Number(row.chain),
    state: row.state as string,
    count: Number(row.count),
  }))
}

/** Forgets what ended more than a week ago. */
export async function pruneTransactions(db: Queryable): Promise<void> {
  await db.query(`delete from transactions where finished_at < now() - interval '7 days'`)
}

function toTransaction(row: Row): StoredTransaction {
  const text = (value: unknown) => (value === null ? undefined : (value as never))
  return {
    id: big(row.id),
    chain: Number(row.chain),
    sender: row.sender as Address,
    purpose: row.purpose as string,
    to: row.recipient as Address,
    data: row.data as Hex,
    value: big(row.value),
    gas: row.gas === null ? undefined : big(row.gas),
    chained: row.chained as boolean,
    state: row.state as TransactionState,
    signedGas: row.signed_gas === null ? undefined : big(row.signed_gas),
    nonce: row.nonce === null ? undefined : big(row.nonce),
    raw: text(row.raw),
    hashes: JSON.parse(row.hashes as string) as Hex[],
    maxFee: big(row.max_fee ?? 0),
    priorityFee: big(row.priority_fee ?? 0),
    attempts: Number(row.attempts),
    error: text(row.error),
    sentAge: Number(row.sent_age),
  }
}
