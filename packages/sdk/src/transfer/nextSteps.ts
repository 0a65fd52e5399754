import { findChain } from '../client/createCausewayClient.js'
import type { Deployment } from '../deployment.js'
import { sayAmount, sayTime } from '../errors/format.js'
import type { Described } from './describe.js'
import type { NextStep, TransferState } from './types.js'

/** Who can do what next for a transfer. */
export function nextSteps(deployment: Deployment, transfer: Described): NextStep[] {
  const { source, state, message } = transfer
  const destination = transfer.destination ?? deployment.hubChain
  const name = (chain: number) => findChain(deployment, chain).name
  switch (state.status) {
    case 'sent':
      return [{ who: 'the chain', action: 'Put the transaction into a block.' }]
    case 'reorganised':
      return [
        {
          who: 'owner',
          action: `Send the transaction again: ${name(source)} replaced the block that held it.`,
        },
      ]
    case 'failed':
      return [{ who: 'owner', action: `Nothing moved. ${state.reason}` }]
    case 'locked':
    case 'appended':
      return [
        { who: 'the chain', action: `Make the block final on ${name(source)}.` },
        {
          who: 'anyone',
          action: `Publish a checkpoint of the lane on ${name(source)} (relayers do).`,
          call: 'publish',
        },
      ]
    case 'final':
      return [
        {
          who: 'anyone',
          action: `Publish a checkpoint of the lane on ${name(source)} (relayers do).`,
          call: 'publish',
        },
      ]
    case 'published':
    case 'attested':
      return bridgeSteps(state, name, source, destination)
    case 'accepted':
      return [
        {
          who: 'anyone',
          action: `Ingest the messages ${state.handledSeq + 1n} to ${state.acceptedSeq} on ${name(destination)} (relayers do).`,
          call: 'ingest',
        },
      ]
    case 'frozen':
      return [
        {
          who: 'governance',
          action: `Look why the bridges of the lane from ${name(source)} contradict each other, and let it run again. Nothing is lost meanwhile.`,
        },
      ]
    case 'pending':
      return [
        {
          who: 'anyone',
          action: `Execute the deposit once it can be credited: it waits because ${state.why}.`,
          ...(state.reason === 5 && { since: state.matureAt }),
          call: 'executeDeposit',
        },
        {
          who: 'depositor',
          action: 'Have it sent back to the wallet (refundDeposit) at any time.',
        },
      ]
    case 'booked':
      if (transfer.type === 'bid') return bookedBid(state, name(deployment.hubChain))
      return [
        {
          who: 'anyone',
          action: state.blocker
            ? `Execute the ticket once it is possible. Now: ${state.blocker}`
            : `Execute the ticket on ${name(deployment.hubChain)}.`,
          call: 'executeTicket',
        },
        {
          who: 'owner',
          action: `Execute the ticket at any cost, or cancel it; it expires at ${sayTime(state.expiry)}.`,
        },
      ]
    case 'waiting':
      return [
        {
          who: 'anyone',
          action: `Pay the release at the vault on ${name(destination)} once its outflow limit has room, at ${sayTime(state.matureAt)} at the latest.`,
          since: state.matureAt,
          call: 'payWaiting',
        },
      ]
    case 'claimable': {
      const token = message && 'token' in message ? message.token : undefined
      const amount = sayAmount({ deployment, chain: destination }, token, state.amount)
      return [
        {
          who: 'receiver',
          action: `Claim ${amount} on ${name(destination)} as ${state.receiver}, also to another address: the token or the address refused the payment.`,
        },
      ]
    }
    case 'refunding':
    case 'releasing':
      return state.release.next
    case 'made':
    case 'returned': {
      const steps = state.releases.flatMap(({ next }) => next)
      if (!('returnable' in state) || !state.returnable) return steps
      const action = `Send what is left of the bid's cash back to ${name(source)}.`
      return [...steps, { who: 'anyone', action, call: 'returnBid' }]
    }
    default:
      return []
  }
}

function bookedBid(
  { expiry, blocker }: Extract<TransferState, { status: 'booked' }>,
  hub: string,
): NextStep[] {
  const until = sayTime(expiry)
  return [
    {
      who: 'anyone',
      action: blocker
        ? `Make the bid on ${hub} once it can stand, until ${until}. Now: ${blocker}`
        : `Make the bid on ${hub} until ${until}.`,
      call: 'executeBid',
    },
    {
      who: 'anyone',
      action: 'Send its cash back after that time, if it was not made.',
      since: expiry,
      call: 'returnBid',
    },
  ]
}

function bridgeSteps(
  state: Extract<TransferState, { status: 'published' | 'attested' }>,
  name: (chain: number) => string,
  source: number,
  destination: number,
): NextStep[] {
  const { checkpoint, layerzero, wormhole } = state
  const steps: NextStep[] = []
  if (!checkpoint.isFinal)
    steps.push({
      who: 'the chain',
      action: `Make the checkpoint's block final on ${name(source)}.`,
    })
  if (layerzero.status === 'not sent' || wormhole.status === 'not sent') {
    const bridge = layerzero.status === 'not sent' ? 'LayerZero' : 'Wormhole'
    const action = `Publish again on ${name(source)}: ${bridge} does not carry this checkpoint.`
    steps.push({ who: 'anyone', action, call: 'publish' })
  }
  if (layerzero.status === 'verifying') {
    const others = layerzero.missing.length - Number(layerzero.waitsForOperators)
    if (others > 0)
      steps.push({
        who: 'the DVNs',
        action: `${others} outside LayerZero DVN${others > 1 ? 's' : ''} must verify on ${name(destination)}.`,
      })
    if (layerzero.waitsForOperators)
      steps.push({
        who: 'the operators',
        action: `The operators' own LayerZero DVN must verify on ${name(destination)}: relayers run it, nobody else can.`,
      })
  }
  if (layerzero.status === 'verifiable' || layerzero.status === 'contradicted')
    steps.push({
      who: 'anyone',
      action: `Commit LayerZero's packet ${layerzero.nonce} on ${name(destination)}.`,
      call: 'commitPacket',
    })
  if (layerzero.status === 'committed')
    steps.push(
      layerzero.blockedBy === undefined
        ? {
            who: 'anyone',
            action: `Deliver LayerZero's packet ${layerzero.nonce} on ${name(destination)}.`,
            call: 'deliverPacket',
          }
        : {
            who: 'anyone',
            action: `Bring LayerZero's nonce ${layerzero.blockedBy} on ${name(destination)}, or report it stuck and skip it an hour later.`,
            call: 'reportStuck',
          },
    )
  if (wormhole.status === 'signing' || wormhole.status === 'unreachable')
    steps.push({
      who: 'the guardians',
      action:
        wormhole.status === 'signing'
          ? `Wormhole's guardians must sign sequence ${wormhole.sequence}.`
          : `Wormhole's guardian API does not answer: try another one.`,
    })
  if (wormhole.status === 'signed')
    steps.push({
      who: 'anyone',
      action: `Bring Wormhole's VAA ${wormhole.sequence} to ${name(destination)}.`,
      call: 'submitVaa',
    })
  const both = layerzero.status === 'attested' && wormhole.status === 'attested'
  if (both || (state.status === 'attested' && state.eligibleAt > 0))
    steps.push({
      who: 'anyone',
      action: both
        ? `Accept the checkpoint on ${name(destination)}.`
        : `Accept the checkpoint on ${name(destination)} on the word of one bridge and the committee.`,
      ...(state.status === 'attested' && !both && { since: state.eligibleAt }),
      call: 'acceptCheckpoint',
    })
  return steps
}
