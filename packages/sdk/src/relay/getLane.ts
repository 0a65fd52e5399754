import type { Address, Hex } from 'viem'
import { readContract } from 'viem/actions'
import { gatewayAbi } from '../abis/gateway.js'
import type { Deployment } from '../deployment.js'
import { messengerOf, type ReadClient } from './client.js'

/** Both lanes between two chains, as one of the two sees them. Sequences count messages, times are seconds, `pool` wei. */
export type Lane = {
  remote: Address
  outLane: Hex
  inLane: Hex
  outSeq: bigint
  ackedSeq: bigint
  publishedSeq: bigint
  publishedAt: bigint
  pool: bigint
  inSeq: bigint
  acceptedSeq: bigint
  acceptedAt: bigint
  frozen: boolean
  heardBlock: bigint
  heardTime: bigint
  heardHash: Hex
  echoBlock: bigint
  echoTime: bigint
}

/**
 * Reads the lanes between `chain` (to which the client is connected) and `remote`, both registry numbers, at
 * `blockNumber` or the newest block.
 */
export async function getLane(
  client: ReadClient,
  parameters: {
    deployment: Deployment
    chain: number
    remote: number
    blockNumber?: bigint | undefined
  },
): Promise<Lane> {
  const { deployment, chain, remote, blockNumber } = parameters
  return readContract(client, {
    address: messengerOf(deployment, chain),
    abi: gatewayAbi,
    functionName: 'laneOf',
    args: [remote],
    ...(blockNumber === undefined ? {} : { blockNumber }),
  })
}
