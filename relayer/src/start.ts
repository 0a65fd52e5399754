import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { type Deployment, lanesOf } from '@causeway/sdk'
import { type Logger, pino } from 'pino'
import { type Config, type ConfigInput, configSchema, parse, readDeployment } from './config.js'
import { type Context, createChains } from './context.js'
import { reasonOf, SetupError } from './errors.js'
import { type HttpServer, serveHttp } from './http/server.js'
import { readKeys } from './keys.js'
import type { Loop } from './loop.js'
import { startLoops } from './loops.js'
import { createMetrics } from './metrics.js'
import { findUnsafe } from './safety.js'
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
  const keys = readKeys(config)
  const log = options.log ?? pino({ level: config.logLevel, base: { node: config.name } })
  const metrics = createMetrics()
  const chains = createChains(config, deployment, log, metrics)
  const database = await openDatabase(config.database)
  const stopping = new AbortController()
  const loops: Loop[] = []
  const context: Context = {
    config,
    deployment,
    owner: `${config.name}@${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`,
    database,
    chains,
    keys,
    log,
    metrics,
    wake: (prefix) => {
      for (const loop of loops) if (loop.name.startsWith(prefix)) loop.wake()
    },
    signal: stopping.signal,
  }
  let server: HttpServer | undefined
  const stop = async () => {
    if (stopping.signal.aborted) return
    stopping.abort()
    await Promise.all(loops.map((loop) => loop.done))
    await server?.close()
    await releaseLeases(database, context.owner).catch(() => {})
    await database.close()
    log.info('stopped')
  }
  try {
    const unchecked = await refuseUnsafe(context)
    await pruneTransactions(database)
    server = await serveHttp(context)
    loops.push(...startLoops(context, unchecked))
    log.info({ url: server.url, roles: config.roles, deployment: deployment.name }, 'started')
    return { url: server.url, wake: () => context.wake(''), stop }
  } catch (error) {
    await stop()
    throw error
  }
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
