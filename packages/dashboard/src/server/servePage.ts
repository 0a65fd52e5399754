import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { privateKeyToAddress } from 'viem/accounts'
import { pageFolder } from './buildPage.js'
import type { PageConfig, ServedConfig } from './config.js'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Scripts come from here alone; chains and relayers are wherever the record says. */
const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'connect-src *',
  "frame-ancestors 'none'",
].join('; ')

export type PageServer = { url: string; close(): Promise<void> }

/**
 * Serves the built page on 127.0.0.1, and beside it at `/config.json` what it is told. A port that is taken is replaced
 * by a free one.
 */
export async function servePage(parameters: {
  config: ServedConfig
  port?: number
}): Promise<PageServer> {
  const { config, port = 0 } = parameters
  const told = JSON.stringify({
    ...config,
    demo: config.demo.map((one) => ({ ...one, address: privateKeyToAddress(one.privateKey) })),
  } satisfies PageConfig)
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    // a foreign name that points here is somebody who wants to read what is told
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    if (host !== '127.0.0.1' && host !== 'localhost') return void response.writeHead(403).end()
    if (request.method !== 'GET') return void response.writeHead(405).end()
    if (path === '/config.json') return send(response, 'application/json', told)
    const file = join(pageFolder, normalize(path))
    const body = await readFile(extname(file) ? file : join(pageFolder, 'index.html')).catch(
      () => undefined,
    )
    if (!body || !file.startsWith(pageFolder)) return void response.writeHead(404).end()
    send(response, types[extname(file)] ?? 'text/html; charset=utf-8', body)
  })
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    return listen(0)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response
    .writeHead(200, {
      'content-type': type,
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
    })
    .end(body)
}
