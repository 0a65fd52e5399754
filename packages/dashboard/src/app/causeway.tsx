import {
  type CausewayClient,
  createCausewayClient,
  type Deployment,
  httpOf,
  resolveAccount,
} from '@causeway/sdk'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { Address, Hex } from 'viem'
import { useConnection } from 'wagmi'
import type { PageConfig } from '../server/config.js'
import { demoAccount } from '../wallet/demoConnector.js'
import { type WalletProvider, walletTransport } from '../wallet/walletTransport.js'
import { createStartReads, type StartReads } from './startReads.js'

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
  const id = connector?.id
  const demo = useMemo(() => id && demoAccount(config, id), [config, id])
  const wallet = demo || !address ? undefined : (provider ?? undefined)
  const [value, start] = useMemo((): [Causeway, StartReads] => {
    const reads = createStartReads()
    const transports = Object.fromEntries(
      deployment.chains.map((entry) => [
        entry.chain,
        reads.share(wallet ? walletTransport(entry, wallet) : httpOf(entry.rpcUrls)),
      ]),
    )
    const own = wallet && address ? ({ address, type: 'json-rpc' } as const) : undefined
    const client = createCausewayClient({ deployment, transports, account: demo || own })
    const owner = client.account?.address
    const account = owner && resolveAccount(client)
    return [{ config, deployment, client, owner, account }, reads]
  }, [config, deployment, address, demo, wallet])
  const { client, account } = value
  useEffect(() => {
    if (account) void start.begin(client)
  }, [start, client, account])
  return <Context value={value}>{children}</Context>
}
