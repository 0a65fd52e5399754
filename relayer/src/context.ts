import { type ChainDeployment, chainOf, type Deployment } from '@causeway/sdk'
import type { Logger } from 'pino'
import { createRpc, type Rpc } from './chain/rpc.js'
import type { Config } from './config.js'
import type { Keys } from './keys.js'
import type { Metrics } from './metrics.js'
import type { Database } from './store/database.js'

/** A lane by the registry numbers of its two chains. */
export type Lane = { from: number; to: number }

/** A chain that the node works with, and how it is doing. */
export type NodeChain = {
  number: number
  deployment: ChainDeployment
  rpc: Rpc
  health: ChainHealth
}

/** How reading a chain goes. Times in milliseconds since 1970, 0 for never. */
export type ChainHealth = {
  head: bigint
  /** Time of the head block, in seconds by the chain's clock. */
  headTime: bigint
  final: bigint
  read: bigint
  okAt: number
  error: string | undefined
  errorAt: number
}

/** All that the parts of a node share. */
export type Context = {
  config: Config
  deployment: Deployment
  /** Names this run in leases. */
  owner: string
  database: Database
  chains: ReadonlyMap<number, NodeChain>
  keys: Keys
  log: Logger
  metrics: Metrics
  /** Wakes all loops whose name begins so. */
  wake(prefix: string): void
  signal: AbortSignal
}

/** The chains of a deployment with the RPCs that the configuration names. */
export function createChains(
  config: Config,
  deployment: Deployment,
  log: Logger,
  metrics: Metrics,
): Map<number, NodeChain> {
  return new Map(
    deployment.chains.map((entry) => {
      const { chain, name } = entry
      const urls = config.rpcUrls[String(chain)] ?? entry.rpcUrls
      const rpc = createRpc(entry, urls, (url, reason) => {
        metrics.rpcFailures.inc({ chain: name, rpc: String(urls.indexOf(url)) })
        log.debug({ chain: name, rpc: urls.indexOf(url), reason }, 'RPC failed')
      })
      const health = { head: 0n, headTime: 0n, final: 0n, read: 0n, okAt: 0, errorAt: 0 }
      return [
        chain,
        { number: chain, deployment: entry, rpc, health: { ...health, error: undefined } },
      ]
    }),
  )
}

/** A chain of the node. */
export function chainIn(context: Context, chain: number): NodeChain {
  const found = context.chains.get(chain)
  if (!found) throw new Error(`no chain ${chain}: ${chainOf(context.deployment, chain).name}`)
  return found
}

/** The lane with the deployment that the SDK's actions ask for. */
export function laneRef(context: Context, lane: Lane) {
  return { deployment: context.deployment, from: lane.from, to: lane.to }
}
