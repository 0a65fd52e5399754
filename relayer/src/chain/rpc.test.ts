import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fakeDeployment } from '../testing/fakeChain.js'
import { createRpc } from './rpc.js'

const [chain] = fakeDeployment().chains
const servers: Server[] = []
let urls: string[]

/** An RPC that answers every call with a number, or fails. */
function serve(answer: string | undefined): Promise<string> {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const calls = JSON.parse(body) as { id: number }[]
      response.statusCode = answer === undefined ? 503 : 200
      response.end(JSON.stringify(calls.map(({ id }) => ({ jsonrpc: '2.0', id, result: answer }))))
    })
  })
  servers.push(server)
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ),
  )
}

beforeAll(async () => {
  urls = await Promise.all([serve('0x1'), serve('0x2'), serve('0x1'), serve(undefined)])
})
afterAll(() => {
  for (const server of servers) server.close()
})

const rpcOf = (...indices: number[]) => {
  if (!chain) throw new Error('no chain')
  const failed: string[] = []
  const rpc = createRpc(
    chain,
    indices.map((i) => urls[i] as string),
    (url) => failed.push(url),
  )
  return { rpc, failed }
}

test('default', async () => {
  const { rpc } = rpcOf(0)
  expect(await rpc.use((client) => client.getBlockNumber())).toBe(1n)
})

test('behavior: the next one when one fails, which is then asked last', async () => {
  const { rpc, failed } = rpcOf(3, 1)
  expect(await rpc.use((client) => client.getBlockNumber())).toBe(2n)
  expect(await rpc.use((client) => client.getBlockNumber())).toBe(2n)
  expect(failed).toEqual([urls[3]])
})

test('behavior: as many as required must agree', async () => {
  const read = (...indices: number[]) =>
    rpcOf(...indices).rpc.agree(2, (client) => client.getBlockNumber())
  expect(await read(0, 2)).toBe(1n)
  expect(await read(3, 0, 2)).toBe(1n)
  expect(await read(1)).toBe(2n)
})

test('error: RPCs that contradict each other', async () => {
  const { rpc } = rpcOf(0, 1)
  await expect(rpc.agree(2, (client) => client.getBlockNumber())).rejects.toThrow('contradict')
})

test('error: none answers', async () => {
  const { rpc } = rpcOf(3)
  await expect(rpc.use((client) => client.getBlockNumber())).rejects.toThrow()
})
