import { type Hash, isHash, TransactionNotFoundError, TransactionReceiptNotFoundError } from 'viem'
import { appendedIn, decodeKnown } from '../actions/appended.js'
import { type GetMessageReturnType, getMessage } from '../actions/getMessage.js'
import {
  type CausewayClientBase,
  type ChainRef,
  findChain,
} from '../client/createCausewayClient.js'
import { type CausewayError, InputError, NotFoundError } from '../errors/causewayError.js'
import { toCausewayError } from '../errors/toCausewayError.js'
import type { Message } from '../wire/index.js'
import { bidOutcome } from './bidOutcome.js'
import { type Crossing, crossingState, readCrossing } from './crossing.js'
import { fundsAt, isDone, typeOf } from './describe.js'
import { nextSteps } from './nextSteps.js'
import { depositOutcome, exitOutcome, type Outcome, releaseOutcome } from './outcome.js'
import type { Transfer, TransferState } from './types.js'

/** A transaction that sent a message, or the message by its number. */
export type TransferRef =
  | {
      chain: ChainRef
      hash: Hash
      /** Which of the transaction's messages, if it sent more than one. Default 0. */
      index?: number | undefined
    }
  | {
      /** Chain that sent the message. */
      chain: ChainRef
      seq: bigint
      /** Chain that it goes to; needed for messages of the hub only. */
      to?: ChainRef | undefined
    }

export type GetTransferParameters = TransferRef
export type GetTransferReturnType = Transfer
export type GetTransferErrorType = CausewayError

/**
 * Where a crossing stands, from chain state alone: a deposit, an exit request, a withdrawal, a bid, or any other message. Needs no
 * memory: the hash of the transaction that began it is enough, from any machine, at any time.
 *
 * @example
 * const { state, fundsAt, next } = await getTransfer(client, { chain: 'arbitrum', hash })
 * if (state.status === 'pending') console.log(state.why, next)
 *
 * @throws NotFoundError when no chain state knows of it; NetworkError when a chain does not answer
 */
export async function getTransfer(
  client: CausewayClientBase,
  parameters: GetTransferParameters,
): Promise<GetTransferReturnType> {
  const { deployment } = client
  const { chain: source } = findChain(deployment, parameters.chain)
  try {
    if ('hash' in parameters) return await fromHash(client, source, parameters)
    if (source === deployment.hubChain && parameters.to === undefined)
      throw new InputError('Say to which chain the hub sent the message: give "to".')
    const to = parameters.to ?? deployment.hubChain
    const message = await getMessage(client, { from: source, to, seq: parameters.seq })
    return await fromMessage(client, message)
  } catch (error) {
    throw toCausewayError(error, { deployment, chain: source })
  }
}

async function fromHash(
  client: CausewayClientBase,
  source: number,
  { hash, index = 0 }: { hash: Hash; index?: number | undefined },
): Promise<Transfer> {
  if (!isHash(hash))
    throw new InputError(`"${hash}" is not a transaction hash: 0x and 64 hex digits are expected.`)
  const reader = client.reader(source)
  const receipt = await reader.getTransactionReceipt({ hash }).catch((error) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined
    throw error
  })
  const bare = { source, destination: undefined, seq: undefined, hash, message: undefined }
  if (!receipt) {
    const known = await reader.getTransaction({ hash }).catch((error) => {
      if (error instanceof TransactionNotFoundError) return undefined
      throw error
    })
    if (known) return describe(client, { ...bare, body: undefined }, { status: 'sent' })
    const { name } = findChain(client.deployment, source)
    throw new NotFoundError(
      `${name} does not know the transaction ${hash}: it was never sent there, or its block was replaced.`,
    )
  }
  if (receipt.status === 'reverted')
    return describe(
      client,
      { ...bare, body: undefined },
      { status: 'failed', reason: 'The transaction reverted.' },
    )
  const sent = appendedIn(client, source, receipt)
  const message = sent[index]
  if (!message)
    throw new NotFoundError(
      sent.length === 0
        ? `The transaction ${hash} sent no message through Causeway.`
        : `The transaction ${hash} sent ${sent.length} messages: index ${index} is not one of them.`,
    )
  const { blockNumber, blockHash } = receipt
  return fromMessage(client, { ...message, hash, blockNumber, blockHash })
}

async function fromMessage(
  client: CausewayClientBase,
  message: GetMessageReturnType,
): Promise<Transfer> {
  const crossing = await readCrossing(client, message)
  const decoded = decodeKnown(message)
  const { source, destination, seq, hash, body } = message
  const bare = { source, destination, seq, hash, message: decoded, body }
  const { state, steps } = await outcome(client, crossing, decoded)
  return describe(client, bare, state, [...crossing.steps, ...steps])
}

async function outcome(
  client: CausewayClientBase,
  crossing: Crossing,
  message: Message | undefined,
): Promise<Outcome> {
  const { handled } = crossing
  if (!handled) return { state: crossingState(crossing, typeOf(message)), steps: [] }
  const done = { ...crossing, handled }
  const follow = (release: GetMessageReturnType) => fromMessage(client, release)
  switch (message?.type) {
    case 'deposit':
      return depositOutcome(client, done, message, follow)
    case 'bid':
      return bidOutcome(client, done, message, follow)
    case 'exitRequest':
      return exitOutcome(client, done, message, follow)
    case 'release':
      return releaseOutcome(client, done, message)
    default:
      return { state: { status: message ? 'handled' : 'rejected' }, steps: [] }
  }
}

/** Adds to a state where the money is and who can do what next. */
export function describe(
  client: CausewayClientBase,
  bare: Pick<Transfer, 'source' | 'destination' | 'seq' | 'hash' | 'message' | 'body'>,
  state: TransferState,
  steps: Transfer['steps'] = [],
): Transfer {
  const described = { ...bare, type: typeOf(bare.message), state }
  return {
    ...described,
    done: isDone(described),
    steps,
    fundsAt: fundsAt(client.deployment, described),
    next: nextSteps(client.deployment, described),
  }
}
