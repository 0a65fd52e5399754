import { createServer, type IncomingMessage } from 'node:http'
import { ZodError, z } from 'zod'
import { reason } from '../errors.js'

/** What a route answers. */
export type Answer = { status?: number; body: unknown }

/** A route: method, path pattern, and what to do with the pattern's groups, the request's JSON and its query. */
export type Route = {
  method: 'GET' | 'POST'
  path: RegExp
  handle(groups: string[], body: unknown, query: URLSearchParams): Answer | Promise<Answer>
}

const maxBody = 1_000_000

/**
 * Serves JSON on 127.0.0.1. What a route throws becomes an answer: 400 for what zod refuses, 500 for the rest.
 * Resolves when it listens; rejects when the port is taken.
 */
export function serve(port: number, routes: readonly Route[]): Promise<{ close(): void }> {
  const server = createServer(async (request, response) => {
    const { status = 200, body } = await answer(request, routes)
    // pages may read, as they may of the public guardians; what changes something they cannot send without asking
    response.writeHead(status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    })
    response.end(
      JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    )
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve({ close: () => server.close() }))
  })
}

async function answer(request: IncomingMessage, routes: readonly Route[]): Promise<Answer> {
  const [path = '/', search] = (request.url ?? '/').split('?')
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(path) : null
    if (!match) continue
    try {
      const body = route.method === 'POST' ? await readJson(request) : undefined
      return await route.handle(match.slice(1), body, new URLSearchParams(search))
    } catch (error) {
      if (error instanceof ZodError) return { status: 400, body: { error: z.prettifyError(error) } }
      if (error instanceof SyntaxError) return { status: 400, body: { error: error.message } }
      return { status: 500, body: { error: reason(error) } }
    }
  }
  return { status: 404, body: { code: 5, message: 'Not Found', details: [] } }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > maxBody) throw new SyntaxError('The body is too large.')
  }
  return JSON.parse(text)
}
