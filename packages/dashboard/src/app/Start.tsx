import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useMemo } from 'react'
import { WagmiProvider } from 'wagmi'
import type { PageConfig } from '../server/config.js'
import { Problem } from '../ui/parts.js'
import { wagmiConfigOf } from '../wallet/wagmiConfig.js'
import { CausewayProvider } from './causeway.js'
import { loadConfig } from './config.js'
import { LoadDeployment } from './LoadDeployment.js'
import { router } from './router.js'

const queries = new QueryClient()

export function Start() {
  return (
    <QueryClientProvider client={queries}>
      <Configured />
    </QueryClientProvider>
  )
}

function Configured() {
  const { data, error } = useQuery({
    queryKey: ['config'],
    queryFn: loadConfig,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error)
    return (
      <main className="mx-auto max-w-xl space-y-4 p-6">
        <h1 className="text-lg font-semibold">Causeway</h1>
        <Problem error={error} />
        <LoadDeployment />
      </main>
    )
  return data ? <Page config={data} /> : <p className="p-6 text-soft">Loading …</p>
}

function Page({ config }: { config: PageConfig }) {
  const wagmi = useMemo(() => wagmiConfigOf(config), [config])
  return (
    <WagmiProvider config={wagmi} reconnectOnMount={config.demo.length === 0}>
      <CausewayProvider config={config}>
        <RouterProvider router={router} />
      </CausewayProvider>
    </WagmiProvider>
  )
}
