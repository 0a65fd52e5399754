import { type ChainDeployment, httpOf, viemChainOf } from '@causeway/sdk'
import { custom, numberToHex, type Transport } from 'viem'

/** A wallet in the browser, as EIP-1193 has it. */
export type WalletProvider = {
  request(call: { method: string; params?: unknown }): Promise<unknown>
}

/** What only a wallet can do; everything else is asked of the chain itself. */
const signing = new Set(['eth_sendTransaction', 'eth_signTypedData_v4', 'personal_sign'])
const unknownChain = 4902

/** Reads from the chain's own RPC, signs and sends with the wallet, which is asked to change to the chain first. */
export function walletTransport(entry: ChainDeployment, provider: WalletProvider): Transport {
  const chain = viemChainOf(entry)
  const remote = httpOf(entry.rpcUrls)({ chain })
  return custom({
    async request({ method, params }: { method: string; params?: unknown }) {
      if (!signing.has(method)) return remote.request({ method, params } as never)
      await changeTo(entry, provider)
      return provider.request({ method, params })
    },
  })
}

async function changeTo(entry: ChainDeployment, provider: WalletProvider): Promise<void> {
  const chainId = numberToHex(entry.chainId)
  if ((await provider.request({ method: 'eth_chainId' })) === chainId) return
  try {
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId }] })
  } catch (error) {
    if ((error as { code?: number }).code !== unknownChain) throw error
    const { name, nativeCurrency } = viemChainOf(entry)
    await provider.request({
      method: 'wallet_addEthereumChain',
      params: [{ chainId, chainName: name, nativeCurrency, rpcUrls: entry.rpcUrls }],
    })
  }
}
