import type { Account, LocalAccount } from 'viem'
import { toAccount } from 'viem/accounts'
import { type CreateConnectorFn, createConnector } from 'wagmi'
import type { PageConfig } from '../server/config.js'

const prefix = 'demo-'

/** A funded account of a local world as a wallet that is always there: it signs in the page itself. */
export function demoConnector({ name, address }: PageConfig['demo'][number]): CreateConnectorFn {
  return createConnector(({ chains, emitter }) => {
    let chainId = chains[0].id
    return {
      id: `${prefix}${name.toLowerCase()}`,
      name,
      type: 'demo',
      connect: async () => ({ accounts: [address] as never, chainId }),
      disconnect: async () => {},
      getAccounts: async () => [address],
      getChainId: async () => chainId,
      getProvider: async () => undefined,
      isAuthorized: async () => true,
      async switchChain(parameters: { chainId: number }) {
        chainId = parameters.chainId
        emitter.emit('change', { chainId })
        return chains.find(({ id }) => id === chainId) ?? chains[0]
      },
      onAccountsChanged() {},
      onChainChanged() {},
      onDisconnect() {},
    }
  })
}

/** The account behind a demo connector; undefined for every other wallet. Its key is not touched before something is signed. */
export function demoAccount(config: PageConfig, connectorId: string): Account | undefined {
  const found = config.demo.find(({ name }) => `${prefix}${name.toLowerCase()}` === connectorId)
  if (!found) return undefined
  let signer: Promise<LocalAccount> | undefined
  const signs = () => {
    signer ??= import('viem/accounts').then((accounts) =>
      accounts.privateKeyToAccount(found.privateKey),
    )
    return signer
  }
  return toAccount({
    address: found.address,
    signMessage: async (parameters) => (await signs()).signMessage(parameters),
    signTransaction: async (...parameters) => (await signs()).signTransaction(...parameters),
    signTypedData: async (parameters) => (await signs()).signTypedData(parameters),
  })
}
