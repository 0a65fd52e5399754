import type { Account, Address, Chain, Client, Hash, Hex, Transport } from 'viem'
import { estimateGas, sendTransaction } from 'viem/actions'
import { type ChainDeployment, chainOf, type Deployment } from '../deployment.js'
import { RelayError } from './errors.js'

/** Any viem client that can read. */
export type ReadClient = Client

/** Any viem client that can sign for an account. */
export type WriteClient = Client<Transport, Chain | undefined, Account>

/** A contract call, ready to be sent. `value` in wei. */
export type Call = { to: Address; data: Hex; value: bigint }

/** One lane: registry numbers of the chain where it begins and of the chain where it ends. */
export type LaneRef = { deployment: Deployment; from: number; to: number }

/** Sends a prepared call. Gas is estimated first, so a call that would revert is not sent. */
export async function sendCall(client: WriteClient, call: Call): Promise<Hash> {
  const estimate = await estimateGas(client, { account: client.account, ...call })
  // the next block's first writes cost what an estimate within this block does not see
  const gas = (estimate * 5n) / 4n + 10_000n
  return sendTransaction(client, { ...call, gas, chain: client.chain ?? null } as never)
}

/** Address of a chain's messenger: its spoke, or the gateway on the hub's chain. */
export function messengerOf(deployment: Deployment, chain: number): Address {
  const { contracts } = chainOf(deployment, chain)
  const messenger = contracts.spoke ?? contracts.gateway
  if (!messenger) throw new RelayError(`chain ${chain} of the deployment has no messenger`)
  return messenger
}

/** Both ends of a lane. */
export function endsOf({ deployment, from, to }: LaneRef): {
  source: ChainDeployment
  destination: ChainDeployment
} {
  return { source: chainOf(deployment, from), destination: chainOf(deployment, to) }
}

/** All lanes of a deployment: each spoke's to the hub and back. */
export function lanesOf(deployment: Deployment): { from: number; to: number }[] {
  const hub = deployment.hubChain
  return deployment.chains
    .filter(({ chain }) => chain !== hub)
    .flatMap(({ chain }) => [
      { from: chain, to: hub },
      { from: hub, to: chain },
    ])
}

/** An address, left-padded to 32 bytes, in lower case. */
export function widen(address: Address): Hex {
  return `0x${'0'.repeat(24)}${address.slice(2).toLowerCase()}`
}
