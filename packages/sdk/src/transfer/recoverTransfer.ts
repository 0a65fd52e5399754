import type { Hash } from 'viem'
import { executeBid, readBid } from '../actions/executeBid.js'
import { executeDeposit, simulateExecuteDeposit } from '../actions/executeDeposit.js'
import { executeTicket, simulateExecuteTicket } from '../actions/executeTicket.js'
import { payWaiting, simulatePayWaiting } from '../actions/payWaiting.js'
import { returnBid, simulateReturnBid } from '../actions/returnBid.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { type CausewayError, RevertError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import { getTransfer, type TransferRef } from './getTransfer.js'
import { ingestUpTo } from './ingestUpTo.js'
import { moveCheckpoint } from './moveCheckpoint.js'
import { type RecoveryCall, releasesOf, type Transfer } from './types.js'

/** Something that was done for a transfer, or refused: then `error` says why. */
export type RecoveryAction = {
  call: RecoveryCall
  chain: number
  hash?: Hash | undefined
  error?: CausewayError | undefined
}

export type RecoverTransferParameters = TransferRef
export type RecoverTransferReturnType = {
  /** The transfer after what was done. */
  transfer: Transfer
  actions: RecoveryAction[]
}

/**
 * Does for a transfer all that anyone may do now, with the client's wallets: publish its checkpoint, commit and deliver
 * LayerZero's packet, bring Wormhole's VAA, accept, ingest, execute a pending deposit or ticket, make a bid or
 * send its cash back, pay a waiting release. What
 * is not possible yet is left alone. Once is safe at any time; somebody who was faster does no harm.
 *
 * Outside DVNs, the operators' own DVN and the guardians attest by themselves: nobody can do that for them.
 *
 * @example
 * const { transfer, actions } = await recoverTransfer(client, { chain: 'arbitrum', hash })
 *
 * @throws NotFoundError when the transaction is not known; InputError without an account
 */
export async function recoverTransfer(
  client: CausewayClientBase,
  parameters: RecoverTransferParameters,
): Promise<RecoverTransferReturnType> {
  const before = await getTransfer(client, parameters)
  const actions = await moveOn(client, before)
  if (actions.length === 0) return { transfer: before, actions }
  return { transfer: await getTransfer(client, parameters), actions }
}

type BidRef = { chain: number; seq: bigint }

async function moveOn(client: CausewayClientBase, transfer: Transfer): Promise<RecoveryAction[]> {
  const { type, state, source, destination, seq, done } = transfer
  if (done || destination === undefined || seq === undefined) return []
  switch (state.status) {
    case 'locked':
    case 'appended':
    case 'final':
    case 'published':
    case 'attested':
      return moveCheckpoint(client, transfer, { source, destination, seq })
    case 'accepted':
      return ingestUpTo(client, { source, destination })
    case 'pending':
      return attempt('executeDeposit', client.deployment.hubChain, async () => {
        await simulateExecuteDeposit(client, { chain: source, seq })
        return executeDeposit(client, { chain: source, seq })
      })
    case 'booked':
      if (type === 'bid') return moveBid(client, { chain: source, seq })
      return attempt('executeTicket', client.deployment.hubChain, async () => {
        await simulateExecuteTicket(client, { chain: source, seq })
        return executeTicket(client, { chain: source, seq })
      })
    case 'waiting':
      return attempt('payWaiting', destination, async () => {
        await simulatePayWaiting(client, { chain: destination, seq })
        return payWaiting(client, { chain: destination, seq })
      })
    case 'refunding':
    case 'releasing':
      return moveOn(client, state.release)
    case 'made':
    case 'returned':
      return moveOutgoing(client, transfer, { chain: source, seq })
    default:
      return []
  }
}

/** Makes a booked bid; what its deadline forbids then, goes back. */
async function moveBid(client: CausewayClientBase, ref: BidRef): Promise<RecoveryAction[]> {
  const { hubChain } = client.deployment
  const { timestamp } = await client.reader(hubChain).getBlock()
  const { bid } = await readBid(client, ref)
  if (timestamp > bid.deadline)
    return attempt('returnBid', hubChain, async () => {
      await simulateReturnBid(client, ref)
      return returnBid(client, ref)
    })
  return attempt('executeBid', hubChain, () => executeBid(client, ref))
}

/** What a bid sent out, one after the other, and what is left of its cash. */
async function moveOutgoing(
  client: CausewayClientBase,
  { state }: Transfer,
  ref: BidRef,
): Promise<RecoveryAction[]> {
  const actions: RecoveryAction[] = []
  for (const release of releasesOf({ state })) actions.push(...(await moveOn(client, release)))
  if (!('returnable' in state) || !state.returnable) return actions
  const returned = await attempt('returnBid', client.deployment.hubChain, () =>
    returnBid(client, ref),
  )
  return [...actions, ...returned]
}

/** Tries a call; what the contract refuses now is no failure of the recovery. */
export async function attempt(
  call: RecoveryCall,
  chain: number,
  act: () => Promise<{ hash: Hash }>,
): Promise<RecoveryAction[]> {
  try {
    const { hash } = await act()
    return [{ call, chain, hash }]
  } catch (thrown) {
    const error = toCausewayError(thrown, { chain })
    if (error instanceof RevertError) return error.action === 'wait' ? [] : [{ call, chain, error }]
    throw error
  }
}
