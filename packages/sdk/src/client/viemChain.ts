import { type Chain, defineChain } from 'viem'
import type { ChainDeployment } from '../deployment.js'

/** A chain of a deployment as viem wants it. */
export function viemChainOf(entry: ChainDeployment): Chain {
  const coin = entry.tokens.find(({ address }) => /^0xe{40}$/i.test(address))
  return defineChain({
    id: entry.chainId,
    name: entry.name,
    nativeCurrency: { name: coin?.symbol ?? 'Ether', symbol: coin?.symbol ?? 'ETH', decimals: 18 },
    rpcUrls: { default: { http: entry.rpcUrls } },
  })
}
