import { type CausewayClient, createCausewayClient, type Deployment } from '@causeway/sdk'
import { custom, type PublicClient } from 'viem'

const clients = new WeakMap<PublicClient, CausewayClient>()

/**
 * The SDK's client that reads one chain through one RPC of ours, and prepares what is sent there. It has no account: a node's
 * transactions go through its own queue.
 */
export function sdkClient(
  deployment: Deployment,
  chain: number,
  reader: PublicClient,
): CausewayClient {
  const known = clients.get(reader)
  if (known) return known
  const transports = { [chain]: custom(reader, { retryCount: 0 }) }
  const client = createCausewayClient({ deployment, transports })
  clients.set(reader, client)
  return client
}
