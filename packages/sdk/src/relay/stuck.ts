import { encodeFunctionData, type Hash } from 'viem'
import { readContract } from 'viem/actions'
import { layerZeroTransportAbi } from '../abis/layerZeroTransport.js'
import { chainOf, type Deployment } from '../deployment.js'
import { type Call, type ReadClient, sendCall, type WriteClient } from './client.js'

/** The lane from `from`, at its destination `to`. */
export type StuckParameters = { deployment: Deployment; from: number; to: number }

/** A reported nonce, 0 if none, and since when (seconds). */
export function getStuck(
  client: ReadClient,
  { deployment, from, to }: StuckParameters,
): Promise<{ nonce: bigint; since: bigint }> {
  return readContract(client, {
    address: chainOf(deployment, to).contracts.layerZeroTransport,
    abi: layerZeroTransportAbi,
    functionName: 'stuckOf',
    args: [from],
  })
}

/** The call that reports that the next LayerZero nonce is missing although `laterNonce` was verified. */
export function prepareReportStuck(parameters: StuckParameters & { laterNonce: bigint }): Call {
  const { deployment, from, to, laterNonce } = parameters
  return {
    to: chainOf(deployment, to).contracts.layerZeroTransport,
    data: encodeFunctionData({
      abi: layerZeroTransportAbi,
      functionName: 'reportStuck',
      args: [from, laterNonce],
    }),
    value: 0n,
  }
}

/** Reports a missing nonce on the destination chain, to which the client is connected. */
export function reportStuck(
  client: WriteClient,
  parameters: StuckParameters & { laterNonce: bigint },
): Promise<Hash> {
  return sendCall(client, prepareReportStuck(parameters))
}

/** The call that skips a reported nonce; works from an hour after the report on. */
export function prepareSkipStuck({ deployment, from, to }: StuckParameters): Call {
  return {
    to: chainOf(deployment, to).contracts.layerZeroTransport,
    data: encodeFunctionData({
      abi: layerZeroTransportAbi,
      functionName: 'skipStuck',
      args: [from],
    }),
    value: 0n,
  }
}

/** Skips a reported nonce on the destination chain, to which the client is connected. */
export function skipStuck(client: WriteClient, parameters: StuckParameters): Promise<Hash> {
  return sendCall(client, prepareSkipStuck(parameters))
}
