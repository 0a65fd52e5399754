import { findChain } from '../client/createCausewayClient.js'
import type { Deployment } from '../deployment.js'
import { sayAmount } from '../errors/format.js'
import type { Message } from '../wire/index.js'
import { type FundsAt, releasesOf, type Transfer, type TransferState } from './types.js'

/** What is known of a transfer before it is said where the money is. */
export type Described = Pick<Transfer, 'type' | 'source' | 'destination' | 'message'> & {
  state: TransferState
}

/** Whether nothing more will happen by itself, and nothing needs to. */
export function isDone({ state }: Pick<Described, 'state'>): boolean {
  switch (state.status) {
    case 'credited':
    case 'released':
    case 'claimed':
    case 'cancelled':
    case 'rejected':
    case 'handled':
    case 'failed':
    case 'refunded':
      return true
    case 'releasing':
    case 'refunding':
      return state.release.done
    case 'made':
    case 'returned':
      return (
        releasesOf({ state }).every(({ done }) => done) &&
        !('returnable' in state && state.returnable)
      )
    default:
      return false
  }
}

/** Where the money of a transfer is. */
export function fundsAt(deployment: Deployment, transfer: Described): FundsAt {
  const { type, source, destination, message, state } = transfer
  if (state.status === 'releasing' || state.status === 'refunding' || state.status === 'refunded')
    return state.release.fundsAt
  const none: FundsAt = { place: 'none', chain: source, words: 'This message carries no money.' }
  const name = (chain: number) => findChain(deployment, chain).name
  if (!message || !('token' in message)) {
    if (
      type === 'deposit' ||
      type === 'bid' ||
      state.status === 'failed' ||
      state.status === 'reorganised'
    )
      return { place: 'wallet', chain: source, words: `In the wallet on ${name(source)}.` }
    return none
  }
  const hub = deployment.hubChain
  if (state.status === 'made' || state.status === 'returned') return bidFunds(state, hub, name(hub))
  switch (message.type) {
    case 'deposit':
    case 'bid':
      if (state.status === 'booked')
        return {
          ...{ place: 'account', chain: hub },
          words: `On the bid's own account at the hub (${name(hub)}).`,
        }
      if (state.status === 'credited')
        return { place: 'account', chain: hub, words: `On the account at the hub (${name(hub)}).` }
      if (state.status === 'reorganised' || state.status === 'failed')
        return { place: 'wallet', chain: source, words: `In the wallet on ${name(source)}.` }
      return {
        ...{
          place: 'vault',
          chain: source,
          address: deployment.chains.find((c) => c.chain === source)?.contracts.spoke,
        },
        words:
          state.status === 'pending'
            ? `In the vault on ${name(source)}, waiting to be credited or sent back.`
            : `Locked in the vault on ${name(source)}, on its way to the hub.`,
      }
    case 'exitRequest':
      return {
        place: 'account',
        chain: hub,
        words: `Still on the account at the hub (${name(hub)}).`,
      }
    case 'release': {
      const at = destination ?? source
      const vault = deployment.chains.find((c) => c.chain === at)?.contracts.spoke
      const amount = sayAmount({ deployment, chain: at }, message.token, message.amount)
      if (state.status === 'released')
        return {
          ...{ place: 'receiver', chain: at, address: message.receiver },
          words: `${amount} paid to ${message.receiver} on ${name(at)}.`,
        }
      if (state.status === 'claimed')
        return {
          ...{ place: 'receiver', chain: at, address: state.to },
          words: `${amount} claimed to ${state.to} on ${name(at)}.`,
        }
      if (state.status === 'reorganised' || state.status === 'failed')
        return {
          place: 'account',
          chain: hub,
          words: `Still on the account at the hub (${name(hub)}).`,
        }
      return {
        ...{ place: 'vault', chain: at, address: vault },
        words: `In the vault on ${name(at)}, reserved for ${message.receiver}.`,
      }
    }
    default:
      return none
  }
}

/** A bid's money is where what it sent out is; what it keeps is on its account. */
function bidFunds(
  state: Extract<TransferState, { status: 'made' | 'returned' }>,
  hub: number,
  hubName: string,
): FundsAt {
  const [first, ...others] = state.releases.map(({ fundsAt: place }) => place)
  if (!first)
    return {
      ...{ place: 'account', chain: hub },
      words: `On the bid's own account at the hub (${hubName}).`,
    }
  return { ...first, words: [first, ...others].map(({ words }) => words).join(' ') }
}

/** What kind of transfer a message makes. */
export function typeOf(message: Message | undefined): Transfer['type'] {
  switch (message?.type) {
    case 'deposit':
      return 'deposit'
    case 'exitRequest':
      return 'exit'
    case 'release':
      return 'withdrawal'
    case 'bid':
      return 'bid'
    case 'setSigner':
      return 'signer'
    default:
      return 'other'
  }
}
