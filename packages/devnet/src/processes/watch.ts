import { createPublicClient, http, type PublicClient } from 'viem'
import { reason } from '../errors.js'
import { viemChain } from '../wallet.js'
import { log } from './log.js'

/** How a process sees one chain. */
export type ChainHealth = {
  number: number
  name: string
  head: string
  secondsSinceAnswer: number
  error: string | null
}

/** A client for reading a chain: requests of the same moment travel together, none is repeated by itself. */
export function readClient(chain: { chainId: number; name: string; url: string }): PublicClient {
  return createPublicClient({
    chain: viemChain(chain),
    transport: http(chain.url, { batch: { batchSize: 50 }, timeout: 5_000, retryCount: 0 }),
    cacheTime: 0,
  })
}

/**
 * Polls one chain for ever: `onHead` when the head has moved (and until it succeeds), `onTick` at each poll. A failure is
 * logged when it begins and when it ends, and never ends the loop.
 */
export function watchChain(
  chain: { number: number; name: string; url: string },
  client: PublicClient,
  pollMs: number,
  steps: { onHead(head: bigint): Promise<void>; onTick?(): Promise<void> },
): () => ChainHealth {
  let head = -1n
  let answered = 0
  let failure: string | null = null
  const loop = async () => {
    try {
      const now = await client.getBlockNumber()
      if (now !== head) {
        await steps.onHead(now)
        head = now
      }
      await steps.onTick?.()
      if (failure !== null) log('info', 'chain answers again', { chain: chain.name })
      failure = null
      answered = Date.now()
    } catch (error) {
      const text = reason(error)
      if (failure === null)
        log('warn', 'chain does not answer as it should', { chain: chain.name, error: text })
      failure = text
    }
    setTimeout(loop, pollMs)
  }
  void loop()
  return () => ({
    number: chain.number,
    name: chain.name,
    head: String(head),
    secondsSinceAnswer: answered === 0 ? -1 : Math.round((Date.now() - answered) / 1_000),
    error: failure,
  })
}

/** Health of a process: it is well while every chain has answered within the last 15 seconds. */
export function health(chains: readonly ChainHealth[]): { status: number; body: unknown } {
  const ok = chains.every(
    ({ secondsSinceAnswer }) => secondsSinceAnswer >= 0 && secondsSinceAnswer < 15,
  )
  return {
    status: ok ? 200 : 503,
    body: { ok, uptimeSeconds: Math.round(process.uptime()), chains },
  }
}
