import type { Hash } from 'viem'
import { sendWrite } from '../actions/write.js'
import type { CausewayClientBase } from '../client/createCausewayClient.js'
import { findChain } from '../client/createCausewayClient.js'
import type { Call } from '../relay/index.js'
import type { RecoveryCall } from './types.js'

/** Sends a prepared relay call with the client's wallet and waits for its block. */
export async function sendRelayCall(
  client: CausewayClientBase,
  chain: number,
  functionName: RecoveryCall,
  call: Call,
): Promise<{ hash: Hash }> {
  const { chainId } = findChain(client.deployment, chain)
  return sendWrite(client, { chain, chainId, functionName, abi: [], args: [], ...call })
}
