import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { lanesOf } from '@causeway/sdk'
import type { Context } from '../context.js'
import { reasonOf, SetupError } from '../errors.js'
import { readSignatures } from '../store/signatures.js'
import { countTransactions } from '../store/transactions.js'
import { reportChains } from './health.js'
import { readStatus } from './status.js'
import { readTransfer } from './transfers.js'

/** The node's HTTP interface. */
export type HttpServer = { url: string; close(): Promise<void> }

type Answer = { status?: number; body: unknown } | { status?: number; text: string; type: string }
type Route = { path: RegExp; handle(match: string[], context: Context): Promise<Answer> }

const missing = (what: string): Answer => ({ status: 404, body: { error: what } })

const routes: Route[] = [
  {
    path: /^\/healthz$/,
    async handle(_, context) {
      const chains = reportChains(context)
      const ok = chains.every((chain) => chain.ok)
      return { status: ok ? 200 : 503, body: { ok, chains } }
    },
  },
  {
    path: /^\/metrics$/,
    async handle(_, { metrics, database, chains }) {
      metrics.transactions.reset()
      for (const { chain, state, count } of await countTransactions(database))
        metrics.transactions.set(
          { chain: chains.get(chain)?.deployment.name ?? String(chain), state },
          count,
        )
      return { text: await metrics.registry.metrics(), type: metrics.registry.contentType }
    },
  },
  {
    path: /^\/v1\/status$/,
    handle: async (_, context) => ({ body: await readStatus(context) }),
  },
  {
    path: /^\/v1\/transfers\/(\d{1,9})\/(?:(\d{1,9})\/)?(\d{1,18})$/,
    async handle([source = '', dest, seq = ''], context) {
      const lanes = lanesOf(context.deployment).filter(({ from }) => from === Number(source))
      const lane = dest === undefined ? lanes : lanes.filter(({ to }) => to === Number(dest))
      if (lane.length > 1)
        return {
          status: 400,
          body: {
            error: `chain ${source} has several lanes: ask for /v1/transfers/${source}/to/seq`,
          },
        }
      const [only] = lane
      if (!only) return missing('no such lane')
      const transfer = await readTransfer(context, only, BigInt(seq))
      return transfer ? { body: transfer } : missing('no such message in a final block')
    },
  },
  {
    path: /^\/v1\/signatures\/(dvn|committee)\/(0x[0-9a-fA-F]{64})$/,
    async handle([kind = '', subject = ''], { database }) {
      const known = kind === 'dvn' ? 'dvn' : 'committee'
      const signatures = await readSignatures(database, known, subject.toLowerCase())
      return { body: { signatures } }
    },
  },
]

/**
 * Serves health, metrics, states and signatures. All of it is public, nothing changes anything. It listens from the first
 * moment on and answers 503 until `current` has something to tell.
 */
export async function serveHttp(
  { host, port }: { host: string; port: number },
  current: () => Context | undefined,
): Promise<HttpServer> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://node').pathname
    const context = current()
    try {
      if (!context) return reply(response, { status: 503, body: { ok: false, error: 'starting' } })
      if (request.method !== 'GET')
        return reply(response, { status: 405, body: { error: 'GET only' } })
      for (const route of routes) {
        const match = route.path.exec(path)
        if (match) return reply(response, await route.handle(match.slice(1), context))
      }
      reply(response, missing('no such path'))
    } catch (error) {
      context?.log.warn({ path, reason: reasonOf(error) }, 'request failed')
      reply(response, { status: 502, body: { error: reasonOf(error) } })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SetupError(`cannot listen on ${host}:${port}: ${error.message}`)),
    )
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function reply(response: ServerResponse, answer: Answer): void {
  const isText = 'text' in answer
  response.writeHead(answer.status ?? 200, {
    'content-type': isText ? answer.type : 'application/json',
    'access-control-allow-origin': '*',
  })
  response.end(isText ? answer.text : toJson(answer.body))
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? inner.toString() : inner))
}
