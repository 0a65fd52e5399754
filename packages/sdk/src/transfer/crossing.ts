import type { Hash, TransactionReceipt } from 'viem'
import { events } from '../actions/events.js'
import type { GetMessageReturnType } from '../actions/getMessage.js'
import { contractOf } from '../client/contracts.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { getLane, messengerOf } from '../relay/index.js'
import { messageKinds } from '../wire/index.js'
import { blockBefore, finalBlock, timeOf } from './blocks.js'
import {
  bestPublication,
  type CoveringPublication,
  layerzeroProgress,
  wormholeProgress,
} from './checkpoints.js'
import { firstLog } from './firstLog.js'
import type { LayerZeroProgress, TransferState, TransferStep, WormholeProgress } from './types.js'

/** How far a message is between two chains, whatever it says. */
export type Crossing = {
  message: GetMessageReturnType
  appendedAt: number
  isFinal: boolean
  covering: CoveringPublication | undefined
  checkpointIsFinal: boolean
  layerzero: LayerZeroProgress | undefined
  wormhole: WormholeProgress | undefined
  isAccepted: boolean
  acceptedSeq: bigint
  handledSeq: bigint
  isFrozen: boolean
  /** The transaction that had it handled; undefined until then. */
  handled: { hash: Hash; at: number; receipt: TransactionReceipt } | undefined
  steps: TransferStep[]
}

/** Reads how far a message is, from both chains and the guardians. */
export async function readCrossing(
  client: CausewayClientBase,
  message: GetMessageReturnType,
): Promise<Crossing> {
  const { deployment } = client
  const { source, destination, seq, hash } = message
  const lane = { deployment, from: source, to: destination }
  const [appendedAt, final, inbox] = await Promise.all([
    timeOf(client, source, message),
    finalBlock(client, source),
    getLane(client.reader(destination), { deployment, chain: destination, remote: source }),
  ])
  const isHandled = inbox.inSeq >= seq
  const isAccepted = isHandled || inbox.acceptedSeq >= seq
  const [accepted, handled] = await Promise.all([
    isAccepted ? readAccepted(client, message, appendedAt) : undefined,
    isHandled ? readHandled(client, message, appendedAt) : undefined,
  ])
  const covering = await bestPublication(client, lane, {
    ...{ seq, fromBlock: message.blockNumber, accepted: accepted?.checkpoint },
  })
  const live = !isAccepted
  const [layerzero, wormhole] = await Promise.all([
    covering && layerzeroProgress(client, lane, covering, live),
    covering && wormholeProgress(client, lane, covering, live),
  ])
  const isFinal = message.blockNumber <= final
  const isDeposit = message.kind === messageKinds.deposit || message.kind === messageKinds.bid
  const steps: TransferStep[] = [
    {
      ...step('appended', isDeposit ? 'locked' : 'sent', source),
      done: true,
      at: appendedAt,
      hash,
    },
    { ...step('final', 'final on its chain', source), done: isFinal || isAccepted },
    {
      ...step('published', 'checkpoint published', source),
      done: covering !== undefined || isAccepted,
      at: covering?.at,
      hash: covering?.publication.transactionHash,
    },
    vote('layerzero', 'LayerZero attested', destination, layerzero),
    vote('wormhole', 'Wormhole attested', destination, wormhole),
    {
      ...step('accepted', 'accepted', destination),
      ...{ done: isAccepted, at: accepted?.at, hash: accepted?.hash },
    },
    {
      ...step('handled', 'handled', destination),
      ...{ done: isHandled, at: handled?.at, hash: handled?.hash },
    },
  ]
  return {
    ...{ message, appendedAt, isFinal, covering, layerzero, wormhole, isAccepted, handled, steps },
    checkpointIsFinal: covering !== undefined && covering.publication.blockNumber <= final,
    acceptedSeq: inbox.acceptedSeq,
    handledSeq: inbox.inSeq,
    isFrozen: inbox.frozen && !isHandled,
  }
}

/** Transfers that lock tokens in a vault when they begin. */
const locks = ['deposit', 'bid']

/** The state of a message that was not handled yet. */
export function crossingState(crossing: Crossing, type: string): TransferState {
  const { message, covering, layerzero, wormhole, isAccepted, isFrozen } = crossing
  if (isFrozen) return { status: 'frozen', chain: message.destination }
  if (isAccepted)
    return {
      status: 'accepted',
      acceptedSeq: crossing.acceptedSeq,
      handledSeq: crossing.handledSeq,
    }
  if (!covering || !layerzero || !wormhole)
    return { status: crossing.isFinal ? 'final' : locks.includes(type) ? 'locked' : 'appended' }
  const { publication, at, votes } = covering
  const checkpoint = {
    outSeq: publication.checkpoint.outSeq,
    bytes: publication.bytes,
    hash: publication.transactionHash,
    blockNumber: publication.blockNumber,
    at,
    isFinal: crossing.checkpointIsFinal,
  }
  if (covering.layerzeroVoted || covering.wormholeVoted)
    return {
      ...{ status: 'attested', checkpoint, layerzero, wormhole },
      eligibleAt: Number(votes.eligibleAt),
    }
  return { status: 'published', checkpoint, layerzero, wormhole }
}

function step(name: TransferStep['name'], label: string, chain: number) {
  return { name, label, chain }
}

function vote(
  name: 'layerzero' | 'wormhole',
  label: string,
  chain: number,
  progress: LayerZeroProgress | WormholeProgress | undefined,
): TransferStep {
  const done = progress?.status === 'attested'
  return { ...step(name, label, chain), done, at: progress?.at, hash: progress?.hash }
}

async function readAccepted(
  client: CausewayClientBase,
  { source, destination, seq }: GetMessageReturnType,
  appendedAt: number,
) {
  const log = await firstLog(client, {
    chain: destination,
    address: messengerOf(client.deployment, destination),
    event: events.accepted,
    args: { chain: source },
    fromBlock: await blockBefore(client, destination, appendedAt),
    accept: ({ args }) => args.outSeq >= seq,
  })
  if (!log) return undefined
  const { outSeq, blockNumber } = log.args
  return {
    ...{ at: await timeOf(client, destination, log), hash: log.transactionHash },
    checkpoint: { outSeq, blockNumber },
  }
}

async function readHandled(
  client: CausewayClientBase,
  { source, destination, seq }: GetMessageReturnType,
  appendedAt: number,
): Promise<Crossing['handled']> {
  const log = await firstLog(client, {
    chain: destination,
    address: messengerOf(client.deployment, destination),
    event: events.ingested,
    args: { chain: source },
    fromBlock: await blockBefore(client, destination, appendedAt),
    accept: ({ args }) => args.lastSeq >= seq,
  })
  if (!log) return undefined
  const hash = log.transactionHash
  const [at, receipt] = await Promise.all([
    timeOf(client, destination, log),
    client.reader(destination).getTransactionReceipt({ hash }),
  ])
  return { hash, at, receipt }
}

/** Address of the hub of the client's deployment. */
export function hubOf(client: CausewayClientBase) {
  return contractOf(client.deployment, client.deployment.hubChain, 'hub')
}
