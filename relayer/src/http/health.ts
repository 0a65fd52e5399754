import type { Context, NodeChain } from '../context.js'

/** How a chain is read, as told to others. */
export type ChainReport = {
  chain: number
  name: string
  ok: boolean
  head: bigint
  final: bigint
  read: bigint
  /** Final blocks not yet read. */
  lag: bigint
  /** Seconds since the chain last answered; null: never. */
  silentFor: number | null
  error: string | undefined
}

/** After so many seconds without an answer a chain is not healthy, plus two of its block times. */
const silenceSeconds = 30

/** The state of every chain. A node is healthy when all are: it answers, makes blocks, and is read up to its final block. */
export function reportChains(context: Context): ChainReport[] {
  return [...context.chains.values()].map((chain) => report(context, chain))
}

function report({ config }: Context, { number, deployment, health }: NodeChain): ChainReport {
  const limit = silenceSeconds + 2 * deployment.blockTime
  const silentFor = health.okAt === 0 ? null : Math.round((Date.now() - health.okAt) / 1_000)
  const lag = health.final > health.read ? health.final - health.read : 0n
  const isBehind = lag > BigInt(Math.max(50, 2 * config.policy.logRange))
  const failing = health.error !== undefined && health.errorAt > health.okAt
  return {
    chain: number,
    name: deployment.name,
    ok: silentFor !== null && silentFor <= limit && !isBehind && !failing,
    head: health.head,
    final: health.final,
    read: health.read,
    lag,
    silentFor,
    error: health.error,
  }
}
