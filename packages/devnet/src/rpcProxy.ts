import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { reason } from './errors.js'

/** How an RPC misbehaves. */
export type RpcFaults = {
  /** Connections are cut without an answer. */
  down: boolean
  /** Milliseconds before each answer. */
  delayMs: number
  /** Requests that call one of these methods are cut without an answer. */
  dropMethods: readonly string[]
  /** Share of requests, 0 to 1, answered with a JSON-RPC error. */
  errorRate: number
}

/** An RPC address that passes everything on to a chain, until told otherwise. */
export type RpcProxy = {
  url: string
  port: number
  faults(): RpcFaults
  /** Changes what is named, keeps the rest. */
  set(change: Partial<RpcFaults>): void
  /** Without faults again. */
  heal(): void
  /** How often each method was called. */
  calls(): Record<string, number>
  stop(): Promise<void>
}

const healthy: RpcFaults = { down: false, delayMs: 0, dropMethods: [], errorRate: 0 }
const call = z.object({ id: z.unknown(), method: z.string() })
const calls = z.union([call, z.array(call)])

/** Puts a JSON-RPC proxy in front of `target`, on 127.0.0.1. Rejects when the port is taken. */
export async function startRpcProxy(parameters: {
  target: string
  port?: number
  /** Source of chance for `errorRate`, from 0 to 1. Default Math.random. */
  random?: () => number
}): Promise<RpcProxy> {
  const { target, port = 0, random = Math.random } = parameters
  let faults = healthy
  const counts: Record<string, number> = {}

  const server = createServer(async (request, response) => {
    try {
      await pass(request, response)
    } catch (error) {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          jsonrpc: '2.0',
          id: null,
          error: { code: -32603, message: reason(error) },
        }),
      )
    }
  })

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const parsed = calls.parse(JSON.parse(body))
    const list = Array.isArray(parsed) ? parsed : [parsed]
    for (const { method } of list) counts[method] = (counts[method] ?? 0) + 1
    if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs))
    if (faults.down || list.some(({ method }) => faults.dropMethods.includes(method))) {
      request.socket.destroy()
      return
    }
    const headers = { 'content-type': 'application/json' }
    if (random() < faults.errorRate) {
      const failures = list.map(({ id }) => ({
        jsonrpc: '2.0',
        id,
        error: { code: -32603, message: 'internal error (by request)' },
      }))
      response
        .writeHead(200, headers)
        .end(JSON.stringify(Array.isArray(parsed) ? failures : failures[0]))
      return
    }
    const answer = await fetch(target, { method: 'POST', headers, body })
    response.writeHead(answer.status, headers).end(Buffer.from(await answer.arrayBuffer()))
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    faults: () => faults,
    set(change) {
      faults = { ...faults, ...change }
    },
    heal() {
      faults = healthy
    },
    calls: () => ({ ...counts }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
