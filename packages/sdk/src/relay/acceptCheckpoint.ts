import { encodeFunctionData, type Hash, type Hex } from 'viem'
import { readContract } from 'viem/actions'
import { quorumAbi } from '../abis/quorum.js'
import { chainOf, type Deployment } from '../deployment.js'
import { type Call, type ReadClient, sendCall, type WriteClient } from './client.js'

/** A published checkpoint's bytes, the chain it came from and the chain it goes to (registry numbers). */
export type CheckpointParameters = {
  deployment: Deployment
  from: number
  to: number
  bytes: Hex
}

/** Who attested to a checkpoint in the current round. Times in seconds, 0 for never. */
export type Votes = {
  /** One bit per transport, in the quorum's order: 1 LayerZero, 2 Wormhole. */
  transports: number
  firstAt: number
  committeeAt: number
  /** When failover becomes possible; 0: it is not. */
  eligibleAt: bigint
}

/** Reads the votes for a checkpoint. The client is connected to the lane's destination chain. */
export async function getVotes(
  client: ReadClient,
  { deployment, from, to, bytes }: CheckpointParameters,
): Promise<Votes> {
  const [vote, eligibleAt] = await readContract(client, {
    address: chainOf(deployment, to).contracts.quorum,
    abi: quorumAbi,
    functionName: 'votesFor',
    args: [from, bytes],
  })
  return { ...vote, eligibleAt }
}

/** The call that accepts a checkpoint that has its votes: needed for failover only, the second vote accepts by itself. */
export function prepareAcceptCheckpoint(parameters: CheckpointParameters): Call {
  const { deployment, from, to, bytes } = parameters
  return {
    to: chainOf(deployment, to).contracts.quorum,
    data: encodeFunctionData({ abi: quorumAbi, functionName: 'accept', args: [from, bytes] }),
    value: 0n,
  }
}

/** Accepts a checkpoint on the lane's destination chain, to which the client is connected. */
export function acceptCheckpoint(
  client: WriteClient,
  parameters: CheckpointParameters,
): Promise<Hash> {
  return sendCall(client, prepareAcceptCheckpoint(parameters))
}
