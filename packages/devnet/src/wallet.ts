import {
  type Account,
  type Chain,
  createWalletClient,
  defineChain,
  type HttpTransport,
  http,
  type LocalAccount,
  type PublicActions,
  publicActions,
  type WalletClient,
} from 'viem'

/** A viem client that signs with one account and also reads. */
export type Wallet = WalletClient<HttpTransport, Chain, LocalAccount> &
  PublicActions<HttpTransport, Chain, Account>

/** The chain as viem wants it. */
export function viemChain(chain: { chainId: number; name: string; url: string }): Chain {
  return defineChain({
    id: chain.chainId,
    name: chain.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [chain.url] } },
  })
}

/** A wallet of `account` on a local chain. Requests of the same moment travel together; polls every 100 ms. */
export function createWallet(
  chain: { chainId: number; name: string; url: string },
  account: LocalAccount,
): Wallet {
  return createWalletClient({
    account,
    chain: viemChain(chain),
    transport: http(chain.url, { batch: { batchSize: 50 }, timeout: 10_000, retryCount: 1 }),
    pollingInterval: 100,
    cacheTime: 0,
  }).extend(publicActions) as unknown as Wallet
}
