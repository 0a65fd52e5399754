import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type Deployment, lanesOf } from '@causeway/sdk'
import { type Logger, pino } from 'pino'
import {
  type Config,
  type ConfigInput,
  configSchema,
  marketRoles,
  parse,
  readDeployment,
} from './config.js'
import { type Context, createChains } from './context.js'
import { reasonOf, SetupError } from './errors.js'
import { type HttpServer, serveHttp } from './http/server.js'
import { readKeys } from './keys.js'
import type { Loop } from './loop.js'
import { startLoops } from './loops.js'
import { createMetrics } from './metrics.js'
import { findUnsafe } from './safety.js'
import type { Database } from './store/database.js'
import { releaseLeases } from './store/leases.js'
import { openDatabase } from './store/open.js'
import { pruneTransactions } from './store/transactions.js'

/** A running node. */
export type Relayer = {
  /** Base of its HTTP interface. */
  url: string
  /** Does every loop again at once; for tests that do not want to wait for the next poll. */
  wake(): void
  /** Finishes what is under way and closes everything. May be called twice. */
  stop(): Promise<void>
}

/** What `startRelayer` takes beside the configuration. */
export type StartOptions = {
  /** The deployment itself, instead of the file that the configuration names. */
  deployment?: Deployment
  /** A logger, instead of one by `logLevel` that writes JSON lines to the standard output. */
  log?: Logger
}

/**
 * Starts a node in this process.
 *
 * @throws SetupError, on one line, when something has to be changed first: configuration, keys, database, or bridges
 *   that are not configured safely
 */
export async function startRelayer(
  input: Config | ConfigInput,
  options: StartOptions = {},
): Promise<Relayer> {
  const config = parse(configSchema, input, 'configuration')
  const deployment = options.deployment ?? readDeployment(config.deployment)
  refuseWithoutMarkets(config, deployment)
  refuseUnknownWants(config, deployment)
  const keys = readKeys(config)
  const log = options.log ?? pino({ level: config.logLevel, base: { node: config.name } })
  const metrics = createMetrics()
  const chains = createChains(config, deployment, log, metrics)
  let context: Context | undefined
  const { database, server } = await open(config, () => context)
  const stopping = new AbortController()
  const loops: Loop[] = []
  const stop = async () => {
    if (stopping.signal.aborted) return
    stopping.abort()
    await Promise.all(loops.map((loop) => loop.done))
    await server.close()
    if (context) await releaseLeases(database, context.owner).catch(() => {})
    await database.close()
    log.info('stopped')
  }
  try {
    const wake = (prefix: string) => {
      for (const loop of loops) if (loop.name.startsWith(prefix)) loop.wake()
    }
    const owner = `${config.name}@${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`
    const { signal } = stopping
    const shared = { config, deployment, keys, log, metrics, chains, database }
    const ready: Context = { ...shared, owner, wake, signal }
    const unchecked = await refuseUnsafe(ready)
    await pruneTransactions(database)
    // the embedded database is ours alone: what a killed run held need not run out
    if (config.database.kind === 'pglite') await releaseLeases(database)
    loops.push(...startLoops(ready, unchecked))
    context = ready
    log.info({ url: server.url, roles: config.roles, deployment: deployment.name }, 'started')
    return { url: server.url, wake: () => wake(''), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** @throws SetupError when markets should be kept where there are none */
function refuseWithoutMarkets({ roles }: Config, { name, hubChain, chains }: Deployment): void {
  const role = marketRoles.find((own) => roles.includes(own))
  const { clearing, oracle } = chains.find(({ chain }) => chain === hubChain)?.contracts ?? {}
  if (role !== undefined && (!clearing || !oracle))
    throw new SetupError(`roles: "${role}" needs markets, and deployment "${name}" has none`)
}

/** @throws SetupError when the policy of bids names what the deployment does not have */
function refuseUnknownWants(
  { roles, policy }: Config,
  { name, hubChain, chains }: Deployment,
): void {
  if (!roles.includes('liquidate')) return
  const { liquidation } = chains.find(({ chain }) => chain === hubChain)?.contracts ?? {}
  if (!liquidation)
    throw new SetupError(`roles: "liquidate" needs auctions, and deployment "${name}" has none`)
  const symbols = chains.flatMap(({ tokens }) => tokens.map(({ symbol }) => symbol))
  const token = policy.liquidate.tokens?.find((symbol) => !symbols.includes(symbol))
  if (token !== undefined)
    throw new SetupError(`policy.liquidate.tokens: deployment "${name}" has no ${token}`)
  const number = policy.liquidate.chains?.find((own) => chains.every(({ chain }) => chain !== own))
  if (number !== undefined)
    throw new SetupError(`policy.liquidate.chains: deployment "${name}" has no chain ${number}`)
}

/** Opens database and HTTP side by side; when either fails, the other is closed. The database's reason comes first. */
async function open(
  config: Config,
  current: () => Context | undefined,
): Promise<{ database: Database; server: HttpServer }> {
  const [database, server] = await Promise.allSettled([
    openDatabase(config.database),
    serveHttp(config, current),
  ])
  if (database.status === 'fulfilled' && server.status === 'fulfilled')
    return { database: database.value, server: server.value }
  if (database.status === 'fulfilled') await database.value.close()
  if (server.status === 'fulfilled') await server.value.close()
  throw database.status === 'rejected' ? database.reason : (server as PromiseRejectedResult).reason
}

/**
 * Checks the bridges of all lanes. Lanes whose chains do not answer are returned: they are checked again before anything
 * is signed for them.
 *
 * @throws SetupError that says what is unsafe
 */
async function refuseUnsafe(context: Context): Promise<Set<string>> {
  const unchecked = new Set<string>()
  const problems: string[] = []
  await Promise.all(
    lanesOf(context.deployment).map(async (lane) => {
      try {
        problems.push(...(await findUnsafe(context, lane)))
      } catch (error) {
        unchecked.add(`${lane.from}-${lane.to}`)
        context.log.warn({ ...lane, reason: reasonOf(error) }, 'bridges not checked yet')
      }
    }),
  )
  const [first] = problems
  if (first) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
    throw new SetupError(`unsafe bridge configuration: ${first}${more}`)
  }
  return unchecked
}
