import { type ChainDeployment, RevertError } from '@causeway/sdk'
import { BaseError, createPublicClient, defineChain, http, type PublicClient } from 'viem'
import type { Policy } from '../config.js'
import { reasonOf } from '../errors.js'

/** Several RPCs of one chain, used as one. */
export type Rpc = {
  urls: readonly string[]
  /** Runs `work` with one RPC, and with the next when it fails. @throws the last failure */
  use<result>(work: (client: PublicClient) => Promise<result>): Promise<result>
  /** Runs `work` with `count` of them and requires the same answer of each. @throws when they disagree or are too few */
  agree<result>(count: number, work: (client: PublicClient) => Promise<result>): Promise<result>
}

/** An RPC that failed is asked last for so long. */
const restMs = 30_000

/** Joins the RPCs of a chain. `onFailure` hears of each one that fails. */
export function createRpc(
  chain: ChainDeployment,
  urls: readonly string[],
  onFailure: (url: string, reason: string) => void = () => {},
): Rpc {
  const nodes = urls.map((url) => ({ url, failedAt: 0, client: createClient(chain, url) }))
  const inOrder = () => {
    const rests = (node: (typeof nodes)[number]) => Date.now() - node.failedAt < restMs
    return [...nodes.filter((node) => !rests(node)), ...nodes.filter(rests)]
  }
  const fail = (node: (typeof nodes)[number], error: unknown) => {
    node.failedAt = Date.now()
    onFailure(node.url, reasonOf(error))
  }
  return {
    urls,
    async use(work) {
      let last: unknown = new Error('no RPC')
      for (const node of inOrder()) {
        try {
          return await work(node.client)
        } catch (error) {
          if (isRevert(error)) throw error
          fail(node, error)
          last = error
        }
      }
      throw last
    },
    async agree(count, work) {
      const wanted = Math.min(count, nodes.length)
      if (wanted === 1) return this.use(work)
      const answers: { url: string; text: string; answer: Awaited<ReturnType<typeof work>> }[] = []
      let last: unknown
      for (const node of inOrder()) {
        if (answers.length === wanted) break
        try {
          const answer = await work(node.client)
          answers.push({ url: node.url, text: stableText(answer), answer })
        } catch (error) {
          if (isRevert(error)) throw error
          fail(node, error)
          last = error
        }
      }
      const [first] = answers
      if (!first || answers.length < wanted)
        throw new Error(
          `${answers.length} of ${wanted} RPCs of ${chain.name} answered: ${reasonOf(last)}`,
        )
      const other = answers.find(({ text }) => text !== first.text)
      if (other)
        throw new Error(`RPCs of ${chain.name} contradict each other: ${first.url}, ${other.url}`)
      return first.answer
    },
  }
}

/** How many RPCs of a chain must tell the same. */
export function agreementOf(policy: Pick<Policy, 'rpcAgreement'>, { urls }: Rpc): number {
  return policy.rpcAgreement ?? (urls.length >= 3 ? 2 : 1)
}

/** Whether a contract refused, which no other RPC would change. */
export function isRevert(error: unknown): boolean {
  if (error instanceof RevertError) return true
  if (!(error instanceof BaseError)) return false
  const names = ['ContractFunctionRevertedError', 'ExecutionRevertedError', 'RawContractError']
  return error.walk((cause) => names.includes((cause as Error).name)) !== null
}

function createClient(chain: ChainDeployment, url: string): PublicClient {
  return createPublicClient({
    chain: defineChain({
      id: chain.chainId,
      name: chain.name,
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [url] } },
    }),
    transport: http(url, { batch: { batchSize: 100 }, timeout: 10_000, retryCount: 0 }),
    cacheTime: 0,
  }) as PublicClient
}

function stableText(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'bigint' ? inner.toString() : inner,
  ).toLowerCase()
}
