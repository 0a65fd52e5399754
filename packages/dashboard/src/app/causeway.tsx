import {
  type CausewayClient,
  createCausewayClient,
  type Deployment,
  resolveAccount,
} from '@causeway/sdk'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Address, Hex } from 'viem'
import { useConnection } from 'wagmi'
import type { PageConfig } from '../server/config.js'
import { demoAccount } from '../wallet/demoConnector.js'
import { type WalletProvider, walletTransport } from '../wallet/walletTransport.js'

/** The deployment, and whoever looks at it. */
export type Causeway = {
  config: PageConfig
  deployment: Deployment
  client: CausewayClient
  /** Without a wallet there is none. */
  owner: Address | undefined
  /** The margin account of the owner. */
  account: Hex | undefined
}

const Context = createContext<Causeway | undefined>(undefined)

export function useCauseway(): Causeway {
  const found = useContext(Context)
  if (!found) throw new Error('useCauseway is used outside of CausewayProvider')
  return found
}

export function CausewayProvider({
  config,
  children,
}: {
  config: PageConfig
  children: ReactNode
}) {
  const { deployment } = config
  const { address, connector } = useConnection()
  const { data: provider } = useQuery({
    queryKey: ['provider', connector?.uid],
    queryFn: async () => ((await connector?.getProvider?.()) ?? null) as WalletProvider | null,
    enabled: connector !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const value = useMemo((): Causeway => {
    const demo = connector && demoAccount(config, connector.id)
    if (demo || !address || !provider) {
      const client = createCausewayClient({ deployment, account: demo })
      const account = demo && resolveAccount(client)
      return { config, deployment, client, owner: demo?.address, account }
    }
    const transports = Object.fromEntries(
      deployment.chains.map((entry) => [entry.chain, walletTransport(entry, provider)]),
    )
    const client = createCausewayClient({
      ...{ deployment, transports },
      account: { address, type: 'json-rpc' },
    })
    return { config, deployment, client, owner: address, account: resolveAccount(client) }
  }, [config, deployment, address, connector, provider])
  return <Context value={value}>{children}</Context>
}
