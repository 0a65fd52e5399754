import {
  type Account,
  type Chain,
  createPublicClient,
  createWalletClient,
  fallback,
  http,
  type PublicClient,
  type Transport,
  type WalletClient,
} from 'viem'
import { type Deployment, deploymentSchema } from '../deployment.js'
import { InputError } from '../errors/causewayError.js'
import { viemChainOf } from './viemChain.js'

/** A chain by registry number or by name, e.g. `2` or `'arbitrum'`. */
export type ChainRef = number | string

/** Reads one chain. */
export type ChainReader = PublicClient<Transport, Chain>
/** Signs and sends on one chain. */
export type ChainWallet = WalletClient<Transport, Chain, Account>

/** The parts of a client that actions need. */
export type CausewayClientBase = {
  deployment: Deployment
  /** Who signs and sends; undefined for a client that only reads. */
  account: Account | undefined
  /** Milliseconds between two looks at a chain. */
  pollingInterval: number
  /** The viem client that reads the chain. @throws InputError when the deployment does not have it */
  reader(chain: ChainRef): ChainReader
  /** The viem client that sends on the chain. @throws InputError without an account */
  wallet(chain: ChainRef): ChainWallet
}

/** A client of one deployment, as it was made or after `extend`. */
export type CausewayClient<extended = unknown> = CausewayClientBase &
  extended & {
    /** Adds actions, e.g. `client.extend(causewayActions())`. */
    extend<const more extends object>(
      decorate: (client: CausewayClientBase & extended) => more,
    ): CausewayClient<extended & more>
  }

/** What {@link createCausewayClient} takes. */
export type CreateCausewayClientParameters = {
  /** The record of the deployment, checked against its schema. */
  deployment: Deployment
  /** Who signs and sends: a local account, or the address of a JSON-RPC wallet's account. */
  account?: Account | undefined
  /** RPC addresses that replace those of the record, by registry number. */
  rpcUrls?: Readonly<Record<number, string>> | undefined
  /** viem transports that replace HTTP, by registry number (e.g. a browser wallet, WebSocket, fallbacks). */
  transports?: Readonly<Record<number, Transport>> | undefined
  /** Milliseconds between two looks at a chain. Default: half its block time, 250 to 4,000. */
  pollingInterval?: number | undefined
}

/**
 * Creates a client: one viem client per chain of the deployment, made when first used; JSON-RPC calls of the same tick
 * travel in one batch. A chain with several RPC addresses tries the next when one fails.
 *
 * @example
 * const client = createCausewayClient({ deployment, account: privateKeyToAccount('0x…') })
 * const { seq } = await deposit(client, { chain: 'arbitrum', token: 'USDC', amount: 5_000_000n })
 *
 * @throws InputError when the record is not one of a deployment
 */
export function createCausewayClient(parameters: CreateCausewayClientParameters): CausewayClient {
  const parsed = deploymentSchema.safeParse(parameters.deployment)
  if (!parsed.success)
    throw new InputError(
      `The deployment record is not valid: ${parsed.error.issues
        .map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`)
        .join('; ')}`,
      parsed.error,
    )
  const deployment = parsed.data
  const { account, transports, rpcUrls } = parameters
  const readers = new Map<number, ChainReader>()
  const wallets = new Map<number, ChainWallet>()

  const options = (ref: ChainRef) => {
    const entry = findChain(deployment, ref)
    const transport = transports?.[entry.chain] ?? httpOf(rpcUrls?.[entry.chain] ?? entry.rpcUrls)
    const natural = Math.min(4_000, Math.max(250, entry.blockTime * 500))
    const pollingInterval = parameters.pollingInterval ?? natural
    const chain = viemChainOf(entry)
    return { chain, transport, pollingInterval, cacheTime: 0 }
  }
  const base: CausewayClientBase = {
    deployment,
    account,
    pollingInterval: parameters.pollingInterval ?? 1_000,
    reader(ref) {
      const { chain } = findChain(deployment, ref)
      const made = readers.get(chain) ?? (createPublicClient(options(ref)) as ChainReader)
      readers.set(chain, made)
      return made
    },
    wallet(ref) {
      const { chain, name } = findChain(deployment, ref)
      if (!account)
        throw new InputError(
          `This client only reads: give it an account to send transactions on ${name}.`,
        )
      const made = wallets.get(chain) ?? createWalletClient({ ...options(ref), account })
      wallets.set(chain, made)
      return made
    },
  }
  return extendable(base)
}

/** HTTP in batches that public nodes take; of several addresses the next is tried when one fails. */
export function httpOf(urls: string | readonly string[]): Transport {
  const one = (url: string) => http(url, { batch: { batchSize: 100 }, retryCount: 2 })
  const [first, ...rest] = typeof urls === 'string' ? [urls] : urls
  if (first === undefined) throw new InputError('A chain of the deployment has no RPC address.')
  return rest.length === 0 ? one(first) : fallback([one(first), ...rest.map(one)])
}

function extendable<base extends CausewayClientBase>(base: base): CausewayClient<base> {
  return {
    ...base,
    extend: (decorate: (client: base) => object) =>
      extendable({ ...decorate(base), ...base } as never),
  } as unknown as CausewayClient<base>
}

/**
 * The chain that a number or name means.
 *
 * @throws InputError when the deployment does not have it
 */
export function findChain(deployment: Deployment, ref: ChainRef): Deployment['chains'][number] {
  const wanted = String(ref).trim().toLowerCase()
  const found = deployment.chains.find(
    ({ chain, name }) => String(chain) === wanted || name.toLowerCase() === wanted,
  )
  if (found) return found
  const known = deployment.chains.map(({ chain, name }) => `${name} (${chain})`).join(', ')
  throw new InputError(
    `There is no chain "${ref}" in deployment "${deployment.name}": it has ${known}.`,
  )
}
