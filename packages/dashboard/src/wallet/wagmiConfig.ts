import { viemChainOf } from '@causeway/sdk'
import { type Chain, http } from 'viem'
import { type Config, createConfig, injected } from 'wagmi'
import type { PageConfig } from '../server/config.js'
import { demoConnector } from './demoConnector.js'

/** Wallets of the browser, and the funded accounts of a local world. */
export function wagmiConfigOf({ deployment, demo }: PageConfig): Config {
  const [first, ...rest] = deployment.chains.map(viemChainOf)
  const chains: readonly [Chain, ...Chain[]] = [first as Chain, ...rest]
  return createConfig({
    chains,
    connectors: [...demo.map(demoConnector), injected()],
    transports: Object.fromEntries(chains.map(({ id }) => [id, http()])),
  })
}
