import { TransactionReceiptNotFoundError } from 'viem'
import { crashPoint } from '../crash.js'
import { finishTransaction, requeue, type StoredTransaction } from '../store/transactions.js'
import type { SendContext } from './sender.js'

/** Seconds for which a receipt may be missing although the nonce is used, before it is another's. */
const graceSeconds = 30

/** Looks for the receipts of transactions whose nonce is used. Returns how many are done with. */
export async function settle(
  { context, client }: SendContext,
  transactions: readonly StoredTransaction[],
): Promise<number> {
  const { database, log } = context
  const done = await Promise.all(
    transactions.map(async (transaction) => {
      const { chain, purpose } = transaction
      const receipts = await Promise.all(
        transaction.hashes.map((hash) =>
          client.getTransactionReceipt({ hash }).catch((error: unknown) => {
            if (error instanceof TransactionReceiptNotFoundError) return undefined
            throw error
          }),
        ),
      )
      const receipt = receipts.find((found) => found !== undefined)
      if (receipt) {
        crashPoint('send.settling')
        const state = receipt.status === 'success' ? 'mined' : 'reverted'
        if (state === 'reverted')
          log.warn({ chain, purpose, hash: receipt.transactionHash }, 'transaction reverted')
        await finishTransaction(database, transaction.id, { state, block: receipt.blockNumber })
        return true
      }
      if (transaction.sentAge < graceSeconds) return false
      log.warn({ chain, purpose, nonce: transaction.nonce }, 'nonce used by another: signing anew')
      await requeue(database, transaction.id)
      return true
    }),
  )
  return done.filter(Boolean).length
}
