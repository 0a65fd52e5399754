import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { startAnvil } from './anvil.js'
import { freePort } from './child.js'
import { jsonRpc } from './jsonRpc.js'

describe('startAnvil', () => {
  test('default', async () => {
    const anvil = await startAnvil({ chainId: 900009, blockTime: 1 })
    expect(Number(await jsonRpc(anvil.url, 'eth_chainId'))).toBe(900009)
    expect(anvil.alive()).toBe(true)
    expect(await anvil.stop()).toMatchObject({ code: 0 })
    expect(anvil.alive()).toBe(false)
  })

  test('behavior: a suspended chain can be stopped and killed', async () => {
    for (const end of ['stop', 'kill'] as const) {
      const anvil = await startAnvil({ chainId: 900009 })
      anvil.suspend()
      // A signal takes a moment to reach every thread.
      await new Promise((resolve) => setTimeout(resolve, 50))
      await expect(jsonRpc(anvil.url, 'eth_chainId', [], 300)).rejects.toThrow()
      await anvil[end]()
      expect(anvil.alive()).toBe(false)
    }
  })

  test('behavior: dies with its parent, even when that is killed', async () => {
    const port = await freePort()
    const module = pathToFileURL(fileURLToPath(new URL('./anvil.ts', import.meta.url))).href
    const code = `const { startAnvil } = await import('${module}')
      console.log((await startAnvil({ chainId: 900009, port: ${port} })).pid)`
    const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', code]
    const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = Number(
      await new Promise((resolve) => parent.stdout.once('data', (data) => resolve(String(data)))),
    )
    expect(pid).toBeGreaterThan(0)
    parent.kill('SIGKILL')
    await new Promise((resolve) => parent.once('exit', resolve))
    await new Promise((resolve) => setTimeout(resolve, 500))
    await expect(jsonRpc(`http://127.0.0.1:${port}`, 'eth_chainId')).rejects.toThrow()
  })

  test('error: the port is taken', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
    await expect(startAnvil({ chainId: 900009, port })).rejects.toThrow(
      `Port ${port} is taken: chain 900009 cannot start there. Stop what listens on it.`,
    )
    server.close()
  })

  test('error: it ends while starting', async () => {
    await expect(startAnvil({ chainId: 900009, extraArgs: ['--no-such-flag'] })).rejects.toThrow(
      'anvil of chain 900009 ended while starting (exit code 2).',
    )
  })
})
