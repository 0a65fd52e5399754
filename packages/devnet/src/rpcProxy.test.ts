import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Anvil, startAnvil } from './anvil.js'
import { jsonRpc } from './jsonRpc.js'
import { type RpcProxy, startRpcProxy } from './rpcProxy.js'

let anvil: Anvil
let proxy: RpcProxy

beforeAll(async () => {
  anvil = await startAnvil({ chainId: 900001 })
  proxy = await startRpcProxy({ target: anvil.url, random: () => 0.5 })
})
afterAll(async () => {
  await proxy?.stop()
  await anvil?.stop()
})

const chainId = () => jsonRpc(proxy.url, 'eth_chainId')

describe('startRpcProxy', () => {
  test('default', async () => {
    expect(await chainId()).toBe('0xdbba1')
    expect(proxy.calls()).toEqual({ eth_chainId: 1 })
  })

  test('behavior: each fault, and healing', async () => {
    proxy.set({ down: true })
    await expect(chainId()).rejects.toThrow()
    proxy.set({ down: false, dropMethods: ['eth_chainId'] })
    await expect(chainId()).rejects.toThrow()
    expect(await jsonRpc(proxy.url, 'eth_blockNumber')).toBe('0x0')
    proxy.set({ dropMethods: [], errorRate: 0.6 })
    await expect(chainId()).rejects.toThrow('internal error (by request)')
    proxy.set({ errorRate: 0.4, delayMs: 300 })
    const started = Date.now()
    expect(await chainId()).toBe('0xdbba1')
    expect(Date.now() - started).toBeGreaterThanOrEqual(299)
    proxy.heal()
    expect(proxy.faults()).toEqual({ down: false, delayMs: 0, dropMethods: [], errorRate: 0 })
  })

  test('error: the chain is gone, or the request is no JSON-RPC', async () => {
    const lost = await startRpcProxy({ target: 'http://127.0.0.1:1' })
    await expect(jsonRpc(lost.url, 'eth_chainId')).rejects.toThrow('fetch failed')
    const answer = await fetch(lost.url, { method: 'POST', body: 'hello' })
    expect(answer.status).toBe(502)
    await lost.stop()
  })
})
