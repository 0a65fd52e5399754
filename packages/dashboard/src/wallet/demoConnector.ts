import type { Account } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { type CreateConnectorFn, createConnector } from 'wagmi'
import type { PageConfig } from '../server/config.js'

const prefix = 'demo-'

/** A funded account of a local world as a wallet that is always there: it signs in the page itself. */
export function demoConnector({ name, privateKey }: PageConfig['demo'][number]): CreateConnectorFn {
  const { address } = privateKeyToAccount(privateKey)
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

/** The account behind a demo connector; undefined for every other wallet. */
export function demoAccount(config: PageConfig, connectorId: string): Account | undefined {
  const found = config.demo.find(({ name }) => `${prefix}${name.toLowerCase()}` === connectorId)
  return found && privateKeyToAccount(found.privateKey)
}
