import { type Hex, keccak256, type PublicClient, parseGwei } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { Context, NodeChain } from '../context.js'
import { crashPoint } from '../crash.js'
import { reasonOf } from '../errors.js'
import type { StepResult } from '../loop.js'
import { isFirst } from '../memory.js'
import {
  finishTransaction,
  readTransactions,
  requeue,
  type StoredTransaction,
  storeSigned,
} from '../store/transactions.js'
import { bumpedFees, currentFees, type Fees } from './fees.js'
import { planNonces } from './nonces.js'
import { settle } from './settle.js'

/** The most gas that a transaction may have (EIP-7825). */
export const maxGas = 16_700_000n
/** Seconds after which a transaction that is not mined is broadcast again as it is. */
const rebroadcastSeconds = 10

/** What a step of sending works with. */
export type SendContext = {
  context: Context
  chain: NodeChain
  account: PrivateKeyAccount
  client: PublicClient
}

/**
 * One step of sending a key's transactions on a chain: settles what was mined, replaces what is stuck, and signs what is
 * queued. A signed transaction is stored before it is broadcast, so that a restart broadcasts the same one again.
 */
export async function sendStep(
  context: Context,
  chain: NodeChain,
  account: PrivateKeyAccount,
): Promise<StepResult> {
  const { database } = context
  const { number, rpc } = chain
  const sent = await readTransactions(database, number, account.address, 'sent')
  const queued = await readTransactions(database, number, account.address, 'queued')
  if (sent.length === 0 && queued.length === 0) return undefined
  return rpc.use(async (client) => {
    const send = { context, chain, account, client }
    const count = (blockTag: 'latest' | 'pending') =>
      client.getTransactionCount({ address: account.address, blockTag })
    const [mined, pending] = await Promise.all([count('latest'), count('pending')])
    const plan = planNonces(sent, { mined: BigInt(mined), pending: BigInt(pending) })
    const settled = await settle(send, plan.settle)
    for (const transaction of plan.requeue) {
      context.log.warn({ chain: number, nonce: transaction.nonce }, 'nonce gap: signing anew')
      await requeue(database, transaction.id)
    }
    if (settled > 0) {
      crashPoint('send.settled')
      context.wake('deliver/')
      context.wake('publish/')
      context.wake('keep/')
    }
    const waiting = await Promise.all(plan.waiting.map((t) => nurse(send, t)))
    const room = context.config.policy.maxInFlight - waiting.length
    const more = await signQueued(send, queued.slice(0, Math.max(0, room)), plan.next)
    return { more: more || plan.requeue.length > 0 }
  })
}

/** Broadcasts again what is not mined after a while, and offers more for it after a longer one. */
async function nurse(send: SendContext, transaction: StoredTransaction): Promise<void> {
  const { context, client } = send
  const { policy } = context.config
  if (transaction.sentAge >= policy.bumpAfterSeconds) {
    const cap = capOf(context)
    const fees = bumpedFees(transaction, await currentFees(client, cap), cap)
    if (fees && transaction.nonce !== undefined && transaction.signedGas !== undefined) {
      context.log.warn({ ...about(transaction), fees }, 'offering more for a stuck transaction')
      await signAndBroadcast(send, transaction, transaction.nonce, transaction.signedGas, fees)
      return
    }
  }
  // a run that was killed may have stored it and no more
  const isOurs = !isFirst(context, `broadcast/${transaction.id}`)
  if (transaction.raw && (!isOurs || transaction.sentAge >= rebroadcastSeconds))
    await broadcast(send, transaction, transaction.raw)
}

/** Signs and broadcasts from the queue, in order. Returns whether more waits. */
async function signQueued(
  send: SendContext,
  queued: readonly StoredTransaction[],
  first: bigint,
): Promise<boolean> {
  const { context, client, account } = send
  if (queued.length === 0) return false
  const fees = await currentFees(client, capOf(context))
  let nonce = first
  let isBroken = false
  for (const transaction of queued) {
    const { to, data, value } = transaction
    let { gas } = transaction
    isBroken &&= transaction.chained
    try {
      if (isBroken) throw new Error('the one before it failed')
      const call = { account: account.address, to, data, value }
      if (gas === undefined) {
        const estimate = ((await client.estimateGas(call)) * 13n) / 10n + 30_000n
        gas = estimate < maxGas ? estimate : maxGas
      } else if (!transaction.chained) await client.call({ ...call, gas })
    } catch (error) {
      isBroken = true
      // the chain refuses it as it stands: whoever wanted it looks at the chain again
      context.log.info({ ...about(transaction), reason: reasonOf(error) }, 'not sent')
      await finishTransaction(context.database, transaction.id, {
        state: 'failed',
        error: reasonOf(error),
      })
      continue
    }
    crashPoint('send.estimated')
    await signAndBroadcast(send, transaction, nonce, gas, fees)
    nonce++
  }
  return false
}

async function signAndBroadcast(
  send: SendContext,
  transaction: StoredTransaction,
  nonce: bigint,
  gas: bigint,
  fees: Fees,
): Promise<void> {
  const { context, account, chain } = send
  const { to, data, value, id } = transaction
  const raw = await account.signTransaction({
    type: 'eip1559',
    chainId: chain.deployment.chainId,
    nonce: Number(nonce),
    gas,
    to,
    data,
    value,
    maxFeePerGas: fees.maxFee,
    maxPriorityFeePerGas: fees.priorityFee,
  })
  const hashes = [...transaction.hashes, keccak256(raw)]
  await storeSigned(context.database, id, { nonce, gas, raw, hashes, ...fees })
  crashPoint('send.stored')
  isFirst(context, `broadcast/${id}`)
  await broadcast(send, transaction, raw)
  crashPoint('send.broadcast')
  context.log.debug({ ...about(transaction), nonce, hash: keccak256(raw) }, 'sent')
}

async function broadcast(
  { context, client }: SendContext,
  transaction: StoredTransaction,
  raw: Hex,
): Promise<void> {
  try {
    await client.sendRawTransaction({ serializedTransaction: raw })
  } catch (error) {
    // it is stored: the next step finds out from the chain's nonce whether it got there, and sends it again if not
    const reason = reasonOf(error)
    if (!/already (known|imported)/i.test(reason))
      context.log.warn({ ...about(transaction), reason }, 'broadcast failed')
  }
}

function capOf(context: Context): bigint {
  return parseGwei(String(context.config.policy.maxFeePerGasGwei))
}

function about({ chain, purpose }: StoredTransaction) {
  return { chain, purpose }
}
