import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startLoop } from './loop.js'

function loop(step: () => Promise<{ more?: boolean } | undefined>, everyMs = 10_000) {
  const stop = new AbortController()
  const errors: unknown[] = []
  const { signal } = stop
  const started = startLoop({
    ...{ name: 'test', everyMs, signal, step },
    onError: (error) => errors.push(error),
  })
  return {
    ...started,
    errors,
    async end() {
      stop.abort()
      await started.done
    },
  }
}

test('default: a step, then a wait, until it is stopped', async () => {
  let count = 0
  const { end } = loop(async () => {
    count++
    return undefined
  }, 20)
  await delay(90)
  await end()
  expect(count).toBeGreaterThan(1)
  const before = count
  await delay(50)
  expect(count).toBe(before)
})

test('behavior: goes on at once while there is more, or when woken', async () => {
  let count = 0
  const running = loop(async () => ({ more: ++count < 5 }))
  await delay(30)
  expect(count).toBe(5)
  running.wake()
  await delay(30)
  expect(count).toBe(6)
  await running.end()
})

test('behavior: a wake during a step is not lost', async () => {
  let count = 0
  const running = loop(async () => {
    count++
    await delay(30)
    return undefined
  })
  await delay(5)
  running.wake()
  await delay(60)
  expect(count).toBe(2)
  await running.end()
})

test('error: a failing step is tried again and ends nothing', async () => {
  let count = 0
  const running = loop(async () => {
    if (++count < 3) throw new Error('no')
    return undefined
  }, 5)
  await delay(150)
  await running.end()
  expect(running.errors).toHaveLength(2)
  expect(count).toBeGreaterThan(3)
})
