import type { Hex } from 'viem'
import { big, type Queryable } from './database.js'

/** A signature of one of our kinds over one subject: a packet's guid, or a checkpoint's content. */
export type StoredSignature = { signer: string; signature: Hex; expiration: bigint }

export type SignatureKind = 'dvn' | 'committee'

/** Keeps a signature; a later one of the same signer replaces it. */
export async function storeSignature(
  db: Queryable,
  kind: SignatureKind,
  subject: string,
  signature: StoredSignature,
): Promise<void> {
  await db.query(
    `insert into signatures (kind, subject, signer, signature, expiration)
     values ($1, $2, $3, $4, $5)
     on conflict (kind, subject, signer)
     do update set signature = excluded.signature, expiration = excluded.expiration`,
    [kind, subject, signature.signer.toLowerCase(), signature.signature, signature.expiration],
  )
}

/** Signatures over a subject, in ascending order of signer. */
export async function readSignatures(
  db: Queryable,
  kind: SignatureKind,
  subject: string,
): Promise<StoredSignature[]> {
  const rows = await db.query(
    'select * from signatures where kind = $1 and subject = $2 order by signer',
    [kind, subject],
  )
  return rows.map((row) => ({
    signer: row.signer as string,
    signature: row.signature as Hex,
    expiration: big(row.expiration),
  }))
}

/** Subjects of a kind that were signed within the last three days. */
export async function signedSubjects(db: Queryable, kind: SignatureKind): Promise<Set<string>> {
  const rows = await db.query(
    `select distinct subject from signatures
     where kind = $1 and created_at > now() - interval '3 days'`,
    [kind],
  )
  return new Set(rows.map(({ subject }) => subject as string))
}
