import { greater, lesser } from '../bigints.js'
import type { StoredTransaction } from '../store/transactions.js'

/** What to do with the transactions that were sent, by what the chain says of the sender's nonce. */
export type NoncePlan = {
  /** Their nonce is used: look for the receipt. */
  settle: StoredTransaction[]
  /** They wait to be mined, without a gap before them. */
  waiting: StoredTransaction[]
  /** The chain has forgotten one before them, so that they could never be mined: sign them anew. */
  requeue: StoredTransaction[]
  /** The next nonce to use. */
  next: bigint
}

/**
 * Reconciles our nonces with the chain's, up and down. `mined` is the chain's count of the sender's mined transactions,
 * `pending` that with the ones in the RPC's pool; `sent` are ours, by nonce.
 */
export function planNonces(
  sent: readonly StoredTransaction[],
  chain: { mined: bigint; pending: bigint },
): NoncePlan {
  const nonceOf = (t: StoredTransaction) => t.nonce ?? 0n
  const settle = sent.filter((t) => nonceOf(t) < chain.mined)
  const waiting: StoredTransaction[] = []
  const requeue: StoredTransaction[] = []
  let next = chain.mined
  for (const t of sent.filter((t) => nonceOf(t) >= chain.mined)) {
    const nonce = nonceOf(t)
    // somebody else's transaction with our key may fill a gap, as far as the pool knows of it
    if (nonce > next && chain.pending > next) next = lesser(nonce, chain.pending)
    if (nonce === next) {
      waiting.push(t)
      next++
    } else requeue.push(t)
  }
  return { settle, waiting, requeue, next: greater(next, chain.pending) }
}
