import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDevnet, type Devnet } from './createDevnet.js'
import type { Service } from './service.js'

let devnet: Devnet

beforeAll(async () => {
  devnet = await createDevnet()
})

afterAll(async () => {
  await devnet?.stop({ remove: true })
})

/** What the world says as soon as it says something. */
async function lastWords(): Promise<string | undefined> {
  for (const end = Date.now() + 5_000; Date.now() < end; ) {
    const ended = devnet.deceased()
    if (ended) return ended
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return undefined
}

test('behavior: says which process has ended by itself, not of one that was ended', async () => {
  expect(devnet.deceased()).toBeUndefined()
  const services = [devnet.relayers[0], devnet.prices, devnet.guardians.service] as Service[]
  for (const service of services) {
    process.kill(service.pid(), 'SIGKILL')
    expect(await lastWords()).toBe(
      `The process ${service.name} has ended; its last words are in ${devnet.runFolder}/${service.name}.log.`,
    )
    await service.restart()
    expect(devnet.deceased()).toBeUndefined()
    await service.kill()
    expect(devnet.deceased()).toBeUndefined()
  }
})

test('behavior: a chain that is killed answers no more, the others go on', async () => {
  const others = devnet.chains.filter(({ name }) => name !== 'optimism')
  await devnet.killChain('optimism')
  const ended = `The chain optimism has ended; its last words are in ${devnet.runFolder}/optimism.log.`
  expect(devnet.deceased()).toBe(ended)
  await expect(devnet.wallet('optimism', 'spare').getBlockNumber()).rejects.toThrow()
  for (const { name } of others)
    expect(await devnet.wallet(name, 'spare').getBlockNumber()).toBeGreaterThan(0n)
  // time goes on where there is a chain
  const before = devnet.now()
  await devnet.increaseTime(60)
  expect(devnet.now()).toBeGreaterThanOrEqual(before + 60)
})
